//! Windows: stretches of whole passages that fit the network. They do not overlap, so that work is linear in
//! the text and every word is read once.

use std::ops::Range;

use super::rows::Passage;

/// One text to be read on its own: its passages as one row of words.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Word pieces of all words.
    pub pieces: Vec<&'a [u32]>,
    /// Feature of each word.
    pub features: Vec<u8>,
    /// Words of each passage.
    pub passages: Vec<Range<usize>>,
}

impl<'a> Row<'a> {
    /// Returns the words of the passages, one after the other.
    pub fn new(passages: &'a [Passage]) -> Self {
        let mut row = Row {
            pieces: Vec::new(),
            features: Vec::new(),
            passages: Vec::new(),
        };
        for passage in passages {
            let first = row.pieces.len();
            row.pieces.extend(
                passage
                    .starts
                    .windows(2)
                    .map(|w| &passage.pieces[w[0] as usize..w[1] as usize]),
            );
            row.features.extend_from_slice(&passage.features);
            row.passages.push(first..row.pieces.len());
        }
        row
    }

    /// Returns the number of words.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    fn size(&self, words: Range<usize>) -> usize {
        self.pieces[words].iter().map(|p| p.len()).sum()
    }

    /// Returns the windows of at most `room` pieces, in order: as many whole passages as fit, each word in exactly one.
    ///
    /// Windows that share text were tried and not kept: tags came out the same (F1 of spans within 0.3 on PolNeAR
    /// dev at an overlap of a half, a quarter and none) at up to twice the cost, and links between words that were
    /// read in different windows came out worse.
    pub fn windows(&self, room: usize) -> Vec<Range<usize>> {
        let mut windows: Vec<Range<usize>> = Vec::new();
        let mut free = 0;
        for part in self.parts(room) {
            let size = self.size(part.clone());
            match windows.last_mut() {
                Some(open) if size <= free => {
                    open.end = part.end;
                    free -= size;
                }
                _ => {
                    free = room.saturating_sub(size);
                    windows.push(part);
                }
            }
        }
        windows
    }

    /// Passages, those longer than `room` cut at word borders into parts of like size.
    fn parts(&self, room: usize) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        for passage in self.passages.iter().filter(|p| !p.is_empty()) {
            let whole = self.size(passage.clone());
            let most = whole.div_ceil(whole.div_ceil(room.max(1)).max(1));
            let (mut start, mut size) = (passage.start, 0);
            for word in passage.clone() {
                let pieces = self.pieces[word].len();
                if size + pieces > most && word > start {
                    parts.push(start..word);
                    (start, size) = (word, 0);
                }
                size += pieces;
            }
            parts.push(start..passage.end);
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(lengths: &[usize]) -> Row<'static> {
        static PIECE: [u32; 1] = [7];
        let mut row = Row {
            pieces: Vec::new(),
            features: Vec::new(),
            passages: Vec::new(),
        };
        for length in lengths {
            let first = row.pieces.len();
            row.pieces.extend(std::iter::repeat_n(&PIECE[..], *length));
            row.features.extend(std::iter::repeat_n(0, *length));
            row.passages.push(first..first + length);
        }
        row
    }

    #[test]
    fn every_word_is_in_one_window_and_no_window_is_too_long() {
        for lengths in [
            &[3][..],
            &[50, 60, 70, 80, 90],
            &[1000],
            &[10; 100],
            &[300, 0, 5],
        ] {
            let row = row(lengths);
            let windows = row.windows(100);
            assert!(windows.iter().all(|w| w.len() <= 100));
            let read: Vec<usize> = windows.into_iter().flatten().collect();
            assert_eq!(read, (0..row.len()).collect::<Vec<_>>());
        }
    }
}

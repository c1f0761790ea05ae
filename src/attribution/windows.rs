//! Windows: stretches of whole passages that fit the network. They overlap by about half, so that
//! every word is read with text on both sides; work stays linear in the text.

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

    /// Returns the windows of at most `room` pieces, in order; each begins about half way through
    /// the one before it.
    pub fn windows(&self, room: usize) -> Vec<Range<usize>> {
        let parts = self.parts(room, room / 2);
        let sizes: Vec<usize> = parts.iter().map(|p| self.size(p.clone())).collect();
        let mut windows = Vec::new();
        let mut first = 0;
        while first < parts.len() {
            let (mut end, mut size) = (first, 0);
            while end < parts.len() && (size + sizes[end] <= room || end == first) {
                size += sizes[end];
                end += 1;
            }
            windows.push(parts[first].start..parts[end - 1].end);
            if end == parts.len() {
                break;
            }
            let (mut half, mut passed) = (first, 0);
            while half < end && passed + sizes[half] <= size / 2 {
                passed += sizes[half];
                half += 1;
            }
            first = half.max(first + 1);
        }
        windows
    }

    /// Passages, those longer than `room` cut into parts of at most `part` pieces at word borders.
    fn parts(&self, room: usize, part: usize) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        for passage in &self.passages {
            if self.size(passage.clone()) <= room {
                if !passage.is_empty() {
                    parts.push(passage.clone());
                }
                continue;
            }
            let (mut start, mut size) = (passage.start, 0);
            for word in passage.clone() {
                let pieces = self.pieces[word].len();
                if size + pieces > part && word > start {
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
    fn every_word_is_in_a_window_and_no_window_is_too_long() {
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
            assert!((0..row.len()).all(|word| windows.iter().any(|w| w.contains(&word))));
            assert!(windows.windows(2).all(|w| w[0].start < w[1].start));
        }
    }

    #[test]
    fn work_grows_linearly() {
        let of = |words: usize| {
            row(&[words])
                .windows(100)
                .iter()
                .map(std::iter::ExactSizeIterator::len)
                .sum::<usize>()
        };
        assert!(of(100_000) <= 2 * 100_000 && of(10_000) <= 2 * 10_000);
    }
}

//! WordPiece: cuts a word into the pieces that the encoder knows (Devlin et al. 2019, section 3;
//! greedy longest match first), by the vocabulary that comes with the model.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::words::is_dropped;
use crate::{Error, Result};

/// A word longer than this many characters is one unknown piece, as in the encoder's own tokenizer.
const LONGEST_WORD: usize = 100;

/// A vocabulary of word pieces; continuation pieces begin with `##`.
#[derive(Clone, Debug)]
pub struct WordPiece {
    ids: HashMap<String, u32>,
    unknown: u32,
}

impl WordPiece {
    /// Reads a vocabulary, one piece a line, ids in the order of the lines.
    ///
    /// # Errors
    /// Where the vocabulary lacks the piece for unknown words.
    pub fn new(vocabulary: &str) -> Result<Self> {
        let ids: HashMap<String, u32> = vocabulary
            .lines()
            .zip(0u32..)
            .map(|(piece, id)| (piece.to_owned(), id))
            .collect();
        let unknown = ids.get("[UNK]").copied().ok_or_else(|| Error::Model {
            name: "vocab.txt".into(),
            reason: "has no [UNK] line; take the vocab.txt that the model was trained with".into(),
        })?;
        Ok(Self { ids, unknown })
    }

    /// Returns the id of one piece, for instance `[CLS]`.
    pub fn id(&self, piece: &str) -> Option<u32> {
        self.ids.get(piece).copied()
    }

    /// Returns the pieces of the vocabulary, each at its number.
    pub fn vocabulary(&self) -> Vec<&str> {
        let mut pieces = vec![""; self.ids.len()];
        for (piece, id) in &self.ids {
            if let Some(place) = pieces.get_mut(*id as usize) {
                *place = piece;
            }
        }
        pieces
    }

    /// Appends the piece ids of one word to `pieces`: at least one, the unknown piece at worst.
    pub fn cut(&self, word: &str, pieces: &mut Vec<u32>) {
        let word = normal(word);
        let before = pieces.len();
        if word.chars().count() > LONGEST_WORD || !self.cut_normal(&word, pieces) {
            pieces.truncate(before);
            pieces.push(self.unknown);
        }
    }

    fn cut_normal(&self, word: &str, pieces: &mut Vec<u32>) -> bool {
        let mut start = 0;
        let mut key = String::with_capacity(word.len() + 2);
        while start < word.len() {
            let longest = word[start..]
                .char_indices()
                .map(|(i, c)| start + i + c.len_utf8())
                .rev()
                .find_map(|end| {
                    key.clear();
                    if start > 0 {
                        key.push_str("##");
                    }
                    key.push_str(&word[start..end]);
                    self.ids.get(key.as_str()).map(|id| (end, *id))
                });
            match longest {
                Some((end, id)) => {
                    pieces.push(id);
                    start = end;
                }
                None => return false,
            }
        }
        start > 0
    }
}

/// Returns the word in lower case without accents, as an uncased vocabulary spells it.
fn normal(word: &str) -> String {
    if word.is_ascii() {
        return word
            .chars()
            .filter(|c| !c.is_ascii_control())
            .map(|c| c.to_ascii_lowercase())
            .collect();
    }
    word.nfd()
        .filter(|c| !is_dropped(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(word: &str) -> Vec<u32> {
        let vocabulary = "[PAD]\n[UNK]\nun\n##der\n##stand\nunder\n,\nno\n##ël";
        let mut pieces = Vec::new();
        WordPiece::new(vocabulary).unwrap().cut(word, &mut pieces);
        pieces
    }

    #[test]
    fn the_longest_piece_wins() {
        assert_eq!(cut("Understand"), [5, 4]);
        assert_eq!(cut(","), [6]);
    }

    #[test]
    fn what_cannot_be_cut_is_one_unknown_piece() {
        assert_eq!(cut("undex"), [1]);
        assert_eq!(cut(&"un".repeat(60)), [1]);
        assert_eq!(cut(""), [1]);
    }

    #[test]
    fn accents_and_case_are_folded() {
        assert_eq!(cut("Nó"), [7]);
    }

    #[test]
    fn a_vocabulary_without_unknown_is_refused() {
        assert!(WordPiece::new("a\nb").is_err());
    }
}

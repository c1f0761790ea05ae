//! Whether words call the mood of talks good or bad. Only statements whose signal is the atmosphere are asked.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// How a mood is told to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Constructive, warm, cordial.
    Good,
    /// Tense, cold, hostile.
    Bad,
}

impl Tone {
    fn turned(self) -> Self {
        match self {
            Self::Good => Self::Bad,
            Self::Bad => Self::Good,
        }
    }
}

#[derive(Debug, Deserialize)]
struct Book {
    mood: Vec<String>,
    talks: Vec<String>,
    good: Vec<String>,
    bad: Vec<String>,
    weak_good: Vec<String>,
    weak_bad: Vec<String>,
    turning: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "examples are for readers and tests")
    )]
    examples: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "examples are for readers and tests")
    )]
    others: Vec<String>,
}

/// `None` where the codebook that comes with the program cannot be read; a test sees to it that it can.
static BOOK: LazyLock<Option<Book>> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/tone.toml")).ok());

/// How many words before a word may turn its meaning round.
const REACH: usize = 3;

/// Returns the tone of a text; `None` where it tells none, or both.
pub fn tone(text: &str) -> Option<Tone> {
    let book = BOOK.as_ref()?;
    let mut told = None;
    for sentence in text.split(['.', '!', '?', ';', '\n']) {
        for found in book.sentence(sentence) {
            if told.is_some_and(|t| t != found) {
                return None;
            }
            told = Some(found);
        }
    }
    told
}

impl Book {
    fn sentence(&self, sentence: &str) -> Vec<Tone> {
        let low = sentence.to_lowercase().replace('’', "'");
        let parts = low.split(|c: char| !c.is_alphanumeric() && !"'-".contains(c));
        let words: Vec<&str> = parts.filter(|w| !w.is_empty()).collect();
        let has = |list: &[String]| words.iter().any(|w| list.iter().any(|l| l == w));
        let of_mood = has(&self.mood);
        if !of_mood && !has(&self.talks) {
            return Vec::new();
        }
        let tone = |word: &str| {
            let is = |list: &[String]| list.iter().any(|l| l == word);
            if is(&self.good) || of_mood && is(&self.weak_good) {
                Some(Tone::Good)
            } else if is(&self.bad) || of_mood && is(&self.weak_bad) {
                Some(Tone::Bad)
            } else {
                None
            }
        };
        let found = words.iter().enumerate().filter_map(|(at, word)| {
            let before = words[at.saturating_sub(REACH)..at].join(" ");
            let before = format!(" {before} ");
            let turned = self
                .turning
                .iter()
                .any(|t| before.contains(&format!(" {t} ")));
            tone(word).map(|t| if turned { t.turned() } else { t })
        });
        found.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_codebook_hold() {
        let book: Book = toml::from_str(include_str!("../../data/tone.toml")).unwrap();
        for example in &book.examples {
            let (text, expected) = example.split_once(" => ").unwrap();
            let found = tone(text).map(|t| format!("{t:?}").to_lowercase());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for text in &book.others {
            assert_eq!(tone(text), None, "{text}");
        }
    }
}

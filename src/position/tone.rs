//! Whether words tell the mood of talks, and call it good or bad.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::codebooks::RECORD_BOOKS;

/// How a mood is told to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Constructive, warm, cordial.
    Good,
    /// Tense, cold, hostile.
    Bad,
    /// Both, or neither in so many words.
    Unclear,
}

impl Tone {
    fn turned(self) -> Self {
        match self {
            Self::Good => Self::Bad,
            Self::Bad => Self::Good,
            Self::Unclear => Self::Unclear,
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
static BOOK: LazyLock<Option<Book>> = LazyLock::new(|| toml::from_str(RECORD_BOOKS[1]).ok());

/// How many words before a word may turn its meaning round.
const REACH: usize = 3;

/// Returns the tone of a text; `None` where it is not about the mood. `on_mood` says that it is known to be about it: then
/// a word for the mood is enough.
pub fn tone(text: &str, on_mood: bool) -> Option<Tone> {
    let book = BOOK.as_ref()?;
    let sentences = || text.split(['.', '!', '?', ';', '\n']).map(words);
    let mut found = sentences().flat_map(|s| book.sentence(&s));
    match found.next() {
        Some(first) if found.all(|t| t == first) => Some(first),
        Some(_) => Some(Tone::Unclear),
        None => {
            let named = on_mood && sentences().any(|s| has(&s, &book.mood));
            named.then_some(Tone::Unclear)
        }
    }
}

fn words(sentence: &str) -> Vec<String> {
    let low = sentence.to_lowercase().replace('’', "'");
    let parts = low.split(|c: char| !c.is_alphanumeric() && !"'-".contains(c));
    parts.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

fn has(words: &[String], list: &[String]) -> bool {
    words.iter().any(|w| list.contains(w))
}

impl Book {
    fn sentence(&self, words: &[String]) -> Vec<Tone> {
        let of_mood = has(words, &self.mood);
        if !of_mood && !has(words, &self.talks) {
            return Vec::new();
        }
        let tone = |word: &String| {
            if self.good.contains(word) || of_mood && self.weak_good.contains(word) {
                Some(Tone::Good)
            } else if self.bad.contains(word) || of_mood && self.weak_bad.contains(word) {
                Some(Tone::Bad)
            } else {
                None
            }
        };
        let found = words.iter().enumerate().filter_map(|(at, word)| {
            let before = words[at.saturating_sub(REACH)..at].join(" ");
            let before = format!(" {before} ");
            let turned = |t: &String| before.contains(&format!(" {t} "));
            let turned = self.turning.iter().any(turned);
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
        let book: Book = toml::from_str(RECORD_BOOKS[1]).unwrap();
        for example in &book.examples {
            let (text, expected) = example.split_once(" => ").unwrap();
            let found = tone(text, true).map(|t| format!("{t:?}").to_lowercase());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
        for text in &book.others {
            assert_eq!(tone(text, false), None, "{text}");
        }
        assert_eq!(tone("The mood changed", false), None);
    }
}

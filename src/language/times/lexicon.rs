//! The words of time, as `data/times.toml` has them.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Default, Deserialize)]
pub(super) struct Lexicon {
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
    pub seasons: HashMap<String, (i8, i8)>,
    pub holidays: Vec<(String, i8, i8)>,
    numbers: Vec<String>,
    ordinals: Vec<String>,
    pub vague_numbers: Vec<String>,
    pub superlatives: Vec<String>,
    pub reporting: Vec<String>,
    pub day_parts: Vec<String>,
    pub not_after_weekday: Vec<String>,
    pub after_day: Vec<String>,
    pub before_month: Vec<String>,
    pub before_year: Vec<String>,
    pub future: Vec<String>,
    pub past: Vec<String>,
}

/// A test reads the data; were it broken, no time expression would be found.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| toml::from_str(include_str!("../../../data/times.toml")).unwrap_or_default());

impl Lexicon {
    /// The month from 1, and whether the word is its full name.
    pub fn month(&self, word: &str) -> Option<(i8, bool)> {
        let at = self
            .months
            .iter()
            .position(|m| m.iter().any(|n| n == word))?;
        let full = self.months[at].first().is_some_and(|n| n == word);
        Some((i8::try_from(at).ok()? + 1, full))
    }

    /// Days after Monday.
    pub fn weekday(&self, word: &str) -> Option<i8> {
        let at = self.weekdays.iter().position(|w| w == word)?;
        i8::try_from(at).ok()
    }

    pub fn number(&self, word: &str) -> Option<i64> {
        let at = || self.numbers.iter().position(|w| w == word);
        match word {
            "a" | "an" => Some(1),
            _ => word
                .parse()
                .ok()
                .filter(|n| (0..10_000).contains(n))
                .or_else(|| i64::try_from(at()?).ok()),
        }
    }

    pub fn ordinal(&self, word: &str) -> Option<i64> {
        let at = self.ordinals.iter().position(|w| w == word)?;
        i64::try_from(at).ok()
    }
}

/// A word is in a list of the data.
pub(super) fn has(list: &[String], word: &str) -> bool {
    list.iter().any(|w| w == word)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_data_parses() {
        assert_eq!(super::LEXICON.months.len(), 12);
    }
}

//! Values in words and signs, as pages print them.

use serde::Serialize;

use crate::position::{Stance, Venue};

/// Returns the value's word as in the JSON of a reading, with blanks for hyphens.
pub(super) fn word(value: impl Serialize) -> String {
    key(value).replace(['_', '-'], " ")
}

/// Returns the value's word as in the JSON of a reading.
pub(super) fn key(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Returns the words of a slug.
pub(super) fn slug(slug: &str) -> String {
    let mut words = slug.replace('-', " ");
    if let Some(first) = words.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    words
}

/// Returns the name that a slug was made of: `league-of-ports` is the League of Ports.
pub(super) fn proper(slug: &str) -> String {
    let word = |word: &str| match word {
        "of" | "the" | "and" | "for" | "in" => word.to_owned(),
        word => self::slug(word),
    };
    slug.split('-').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns the sign of a stance, so that colour alone never carries it.
pub(super) fn stance_sign(stance: Stance) -> &'static str {
    match stance {
        Stance::Demands => "++",
        Stance::Supports => "+",
        Stance::Open => "~",
        Stance::Undecided => "?",
        Stance::Opposes => "−",
        Stance::RulesOut => "−−",
    }
}

/// Returns the word of a venue as it stands before a stance.
pub(super) fn venue(venue: Venue) -> &'static str {
    match venue {
        Venue::Public => "in public",
        Venue::Private => "in private",
        Venue::Unstated => "unstated where",
    }
}

/// Returns a count with its noun.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(n), if n == 1 { one } else { many })
}

/// Returns a number with a narrow blank between each three digits.
pub(super) fn number(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push('\u{202F}');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_as_words() {
        assert_eq!(word(Stance::RulesOut), "rules out");
        assert_eq!(slug("security-guarantees"), "Security guarantees");
        assert_eq!(slug("élan"), "élan");
        assert_eq!(proper("league-of-ports"), "League of Ports");
        assert_eq!(count(1, "report", "reports"), "1 report");
        assert_eq!(
            count(250_000, "statement", "statements"),
            "250\u{202F}000 statements"
        );
    }
}

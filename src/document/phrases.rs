//! What kind of block a line is by its words alone: the rules of `data/blocks.toml`.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};
use serde::Deserialize;

use super::BlockKind;

static SOURCE: &str = include_str!("../../data/blocks.toml");

/// The file as it is written.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    roles: String,
    outlets: Vec<String>,
    agencies: Vec<String>,
    rule: Vec<Entry>,
}

/// One rule as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    kind: BlockKind,
    #[serde(default)]
    place: Place,
    #[serde(default = "usual_length")]
    longest: usize,
    ends: Option<Ends>,
    #[serde(default)]
    lines: Vec<String>,
    #[serde(default)]
    openings: Vec<String>,
    #[serde(default)]
    patterns: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    others: Vec<String>,
}

fn usual_length() -> usize {
    200
}

/// Where in an article a rule holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Place {
    /// Above the running text.
    Head,
    /// Below it.
    Tail,
    /// Wherever the line stands.
    #[default]
    Anywhere,
}

/// Whether the article ends with the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Ends {
    /// In the last third of the text.
    Late,
    /// Wherever it stands.
    Always,
}

/// One rule, without its patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// What the line is.
    pub(super) kind: BlockKind,
    /// Where the rule holds.
    pub(super) place: Place,
    /// Whether the article ends with the line.
    pub(super) ends: Option<Ends>,
    longest: usize,
}

/// All rules, with their patterns in one automaton.
struct Rules {
    rules: Vec<Rule>,
    patterns: RegexSet,
    /// The rule of each pattern.
    rule_of: Vec<usize>,
    longest: usize,
    roles: Option<Regex>,
    outlets: Vec<Regex>,
    agencies: Vec<String>,
}

// A file that does not parse gives no rules; the tests below would not pass with it.
static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::new(toml::from_str(SOURCE).unwrap_or_default()));

impl Rules {
    fn new(book: Book) -> Self {
        let (mut rules, mut patterns, mut rule_of) = (Vec::new(), Vec::new(), Vec::new());
        for (at, entry) in book.rule.into_iter().enumerate() {
            let lines = entry
                .lines
                .iter()
                .map(|l| format!("^(?i:{})[.:!]?$", literal(l)));
            let openings = entry
                .openings
                .iter()
                .map(|o| format!("^(?i:{}){}", literal(o), word_end(o)));
            patterns.extend(lines.chain(openings).chain(entry.patterns));
            rule_of.resize(patterns.len(), at);
            rules.push(Rule {
                kind: entry.kind,
                place: entry.place,
                ends: entry.ends,
                longest: entry.longest,
            });
        }
        let compiled = regex::RegexSetBuilder::new(patterns)
            .size_limit(1 << 26)
            .dfa_size_limit(1 << 24)
            .build();
        Self {
            longest: rules.iter().map(|r| r.longest).max().unwrap_or(0),
            rules,
            patterns: compiled.unwrap_or_else(|_| RegexSet::empty()),
            rule_of,
            roles: Regex::new(&book.roles).ok(),
            outlets: book
                .outlets
                .iter()
                .filter_map(|o| Regex::new(o).ok())
                .collect(),
            agencies: book.agencies,
        }
    }
}

/// Returns the words as a pattern; an apostrophe stands for both forms.
fn literal(words: &str) -> String {
    regex::escape(words).replace(['\'', '’'], "['’]")
}

/// Returns the pattern for the end of a word, where the words end in a letter.
fn word_end(words: &str) -> &'static str {
    if words.ends_with(char::is_alphanumeric) {
        r"\b"
    } else {
        ""
    }
}

/// Returns the rules that fit a line, wherever it stands, in the order of the file.
pub(super) fn fitting(line: &str) -> Vec<Rule> {
    let all = &*RULES;
    // A character is up to four bytes; without this, long lines would be looked through in vain.
    if line.len() > all.longest * 4 {
        return Vec::new();
    }
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = line.chars().count();
    let mut found: Vec<usize> = all
        .patterns
        .matches(&line)
        .iter()
        .filter_map(|p| all.rule_of.get(p).copied())
        .collect();
    found.dedup();
    found
        .iter()
        .filter_map(|r| all.rules.get(*r))
        .filter(|r| length <= r.longest)
        .copied()
        .collect()
}

/// Returns whether the words say what somebody is (`diplomatic correspondent`).
pub(super) fn is_role(words: &str) -> bool {
    RULES.roles.as_ref().is_some_and(|r| r.is_match(words))
}

/// Returns the names in a credit, note or advert that may be the outlet's.
pub(super) fn outlets_in(line: &str) -> Vec<&str> {
    let found = RULES
        .outlets
        .iter()
        .filter_map(|o| o.captures(line)?.name("name").map(|m| m.as_str()));
    found
        .filter(|name| !RULES.agencies.contains(&name.to_lowercase()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_every_rule_hold() {
        let book: Book = toml::from_str(SOURCE).unwrap();
        for (at, entry) in book.rule.iter().enumerate() {
            let rule = RULES.rules[at];
            assert!(
                !entry.examples.is_empty() && !entry.others.is_empty(),
                "rule {at} has no examples"
            );
            for line in &entry.examples {
                assert!(
                    fitting(line).contains(&rule),
                    "{line} is no {:?}",
                    entry.kind
                );
            }
            for line in &entry.others {
                assert!(!fitting(line).contains(&rule), "{line} is {:?}", entry.kind);
            }
        }
    }

    #[test]
    fn every_pattern_compiles() {
        let book: Book = toml::from_str(SOURCE).unwrap();
        for pattern in book
            .rule
            .iter()
            .flat_map(|r| &r.patterns)
            .chain(&book.outlets)
        {
            assert!(Regex::new(pattern).is_ok(), "{pattern}");
        }
        assert_eq!(RULES.patterns.len(), RULES.rule_of.len());
        assert!(RULES.roles.is_some());
    }

    #[test]
    fn the_outlet_is_named_in_a_credit_or_a_note() {
        assert_eq!(
            outlets_in("The pier. (Oli Strand / The Tidewater Courier)"),
            ["The Tidewater Courier"]
        );
        assert_eq!(
            outlets_in("Join us: become a member of the Harbour Press and stay."),
            ["the Harbour Press"]
        );
        assert!(outlets_in("The pier. (Oli Strand / AFP)").is_empty());
    }

    #[test]
    fn a_long_line_fits_no_rule() {
        assert!(fitting(&format!("Read more: {}", "word ".repeat(400))).is_empty());
    }
}

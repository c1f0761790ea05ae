//! What kind of block a line is by its words alone: the rules of `data/blocks.toml`.

use std::sync::LazyLock;

use regex::{Regex, RegexSet};
use serde::Deserialize;

use super::BlockKind;
use super::facts::one_line;

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

/// All rules, with their patterns in two automata: what a line begins with is decided after a few characters.
struct Rules {
    rules: Vec<Rule>,
    beginnings: Patterns,
    ends: Patterns,
    roles: Option<Regex>,
    outlets: Vec<Regex>,
    agencies: Vec<String>,
}

/// Patterns, each with its rule.
struct Patterns {
    set: RegexSet,
    rule_of: Vec<usize>,
}

/// Characters at the end of a line in which a pattern without `^` must hold.
const END: usize = 240;

// A file that does not parse gives no rules; the tests below would not pass with it.
static RULES: LazyLock<Rules> =
    LazyLock::new(|| Rules::new(toml::from_str(SOURCE).unwrap_or_default()));

impl Rules {
    fn new(book: Book) -> Self {
        let mut rules = Vec::new();
        let mut patterns: Vec<(String, usize)> = Vec::new();
        for (at, entry) in book.rule.into_iter().enumerate() {
            let lines = entry
                .lines
                .iter()
                .map(|l| format!("^(?i:{})[.:!]?$", literal(l)));
            let openings = entry
                .openings
                .iter()
                .map(|o| format!("^(?i:{}){}", literal(o), word_end(o)));
            patterns.extend(lines.chain(openings).chain(entry.patterns).map(|p| (p, at)));
            rules.push(Rule {
                kind: entry.kind,
                place: entry.place,
                ends: entry.ends,
                longest: entry.longest,
            });
        }
        let (beginnings, ends) = patterns
            .into_iter()
            .partition(|(p, _)| p.trim_start_matches("(?i)").starts_with('^'));
        Self {
            rules,
            beginnings: Patterns::new(beginnings),
            ends: Patterns::new(ends),
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

impl Patterns {
    fn new(patterns: Vec<(String, usize)>) -> Self {
        // ASCII's idea of a word's end: with Unicode's, the automaton is given up at the first quotation mark.
        let patterns = patterns
            .into_iter()
            .map(|(p, rule)| (p.replace(r"\b", r"(?-u:\b)"), rule));
        let (patterns, rule_of): (Vec<String>, Vec<usize>) = patterns.unzip();
        let set = regex::RegexSetBuilder::new(patterns)
            .size_limit(1 << 26)
            .dfa_size_limit(1 << 23)
            .build();
        Self {
            set: set.unwrap_or_else(|_| RegexSet::empty()),
            rule_of,
        }
    }

    fn fitting(&self, line: &str) -> impl Iterator<Item = usize> {
        self.set
            .matches(line)
            .into_iter()
            .filter_map(|p| self.rule_of.get(p).copied())
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
    let longest = all.rules.iter().map(|r| r.longest).max().unwrap_or(0);
    let length = line.chars().take(longest + 1).count();
    if length > longest {
        return Vec::new();
    }
    let line = one_line(line);
    let end = line
        .char_indices()
        .rev()
        .nth(END - 1)
        .map_or(0, |(at, _)| at);
    let mut found: Vec<usize> = all.beginnings.fitting(&line).collect();
    found.extend(all.ends.fitting(line.get(end..).unwrap_or_default()));
    found.sort_unstable();
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
        for patterns in [&RULES.beginnings, &RULES.ends] {
            assert!(!patterns.set.is_empty());
            assert_eq!(patterns.set.len(), patterns.rule_of.len());
        }
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

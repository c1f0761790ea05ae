//! What kind of block a line is by its words alone: `data/blocks.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Regex, RegexSet};
use serde::Deserialize;

use super::BlockKind;

static SOURCE: &str = include_str!("../../data/blocks.toml");

/// Openings count only in lines up to this many bytes: a longer one is more likely running text that begins so.
const LONGEST_OPENING: usize = 240;

/// One kind's entry.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Entry {
    lines: Vec<String>,
    openings: Vec<String>,
    patterns: Vec<String>,
    /// Read by the tests.
    #[cfg_attr(not(test), expect(dead_code))]
    examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code))]
    others: Vec<String>,
}

/// An entry made ready for use.
struct Rule {
    lines: Vec<String>,
    openings: Vec<String>,
    patterns: RegexSet,
}

static RULES: LazyLock<BTreeMap<String, Rule>> = LazyLock::new(|| {
    let entries: BTreeMap<String, Entry> = toml::from_str(SOURCE).unwrap_or_default();
    entries.into_iter().map(|(name, entry)| (name, Rule::new(entry))).collect()
});

impl Rule {
    fn new(entry: Entry) -> Self {
        // Sentence-like patterns distinguish capitals by \p{Lu}; those without it take any case.
        let patterns = entry.patterns.iter().map(|p| if p.contains(r"\p{Lu}") { p.clone() } else { format!("(?i){p}") });
        Self {
            lines: entry.lines,
            openings: entry.openings,
            patterns: RegexSet::new(patterns.map(|p| opened(&p))).unwrap_or_else(|_| RegexSet::empty()),
        }
    }

    fn holds(&self, line: &str) -> bool {
        let lower = line.to_lowercase();
        self.lines.contains(&lower)
            || (line.len() <= LONGEST_OPENING && self.openings.iter().any(|o| opens(&lower, o)))
            || self.patterns.is_match(line)
    }
}

/// Lets the fixed first word of a pattern (`by`, `office`) begin with either case.
fn opened(pattern: &str) -> String {
    static FIRST: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^\^\(?(?:\?:)?[a-z|]+").ok());
    match FIRST.as_ref().and_then(|f| f.find(pattern)) {
        Some(m) if pattern.contains(r"\p{Lu}") => {
            let (head, rest) = pattern.split_at(m.end());
            format!("^(?i:{}{rest}", head.trim_start_matches('^')).replacen("(?i:", "(?i:", 1) + &closing(head)
        }
        _ => pattern.to_owned(),
    }
}

fn closing(_head: &str) -> String {
    ")".into()
}

/// Whether the line begins with the words, and they end there as words.
fn opens(lower: &str, words: &str) -> bool {
    lower.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

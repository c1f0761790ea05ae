//! Words of a phrase in small letters, and lists of terms to look for among them.

use std::collections::HashMap;

/// Returns the words of a phrase in small letters; apostrophes made straight, a final `'s` a word of its own.
pub(super) fn terms(phrase: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let plain = phrase.to_lowercase().replace('’', "'");
    for run in plain.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '-' | '.'))) {
        let run = run.trim_matches(|c| matches!(c, '\'' | '-' | '.'));
        if let Some(owner) = run.strip_suffix("'s") {
            found.push(owner.into());
            found.push("'s".into());
        } else if !run.is_empty() {
            found.push(run.into());
        }
    }
    found
}

/// Phrases with a value each, found by their words.
#[derive(Debug)]
pub(super) struct TermMap<V> {
    values: HashMap<String, V>,
    longest: usize,
}

impl<V> Default for TermMap<V> {
    fn default() -> Self {
        Self {
            values: HashMap::new(),
            longest: 0,
        }
    }
}

impl<V: Copy> TermMap<V> {
    /// Adds a phrase; the first value of a phrase stays.
    pub fn add(&mut self, phrase: &str, value: V) {
        let words = terms(phrase);
        self.longest = self.longest.max(words.len());
        self.values.entry(words.join(" ")).or_insert(value);
    }

    /// Returns the longest phrase that begins at word `at`, as its value and number of words.
    pub fn at(&self, words: &[String], at: usize) -> Option<(V, usize)> {
        let most = self.longest.min(words.len().saturating_sub(at));
        (1..=most).rev().find_map(|n| {
            let phrase = words.get(at..at + n)?.join(" ");
            self.values.get(&phrase).map(|v| (*v, n))
        })
    }

    /// Returns the longest phrase anywhere, the first where two are as long.
    pub fn longest_in(&self, words: &[String]) -> Option<V> {
        self.longest_from(words, words.len())
    }

    /// Returns the longest phrase that begins among the first `starts` words, the first where two are as long.
    pub fn longest_from(&self, words: &[String], starts: usize) -> Option<V> {
        let mut best: Option<(V, usize)> = None;
        for at in 0..starts.min(words.len()) {
            if let Some((value, n)) = self.at(words, at)
                && best.is_none_or(|(_, m)| n > m)
            {
                best = Some((value, n));
            }
        }
        best.map(|(v, _)| v)
    }
}

/// Returns the singular of a plural noun, or the word itself.
pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|s| s.len() > 2) {
        return format!("{stem}y");
    }
    if word == "people" || word == "persons" {
        return "person".into();
    }
    if let Some(stem) = word.strip_suffix("men") {
        return format!("{stem}man");
    }
    for (ending, kept) in [("sses", "ss"), ("ches", "ch"), ("shes", "sh")] {
        if let Some(stem) = word.strip_suffix(ending) {
            return format!("{stem}{kept}");
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.into(),
        _ => word.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_apart() {
        assert_eq!(
            terms("Norland’s U.S. envoy, “Ilves”"),
            ["norland", "'s", "u.s", "envoy", "ilves"]
        );
    }

    #[test]
    fn plurals_are_undone() {
        let read = |w: &[&str]| w.iter().map(|w| singular(w)).collect::<Vec<_>>();
        assert_eq!(
            read(&["officials", "spokesmen", "press", "allies", "people"]),
            ["official", "spokesman", "press", "ally", "person"]
        );
    }
}

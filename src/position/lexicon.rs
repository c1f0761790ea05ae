//! Patterns over words, each with a value: what the codebooks of positions are made of.
//!
//! A pattern is a row of parts: `word`, `stem*` (any word that begins so), `*-end`
//! (any compound that ends so), `one|other`, `~verb` (any of its
//! forms), `may?` (may be left out), `_` (any one word), `..` (up to three words).

use std::collections::{HashMap, HashSet};

use super::cues::{Irregular, inflected};
use super::wording::{Pause, Word};

/// How many words `..` stands for at most.
const GAP: usize = 3;
/// How many words may be passed over between two parts of a pattern.
const PASSED: usize = 2;

#[derive(Clone, Debug)]
enum Part {
    /// Words and stems, whether it may be left out.
    Word {
        exact: HashSet<String>,
        stems: Vec<String>,
        ends: Vec<String>,
        may: bool,
    },
    Gap(usize, usize),
}

#[derive(Clone, Debug)]
struct Pattern<V> {
    parts: Vec<Part>,
    value: V,
}

/// Where a pattern was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit<V> {
    /// The pattern's value.
    pub value: V,
    /// The first word.
    pub start: usize,
    /// The word after the last.
    pub end: usize,
}

/// Patterns found by their first word.
#[derive(Clone, Debug)]
pub(super) struct Lexicon<V> {
    patterns: Vec<Pattern<V>>,
    exact: HashMap<String, Vec<usize>>,
    stems: HashMap<String, Vec<usize>>,
    /// Bytes of the longest stem: further into a word none is looked for.
    longest: usize,
    ends: Vec<(String, usize)>,
    passing: HashSet<String>,
}

impl<V> Default for Lexicon<V> {
    fn default() -> Self {
        Self {
            patterns: Vec::new(),
            exact: HashMap::new(),
            stems: HashMap::new(),
            longest: 0,
            ends: Vec::new(),
            passing: HashSet::new(),
        }
    }
}

impl<V: Copy> Lexicon<V> {
    /// Returns a lexicon whose patterns may be broken by the given words (`also`, `still`).
    pub fn passing(words: &[String]) -> Self {
        Self {
            passing: words.iter().cloned().collect(),
            ..Self::default()
        }
    }

    /// Adds a pattern; one without a first word is left out. `irregular` has the verbs whose forms are their own.
    pub fn add(&mut self, pattern: &str, value: V, irregular: &Irregular<'_>) {
        let parts: Vec<Part> = pattern
            .split_whitespace()
            .map(|p| part(p, irregular))
            .collect();
        let Some(Part::Word {
            exact,
            stems,
            ends,
            may: false,
        }) = parts.first()
        else {
            return;
        };
        let at = self.patterns.len();
        for word in exact {
            self.exact.entry(word.clone()).or_default().push(at);
        }
        self.ends.extend(ends.iter().map(|e| (e.clone(), at)));
        for stem in stems {
            self.longest = self.longest.max(stem.len());
            self.stems.entry(stem.clone()).or_default().push(at);
        }
        self.patterns.push(Pattern { parts, value });
    }

    /// Returns the longest pattern that begins at word `at`; of two as long, the one added first.
    pub fn at(&self, words: &[Word], at: usize) -> Option<Hit<V>> {
        let word = words.get(at)?;
        let mut best: Option<Hit<V>> = None;
        for id in self.beginning(word) {
            let pattern = &self.patterns[id];
            if let Some(end) = self.ends(&pattern.parts[1..], words, at + 1)
                && best.is_none_or(|b| end > b.end)
            {
                best = Some(Hit {
                    value: pattern.value,
                    start: at,
                    end,
                });
            }
        }
        best
    }

    /// Returns the patterns found from left to right, none over another.
    pub fn all(&self, words: &[Word]) -> Vec<Hit<V>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.at(words, at) {
                Some(hit) => {
                    at = hit.end;
                    found.push(hit);
                }
                None => at += 1,
            }
        }
        found
    }

    fn beginning(&self, word: &Word) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for form in [&word.text, &word.single] {
            found.extend(self.exact.get(form).into_iter().flatten());
        }
        let ends = word.text.char_indices().map(|(i, c)| i + c.len_utf8());
        for end in ends.take_while(|end| *end <= self.longest) {
            found.extend(
                word.text
                    .get(..end)
                    .and_then(|s| self.stems.get(s))
                    .into_iter()
                    .flatten(),
            );
        }
        // Only compounds have an end to look for.
        if word.text.contains('-') {
            found.extend(
                self.ends
                    .iter()
                    .filter(|(e, _)| word.text.ends_with(e.as_str()))
                    .map(|(_, id)| *id),
            );
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Returns where the rest of a pattern ends that goes on at word `at`.
    fn ends(&self, parts: &[Part], words: &[Word], at: usize) -> Option<usize> {
        let Some((part, rest)) = parts.split_first() else {
            return Some(at);
        };
        match part {
            Part::Gap(least, most) => (*least..=*most).find_map(|n| {
                let skipped = words.get(at..at + n)?;
                // A gap stays inside its sentence.
                let whole = skipped.iter().all(|w| w.pause != Pause::Stop);
                whole.then(|| self.ends(rest, words, at + n)).flatten()
            }),
            Part::Word {
                exact,
                stems,
                ends,
                may,
            } => {
                let mut next = at;
                for _ in 0..=PASSED {
                    let Some(word) = words.get(next).filter(|w| w.pause != Pause::Stop) else {
                        break;
                    };
                    if fits(word, exact, stems, ends)
                        && let Some(end) = self.ends(rest, words, next + 1)
                    {
                        return Some(end);
                    }
                    if !self.passes(word) {
                        break;
                    }
                    next += 1;
                }
                may.then(|| self.ends(rest, words, at)).flatten()
            }
        }
    }

    fn passes(&self, word: &Word) -> bool {
        self.passing.contains(&word.text)
            || (!self.passing.is_empty() && word.text.len() > 4 && word.text.ends_with("ly"))
    }
}

fn fits(word: &Word, exact: &HashSet<String>, stems: &[String], ends: &[String]) -> bool {
    exact.contains(&word.text)
        || exact.contains(&word.single)
        || stems.iter().any(|s| word.text.starts_with(s.as_str()))
        || ends.iter().any(|e| word.text.ends_with(e.as_str()))
}

fn part(written: &str, irregular: &Irregular<'_>) -> Part {
    match written {
        ".." => return Part::Gap(0, GAP),
        "_" => return Part::Gap(1, 1),
        _ => {}
    }
    let (body, may) = written
        .strip_suffix('?')
        .map_or((written, false), |b| (b, true));
    let mut exact = HashSet::new();
    let mut stems = Vec::new();
    let mut ends = Vec::new();
    for form in body.split('|') {
        if let Some(stem) = form.strip_suffix('*') {
            stems.push(stem.to_owned());
        } else if let Some(end) = form.strip_prefix('*') {
            ends.push(end.to_owned());
        } else if let Some(verb) = form.strip_prefix('~') {
            exact.extend(inflected(verb, irregular).into_iter().map(|(form, _)| form));
        } else {
            exact.insert(form.to_owned());
        }
    }
    Part::Word {
        exact,
        stems,
        ends,
        may,
    }
}

/// Returns the verbs of lines like `take took taken`, each with its own forms.
pub(super) fn irregular(lines: &[String]) -> Irregular<'_> {
    lines
        .iter()
        .filter_map(|line| {
            let (head, forms) = line.split_once(' ')?;
            Some((head, forms.split(' ').map(|f| (f, true)).collect()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::position::wording::words;

    fn found(patterns: &[&str], text: &str) -> Vec<String> {
        let lines = vec!["take took taken".to_owned()];
        let mut lexicon = Lexicon::passing(&["also".to_owned()]);
        for (i, pattern) in patterns.iter().enumerate() {
            lexicon.add(pattern, i, &irregular(&lines));
        }
        let words = words(text, &[Span::new(0, text.len())]);
        let read = |h: Hit<usize>| {
            let words: Vec<&str> = words[h.start..h.end]
                .iter()
                .map(|w| w.text.as_str())
                .collect();
            format!("{} {}", h.value, words.join(" "))
        };
        lexicon.all(&words).into_iter().map(read).collect()
    }

    #[test]
    fn the_longest_pattern_wins() {
        assert_eq!(
            found(&["rule", "~rule out"], "They ruled out a pact"),
            ["1 ruled out"]
        );
    }

    #[test]
    fn parts_may_be_stems_choices_gaps_or_left_out() {
        assert!(
            found(
                &["~put .. table"],
                "It put one very odd little idea on the table"
            )
            .is_empty()
        );
        assert_eq!(
            found(&["~put .. table"], "We put it on the table"),
            ["0 put it on the table"]
        );
        assert_eq!(
            found(&["demilitar* zone?"], "a demilitarised strip"),
            ["0 demilitarised"]
        );
        assert_eq!(found(&["~take part"], "it took part"), ["0 took part"]);
        assert_eq!(
            found(&["*-backed plan"], "a Norland-backed plan"),
            ["0 norland-backed plan"]
        );
    }

    #[test]
    fn adverbs_are_passed_over_and_stops_are_not() {
        assert_eq!(
            found(&["will not"], "It will also certainly not leave"),
            ["0 will also certainly not"]
        );
        assert!(found(&["will not"], "If it will. Not now").is_empty());
    }
}

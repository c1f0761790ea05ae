//! Issues: which one words are about, by the codebook's terms, else by the words' own noun phrase.

use std::collections::HashSet;
use std::ops::Range;

use serde::Deserialize;

use super::cues::Irregular;
use super::lexicon::{Hit, Lexicon, irregular};
use super::wording::{Pause, Word, words};
use crate::document::Span;

/// How many words a slug made of the text's own noun phrase has at most.
const SLUG_WORDS: usize = 3;
/// How many words of an object may name it.
const NEAR: usize = 20;
/// Noun phrases further from the beginning than this weigh no less.
const FAR: usize = 5;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    irregular: Vec<String>,
    #[serde(default)]
    hollow: Vec<String>,
    #[serde(default)]
    vessels: Vec<String>,
    #[serde(default)]
    pointers: Vec<String>,
    #[serde(default)]
    joints: Vec<String>,
    issue: Vec<Entry>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    slug: String,
    terms: Vec<String>,
    #[serde(default)]
    options: Vec<String>,
    #[serde(default)]
    general: bool,
    #[serde(default)]
    talks: bool,
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code))]
    examples: Vec<String>,
    #[serde(default)]
    #[cfg_attr(not(test), expect(dead_code))]
    others: Vec<String>,
}

/// The issues of negotiations and the terms that show them.
#[derive(Clone, Debug, Default)]
pub struct IssueBook {
    entries: Vec<Entry>,
    terms: Lexicon<usize>,
    hollow: HashSet<String>,
    vessels: HashSet<String>,
    pointers: HashSet<String>,
    joints: HashSet<String>,
}

/// An issue found among words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Topic<'a> {
    /// Its slug.
    pub slug: &'a str,
    /// Whether it counts only where no other is found.
    pub general: bool,
    /// Whether it is about the talks themselves.
    pub talks: bool,
    /// The words of the term.
    pub words: Range<usize>,
}

impl IssueBook {
    /// Reads a codebook.
    ///
    /// # Errors
    /// Where the text is no TOML or an entry has an unknown field.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut book = Self {
            hollow: file.hollow.into_iter().collect(),
            vessels: file.vessels.into_iter().collect(),
            pointers: file.pointers.into_iter().collect(),
            joints: file.joints.into_iter().collect(),
            ..Self::default()
        };
        book.add(file.issue, &irregular(&file.irregular));
        Ok(book)
    }

    /// Returns the book with the issues of another codebook added: a known slug gets further terms.
    ///
    /// # Errors
    /// As [`IssueBook::parse`].
    pub fn merge(mut self, text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        self.hollow.extend(file.hollow);
        self.vessels.extend(file.vessels);
        self.pointers.extend(file.pointers);
        self.joints.extend(file.joints);
        self.add(file.issue, &irregular(&file.irregular));
        Ok(self)
    }

    fn add(&mut self, issues: Vec<Entry>, irregular: &Irregular<'_>) {
        for entry in issues {
            let known = self.entries.iter().position(|e| e.slug == entry.slug);
            let at = known.unwrap_or(self.entries.len());
            for term in entry.options.iter().chain(&entry.terms) {
                self.terms.add(term, at, irregular);
            }
            if known.is_none() {
                self.entries.push(entry);
            }
        }
    }

    /// Returns the slug of the issue that words by themselves are about.
    pub fn issue_of(&self, text: &str) -> Option<&str> {
        let words = words(text, &[Span::new(0, text.len())]);
        Some(self.topic(&words)?.slug)
    }

    /// Returns the issue that the words are about: a specific one before a general one, the head of a noun phrase
    /// before its modifiers, longer terms before shorter ones, earlier noun phrases before later ones.
    pub(super) fn topic(&self, words: &[Word]) -> Option<Topic<'_>> {
        let mut best: Option<(i64, Hit<usize>)> = None;
        let mut joints = 0;
        let mut seen = 0;
        for hit in self.terms.all(words) {
            joints += words
                .get(seen..hit.start)
                .map_or(0, |w| self.count_joints(w));
            seen = hit.start;
            let score = self.weight(words, &hit, joints);
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, hit));
            }
        }
        let (_, hit) = best?;
        let entry = self.entries.get(hit.value)?;
        Some(Topic {
            slug: &entry.slug,
            general: entry.general,
            talks: entry.talks,
            words: hit.start..hit.end,
        })
    }

    fn weight(&self, words: &[Word], hit: &Hit<usize>, joints: usize) -> i64 {
        let entry = &self.entries[hit.value];
        let head = words.get(hit.end).is_none_or(|w| self.ends_phrase(w));
        let length = (hit.end - hit.start - 1).min(2);
        let far = joints.min(FAR);
        let points = |n: usize| i64::try_from(n).unwrap_or(0);
        7 * i64::from(!entry.general) + 3 * points(length) + 4 * i64::from(head)
            - 2 * points(far)
            - 3 * i64::from(entry.talks)
    }

    fn count_joints(&self, words: &[Word]) -> usize {
        words.iter().skip(1).filter(|w| self.ends_phrase(w)).count()
    }

    /// Returns the first general issue: the settlement as a whole.
    pub(super) fn whole(&self) -> Option<&str> {
        self.entries
            .iter()
            .find(|e| e.general)
            .map(|e| e.slug.as_str())
    }

    /// Returns whether a noun phrase has ended before this word.
    pub(super) fn ends_phrase(&self, word: &Word) -> bool {
        word.pause != Pause::None || self.joints.contains(&word.text)
    }

    /// Returns whether the words name a text or arrangement (`agreement`, `draft`).
    pub(super) fn names_vessel(&self, words: &[Word]) -> bool {
        words.iter().any(|w| self.vessels.contains(&w.single))
    }

    /// Returns whether the words name a text as known: `the resolution`, `this draft`.
    pub(super) fn names_known_vessel(&self, words: &[Word]) -> bool {
        words.iter().enumerate().any(|(i, w)| {
            let before = &words[i.saturating_sub(2)..i];
            self.vessels.contains(&w.single)
                && before
                    .iter()
                    .any(|b| b.text == "the" || self.pointers.contains(&b.text))
        })
    }

    /// Returns whether the words name nothing themselves: `it`, `such a move`, `this agreement`, `the issue`.
    pub(super) fn points_back(&self, words: &[Word]) -> bool {
        let points = words
            .iter()
            .take(4)
            .any(|w| self.pointers.contains(&w.text) || w.text == "the");
        let mut named = words.iter().filter(|w| !self.joints.contains(&w.text));
        points && named.all(|w| self.vessels.contains(&w.single) || self.pointers.contains(&w.text))
    }

    /// Returns the words' first noun phrase whose head says anything, as a slug.
    pub(super) fn slug(&self, words: &[Word]) -> Option<String> {
        let mut rest = &words[..words.len().min(NEAR)];
        // `to launch the boats` is about the boats.
        if rest.first().is_some_and(|w| w.text == "to") {
            rest = rest.get(2..).unwrap_or_default();
        }
        while !rest.is_empty() {
            let skip = rest
                .iter()
                .take_while(|w| self.joints.contains(&w.text))
                .count();
            // `that Sudmark open to ships`, `to carry out raids`: a verb names no issue.
            let verb = skip > 0 && rest[skip - 1].text == "to" && skip < rest.len();
            rest = &rest[skip + usize::from(verb)..];
            let ends = rest.iter().skip(1).position(|w| self.ends_phrase(w));
            let (phrase, later) = rest.split_at(ends.map_or(rest.len(), |n| n + 1));
            rest = later;
            let says =
                |w: &Word| !self.hollow.contains(&w.single) && !self.vessels.contains(&w.single);
            // What was done to something is no issue.
            let gerund = phrase.len() == 1 && phrase[0].text.ends_with("ing") && !later.is_empty();
            if gerund {
                continue;
            }
            let noun = |w: &Word| !w.text.ends_with("ly") && !w.text.ends_with("ed");
            if phrase
                .last()
                .is_some_and(|w| says(w) && w.text.len() > 2 && noun(w))
            {
                let from = phrase.len().saturating_sub(SLUG_WORDS);
                let parts: Vec<String> = phrase[from..].iter().map(|w| plain(&w.text)).collect();
                return Some(parts.join("-")).filter(|s| s.chars().any(char::is_alphabetic));
            }
        }
        None
    }
}

/// Returns a word as part of a slug: letters and digits, all else a hyphen.
fn plain(word: &str) -> String {
    let kept: String = word
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    kept.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> IssueBook {
        IssueBook::parse(include_str!("../../data/issues.toml")).unwrap()
    }

    fn read(book: &IssueBook, text: &str) -> Option<String> {
        book.issue_of(text).map(str::to_owned)
    }

    #[test]
    fn every_example_of_the_book_holds() {
        let book = book();
        let mut wrong = Vec::new();
        for entry in &book.entries {
            assert!(!entry.examples.is_empty(), "{}", entry.slug);
            let is = |text: &&String| read(&book, text).as_ref() == Some(&entry.slug);
            wrong.extend(
                entry
                    .examples
                    .iter()
                    .filter(|e| !is(e))
                    .map(|e| (&entry.slug, e, read(&book, e))),
            );
            wrong.extend(
                entry
                    .others
                    .iter()
                    .filter(is)
                    .map(|e| (&entry.slug, e, None)),
            );
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn the_head_counts_more_than_its_modifiers() {
        let book = book();
        assert_eq!(
            read(&book, "ceasefire monitors").as_deref(),
            Some("monitoring")
        );
        assert_eq!(
            read(&book, "sanctions on its nuclear programme").as_deref(),
            Some("sanctions")
        );
        assert_eq!(
            read(&book, "a deal on the release of hostages").as_deref(),
            Some("hostages")
        );
    }

    #[test]
    fn unknown_issues_keep_their_own_words() {
        let text = "the so-called “lantern tax” on piers";
        let found = words(text, &[Span::new(0, text.len())]);
        assert_eq!(book().slug(&found).as_deref(), Some("lantern-tax"));
        let text = "it and the";
        assert_eq!(book().slug(&words(text, &[Span::new(0, text.len())])), None);
    }

    #[test]
    fn a_case_adds_issues_and_terms() {
        let added = "[[issue]]\nslug = \"lanterns\"\nterms = [\"lantern tax\"]\n\
                     [[issue]]\nslug = \"navigation\"\nterms = [\"ferry lane\"]";
        let book = book().merge(added).unwrap();
        assert_eq!(read(&book, "the lantern tax").as_deref(), Some("lanterns"));
        assert_eq!(
            read(&book, "the ferry lanes").as_deref(),
            Some("navigation")
        );
        assert_eq!(
            read(&book, "freedom of navigation").as_deref(),
            Some("navigation")
        );
        assert!(book.merge("[[issue]]\nslag = 1").is_err());
    }
}

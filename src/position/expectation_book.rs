//! The words for what comes next, as `data/expectations.toml` has them.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::terms::TermMap;

#[derive(Debug, Deserialize)]
struct File {
    behind_be: Vec<String>,
    reduced: Vec<String>,
    announce: Vec<String>,
    announce_noun: Vec<String>,
    until: Vec<String>,
    same_event: Vec<String>,
    housekeeping: Vec<String>,
    words: HashMap<String, HashSet<String>>,
}

/// The vocabulary.
#[derive(Debug, Default)]
pub(super) struct ExpectationBook {
    /// What puts an event into the future behind a form of `be`.
    pub behind_be: TermMap<()>,
    /// The same behind a comma and without `be` (`the talks, set to end on Friday`).
    pub reduced: TermMap<()>,
    /// What announces an event, each with whether a noun may stand behind it.
    pub announce: TermMap<bool>,
    /// What a promise hangs on.
    pub until: TermMap<()>,
    /// What points at the event of the sentence before.
    pub same_event: TermMap<()>,
    /// Talk about the talk itself.
    pub housekeeping: TermMap<()>,
    lists: HashMap<String, HashSet<String>>,
}

impl ExpectationBook {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut book = Self {
            behind_be: map(&file.behind_be),
            reduced: map(&file.reduced),
            until: map(&file.until),
            same_event: map(&file.same_event),
            housekeeping: map(&file.housekeeping),
            lists: file.words,
            ..Self::default()
        };
        for (phrases, noun) in [(file.announce, false), (file.announce_noun, true)] {
            phrases.iter().for_each(|w| book.announce.add(w, noun));
        }
        Ok(book)
    }

    /// Returns whether the word stands in one of the lists of the file.
    pub fn lists(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|l| l.contains(word))
    }

    /// Returns whether the verb tells something that will or will not happen.
    pub fn is_event(&self, verb: &str) -> bool {
        !self.lists("no_event", verb)
    }

    /// Returns whether the word behind `be` makes it a passive or a progressive.
    pub fn is_participle(&self, word: &str) -> bool {
        let regular = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
        (regular || self.lists("participles", word)) && !self.lists("no_participle", word)
    }
}

fn map(phrases: &[String]) -> TermMap<()> {
    let mut map = TermMap::default();
    phrases.iter().for_each(|w| map.add(w, ()));
    map
}

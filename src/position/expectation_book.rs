//! The words for what comes next, as `data/expectations.toml` has them.

use std::collections::HashSet;

use serde::Deserialize;

use super::terms::TermMap;

#[derive(Debug, Deserialize)]
struct File {
    behind_be: Vec<String>,
    announce: Vec<String>,
    announce_noun: Vec<String>,
    purposes: HashSet<String>,
    open_questions: HashSet<String>,
    no_event: Vec<String>,
    may_happen: HashSet<String>,
    no_participle: HashSet<String>,
    participles: HashSet<String>,
    selves: HashSet<String>,
    until: Vec<String>,
    same_event: Vec<String>,
    housekeeping: Vec<String>,
}

/// The vocabulary.
#[derive(Debug, Default)]
pub(super) struct ExpectationBook {
    pub behind_be: TermMap<()>,
    /// Whether a noun may stand behind it.
    pub announce: TermMap<bool>,
    purposes: HashSet<String>,
    open_questions: HashSet<String>,
    no_event: HashSet<String>,
    may_happen: HashSet<String>,
    no_participle: HashSet<String>,
    participles: HashSet<String>,
    selves: HashSet<String>,
    pub until: TermMap<()>,
    pub same_event: TermMap<()>,
    pub housekeeping: TermMap<()>,
}

impl ExpectationBook {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut book = Self {
            no_event: file.no_event.into_iter().collect(),
            no_participle: file.no_participle,
            participles: file.participles,
            may_happen: file.may_happen,
            selves: file.selves,
            purposes: file.purposes,
            open_questions: file.open_questions,
            ..Self::default()
        };
        file.behind_be
            .iter()
            .for_each(|w| book.behind_be.add(w, ()));
        file.announce
            .iter()
            .for_each(|w| book.announce.add(w, false));
        file.announce_noun
            .iter()
            .for_each(|w| book.announce.add(w, true));
        file.until.iter().for_each(|w| book.until.add(w, ()));
        file.same_event
            .iter()
            .for_each(|w| book.same_event.add(w, ()));
        file.housekeeping
            .iter()
            .for_each(|w| book.housekeeping.add(w, ()));
        Ok(book)
    }

    /// Returns whether the verb tells something that will or will not happen.
    pub fn is_event(&self, verb: &str) -> bool {
        !self.no_event.contains(verb)
    }

    /// Returns whether what the verb tells would be seen when it happens, so that `could` before it can be checked.
    pub fn may_happen(&self, verb: &str) -> bool {
        self.may_happen.contains(verb)
    }

    /// Returns whether the word behind `be` makes it a passive or a progressive.
    pub fn is_participle(&self, word: &str) -> bool {
        (word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"))
            || self.participles.contains(word))
            && !self.no_participle.contains(word)
    }

    /// Returns whether `is to` behind the word tells a purpose.
    pub fn is_purpose(&self, word: &str) -> bool {
        self.purposes.contains(word)
    }

    /// Returns whether the word leaves a question open.
    pub fn asks(&self, word: &str) -> bool {
        self.open_questions.contains(word)
    }

    /// Returns whether the word is somebody speaking of himself.
    pub fn is_self(&self, word: &str) -> bool {
        self.selves.contains(word)
    }
}

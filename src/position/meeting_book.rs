//! The words for encounters between sides, as `data/meetings.toml` has them.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::grammar::Grammar;
use super::mood::Form;
use super::terms::TermMap;

/// What kind of encounter a word names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Call,
    Talks,
    Meeting,
    Summit,
    Visit,
}

/// What the object of a verb must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Object {
    Any,
    With,
    Place,
    Person,
}

/// A word that may name an encounter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trigger {
    Noun {
        kind: Kind,
        vague: bool,
        plural: bool,
    },
    /// People who may sit together (`the teams`).
    People(Kind),
    Verb {
        kind: Kind,
        object: Object,
        form: Form,
    },
}

impl Trigger {
    /// Returns the kind of encounter.
    pub fn kind(self) -> Kind {
        match self {
            Self::Noun { kind, .. } | Self::Verb { kind, .. } | Self::People(kind) => kind,
        }
    }
}

#[derive(Debug, Deserialize)]
struct Noun {
    kind: Kind,
    #[serde(default)]
    vague: bool,
    #[serde(default)]
    people: bool,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct VerbEntry {
    kind: Kind,
    object: Object,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    noun: Vec<Noun>,
    verb: Vec<VerbEntry>,
    words: HashMap<String, Vec<String>>,
}

/// What words around a trigger tell of the encounter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    Happens,
    Planned,
    Postponed,
    Cancelled,
    UnderWay,
    Indirect,
    Bilateral,
    Trilateral,
    Multilateral,
}

/// The vocabulary.
#[derive(Debug, Default)]
pub(super) struct MeetingBook {
    triggers: TermMap<Trigger>,
    signs: TermMap<Sign>,
    press_calls: TermMap<()>,
    presides: TermMap<()>,
    lists: HashMap<String, HashSet<String>>,
}

impl MeetingBook {
    /// Reads the file.
    pub fn parse(text: &str, grammar: &Grammar) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut book = Self::default();
        for noun in &file.noun {
            for word in &noun.words {
                if noun.people {
                    book.triggers.add(word, Trigger::People(noun.kind));
                    continue;
                }
                let trigger = |plural| Trigger::Noun {
                    kind: noun.kind,
                    vague: noun.vague,
                    plural,
                };
                book.triggers.add(word, trigger(false));
                if !word.ends_with('s') {
                    book.triggers.add(&format!("{word}s"), trigger(true));
                }
            }
        }
        for entry in &file.verb {
            for (form, kind) in entry.words.iter().flat_map(|w| grammar.forms(w)) {
                let verb = Trigger::Verb {
                    kind: entry.kind,
                    object: entry.object,
                    form: kind,
                };
                book.triggers.add(&form, verb);
            }
        }
        let inflected = [
            ("happen", Sign::Happens),
            ("postponed", Sign::Postponed),
            ("cancelled", Sign::Cancelled),
        ];
        let plain = [
            ("planned", Sign::Planned),
            ("under_way", Sign::UnderWay),
            ("indirect", Sign::Indirect),
            ("bilateral", Sign::Bilateral),
            ("trilateral", Sign::Trilateral),
            ("multilateral", Sign::Multilateral),
        ];
        let words = |name: &str| file.words.get(name).into_iter().flatten();
        for (name, sign) in plain {
            words(name).for_each(|w| book.signs.add(w, sign));
        }
        for (name, sign) in inflected {
            for (form, _) in words(name).flat_map(|w| grammar.forms(w)) {
                book.signs.add(&form, sign);
            }
        }
        for (form, _) in words("preside").flat_map(|w| grammar.forms(w)) {
            book.presides.add(&form, ());
        }
        words("press_call").for_each(|w| book.press_calls.add(w, ()));
        book.lists = file
            .words
            .into_iter()
            .map(|(name, words)| (name, words.into_iter().collect()))
            .collect();
        Ok(book)
    }

    /// Returns the trigger that begins at word `at`, with its number of words.
    pub fn trigger(&self, low: &[String], at: usize) -> Option<(Trigger, usize)> {
        self.triggers.at(low, at)
    }

    /// Returns whether people who may sit together are named at word `at`.
    pub fn is_people(&self, low: &[String], at: usize) -> bool {
        matches!(self.triggers.at(low, at), Some((Trigger::People(_), _)))
    }

    /// Returns the sign that begins at word `at`, with its number of words.
    pub fn sign(&self, low: &[String], at: usize) -> Option<(Sign, usize)> {
        self.signs.at(low, at)
    }

    /// Returns whether the words at `at` speak of a call with the press itself.
    pub fn is_press_call(&self, low: &[String], at: usize) -> bool {
        self.press_calls.at(low, at).is_some()
    }

    /// Returns whether somebody is said at word `at` to lead or mediate what others hold.
    pub fn presides(&self, low: &[String], at: usize) -> bool {
        self.presides.at(low, at).is_some()
    }

    /// Returns whether the word stands in one of the lists of the file.
    pub fn lists(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|l| l.contains(word))
    }
}

//! The words for acts on the ground, as `data/conduct.toml` has them.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::grammar::Grammar;
use super::mood::Form;
use super::terms::TermMap;

#[derive(Debug, Deserialize)]
struct VerbEntry {
    class: String,
    things: Option<String>,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct NounEntry {
    class: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    verb: Vec<VerbEntry>,
    noun: Vec<NounEntry>,
    things: HashMap<String, Vec<String>>,
    words: HashMap<String, Vec<String>>,
}

/// What a verb may tell.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sense {
    pub class: usize,
    /// The things of which one must stand near it; none where it tells an act by itself.
    pub things: Option<usize>,
}

/// The vocabulary.
#[derive(Debug, Default)]
pub(super) struct ConductBook {
    /// Form and the place in `senses`.
    verbs: TermMap<(Form, usize)>,
    senses: Vec<Vec<Sense>>,
    /// Class.
    nouns: TermMap<usize>,
    captivity: Option<usize>,
    things: Vec<TermMap<()>>,
    took_place: TermMap<()>,
    unreal: TermMap<()>,
    condemned: TermMap<()>,
    near: HashSet<String>,
    away: HashSet<String>,
}

impl ConductBook {
    /// Reads the file.
    pub fn parse(text: &str, grammar: &Grammar) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut book = Self::default();
        let mut names: Vec<&String> = file.things.keys().collect();
        names.sort();
        let mut classes: Vec<&str> = Vec::new();
        for name in &names {
            let mut things = TermMap::default();
            for word in &file.things[*name] {
                things.add(word, ());
                things.add(&format!("{word}s"), ());
            }
            book.things.push(things);
        }
        let mut known: HashMap<&str, usize> = HashMap::new();
        for entry in &file.verb {
            let class = number(&mut classes, &entry.class);
            let things = entry
                .things
                .as_ref()
                .and_then(|t| names.iter().position(|n| *n == t));
            for word in &entry.words {
                let sense = Sense { class, things };
                let at = *known.entry(word.as_str()).or_insert_with(|| {
                    book.senses.push(Vec::new());
                    book.senses.len() - 1
                });
                book.senses[at].push(sense);
                for (words, form) in grammar.forms(word) {
                    book.verbs.add(&words, (form, at));
                }
            }
        }
        for entry in &file.noun {
            let class = number(&mut classes, &entry.class);
            for word in &entry.words {
                book.nouns.add(word, class);
                let plural = if word.ends_with("sh") { "es" } else { "s" };
                book.nouns.add(&format!("{word}{plural}"), class);
            }
        }
        book.captivity = classes.iter().position(|c| *c == "captivity");
        let list = |name: &str| file.words.get(name).cloned().unwrap_or_default();
        for (words, _) in list("took_place").iter().flat_map(|w| grammar.forms(w)) {
            book.took_place.add(&words, ());
        }
        for word in list("condemned") {
            book.condemned.add(&word, ());
        }
        list("unreal").iter().for_each(|w| book.unreal.add(w, ()));
        book.away = list("away").into_iter().collect();
        book.near = list("near").into_iter().collect();
        Ok(book)
    }

    /// Returns the verb that begins at word `at`, with its form, what it may tell and its number of words.
    pub fn verb(&self, low: &[String], at: usize) -> Option<(Form, &[Sense], usize)> {
        let ((form, senses), n) = self.verbs.at(low, at)?;
        Some((form, self.senses.get(senses)?, n))
    }

    /// Returns the class of the noun that begins at word `at`, with its number of words.
    pub fn noun(&self, low: &[String], at: usize) -> Option<(usize, usize)> {
        self.nouns.at(low, at)
    }

    /// Returns whether the class is a state that goes on whatever people say of it.
    pub fn lasts(&self, class: usize) -> bool {
        self.captivity == Some(class)
    }

    /// Returns whether one of the things stands at word `at`.
    pub fn is_thing(&self, things: usize, low: &[String], at: usize) -> bool {
        self.things
            .get(things)
            .is_some_and(|t| t.at(low, at).is_some())
    }

    /// Returns whether the words at `at` tell that a noun took place.
    pub fn took_place(&self, low: &[String], at: usize) -> bool {
        self.took_place.at(low, at).is_some()
    }

    /// Returns whether the words at `at` make what follows unreal.
    pub fn is_unreal(&self, low: &[String], at: usize) -> bool {
        self.unreal.at(low, at).is_some()
    }

    /// Returns whether the words at `at` blame somebody for what follows.
    pub fn is_condemned(&self, low: &[String], at: usize) -> bool {
        self.condemned.at(low, at).is_some()
    }

    /// Returns whether a side behind the word is none that acts (`against Norland`).
    pub fn is_led_away(&self, word: &str) -> bool {
        self.away.contains(word)
    }

    /// Returns whether the word leads a place.
    pub fn leads_place(&self, word: &str) -> bool {
        self.near.contains(word)
    }
}

fn number<'a>(classes: &mut Vec<&'a str>, class: &'a str) -> usize {
    classes.iter().position(|c| *c == class).unwrap_or_else(|| {
        classes.push(class);
        classes.len() - 1
    })
}

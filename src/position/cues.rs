//! Cue words: the class that a cue belongs to, and what the class implies.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::terms::{TermMap, terms};
use super::{Channel, Modality, Signal};

/// What cues of one class imply.
#[derive(Debug, Deserialize)]
pub(super) struct CueClass {
    /// `says`, `demands`, …
    pub name: String,
    /// Whether an act of speech rather than a thought or want.
    pub speech: bool,
    /// What the cue by itself makes of the content.
    pub modality: Option<Modality>,
    /// What it makes of a content without tense (`announced a pullback`).
    pub tenseless: Option<Modality>,
    /// What it makes of an infinitive (`agreed to go`).
    pub infinitive: Option<Modality>,
    /// How such a thing is said by its nature, where nothing else tells.
    pub channel: Option<Channel>,
    /// Whether sides do it with each other (`agreed`).
    #[serde(default)]
    pub together: bool,
    /// Whether it is said between sides, whoever tells of it (`discussed`).
    #[serde(default)]
    pub between: bool,
    /// Whether a statement begun before goes on (`added`).
    #[serde(default)]
    pub goes_on: bool,
    /// What the cue tells about the talks.
    pub signals: Vec<Signal>,
    verbs: Vec<String>,
    nouns: Vec<String>,
    phrases: Vec<String>,
    #[cfg(test)]
    examples: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Vocabulary {
    name: String,
    signal: Signal,
    words: Vec<String>,
    #[cfg(test)]
    examples: Vec<String>,
}

/// How a cue takes whoever hears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Hearer {
    /// As its object: `told Ilves that`.
    Told,
    /// As who is to act: `urged Ilves to`.
    Asked,
    /// As whom the content begins with: `thanked Ilves for`.
    Thanked,
    /// After `to` that begins the content: `expressed gratitude to Ilves`.
    Expressed,
    /// After `with`: `was frank with Ilves`.
    With,
}

#[derive(Debug, Deserialize)]
struct File {
    irregular: Vec<String>,
    hearers: BTreeMap<Hearer, Vec<String>>,
    class: Vec<CueClass>,
    vocabulary: Vec<Vocabulary>,
}

/// What is known of the words of a cue.
#[derive(Clone, Copy, Debug)]
struct Entry {
    class: usize,
    noun: bool,
    past: bool,
}

/// A group of words of one sense in a content.
#[derive(Debug)]
pub(super) struct Group {
    /// `mood`, `force`, …
    pub name: String,
    /// What it speaks for.
    pub signal: Signal,
}

/// The cue words and the vocabulary of signals.
#[derive(Debug, Default)]
pub(super) struct CueBook {
    classes: Vec<CueClass>,
    phrases: TermMap<Entry>,
    nouns: TermMap<Entry>,
    hearers: TermMap<Hearer>,
    groups: Vec<Group>,
    words: TermMap<usize>,
    stems: HashMap<String, usize>,
    #[cfg(test)]
    examples: Vec<(usize, String)>,
}

/// A cue as read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue<'a> {
    /// Its class, where the words are known.
    pub class: Option<&'a CueClass>,
    /// Whether negated (`did not say`).
    pub negated: bool,
    /// Whether the cue is a noun (`demands for`).
    pub noun: bool,
    /// Whether the verb is in the past (`said`).
    pub past: bool,
    /// Whether it tells that nothing was said so far (`has yet to signal`).
    pub silent: bool,
    /// Whether there are no words at all: a turn, a floating quotation.
    pub empty: bool,
    /// How it takes whoever hears it.
    pub hearer: Option<Hearer>,
}

impl CueBook {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let irregular: Irregular<'_> = file.irregular.iter().filter_map(|l| forms(l)).collect();
        let mut book = Self::default();
        for (class, entry) in file.class.iter().enumerate() {
            for verb in entry.verbs.iter().chain(&entry.phrases) {
                for (form, past) in inflected(verb, &irregular) {
                    let noun = false;
                    book.phrases.add(&form, Entry { class, noun, past });
                }
            }
        }
        // Nouns after all verbs: bare `calls` is read as a verb, whatever the order of the file.
        for (class, entry) in file.class.iter().enumerate() {
            let (noun, past) = (true, false);
            for name in entry.nouns.iter().flat_map(|n| [n.clone(), plural(n)]) {
                book.phrases.add(&name, Entry { class, noun, past });
                book.nouns.add(&name, Entry { class, noun, past });
            }
        }
        for (hearer, verbs) in &file.hearers {
            for (form, _) in verbs.iter().flat_map(|v| inflected(v, &irregular)) {
                book.hearers.add(&form, *hearer);
            }
        }
        file.vocabulary.into_iter().for_each(|v| book.learn(v));
        book.classes = file.class;
        Ok(book)
    }

    fn learn(&mut self, entry: Vocabulary) {
        let group = self.groups.len();
        for word in &entry.words {
            match word.strip_suffix('*') {
                Some(stem) => drop(self.stems.insert(stem.into(), group)),
                None => self.words.add(word, group),
            }
        }
        #[cfg(test)]
        self.examples
            .extend(entry.examples.into_iter().map(|e| (group, e)));
        self.groups.push(Group {
            name: entry.name,
            signal: entry.signal,
        });
    }

    /// Returns the class of a cue and what its form tells. `next` is the word of the content that follows it;
    /// `owned` tells that its source is a possessive, which makes a noun of it (`their demands`).
    pub fn read(&self, cue: &str, next: &str, owned: bool) -> Cue<'_> {
        let mut words = terms(cue);
        let own = words.len();
        let negated = words.iter().any(|w| {
            matches!(w.as_str(), "not" | "never" | "no" | "neither") || w.ends_with("n't")
        });
        let silent = words.windows(2).any(|w| w == ["yet", "to"]);
        words.extend(terms(next));
        let noun = self.nouns.longest_from(&words, own).filter(|_| owned);
        let found = noun.or_else(|| self.phrases.longest_from(&words, own));
        Cue {
            class: found.and_then(|entry| self.classes.get(entry.class)),
            negated: negated || silent,
            noun: found.is_some_and(|entry| entry.noun),
            past: found.is_some_and(|entry| entry.past),
            silent,
            empty: own == 0,
            hearer: self.hearers.longest_from(&words, own),
        }
    }

    /// Returns the groups of words that a content is looked through for.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Returns for each group how often its words stand among these.
    pub fn count(&self, words: &[String]) -> Vec<usize> {
        let mut counts = vec![0; self.groups.len()];
        for (at, word) in words.iter().enumerate() {
            let exact = self.words.at(words, at).map(|(group, _)| group);
            let stem = word
                .char_indices()
                .map(|(i, c)| i + c.len_utf8())
                .rev()
                .find_map(|end| self.stems.get(&word[..end]).copied());
            for group in exact.into_iter().chain(stem.filter(|s| exact != Some(*s))) {
                counts[group] += 1;
            }
        }
        counts
    }
}

/// Irregular verbs with their forms, each with whether it is of the past.
pub(super) type Irregular<'a> = HashMap<&'a str, Vec<(&'a str, bool)>>;

fn forms(line: &str) -> Option<(&str, Vec<(&str, bool)>)> {
    let (present, past) = match line.split_once(" / ") {
        Some(parts) => parts,
        None => line.split_once(' ')?,
    };
    let mut present = present.split(' ');
    let head = present.next()?;
    let present = present.map(|form| (form, false));
    let past = past.split(' ').map(|form| (form, true));
    Some((head, present.chain(past).collect()))
}

/// Returns the forms of a verb, each with whether it is of the past; of a phrase, its first word is inflected.
pub(super) fn inflected(verb: &str, irregular: &Irregular<'_>) -> Vec<(String, bool)> {
    let (head, rest) = verb.split_once(' ').map_or((verb, ""), |(h, r)| (h, r));
    let mut forms = vec![(head.to_owned(), false), (plural(head), false)];
    let stem = head
        .strip_suffix('e')
        .filter(|s| s.len() > 1)
        .unwrap_or(head);
    forms.push((format!("{stem}ing"), false));
    match irregular.get(head) {
        Some(known) => forms.extend(known.iter().map(|(form, past)| ((*form).to_owned(), *past))),
        None => match head
            .strip_suffix('y')
            .filter(|s| !s.ends_with(['a', 'e', 'o', 'u']))
        {
            Some(stem) => forms.push((format!("{stem}ied"), true)),
            None => forms.push((format!("{stem}ed"), true)),
        },
    }
    // `planned`, `put` → `putting`; the forms nobody uses do no harm.
    if let Some(last) = head.chars().last().filter(|c| "bdglmnprt".contains(*c)) {
        forms.push((format!("{head}{last}ing"), false));
        forms.push((format!("{head}{last}ed"), true));
    }
    for (form, _) in &mut forms {
        if !rest.is_empty() {
            form.push(' ');
            form.push_str(rest);
        }
    }
    forms
}

fn plural(word: &str) -> String {
    if let Some(stem) = word
        .strip_suffix('y')
        .filter(|s| !s.ends_with(['a', 'e', 'o', 'u']))
    {
        return format!("{stem}ies");
    }
    let hissing = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|e| word.ends_with(e));
    format!("{word}{}", if hissing { "es" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book() -> CueBook {
        CueBook::parse(include_str!("../../data/cues.toml")).unwrap()
    }

    #[test]
    fn every_example_of_the_book_holds() {
        let book = book();
        for class in &book.classes {
            assert!(!class.examples.is_empty(), "{}", class.name);
            for example in &class.examples {
                let mut parts = example.split(['[', ']']);
                let cue = parts.nth(1).unwrap();
                let rest = parts.next().unwrap().trim_start();
                let next = rest.split(' ').next().unwrap();
                let owned = example.split(' ').next().unwrap().ends_with("'s");
                assert_eq!(
                    book.read(cue, next, owned).class.unwrap().name,
                    class.name,
                    "{example}"
                );
            }
        }
        for group in 0..book.groups.len() {
            assert!(book.examples.iter().any(|(g, _)| *g == group));
        }
        for (group, example) in &book.examples {
            assert!(book.count(&terms(example))[*group] > 0, "{example}");
        }
    }

    #[test]
    fn negation_and_nouns_are_seen() {
        let book = book();
        assert!(book.read("did not interpret", "", false).negated);
        assert!(book.read("hasn't said", "", false).negated);
        assert!(book.read("insistence", "", false).noun);
        assert!(book.read("hummed", "", false).class.is_none());
        assert!(book.read("said", "", false).past && !book.read("says", "", false).past);
        assert!(book.read("has yet to signal", "", false).silent);
    }

    #[test]
    fn a_phrase_reaches_one_word_into_the_content() {
        let book = book();
        let name = |cue, next| book.read(cue, next, false).class.unwrap().name.clone();
        assert_ne!(name("agreed", "to"), name("agreed", "that"));
        assert_eq!(name("said", "support"), name("said", ""));
    }
}

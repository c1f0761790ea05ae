//! Cue words: the class that a cue belongs to, and what the class implies.

use std::collections::HashMap;

use serde::Deserialize;

use super::terms::{TermMap, terms};
use super::{Modality, Signal};

/// What cues of one class imply.
#[derive(Debug, Deserialize)]
pub(super) struct CueClass {
    /// `says`, `demands`, …
    #[cfg(test)]
    pub name: String,
    /// Whether an act of speech rather than a thought or want.
    pub speech: bool,
    /// What the cue by itself makes of the content.
    pub modality: Option<Modality>,
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
    signal: Signal,
    words: Vec<String>,
    #[cfg(test)]
    examples: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct File {
    irregular: Vec<String>,
    class: Vec<CueClass>,
    vocabulary: Vec<Vocabulary>,
}

/// The cue words and the vocabulary of signals.
#[derive(Debug, Default)]
pub(super) struct CueBook {
    classes: Vec<CueClass>,
    phrases: TermMap<(usize, bool)>,
    words: TermMap<Signal>,
    stems: HashMap<String, Signal>,
    #[cfg(test)]
    examples: Vec<(Signal, String)>,
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
    /// Whether there are no words at all: a turn, a floating quotation.
    pub empty: bool,
}

impl CueBook {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let irregular: HashMap<&str, Vec<&str>> = file
            .irregular
            .iter()
            .filter_map(|line| {
                let mut forms = line.split(' ');
                Some((forms.next()?, forms.collect()))
            })
            .collect();
        let mut book = Self::default();
        for (i, class) in file.class.iter().enumerate() {
            for verb in class.verbs.iter().chain(&class.phrases) {
                for form in inflected(verb, &irregular) {
                    book.phrases.add(&form, (i, false));
                }
            }
        }
        // Nouns after all verbs: `calls` is read as the verb of its class, whatever the order of the file.
        for (i, class) in file.class.iter().enumerate() {
            for noun in &class.nouns {
                book.phrases.add(noun, (i, true));
                book.phrases.add(&plural(noun), (i, true));
            }
        }
        for entry in file.vocabulary {
            for word in &entry.words {
                match word.strip_suffix('*') {
                    Some(stem) => drop(book.stems.insert(stem.into(), entry.signal)),
                    None => book.words.add(word, entry.signal),
                }
            }
            #[cfg(test)]
            book.examples
                .extend(entry.examples.into_iter().map(|e| (entry.signal, e)));
        }
        book.classes = file.class;
        Ok(book)
    }

    /// Returns the class of a cue.
    pub fn read(&self, cue: &str) -> Cue<'_> {
        let words = terms(cue);
        let negated = words.iter().any(|w| {
            matches!(w.as_str(), "not" | "never" | "no" | "neither") || w.ends_with("n't")
        });
        let found = self.phrases.longest_in(&words);
        Cue {
            class: found.and_then(|(i, _)| self.classes.get(i)),
            negated,
            empty: words.is_empty(),
            noun: found.is_some_and(|(_, noun)| noun),
        }
    }

    /// Returns the signals whose vocabulary stands among the words, each with how often it does.
    pub fn signals(&self, words: &[String]) -> HashMap<Signal, usize> {
        let mut found = HashMap::new();
        for (at, word) in words.iter().enumerate() {
            if let Some((signal, _)) = self.words.at(words, at) {
                *found.entry(signal).or_default() += 1;
            }
            let stem = word
                .char_indices()
                .map(|(i, c)| i + c.len_utf8())
                .rev()
                .find_map(|end| self.stems.get(&word[..end]));
            if let Some(signal) = stem {
                *found.entry(*signal).or_default() += 1;
            }
        }
        found
    }
}

/// Returns the forms of a verb; of a phrase, its first word is inflected.
pub(super) fn inflected(verb: &str, irregular: &HashMap<&str, Vec<&str>>) -> Vec<String> {
    let (head, rest) = verb.split_once(' ').map_or((verb, ""), |(h, r)| (h, r));
    let mut forms = vec![head.to_owned(), plural(head)];
    let stem = head
        .strip_suffix('e')
        .filter(|s| s.len() > 1)
        .unwrap_or(head);
    forms.push(format!("{stem}ing"));
    match irregular.get(head) {
        Some(past) => forms.extend(past.iter().map(|p| (*p).to_owned())),
        None => match head
            .strip_suffix('y')
            .filter(|s| !s.ends_with(['a', 'e', 'o', 'u']))
        {
            Some(stem) => forms.push(format!("{stem}ied")),
            None => forms.push(format!("{stem}ed")),
        },
    }
    // `planned`, `put` → `putting`; the forms nobody uses do no harm.
    if let Some(last) = head.chars().last().filter(|c| "bdglmnprt".contains(*c)) {
        forms.push(format!("{head}{last}ing"));
        forms.push(format!("{head}{last}ed"));
    }
    for form in &mut forms {
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
                let cue = example.split(['[', ']']).nth(1).unwrap();
                assert_eq!(book.read(cue).class.unwrap().name, class.name, "{example}");
            }
        }
        for (signal, example) in &book.examples {
            assert!(
                book.signals(&terms(example)).contains_key(signal),
                "{example}"
            );
        }
    }

    #[test]
    fn negation_and_nouns_are_seen() {
        let book = book();
        assert!(book.read("did not interpret").negated);
        assert!(book.read("hasn't said").negated);
        assert!(book.read("insistence").noun);
        assert!(book.read("hummed").class.is_none());
    }
}

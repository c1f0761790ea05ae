//! The words by which clauses are told apart and verbs are read, and what stands before a verb says of its act.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::cues::{Irregular, inflected};
use super::line::Line;
use super::mood::Form;
use super::terms::TermMap;

#[derive(Debug, Deserialize)]
struct File {
    openers: HashSet<String>,
    marks: HashSet<String>,
    after_comma: HashSet<String>,
    prepositions_too: HashSet<String>,
    irregular: Vec<String>,
    determiners: HashSet<String>,
    prepositions: HashSet<String>,
    pronouns: HashSet<String>,
    be: HashSet<String>,
    have: HashSet<String>,
    negations: HashSet<String>,
    future: HashSet<String>,
    possible: HashSet<String>,
    conditional: HashSet<String>,
    conditions: HashSet<String>,
    adverbs: HashSet<String>,
    past: HashSet<String>,
    goes_on: Vec<String>,
    to_come: Vec<String>,
}

/// The words of the file.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    pub(super) openers: HashSet<String>,
    pub(super) marks: HashSet<String>,
    pub(super) after_comma: HashSet<String>,
    pub(super) prepositions_too: HashSet<String>,
    pub(super) irregular: HashMap<String, Vec<String>>,
    pub(super) determiners: HashSet<String>,
    pub(super) prepositions: HashSet<String>,
    pub(super) pronouns: HashSet<String>,
    pub(super) be: HashSet<String>,
    pub(super) have: HashSet<String>,
    pub(super) negations: HashSet<String>,
    pub(super) future: HashSet<String>,
    pub(super) possible: HashSet<String>,
    pub(super) conditional: HashSet<String>,
    pub(super) conditions: HashSet<String>,
    pub(super) adverbs: HashSet<String>,
    pub(super) past: HashSet<String>,
    pub(super) goes_on: TermMap<Form>,
    pub(super) to_come: TermMap<()>,
}

impl Grammar {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut irregular = HashMap::new();
        for line in &file.irregular {
            let mut forms = line.split(' ').map(str::to_owned);
            if let Some(base) = forms.next() {
                irregular.insert(base, forms.collect());
            }
        }
        let mut grammar = Self {
            openers: file.openers,
            marks: file.marks,
            after_comma: file.after_comma,
            prepositions_too: file.prepositions_too,
            irregular,
            determiners: file.determiners,
            prepositions: file.prepositions,
            pronouns: file.pronouns,
            be: file.be,
            have: file.have,
            negations: file.negations,
            future: file.future,
            possible: file.possible,
            conditional: file.conditional,
            conditions: file.conditions,
            adverbs: file.adverbs,
            past: file.past,
            ..Self::default()
        };
        let mut goes_on = TermMap::default();
        for verb in &file.goes_on {
            grammar
                .forms(verb)
                .iter()
                .for_each(|(words, form)| goes_on.add(words, *form));
        }
        let mut to_come = TermMap::default();
        file.to_come.iter().for_each(|w| to_come.add(w, ()));
        grammar.goes_on = goes_on;
        grammar.to_come = to_come;
        Ok(grammar)
    }

    /// Returns the forms of a verb; of a phrase, its first word is inflected.
    pub fn forms(&self, verb: &str) -> Vec<(String, Form)> {
        let head = verb.split(' ').next().unwrap_or(verb);
        let own = self.irregular.get(head).into_iter();
        let irregular: Irregular<'_> = own
            .map(|forms| (head, forms.iter().map(|f| (f.as_str(), true)).collect()))
            .collect();
        let form = |word: &str| {
            let first = word.split(' ').next().unwrap_or(word);
            if first == head {
                Form::Base
            } else if first.ends_with("ing") {
                Form::Ing
            } else if first.ends_with('s') && first.starts_with(&head[..head.len().min(2)]) {
                Form::Present
            } else {
                Form::Past
            }
        };
        inflected(verb, &irregular)
            .into_iter()
            .map(|(word, _)| {
                let form = form(&word);
                (word, form)
            })
            .collect()
    }

    /// Returns where clauses begin.
    pub fn clauses(&self, low: &[String]) -> Vec<usize> {
        let mut found = vec![0];
        let word = |i: usize| low.get(i).map_or("", String::as_str);
        for i in 1..low.len() {
            let (this, before) = (word(i), word(i - 1));
            let preposition =
                self.prepositions_too.contains(this) && !self.has_verb_soon(low, i + 1);
            let opens = self.openers.contains(this) && !preposition;
            // `Norland, Sudmark, and Ostravia`: the last of a list begins nothing.
            let listed = matches!(this, "and" | "or")
                && low[i.saturating_sub(7)..i - 1].iter().any(|w| w == ",");
            let begins = opens
                || self.marks.contains(before)
                || before == "," && self.after_comma.contains(this) && !listed;
            if begins && found.last().is_some_and(|l| *l + 1 < i) {
                found.push(i);
            }
        }
        found
    }

    /// Returns whether an auxiliary or something that looks like a finite verb comes before the next mark.
    fn has_verb_soon(&self, low: &[String], from: usize) -> bool {
        let end = low[from.min(low.len())..]
            .iter()
            .take(14)
            .take_while(|w| !matches!(w.as_str(), "," | "." | ";" | "—"));
        let words: Vec<&str> = end.map(String::as_str).collect();
        words.iter().enumerate().any(|(i, w)| {
            let auxiliary = self.be.contains(*w)
                || self.have.contains(*w) && *w != "having"
                || self.future.contains(*w)
                || self.possible.contains(*w)
                || self.conditional.contains(*w);
            let past = w.len() > 4 && w.ends_with("ed") || self.past.contains(*w);
            let described = i == 0 || self.determiners.contains(words[i - 1]);
            auxiliary || past && !described
        })
    }

    /// Returns whether the word is a determiner, possessive or number before a noun.
    pub fn is_determiner(&self, word: &str) -> bool {
        self.determiners.contains(word) || word.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Returns whether the word is a preposition.
    pub fn is_preposition(&self, word: &str) -> bool {
        self.prepositions.contains(word)
    }

    /// Returns whether the word is a form of `be`.
    pub fn is_be(&self, word: &str) -> bool {
        self.be.contains(word)
    }

    /// Returns whether the word negates.
    pub fn is_negation(&self, word: &str) -> bool {
        self.negations.contains(word) || word.ends_with("n't")
    }

    /// Returns whether the word puts the verb behind it into the future.
    pub fn is_future(&self, word: &str) -> bool {
        self.future.contains(word)
    }

    /// Returns whether the word makes the verb behind it possible only.
    pub fn is_possible(&self, word: &str) -> bool {
        self.possible.contains(word)
    }

    /// Returns whether the clause of word `i` hangs on a condition.
    pub fn is_conditional(&self, line: &Line<'_>, i: usize) -> bool {
        let clause = line.clause(i);
        (clause.start..i.min(clause.start + 3)).any(|w| self.conditions.contains(line.word(w)))
    }

    /// Returns whether the word may stand inside a verb group.
    pub(super) fn is_adverb(&self, word: &str) -> bool {
        word.len() > 3 && word.ends_with("ly") || self.adverbs.contains(word)
    }
}

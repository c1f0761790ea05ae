//! The words by which clauses are told apart and verbs are read, and what stands before a verb says of its act.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::cues::{Irregular, inflected};
use super::line::Line;
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

/// Which form of a verb a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `attack`, which may be a noun too.
    Base,
    /// `attacks`, which may be a noun too.
    Present,
    /// `attacking`.
    Ing,
    /// `attacked`, finite or not.
    Past,
}

/// What a clause says of its act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// It happened or happens.
    Fact,
    /// It will happen, is to happen, is planned.
    Future,
    /// It may happen, would happen, is wanted, is named only.
    Thought,
    /// The word is a noun here, or a participle that describes one.
    Noun,
}

/// What stands before a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    pub mood: Mood,
    pub negated: bool,
    /// The first word of the verb group.
    pub from: usize,
}

/// The words of the file.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    openers: HashSet<String>,
    marks: HashSet<String>,
    after_comma: HashSet<String>,
    prepositions_too: HashSet<String>,
    pub irregular: HashMap<String, Vec<String>>,
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
    goes_on: TermMap<Form>,
    to_come: TermMap<()>,
}

/// How many words before a verb belong to its group at most.
const GROUP: usize = 7;

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
            let opens = self.openers.contains(this)
                && !(self.prepositions_too.contains(this) && !self.has_verb_soon(low, i + 1));
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
    fn is_adverb(&self, word: &str) -> bool {
        word.len() > 3 && word.ends_with("ly") || self.adverbs.contains(word)
    }

    /// Reads what stands before the verb at word `i`.
    pub fn verb(&self, line: &Line<'_>, i: usize, form: Form) -> Verb {
        // `began leaving`: the verb before decides.
        if form == Form::Ing
            && let Some(before) = i.checked_sub(1)
            && let Some((outer, 1)) = self.goes_on.at(&line.low, before)
        {
            return self.verb(line, before, outer);
        }
        let mut negated = false;
        let mut at = i;
        let mut steps = 0;
        let verb = |mood, negated, from| Verb {
            mood,
            negated,
            from,
        };
        while at > 0 && steps < GROUP {
            steps += 1;
            let word = line.word(at - 1);
            if self.is_negation(word) && !self.is_future(word) && !self.possible.contains(word) {
                negated = true;
            } else if self.is_future(word) {
                return verb(Mood::Future, negated || word == "won't", at - 1);
            } else if self.possible.contains(word) || self.conditional.contains(word) {
                return verb(Mood::Thought, negated, at - 1);
            } else if word == "to" && matches!(form, Form::Base) {
                return self.infinitive(line, at - 1, negated);
            } else if self.be.contains(word) || self.have.contains(word) {
                // `will be met`, `has been`: what stands before the auxiliary decides.
                let outer = self.auxiliary(line, at - 1);
                return verb(outer.mood, outer.negated || negated, outer.from);
            } else if matches!(word, "do" | "does" | "did") {
                return verb(Mood::Fact, negated, at - 1);
            } else if !self.is_adverb(word) {
                break;
            }
            at -= 1;
        }
        let before = line.before(at, 1);
        let noun = match form {
            Form::Base => {
                !(self.pronouns.contains(before)
                    || before.ends_with('s') && before.len() > 3 && before != "'s")
            }
            // `attacks` is a verb where it has an object.
            Form::Present => {
                let next = line.word(i + 1);
                let object = next != "that" && self.is_determiner(next) || line.is_capital(i + 1);
                self.is_determiner(before) || self.is_preposition(before) || at == 0 || !object
            }
            // `guarding captured fighters`: the participle describes.
            Form::Past => {
                at == i
                    && (self.is_determiner(before)
                        || self.is_preposition(before)
                        || before.ends_with("ing") && !line.is_capital(i - 1))
            }
            Form::Ing => self.is_determiner(before),
        };
        let mood = match (noun, form) {
            (true, _) => Mood::Noun,
            (_, Form::Ing) if self.is_preposition(before) => Mood::Thought,
            _ if self.is_conditional(line, i) => Mood::Thought,
            _ => Mood::Fact,
        };
        verb(mood, negated, at)
    }

    /// Reads what stands before the auxiliary at word `i`.
    fn auxiliary(&self, line: &Line<'_>, i: usize) -> Verb {
        let mut verb = Verb {
            mood: Mood::Fact,
            negated: false,
            from: i,
        };
        for at in (i.saturating_sub(4)..i).rev() {
            let word = line.word(at);
            if self.is_future(word) {
                verb.mood = Mood::Future;
            } else if self.possible.contains(word) || self.conditional.contains(word) {
                verb.mood = Mood::Thought;
            } else if word == "to" && at + 1 == i && self.have.contains(line.word(i)) {
                // `is said to have fallen`: it did.
                return verb;
            } else if word == "to" {
                return self.infinitive(line, at, verb.negated);
            } else if self.is_negation(word) {
                verb.negated = true;
            } else if !(self.be.contains(word) || self.have.contains(word) || self.is_adverb(word))
            {
                break;
            }
            verb.from = at;
        }
        if verb.mood == Mood::Fact && self.is_conditional(line, i) {
            verb.mood = Mood::Thought;
        }
        verb
    }

    /// Reads what governs the `to` at word `at`.
    fn infinitive(&self, line: &Line<'_>, at: usize, negated: bool) -> Verb {
        let mut verb = Verb {
            mood: Mood::Thought,
            negated,
            from: at,
        };
        for back in 1..=3 {
            let Some(from) = at.checked_sub(back) else {
                continue;
            };
            let ends = |n: usize| n == back;
            if self
                .goes_on
                .at(&line.low, from)
                .is_some_and(|(_, n)| ends(n))
            {
                let inner = self.auxiliary(line, from);
                let outer_to = line.before(from, 1) == "to";
                verb.mood = if outer_to { Mood::Thought } else { inner.mood };
                verb.from = from;
            } else if self
                .to_come
                .at(&line.low, from)
                .is_some_and(|(_, n)| ends(n))
            {
                verb.mood = Mood::Future;
                verb.from = from;
            }
        }
        verb
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    fn read(text: &str, word: &str, form: Form) -> (Mood, bool) {
        let grammar = Grammar::parse(include_str!("../../data/clauses.toml")).unwrap();
        let sentence = [Span::new(0, text.len())];
        let lines = super::super::line::lines(text, &sentence, &[], &[], &grammar);
        let at = lines[0].low.iter().position(|w| w == word).unwrap();
        let verb = grammar.verb(&lines[0], at, form);
        (verb.mood, verb.negated)
    }

    #[test]
    fn auxiliaries_tell_the_mood() {
        let rows = [
            (
                "They met in the port.",
                "met",
                Form::Past,
                (Mood::Fact, false),
            ),
            (
                "They will not meet.",
                "meet",
                Form::Base,
                (Mood::Future, true),
            ),
            (
                "They are to meet soon.",
                "meet",
                Form::Base,
                (Mood::Future, false),
            ),
            (
                "They are expected to meet.",
                "meet",
                Form::Base,
                (Mood::Future, false),
            ),
            (
                "They might meet.",
                "meet",
                Form::Base,
                (Mood::Thought, false),
            ),
            (
                "He wants them to meet.",
                "meet",
                Form::Base,
                (Mood::Thought, false),
            ),
            (
                "If they met, it was late.",
                "met",
                Form::Past,
                (Mood::Thought, false),
            ),
            (
                "The port has not been shelled.",
                "shelled",
                Form::Past,
                (Mood::Fact, true),
            ),
            (
                "The port would be shelled.",
                "shelled",
                Form::Past,
                (Mood::Thought, false),
            ),
            (
                "Norland continued to shell it.",
                "shell",
                Form::Base,
                (Mood::Fact, false),
            ),
            (
                "The attack failed.",
                "attack",
                Form::Base,
                (Mood::Noun, false),
            ),
        ];
        for (text, word, form, expected) in rows {
            assert_eq!(read(text, word, form), expected, "{text}");
        }
    }
}

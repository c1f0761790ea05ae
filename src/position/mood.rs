//! What stands before a verb says of its act: that it happened, will happen, or is only thought of.

use super::grammar::Grammar;
use super::line::Line;

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

/// How many words before a verb belong to its group at most.
const GROUP: usize = 7;

impl Grammar {
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
            } else if self.be.contains(word) && !self.may_follow_be(line.word(i), form) {
                // `is open to talks`: an adjective.
                return verb(Mood::Noun, negated, at - 1);
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

    /// Returns whether a form of a verb can stand behind `be`: a participle, also one that looks like the base (`hit`).
    fn may_follow_be(&self, word: &str, form: Form) -> bool {
        let own = || {
            self.irregular
                .get(word)
                .is_some_and(|f| f.iter().any(|f| f == word))
        };
        matches!(form, Form::Ing | Form::Past) || own()
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
                "Norland is open to talks.",
                "open",
                Form::Base,
                (Mood::Noun, false),
            ),
            (
                "The port was hit twice.",
                "hit",
                Form::Base,
                (Mood::Fact, false),
            ),
            (
                "They spoke behind closed doors.",
                "closed",
                Form::Past,
                (Mood::Noun, false),
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

//! What the cue and the first clause make of a content: asserted, negated, conditional, possible, expected.

use std::collections::HashSet;

use serde::Deserialize;

use super::Modality;
use super::cues::Cue;
use super::terms::{TermMap, terms};
use crate::document::Span;
use crate::language::sentences;

/// How many words of the content count as its first clause where nothing ends it.
const CLAUSE: usize = 28;

#[derive(Debug, Deserialize)]
struct File {
    conditional_openers: Vec<String>,
    conditional: Vec<String>,
    no_condition: Vec<String>,
    leading: Vec<String>,
    possible: Vec<String>,
    expected: Vec<String>,
    possible_states: Vec<String>,
    expected_states: Vec<String>,
    negated: Vec<String>,
    to_come: Vec<String>,
    finite: Vec<String>,
    ends: Vec<String>,
    after_past: Vec<String>,
    determiners: HashSet<String>,
    openings: HashSet<String>,
    pronouns: HashSet<String>,
    #[cfg(test)]
    examples: Vec<String>,
}

/// How a content opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// The first word where it is one of the small ones, else what kind of subject follows.
    pub opening: String,
    /// Whether a pronoun is the subject.
    pub own: bool,
}

/// What a word does in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Finite,
    End,
    Is(Modality),
}

/// The words of modality.
#[derive(Debug, Default)]
pub(super) struct ModalityBook {
    openers: TermMap<()>,
    conditions: TermMap<bool>,
    leading: TermMap<()>,
    roles: TermMap<Role>,
    states: TermMap<Modality>,
    to_come: TermMap<()>,
    after_past: TermMap<()>,
    determiners: HashSet<String>,
    openings: HashSet<String>,
    pronouns: HashSet<String>,
    #[cfg(test)]
    examples: Vec<String>,
}

impl ModalityBook {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let mut book = Self {
            determiners: file.determiners,
            openings: file.openings,
            pronouns: file.pronouns,
            #[cfg(test)]
            examples: file.examples,
            ..Self::default()
        };
        let add = |map: &mut TermMap<()>, words: &[String]| {
            words.iter().for_each(|w| map.add(w, ()));
        };
        add(&mut book.openers, &file.conditional_openers);
        add(&mut book.leading, &file.leading);
        add(&mut book.to_come, &file.to_come);
        add(&mut book.after_past, &file.after_past);
        for (words, sets) in [(&file.conditional, true), (&file.no_condition, false)] {
            words.iter().for_each(|w| book.conditions.add(w, sets));
        }
        let states = [
            (&file.possible_states, Modality::Possible),
            (&file.expected_states, Modality::Expected),
        ];
        for (words, modality) in states {
            words.iter().for_each(|w| book.states.add(w, modality));
        }
        let roles = [
            (&file.negated, Role::Is(Modality::Negated)),
            (&file.possible, Role::Is(Modality::Possible)),
            (&file.expected, Role::Is(Modality::Expected)),
            (&file.finite, Role::Finite),
            (&file.ends, Role::End),
        ];
        for (words, role) in roles {
            words.iter().for_each(|w| book.roles.add(w, role));
        }
        Ok(book)
    }

    /// Returns the modality of the content: what the cue makes of it, else what its first clause says.
    pub fn read(&self, content: &str, cue: &Cue<'_>) -> Modality {
        if cue.negated {
            return Modality::Negated;
        }
        if let Some(modality) = cue.class.and_then(|c| c.modality) {
            return modality;
        }
        // A turn of a transcript says many things; none of its clauses speaks for the whole.
        if cue.empty {
            return Modality::Asserted;
        }
        let sentence = first_sentence(content);
        if self.sets_condition(&terms(sentence)) {
            return Modality::Conditional;
        }
        let clause = terms(self.main_clause(sentence));
        let clause = &clause[..clause.len().min(CLAUSE)];
        // `agreed to go`, `announced a pullback`: the cue tells of what has no tense of its own.
        let bare = || {
            let class = cue.class?;
            let infinitive = self
                .is_infinitive(clause)
                .then_some(class.infinitive)
                .flatten();
            infinitive.or(class.tenseless)
        };
        self.clause(clause, cue)
            .or_else(bare)
            .unwrap_or(Modality::Asserted)
    }

    /// Returns how a content opens, and whether its first clause is about whoever speaks or was named before.
    pub fn subject(&self, words: &[String]) -> Subject {
        let opening = words.first().map_or("", String::as_str);
        let next = if opening == "that" {
            words.get(1)
        } else {
            words.first()
        };
        let own = next.is_some_and(|w| self.pronouns.contains(w));
        let opening = match opening {
            word if self.openings.contains(word) => word,
            _ if own => "own",
            _ => "other",
        };
        Subject {
            opening: opening.to_owned(),
            own,
        }
    }

    /// Returns whether the words are `to` with a verb.
    fn is_infinitive(&self, words: &[String]) -> bool {
        let verb = words
            .get(1)
            .filter(|_| words.first().is_some_and(|w| w == "to"));
        verb.is_some_and(|v| !self.determiners.contains(v))
    }

    fn sets_condition(&self, words: &[String]) -> bool {
        let from = usize::from(words.first().is_some_and(|w| w == "that"));
        if self.openers.at(words, from).is_some() {
            return true;
        }
        let mut at = 0;
        while at < words.len() {
            match self.conditions.at(words, at) {
                Some((true, _)) => return true,
                // `even if`: its `if` is done with.
                Some((false, n)) => at += n,
                None => at += 1,
            }
        }
        false
    }

    /// Returns the sentence without a clause that only leads up to the main one.
    fn main_clause<'a>(&self, sentence: &'a str) -> &'a str {
        let words = terms(sentence);
        let from = usize::from(words.first().is_some_and(|w| w == "that"));
        if self.leading.at(&words, from).is_none() {
            return sentence;
        }
        sentence.split_once(',').map_or(sentence, |(_, main)| main)
    }

    /// Returns what the first verb that carries tense says, if there is one.
    fn clause(&self, words: &[String], cue: &Cue<'_>) -> Option<Modality> {
        let is = |at: usize, modality| matches!(self.roles.at(words, at), Some((Role::Is(m), _)) if m == modality);
        let negated = |at: usize| is(at, Modality::Negated);
        for (at, word) in words.iter().enumerate() {
            if word.ends_with("n't") || negated(at) {
                return Some(Modality::Negated);
            }
            if word == "would" {
                if (at + 1..at + 3).any(negated) {
                    return Some(Modality::Negated);
                }
                return Some(match words.get(at + 1).map(String::as_str) {
                    Some("like" | "prefer") => Modality::Asserted,
                    // The future of somebody who spoke in the past; else what would be.
                    _ if cue.past => Modality::Expected,
                    _ => Modality::Conditional,
                });
            }
            match self.roles.at(words, at) {
                Some((Role::Is(_), _)) if negated(at + 1) => return Some(Modality::Negated),
                Some((Role::Is(modality), _)) => return Some(modality),
                Some((Role::End, _)) if at > 0 => return Some(Modality::Asserted),
                Some((Role::Finite, _)) => return Some(self.after_finite(words, at)),
                _ if word == "that" && at > 1 => return Some(Modality::Asserted),
                _ if at > 0
                    && word.ends_with("ed")
                    && self.after_past.at(words, at + 1).is_some() =>
                {
                    return Some(Modality::Asserted);
                }
                _ => {}
            }
        }
        None
    }

    /// Returns what follows a verb that carries tense says: `is not`, `is to`, `is a possibility`.
    fn after_finite(&self, words: &[String], at: usize) -> Modality {
        let role = |n: usize| match self.roles.at(words, n) {
            Some((Role::Is(modality), _)) => Some(modality),
            _ => None,
        };
        if (at + 1..at + 3).any(|n| role(n) == Some(Modality::Negated)) {
            return Modality::Negated;
        }
        if self.to_come.at(words, at + 1).is_some() {
            return Modality::Expected;
        }
        let state = |n: usize| self.states.at(words, n).map(|(modality, _)| modality);
        let near = (at + 1..at + 4).find_map(|n| role(n).or_else(|| state(n)));
        near.filter(|m| *m != Modality::Negated)
            .unwrap_or(Modality::Asserted)
    }
}

/// Returns the first sentence that has words, up to a semicolon.
fn first_sentence(content: &str) -> &str {
    let whole = sentences(content, Span::new(0, content.len()));
    let first = whole
        .iter()
        .map(|s| s.of(content))
        .find(|s| !terms(s).is_empty());
    let first = first.unwrap_or(content);
    first.split(';').next().unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::super::Codebooks;
    use super::*;

    fn read(cue: &str, content: &str) -> Modality {
        let books = Codebooks::built_in().unwrap();
        let next = content.split(' ').next().unwrap();
        books
            .modality
            .read(content, &books.cues.read(cue, next, false))
    }

    #[test]
    fn every_example_of_the_book_holds() {
        for example in Codebooks::built_in().unwrap().modality.examples {
            let (content, modality) = example.split_once(" => ").unwrap();
            let found = format!("{:?}", read("said", content)).to_lowercase();
            assert_eq!(found, modality, "{content}");
        }
    }

    #[test]
    fn the_cue_decides_before_the_content() {
        assert_eq!(
            read("denied", "that it will shell the port"),
            Modality::Negated
        );
        assert_eq!(read("hopes", "to sign if it can"), Modality::Expected);
        assert_eq!(read("did not say", "that"), Modality::Negated);
        assert_eq!(read("warned", "of more raids"), Modality::Expected);
    }

    #[test]
    fn the_cue_tells_of_what_has_no_tense() {
        assert_eq!(read("agreed", "to share the lanes"), Modality::Expected);
        assert_eq!(read("agreed", "to the lanes"), Modality::Asserted);
        assert_eq!(read("announced", "a pullback"), Modality::Expected);
        assert_eq!(read("announced", "that it was late"), Modality::Asserted);
        let states = "the U.S. will reply";
        assert_eq!(read("said", states), Modality::Expected);
    }

    #[test]
    fn would_is_the_future_of_the_past() {
        assert_eq!(
            read("said", "Norland would hold the port"),
            Modality::Expected
        );
        assert_eq!(
            read("fears", "it would cost the port"),
            Modality::Conditional
        );
    }
}

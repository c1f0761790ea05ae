//! The clauses of a sentence: parts with one subject, conditions and asides apart.

use std::ops::Range;

use super::frame::{Frame, Holder, Subject, Teller};
use super::lexicon::Hit;
use super::stances::{Mark, Opener};
use super::wording::{Pause, Word};

/// How many words a subject stands before its verb at most, where it begins a clause of its own.
const SUBJECT: usize = 5;

/// A part of a sentence with one subject.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// Its words.
    pub words: Range<usize>,
    /// How it begins.
    pub opener: Opener,
}

impl Frame<'_> {
    /// Returns the clauses of a sentence in order; `marks` are its marks of stance.
    pub(super) fn clauses(&self, words: &[Word], marks: &[Hit<Mark>]) -> Vec<Clause> {
        let mut starts: Vec<(usize, Opener)> = vec![(0, Opener::Clause)];
        for at in 0..words.len() {
            let begun = starts.last().map_or(Opener::Clause, |s| s.1);
            let opener = self.book.openers.at(words, at).map(|h| h.value);
            match opener {
                Some(Opener::If) if !self.only(words, at) => starts.push((at, Opener::If)),
                Some(Opener::Aside) => starts.push((at, Opener::Aside)),
                Some(Opener::Clause) => starts.push((at, Opener::Clause)),
                _ if begun != Opener::Clause && words[at].pause != Pause::None => {
                    starts.push((at, Opener::Clause))
                }
                _ if at > 0
                    && !self.only_venue(words, starts.last().map_or(0, |s| s.0)..at)
                    && self.restarts(words, at, marks) =>
                {
                    starts.push((at, Opener::Clause))
                }
                _ => {}
            }
        }
        // What opens at the first word replaces the clause assumed there.
        if starts.get(1).is_some_and(|s| s.0 == 0) {
            starts.remove(0);
        }
        let ends = starts.iter().skip(1).map(|s| s.0).chain([words.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|((start, opener), end)| Clause {
                words: *start..end,
                opener: *opener,
            })
            .collect()
    }

    /// Returns the clause that a word stands in, and the side that is its subject or owns it (`its stance`).
    pub(super) fn holder(&self, words: &[Word], at: usize) -> (Range<usize>, Option<Holder>) {
        let marks = self.book.marks.all(words);
        let clauses = self.clauses(words, &marks);
        let clause = clauses
            .iter()
            .rev()
            .find(|c| c.words.start <= at)
            .map_or(0..words.len(), |c| c.words.clone());
        let before = &words[clause.start..at];
        let holder = match (self.subject(before), self.owner(before)) {
            (Subject::Own, _) | (Subject::Thing, Subject::Own) => Some(Holder::Own),
            (Subject::Parties(p), _) | (Subject::Thing, Subject::Parties(p)) => {
                Some(Holder::Parties(p))
            }
            (Subject::Absent, _) if self.teller != Teller::Author => Some(Holder::Own),
            _ => None,
        };
        (clause, holder)
    }

    /// Returns whether an `if` belongs to `only if`, `even if`, `as if`, which are marks or openers of their own; and
    /// whether a `should` is a duty: it opens a condition only before its subject.
    fn only(&self, words: &[Word], at: usize) -> bool {
        if words[at].text == "should" {
            let subject = |w: &Word| self.person(w).is_some() || self.parties.of(w).is_some();
            return at > 0
                && words[at].pause == Pause::None
                && !words.get(at + 1).is_some_and(subject);
        }
        at > 0 && matches!(words[at - 1].text.as_str(), "only" | "even" | "as")
    }

    /// Returns whether the words only tell where something is held (`that in private, …`).
    fn only_venue(&self, words: &[Word], range: Range<usize>) -> bool {
        let joins = |i: &usize| matches!(words[*i].text.as_str(), "that" | "and" | "but");
        let first = range.clone().find(|i| !joins(i)).unwrap_or(range.end);
        let hit = self.book.venues.at(words, first);
        hit.is_some_and(|h| h.end == range.end)
    }

    /// Returns whether a new subject with its own verb begins at the word.
    fn restarts(&self, words: &[Word], at: usize, marks: &[Hit<Mark>]) -> bool {
        let word = &words[at];
        let joined = matches!(words[at - 1].text.as_str(), "and" | "or");
        let parted = word.pause != Pause::None || joined;
        // `Norland, Sudmark and Ostravia want` has one subject.
        let before = words[..at]
            .iter()
            .rev()
            .take(SUBJECT)
            .find(|w| !matches!(w.text.as_str(), "and" | "or" | "the"));
        if before.is_some_and(|w| self.parties.of(w).is_some()) && self.parties.of(word).is_some() {
            return false;
        }
        let subject = self.person(word).is_some() || self.parties.of(word).is_some();
        let owns = words.get(at + 1).is_some_and(|w| w.text == "'s");
        let first = marks.partition_point(|m| m.start <= at);
        parted && subject && !owns && marks.get(first).is_some_and(|m| m.start <= at + SUBJECT)
    }
}

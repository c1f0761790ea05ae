//! Expected acts, held against what later articles tell to be done or not to be done. Precision comes first: the verb must
//! be the same, and two thirds of the other words of weight must be there.

use std::collections::HashMap;

use super::expected::{Expected, is_deed};
use super::foresight::{End, Fate};
use super::wording::{Stem, each_word, mark, shared, stem, stems};
use crate::record::{Day, DoneRow, ExpectationRow};

/// Days after the due day, or after the expectation where none is set, within which an act still answers it.
pub(super) const LATEST: i64 = 60;
/// Words of weight besides the verb that are shared at least.
const FEWEST: usize = 2;
/// Rows that are looked at for one word of an expectation.
const NEAR: usize = 64;
/// Days after the due day on which an article that tells no day still tells of an act in time.
const NEXT_DAY: i64 = 1;
/// Words that make another act of the same words: of all sailors or some, of the first patrol or the next.
const EXACT: [&str; 27] = [
    "all", "every", "whole", "entire", "first", "second", "third", "fourth", "fifth", "sixth",
    "last", "next", "another", "final", "two", "three", "four", "five", "six", "seven", "eight",
    "nine", "ten", "eleven", "twelve", "half", "more",
];

/// Acts told to be done or not, by the verb and one more word.
pub(super) struct Fulfilment<'a> {
    rows: &'a [DoneRow],
    stems: Vec<Vec<Stem>>,
    /// Rows with an act and another word, by the day they became known.
    with: HashMap<(Stem, Stem), Vec<usize>>,
}

impl<'a> Fulfilment<'a> {
    pub(super) fn new(rows: &'a [DoneRow]) -> Self {
        let all: Vec<Vec<Stem>> = rows.iter().map(|r| stems(&r.words)).collect();
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|at| {
            let place = &rows[*at].place;
            (place.known, place.document, place.number)
        });
        let mut with: HashMap<(Stem, Stem), Vec<usize>> = HashMap::new();
        for at in order {
            for act in acts(&rows[at].act) {
                for word in all[at].iter().filter(|w| **w != act) {
                    with.entry((act, *word)).or_default().push(at);
                }
            }
        }
        Self {
            rows,
            stems: all,
            with,
        }
    }

    /// Returns what came of an expected act. What is told done and later told not done stays open, and so does what is
    /// told done after its day without the day on which it was.
    pub(super) fn end(&self, row: &ExpectationRow, told: &Expected<'_>) -> End {
        let candidates = self.candidates(row, told);
        let done = candidates.iter().find_map(|at| {
            let done = &self.rows[*at];
            (!done.negated).then(|| self.held(row, done)).flatten()
        });
        let after_all = |known: Day| {
            let later = candidates.iter().map(|at| &self.rows[*at]);
            later.filter(|d| d.negated && d.place.known > known).count() > 0
        };
        match done {
            Some(end) if end.evidence.is_some_and(|e| !after_all(e.known)) => end,
            Some(_) => End::OPEN,
            None => self.failed(row, &candidates),
        }
    }

    fn held(&self, row: &ExpectationRow, done: &DoneRow) -> Option<End> {
        let place = done.place;
        let day = done.dated.then_some(place.day);
        // An act of a day before it was expected is another one.
        if day.is_some_and(|d| d < row.place.day || d > place.known) {
            return None;
        }
        let late = match (row.due, day) {
            (Some(due), Some(day)) => day.ordinal() - due.ordinal(),
            (Some(due), None) if place.known.ordinal() > due.ordinal() + NEXT_DAY => return None,
            _ => 0,
        };
        Some(End {
            status: if late > 0 { Fate::Late } else { Fate::Met },
            date: day,
            days: (late > 0).then_some(late),
            evidence: Some(place),
        })
    }

    fn failed(&self, row: &ExpectationRow, candidates: &[usize]) -> End {
        let passed = |d: &&DoneRow| d.negated && row.due.is_some_and(|due| d.place.known > due);
        let mut rows = candidates.iter().map(|at| &self.rows[*at]);
        rows.find(passed).map_or(End::OPEN, |d| End {
            status: Fate::Missed,
            date: Some(d.place.known),
            days: None,
            evidence: Some(d.place),
        })
    }

    /// Returns the rows of later articles that tell of the act that is expected, by the day they became known.
    fn candidates(&self, row: &ExpectationRow, told: &Expected<'_>) -> Vec<usize> {
        let last = row.due.unwrap_or(row.place.day).ordinal() + LATEST;
        let mut found: Vec<usize> = Vec::new();
        for act in &told.stems {
            let others: Vec<Stem> = told.stems.iter().filter(|s| *s != act).copied().collect();
            let least = least(others.len());
            if others.len() < FEWEST {
                break;
            }
            let mut lists: Vec<&[usize]> = others
                .iter()
                .map(|o| self.with.get(&(*act, *o)).map_or(&[][..], Vec::as_slice))
                .collect();
            // Whatever shares enough words shares one of the rarest few.
            lists.sort_by_key(|l| l.len());
            for list in &lists[..=others.len() - least] {
                let begin =
                    list.partition_point(|at| self.rows[*at].place.known <= row.place.known);
                let near = list[begin..].iter().take(NEAR);
                let within = near.take_while(|at| self.rows[**at].place.known.ordinal() <= last);
                found.extend(within.filter(|at| {
                    shared(&others, &self.stems[**at]) >= least
                        && is_exact(&row.what, &self.rows[**at].words)
                }));
            }
        }
        found.sort_by_key(|at| {
            let place = &self.rows[*at].place;
            (place.known, place.document, place.number)
        });
        found.dedup();
        found
    }
}

/// Returns how many of so many other words have to be shared.
fn least(others: usize) -> usize {
    (2 * others).div_ceil(3).max(FEWEST)
}

/// Returns the stems that name an act: the verb, or what `took place`.
fn acts(act: &str) -> Vec<Stem> {
    match act.contains(' ') {
        false => vec![mark(stem(act))],
        true => stems(act).into_iter().filter(|s| is_deed(*s)).collect(),
    }
}

/// Returns whether what was expected of all, of the first or of twelve is told of as many.
fn is_exact(what: &str, words: &str) -> bool {
    let mut exact = true;
    each_word(what, |word| {
        exact &= !EXACT.contains(&word) || words.split(' ').any(|w| w == word);
    });
    exact
}

#[cfg(test)]
#[path = "fulfilment_tests.rs"]
mod tests;

//! Expected agreements and acts, held against later outcomes and conduct.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};

use super::expected::{ByDocument, Expected, Issues, of};
use super::foresight::{End, Fate, Ground};
use super::wording::{Stem, shared, stems};
use crate::position::OutcomeResult;
use crate::record::{Day, ExpectationRow, Place, Term};

/// Days after the due day, or after the expectation where none is set, within which a deed still answers it.
const LATEST: i64 = 60;
/// Later rows that are looked at for one expectation.
const NEAR: usize = 64;
/// Words of weight that an act shares with what was expected.
const SHARED: usize = 2;

/// Outcomes and acts as expectations look for them.
pub(super) struct Deeds<'a> {
    ground: Ground<'a>,
    /// The meetings of each document: they tell its sides.
    meetings: &'a ByDocument,
    /// Outcomes of an issue, by the day they became known.
    outcomes: HashMap<Term, Vec<usize>>,
    /// Acts, looked at only where an expectation may be answered by one.
    acts: OnceCell<Acts>,
    slug: &'a dyn Fn(Term) -> String,
}

/// Acts by their words.
struct Acts {
    /// Acts with each stem, by the day they became known.
    with: HashMap<Stem, Vec<usize>>,
    /// Stems of each act.
    stems: Vec<Vec<Stem>>,
    /// The slugs of those who act.
    actors: HashMap<Term, String>,
}

impl Acts {
    fn new(ground: Ground<'_>, slug: &dyn Fn(Term) -> String) -> Self {
        let stems: Vec<Vec<Stem>> = ground.conduct.iter().map(|c| stems(&c.what)).collect();
        let mut with: HashMap<Stem, Vec<usize>> = HashMap::new();
        let mut sorted: Vec<usize> = (0..ground.conduct.len()).collect();
        sorted.sort_by_key(|at| order(&ground.conduct[*at].place));
        for at in sorted {
            for stem in &stems[at] {
                with.entry(*stem).or_default().push(at);
            }
        }
        let mut actors = HashMap::new();
        for party in ground.conduct.iter().filter_map(|c| c.party) {
            actors.entry(party).or_insert_with(|| slug(party));
        }
        Self {
            with,
            stems,
            actors,
        }
    }
}

impl<'a> Deeds<'a> {
    pub(super) fn new(
        ground: Ground<'a>,
        meetings: &'a ByDocument,
        slug: &'a dyn Fn(Term) -> String,
    ) -> Self {
        let mut outcomes: HashMap<Term, Vec<usize>> = HashMap::new();
        for (at, outcome) in ground.outcomes.iter().enumerate() {
            outcomes.entry(outcome.issue).or_default().push(at);
        }
        for list in outcomes.values_mut() {
            list.sort_by_key(|at| order(&ground.outcomes[*at].place));
        }
        Self {
            ground,
            meetings,
            outcomes,
            acts: OnceCell::new(),
            slug,
        }
    }

    /// Returns what came of an expected deed. An outcome counts on the same issue, in an article on the same sides; an
    /// act counts by one of the sides with the same words.
    pub(super) fn end(
        &self,
        row: &ExpectationRow,
        told: &Expected<'_>,
        issues: &Issues<'_>,
    ) -> End {
        if told.parties.len() < 2 {
            return End::OPEN;
        }
        let outcome = self.outcome(row, told, &issues.of(row, told));
        match self.act(row, told) {
            Some(act) if outcome.status == Fate::Open => act,
            _ => outcome,
        }
    }

    fn outcome(&self, row: &ExpectationRow, told: &Expected<'_>, issues: &BTreeSet<Term>) -> End {
        let mut failed = End::OPEN;
        for issue in issues {
            let list = self.outcomes.get(issue).map_or(&[][..], Vec::as_slice);
            if self.was_settled(row, list, told) {
                continue;
            }
            let place = |at: &usize| &self.ground.outcomes[*at].place;
            for at in self.later(row, list, place) {
                let outcome = &self.ground.outcomes[at];
                if !self.same_sides(outcome.place.document, told) {
                    continue;
                }
                let passed = row.due.is_some_and(|due| outcome.place.day > due);
                match outcome.result {
                    OutcomeResult::Agreed => return done(row, outcome.place, outcome.place.day),
                    OutcomeResult::NotAgreed | OutcomeResult::Postponed
                        if passed && failed.status == Fate::Open =>
                    {
                        failed = End {
                            status: Fate::Missed,
                            date: Some(outcome.place.day),
                            days: None,
                            evidence: Some(outcome.place),
                        };
                    }
                    _ => {}
                }
            }
        }
        failed
    }

    /// Returns whether the sides had agreed on the issue before: then a later report of that proves nothing.
    fn was_settled(&self, row: &ExpectationRow, list: &[usize], told: &Expected<'_>) -> bool {
        let outcomes = self.ground.outcomes;
        let end = list.partition_point(|at| outcomes[*at].place.known <= row.place.known);
        let before = list[..end].iter().rev().take(NEAR);
        before.into_iter().any(|at| {
            let outcome = &outcomes[*at];
            outcome.result == OutcomeResult::Agreed && self.same_sides(outcome.place.document, told)
        })
    }

    fn act(&self, row: &ExpectationRow, told: &Expected<'_>) -> Option<End> {
        let acts = self.acts.get_or_init(|| Acts::new(self.ground, self.slug));
        // The rarest of its words leads to the fewest acts.
        let lists = told.stems.iter().filter_map(|s| acts.with.get(s));
        let list = lists.min_by_key(|l| l.len())?;
        let place = |at: &usize| &self.ground.conduct[*at].place;
        let found = self.later(row, list, place).find(|at| {
            let shared = shared(&acts.stems[*at], &told.stems);
            let actor = self.ground.conduct[*at].party;
            let actor = actor.and_then(|a| acts.actors.get(&a));
            shared >= SHARED
                && actor.is_some_and(|a| told.parties.contains(a.as_str()))
                && self.same_sides(self.ground.conduct[*at].place.document, told)
        })?;
        let act = &self.ground.conduct[found];
        let day = act.date.unwrap_or(act.place.day);
        (day >= row.place.day).then(|| done(row, act.place, day))
    }

    /// Returns the rows of a list that became known later than the expectation, the first few within reach.
    fn later<'b>(
        &'b self,
        row: &'b ExpectationRow,
        list: &'b [usize],
        place: impl Fn(&usize) -> &'b Place + 'b,
    ) -> impl Iterator<Item = usize> + 'b {
        let begin = list.partition_point(|at| place(at).known <= row.place.known);
        let last = row.due.unwrap_or(row.place.day).ordinal() + LATEST;
        let rest = list[begin..].iter().take(NEAR);
        rest.take_while(move |at| place(at).known.ordinal() <= last)
            .copied()
    }

    /// Returns whether a document tells of two of the sides.
    fn same_sides(&self, document: i64, told: &Expected<'_>) -> bool {
        let meetings = of(self.meetings, document);
        let meetings = meetings.iter().map(|at| &self.ground.meetings[*at]);
        let sides: BTreeSet<&str> = meetings
            .flat_map(|m| m.parties.iter().map(String::as_str))
            .collect();
        told.parties.intersection(&sides).count() > 1
    }
}

fn order(place: &Place) -> (Day, i64, u32) {
    (place.known, place.document, place.number)
}

fn done(row: &ExpectationRow, evidence: Place, day: Day) -> End {
    let late = row.due.map_or(0, |due| day.ordinal() - due.ordinal());
    End {
        status: if late > 0 { Fate::Late } else { Fate::Met },
        date: Some(day),
        days: (late > 0).then_some(late),
        evidence: Some(evidence),
    }
}

//! Expectations and what came of them, told by later articles: met, late, missed or open.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::Serialize;

use super::deeds::Deeds;
use super::expected::{ByDocument, Expected, Issues, Kind, by_document, expected};
use super::fulfilment::{self, Fulfilment};
use super::rounds::{Round, same_place, took_place};
use super::series::pairs;
use super::standing::distinct;
use super::wording::mark;
use crate::position::{MeetingFormat, MeetingStatus};
use crate::record::{
    ConductRow, Day, DoneRow, ExpectationRow, MeetingRow, OutcomeRow, Place, PositionRow, Term,
};

/// Days after the due day within which a meeting still is the one that was expected.
const LATEST: i64 = 60;
/// Days before the due day on which it may already have begun.
const EARLY: i64 = 1;

/// What came of an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It came true, and in time where a day was set.
    Met,
    /// It came true after its day.
    Late,
    /// A later article says that it did not come true.
    Missed,
    /// No later article tells.
    Open,
}

/// What came of an expectation, with the row that shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// What came of it.
    pub status: Fate,
    /// The day on which it came true or was known to have failed.
    pub date: Option<Day>,
    /// Days late.
    pub days: Option<i64>,
    /// The words that show it.
    pub evidence: Option<Place>,
}

impl End {
    /// Nothing is known of it.
    pub const OPEN: End = End {
        status: Fate::Open,
        date: None,
        days: None,
        evidence: None,
    };
}

/// An expectation as all reports of it tell it together.
#[derive(Clone, Debug, PartialEq)]
pub struct Foreseen {
    /// The rows, by the day they became known.
    pub rows: Vec<usize>,
    /// Independent reports among them.
    pub reports: usize,
    /// What came of it.
    pub end: End,
}

/// The rows that expectations are held against. All of the record that is known, whatever the question is limited to.
#[derive(Clone, Copy, Default)]
pub struct Ground<'a> {
    /// Accounts of meetings, and the rounds they make.
    pub meetings: &'a [MeetingRow],
    /// Rounds made of these meetings.
    pub rounds: &'a [Round],
    /// Outcomes.
    pub outcomes: &'a [OutcomeRow],
    /// Acts on the ground.
    pub conduct: &'a [ConductRow],
    /// Positions: they tell the issue of an expectation.
    pub positions: &'a [PositionRow],
    /// Acts that articles tell to be done or not.
    pub done: &'a [DoneRow],
}

/// Returns the expectations with what came of them, the first told first. `denied` are statements, by document and
/// number, that say that something is not so; `slug` tells the words of a term.
pub fn foresight(
    rows: &[ExpectationRow],
    denied: &HashSet<(i64, u32)>,
    ground: Ground<'_>,
    slug: &dyn Fn(Term) -> String,
) -> Vec<Foreseen> {
    let folded = Folded::new(rows, ground.meetings);
    let all: Vec<usize> = (0..folded.len()).collect();
    folded.foresee(&all, denied, ground, slug)
}

/// Expectations as all reports of them tell them together, before it is known what came of them: a question that shows
/// fifty need not find out for all.
pub struct Folded<'a> {
    rows: &'a [ExpectationRow],
    told: Vec<Expected<'a>>,
    meetings: ByDocument,
    lists: Vec<Vec<usize>>,
}

impl<'a> Folded<'a> {
    /// Puts the rows together that tell the same expectation, the first told first.
    pub fn new(rows: &'a [ExpectationRow], meetings: &'a [MeetingRow]) -> Self {
        let by_document = by_document(meetings, |m| m.place.document, |_| true);
        let told = expected(rows, meetings, &by_document);
        let mut lists = fold(rows, &told);
        lists.sort_by_cached_key(|list| order(&rows[list[0]].place));
        Self {
            rows,
            told,
            meetings: by_document,
            lists,
        }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.lists.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Returns the rows that tell one of them, by the day they became known.
    pub fn rows(&self, at: usize) -> &[usize] {
        &self.lists[at]
    }

    /// Returns the documents that voice some of them first: what came of them is told by these documents' positions,
    /// and by meetings, outcomes and conduct of all.
    pub fn documents(&self, some: &[usize]) -> HashSet<i64> {
        let firsts = some.iter().map(|at| self.lists[*at][0]);
        firsts.map(|at| self.rows[at].place.document).collect()
    }

    /// Returns the days after the first and up to the last of which an article may tell what came of some of them.
    pub fn days(&self, some: &[usize]) -> Option<(Day, Day)> {
        let firsts = || some.iter().map(|at| &self.rows[self.lists[*at][0]]);
        let last = firsts()
            .map(|row| row.due.unwrap_or(row.place.day).max(row.place.day))
            .max()?;
        let reach = jiff::Span::new().days(fulfilment::LATEST);
        let last = last.date().and_then(|d| d.checked_add(reach).ok());
        let first = firsts().map(|row| row.place.known).min()?;
        Some((first, last.map_or(Day::NEVER, Day::from)))
    }

    /// Returns what came of some of them. Of the ground's positions only those of [`Folded::documents`] are looked at.
    pub fn foresee(
        &self,
        some: &[usize],
        denied: &HashSet<(i64, u32)>,
        ground: Ground<'_>,
        slug: &dyn Fn(Term) -> String,
    ) -> Vec<Foreseen> {
        let course = Course::new(ground);
        let issues = Issues::new(ground, &self.documents(some), slug);
        let deeds = Deeds::new(ground, &self.meetings, slug);
        let fulfilment = Fulfilment::new(ground.done);
        let end = |first: usize| {
            let (row, told) = (&self.rows[first], &self.told[first]);
            let place = &row.place;
            let is_denied = |s| denied.contains(&(place.document, s));
            if told.negated || row.statement.is_some_and(is_denied) {
                return End::OPEN;
            }
            if let Kind::Meeting { .. } = told.kind {
                return course.end(row, told);
            }
            // What is due when a round begins may be done until it ends.
            let row = &ExpectationRow {
                due: course.last_day(row, told).or(row.due),
                ..row.clone()
            };
            match told.kind {
                Kind::Deed => match deeds.end(row, told, &issues) {
                    End::OPEN => fulfilment.end(row, told),
                    end => end,
                },
                _ => fulfilment.end(row, told),
            }
        };
        some.iter()
            .map(|at| &self.lists[*at])
            .map(|list| Foreseen {
                rows: list.clone(),
                reports: distinct(list.iter().map(|at| self.rows[*at].place.report)).len(),
                end: end(list[0]),
            })
            .collect()
    }
}

fn order(place: &Place) -> (Day, Day, i64, u32) {
    (place.day, place.known, place.document, place.number)
}

/// Puts the rows together that tell the same expectation: the same due day, and the same sides meeting or the same
/// words of weight.
fn fold(rows: &[ExpectationRow], told: &[Expected<'_>]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| {
        let p = &rows[*at].place;
        (p.known, p.document, p.number)
    });
    let mut known: HashMap<(Option<Day>, u64), usize> = HashMap::new();
    let mut lists: Vec<Vec<usize>> = Vec::new();
    let mut name = String::new();
    for at in order {
        let (row, of) = (&rows[at], &told[at]);
        let mut keys: Vec<u64> = Vec::new();
        if let (Kind::Meeting { call }, Some(_)) = (of.kind, row.due) {
            for (a, b) in pairs(of.parties.iter().copied()) {
                name.clear();
                name.extend([if call { "call " } else { "" }, a, " ", b]);
                keys.push(mark(&name));
            }
        }
        // The words of all that say the same have the same hashes in the same order.
        keys.push(
            of.stems
                .iter()
                .fold(0, |all: u64, s| all.rotate_left(7) ^ s),
        );
        let found = keys.iter().find_map(|k| known.get(&(row.due, *k)).copied());
        let list = found.unwrap_or_else(|| {
            lists.push(Vec::new());
            lists.len() - 1
        });
        lists[list].push(at);
        for key in keys {
            known.entry((row.due, key)).or_insert(list);
        }
    }
    lists
}

/// The rounds of each two sides, by their first days.
struct Course<'a> {
    ground: Ground<'a>,
    of: HashMap<(&'a str, &'a str), Vec<usize>>,
}

impl<'a> Course<'a> {
    fn new(ground: Ground<'a>) -> Self {
        let mut of: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for (at, round) in ground.rounds.iter().enumerate() {
            for pair in pairs(round.parties.iter().map(String::as_str)) {
                of.entry(pair).or_default().push(at);
            }
        }
        Self { ground, of }
    }

    /// Returns what came of an expected meeting: the first meeting of two of its sides on or after its day.
    fn end(&self, row: &ExpectationRow, told: &Expected<'_>) -> End {
        if row.due.is_none() && !told.firm {
            return End::OPEN;
        }
        let from = row
            .due
            .map_or(row.place.day.ordinal() + 1, |d| d.ordinal() - EARLY);
        let to = row.due.unwrap_or(row.place.day).ordinal() + LATEST;
        let mut failed = End::OPEN;
        for at in self.within(told, from, to) {
            let round = &self.ground.rounds[at];
            if !is_that(round, told) {
                continue;
            }
            let account = |took: &dyn Fn(MeetingStatus) -> bool| {
                let rows = round.accounts.iter().map(|a| &self.ground.meetings[*a]);
                let mut later = rows.filter(|m| m.place.known > row.place.known);
                later.find(|m| took(m.status)).map(|m| m.place)
            };
            if round.took_place() {
                if let Some(evidence) = account(&took_place) {
                    return held(row, round, evidence);
                }
            } else if failed.status == Fate::Open
                && let Some(evidence) =
                    account(&|s| s == round.status && s != MeetingStatus::Planned)
                && is_its_day(row.due, round)
            {
                failed = End {
                    status: Fate::Missed,
                    date: Some(evidence.known),
                    days: None,
                    evidence: Some(evidence),
                };
            }
        }
        failed
    }

    /// Returns the last day of the round of the sides that began on the day an expectation is due.
    fn last_day(&self, row: &ExpectationRow, told: &Expected<'_>) -> Option<Day> {
        let due = row.due?;
        let begun = self.within(told, due.ordinal(), due.ordinal());
        let rounds = begun.into_iter().map(|at| &self.ground.rounds[at]);
        rounds
            .filter(|r| r.took_place())
            .filter_map(|r| r.last)
            .max()
    }

    /// Returns the dated rounds of the sides within days, in order.
    fn within(&self, told: &Expected<'_>, from: i64, to: i64) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for pair in pairs(told.parties.iter().copied()) {
            let Some(list) = self.of.get(&pair) else {
                continue;
            };
            let day = |at: &usize| self.ground.rounds[*at].day(self.ground.meetings).ordinal();
            let begin = list.partition_point(|at| day(at) < from);
            let near = list[begin..].iter().take_while(|at| day(at) <= to);
            let dated = near.filter(|at| self.ground.rounds[**at].first.is_some());
            found.extend(dated.take(NEAR));
        }
        found
    }
}

/// Rounds of two sides that are looked at for one expectation.
const NEAR: usize = 16;

/// Returns whether a round may be the one that was expected.
fn is_that(round: &Round, told: &Expected<'_>) -> bool {
    let call = matches!(told.kind, Kind::Meeting { call: true });
    let calls = round.format == Some(MeetingFormat::Call);
    let elsewhere = match (&round.place, told.place) {
        (Some(a), Some(b)) => !same_place(a, b),
        _ => false,
    };
    // Two of three sides meet on other matters too: that is the expected meeting only where the talks are.
    let missing = told.parties.iter().any(|p| !round.parties.contains(*p));
    let at_the_seat = match (&round.place, told.place.or(told.seat)) {
        (Some(a), Some(b)) => same_place(a, b),
        _ => false,
    };
    call == calls && !elsewhere && (!missing || at_the_seat)
}

/// A round that was called off is the expected one if it was set for that very day, or no day was set.
fn is_its_day(due: Option<Day>, round: &Round) -> bool {
    match (due.map(Day::ordinal), round.first.map(Day::ordinal)) {
        (Some(due), Some(first)) => (due - EARLY..=due + EARLY).contains(&first),
        _ => false,
    }
}

fn held(row: &ExpectationRow, round: &Round, evidence: Place) -> End {
    let late = match (row.due, round.first) {
        (Some(due), Some(first)) => first.ordinal() - due.ordinal(),
        _ => 0,
    };
    End {
        status: if late > 0 { Fate::Late } else { Fate::Met },
        date: round.first,
        days: (late > 0).then_some(late),
        evidence: Some(evidence),
    }
}

#[cfg(test)]
#[path = "foresight_tests.rs"]
mod tests;

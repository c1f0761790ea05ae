//! Rounds: the accounts that many articles give of one meeting become one round, with what became of it and its
//! place in a series.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::series::number;
use crate::position::{MeetingFormat, MeetingStatus};
use crate::record::{Day, MeetingRow};

/// Days of one meeting that are looked at; longer conferences are found by their first days.
const LONGEST: i64 = 31;
/// Days before an article within which a meeting lies that it tells of without a day.
const LATELY: i64 = 14;

/// A meeting as all accounts of it tell it together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Round {
    /// Its number in the series of meetings of the same sides; `None` where it stands alone or has no day.
    pub number: Option<u32>,
    /// First day.
    pub first: Option<Day>,
    /// Last day.
    pub last: Option<Day>,
    /// Where, as printed first.
    pub place: Option<String>,
    /// Who sits together.
    pub format: Option<MeetingFormat>,
    /// What became of it, as known last.
    pub status: MeetingStatus,
    /// Slugs of the sides.
    pub parties: BTreeSet<String>,
    /// Names of people who took part.
    pub participants: BTreeSet<String>,
    /// The rows that tell of it, by the day they became known.
    #[serde(skip)]
    pub accounts: Vec<usize>,
    /// Independent reports among them.
    pub reports: usize,
}

impl Round {
    /// Returns the day it is put in order by: its first, else the day when it was first told of.
    pub fn day(&self, meetings: &[MeetingRow]) -> Day {
        let told = self.accounts.first().and_then(|a| meetings.get(*a));
        self.first
            .or(told.map(|m| m.place.known))
            .unwrap_or(Day::NEVER)
    }

    /// Returns whether it took place or goes on.
    pub fn took_place(&self) -> bool {
        took_place(self.status)
    }
}

/// Returns whether a status says that a meeting took place or goes on.
pub(super) fn took_place(status: MeetingStatus) -> bool {
    matches!(status, MeetingStatus::Held | MeetingStatus::UnderWay)
}

/// Returns the rounds in order of their days.
pub fn rounds(meetings: &[MeetingRow]) -> Vec<Round> {
    let mut order: Vec<usize> = (0..meetings.len()).collect();
    // Dated ones first, and of these the ones that tell most sides: the others find their round among them.
    order.sort_by_key(|at| {
        let m = &meetings[*at];
        let place = (m.place.known, m.place.document, m.place.number);
        (m.first.is_none(), m.parties.len() < 2, place)
    });
    let mut fold = Fold::default();
    for at in order {
        fold.take(meetings, at);
    }
    let mut rounds = fold.rounds;
    for round in &mut rounds {
        settle(round, meetings);
    }
    rounds.sort_by_cached_key(|r| {
        let first = r.accounts.first().map(|a| meetings[*a].place);
        (
            r.day(meetings),
            first.map(|p| (p.known, p.document, p.number)),
        )
    });
    number(&mut rounds);
    rounds
}

/// What rounds are found by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Mark {
    /// A day and two sides that sit together.
    Sides(i64, String, String),
    /// A day and a place.
    Place(i64, String),
    /// Two sides, on whatever day.
    Ever(String, String),
}

/// Rounds in the making.
#[derive(Default)]
struct Fold {
    rounds: Vec<Round>,
    known: HashMap<Mark, Vec<usize>>,
}

impl Fold {
    fn take(&mut self, meetings: &[MeetingRow], at: usize) {
        let row = &meetings[at];
        let found = match row.first {
            Some(_) => self.of_day(row),
            None => self.lately(meetings, row),
        };
        let found = found.unwrap_or_else(|| {
            self.rounds.push(begin(row));
            self.rounds.len() - 1
        });
        for mark in marks(row) {
            let list = self.known.entry(mark).or_default();
            if list.last() != Some(&found) {
                list.push(found);
            }
        }
        join(&mut self.rounds[found], row, at);
    }

    /// Returns the round of the same days.
    fn of_day(&self, row: &MeetingRow) -> Option<usize> {
        let lists = marks(row).into_iter().filter_map(|m| match m {
            Mark::Ever(..) => None,
            mark => self.known.get(&mark),
        });
        let mut candidates: Vec<usize> = lists.flatten().copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        candidates
            .into_iter()
            .find(|c| is_same(&self.rounds[*c], row))
    }

    /// Returns the round that an account without a day speaks of: the last one of its sides before it was told, or
    /// one that others told without a day at about the same time. What is to come has no day to be found by.
    fn lately(&self, meetings: &[MeetingRow], row: &MeetingRow) -> Option<usize> {
        let told = row.place.known.ordinal();
        let happened = took_place(row.status);
        let lists = marks(row).into_iter().filter_map(|m| self.known.get(&m));
        let fits = |c: &usize| {
            let round = &self.rounds[*c];
            let day = round.day(meetings).ordinal();
            let near = match round.first {
                Some(_) => happened && (told - LATELY..=told).contains(&day),
                None => happened == took_place(round.status) && (told - day).abs() <= LATELY,
            };
            near && is_same(round, row)
        };
        // The newest rounds of two sides stand last; a few are looked at.
        let recent = lists.flat_map(|l| l.iter().rev().take(8)).copied();
        recent
            .filter(fits)
            .max_by_key(|c| (self.rounds[*c].first, std::cmp::Reverse(*c)))
    }
}

/// Returns what a row's round may be found by.
fn marks(row: &MeetingRow) -> Vec<Mark> {
    let mut marks = Vec::new();
    let first = row.first.map(Day::ordinal);
    let last = row.last.map(Day::ordinal).or(first);
    let days: Vec<i64> = match (first, last) {
        (Some(a), Some(b)) => (a..=b.clamp(a, a + LONGEST)).collect(),
        _ => Vec::new(),
    };
    let mut sides: Vec<&String> = row.parties.iter().collect();
    sides.sort();
    sides.dedup();
    // Of many sides the first few tell the meeting as well as all.
    sides.truncate(6);
    for (n, a) in sides.iter().enumerate() {
        for b in &sides[n + 1..] {
            marks.push(Mark::Ever((*a).clone(), (*b).clone()));
            for day in &days {
                marks.push(Mark::Sides(*day, (*a).clone(), (*b).clone()));
            }
        }
    }
    if let Some(place) = &row.venue {
        for day in days {
            marks.push(Mark::Place(day, place.to_lowercase()));
        }
    }
    marks
}

/// Returns whether an account may speak of a round whose days it shares.
fn is_same(round: &Round, row: &MeetingRow) -> bool {
    let call = |f: Option<MeetingFormat>| f == Some(MeetingFormat::Call);
    if call(round.format) != call(row.format) {
        return false;
    }
    let here = match (&round.place, &row.venue) {
        (Some(a), Some(b)) if !same_place(a, b) => return false,
        (Some(_), Some(_)) => true,
        _ => false,
    };
    let shared = row.parties.iter().filter(|p| round.parties.contains(*p));
    match (shared.count(), round.parties.len().min(row.parties.len())) {
        // Two mediated meetings on one day share the mediator alone.
        (2.., _) => true,
        (1, 1) => {
            here || row
                .participants
                .iter()
                .any(|p| round.participants.contains(p))
        }
        (0, 0) => here,
        _ => false,
    }
}

/// Returns whether two names of places share a word of weight (`Geneva`, `the Geneva centre`).
pub(super) fn same_place(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let mut words = a.split_whitespace().filter(|w| w.len() > 3);
    a == b || words.any(|w| b.split_whitespace().any(|v| v == w))
}

fn begin(row: &MeetingRow) -> Round {
    Round {
        number: None,
        first: row.first,
        last: row.last,
        place: None,
        format: None,
        status: row.status,
        parties: BTreeSet::new(),
        participants: BTreeSet::new(),
        accounts: Vec::new(),
        reports: 0,
    }
}

fn join(round: &mut Round, row: &MeetingRow, at: usize) {
    round.accounts.push(at);
    round.place = round.place.take().or_else(|| row.venue.clone());
    round.format = round.format.or(row.format);
    if let (Some(last), Some(other)) = (round.last, row.last) {
        round.last = Some(last.max(other));
    }
    round.parties.extend(row.parties.iter().cloned());
    round.participants.extend(row.participants.iter().cloned());
}

/// Puts the accounts in order and works out what became of the round.
fn settle(round: &mut Round, meetings: &[MeetingRow]) {
    round.accounts.sort_by_key(|at| {
        let place = &meetings[*at].place;
        (place.known, place.document, place.number)
    });
    let reports = round.accounts.iter().map(|a| meetings[*a].place.report);
    round.reports = reports.collect::<BTreeSet<_>>().len();
    // Whoever still calls a meeting planned that others saw repeats an older line.
    let plain = |s: MeetingStatus| usize::from(s != MeetingStatus::Planned);
    let known = |at: &usize| (plain(meetings[*at].status), meetings[*at].place.known);
    let weight = |s: MeetingStatus| match s {
        MeetingStatus::Held => 4,
        MeetingStatus::UnderWay => 3,
        MeetingStatus::Cancelled => 2,
        MeetingStatus::Postponed => 1,
        MeetingStatus::Planned => 0,
    };
    let last = round
        .accounts
        .iter()
        .max_by_key(|at| (known(at), weight(meetings[**at].status)));
    if let Some(at) = last {
        round.status = meetings[*at].status;
    }
}

#[cfg(test)]
#[path = "rounds_tests.rs"]
mod tests;

//! The board: parties × issues, what each holds in public and in private.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::lens::{Lens, Named};
use super::words;
use crate::position::{Stance, Venue};
use crate::record::{Day, PositionRow, Term};

/// Parties and issues that the first page shows; the rest has pages of its own.
const PARTIES: usize = 6;
const ISSUES: usize = 14;

/// The board as its template sees it.
#[derive(Default)]
pub(super) struct Board {
    pub(super) parties: Vec<Named>,
    pub(super) rows: Vec<BoardRow>,
    /// Issues that found no place.
    pub(super) further: usize,
}

/// One issue.
pub(super) struct BoardRow {
    pub(super) issue: Named,
    pub(super) cells: Vec<Vec<Held>>,
}

/// What a party holds at one venue, by what was reported last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Held {
    pub(super) venue: Venue,
    pub(super) stance: Stance,
    pub(super) reports: usize,
    pub(super) last: Day,
    /// The position that was reported last.
    pub(super) row: PositionRow,
    /// Days from then to the newest article.
    pub(super) age: i64,
    /// Other stances that were reported at this venue.
    pub(super) others: Vec<(Stance, usize)>,
}

impl Held {
    pub(super) fn sign(&self) -> &'static str {
        words::stance_sign(self.stance)
    }

    pub(super) fn word(&self) -> String {
        words::word(self.stance)
    }

    pub(super) fn key(&self) -> String {
        words::key(self.stance)
    }

    pub(super) fn venue_word(&self) -> &'static str {
        match self.venue {
            Venue::Public => "public",
            Venue::Private => "private",
            Venue::Unstated => "unstated",
        }
    }

    pub(super) fn reports_words(&self) -> String {
        words::count(self.reports, "report", "reports")
    }

    /// Returns the address of the words that were reported last.
    pub(super) fn link(&self) -> String {
        super::lens::link(&self.row.place, self.row.statement)
    }

    pub(super) fn age_words(&self) -> String {
        let age = usize::try_from(self.age).unwrap_or(0);
        match age {
            0 => "newest day".into(),
            1..=59 => words::count(age, "day", "days") + " old",
            60..=729 => words::count(age / 30, "month", "months") + " old",
            _ => words::count(age / 365, "year", "years") + " old",
        }
    }

    pub(super) fn others_words(&self) -> String {
        let other = |(s, n): &(Stance, usize)| format!("{} {n}", words::word(*s));
        self.others.iter().map(other).collect::<Vec<_>>().join(", ")
    }
}

/// Returns the board of the positions, as of a day.
pub(super) fn board(lens: &Lens<'_>, positions: &[PositionRow], today: Day, whole: bool) -> Board {
    let by_cell = by_place(positions);
    let (mut of_party, mut of_issue) = (Reports::default(), Reports::default());
    for row in positions {
        of_party.add(row.party, row.place.report);
        of_issue.add(row.issue, row.place.report);
    }
    let limit = |n: usize| if whole { usize::MAX } else { n };
    let parties = of_party.first(limit(PARTIES), |term| rank(lens, term));
    let issues = of_issue.first(limit(ISSUES), |_| 0);
    let rows = issues.iter().map(|issue| BoardRow {
        issue: lens.issue(*issue),
        cells: parties
            .iter()
            .map(|party| {
                by_cell
                    .get(&(*issue, *party))
                    .map_or_else(Vec::new, |rows| held(rows, today))
            })
            .collect(),
    });
    Board {
        rows: rows
            .filter(|r| r.cells.iter().any(|c| !c.is_empty()))
            .collect(),
        parties: parties.iter().map(|p| lens.party(*p)).collect(),
        further: of_issue.reports.len().saturating_sub(issues.len()),
    }
}

/// Returns the positions by their places on the board: issue and party.
pub(super) fn by_place(positions: &[PositionRow]) -> HashMap<(Term, Term), Vec<&PositionRow>> {
    let mut by_place: HashMap<_, Vec<&PositionRow>> = HashMap::new();
    for row in positions {
        by_place
            .entry((row.issue, row.party))
            .or_default()
            .push(row);
    }
    by_place
}

/// Returns the place of a party in the case's list; those that it does not name come after.
fn rank(lens: &Lens<'_>, party: Term) -> usize {
    let slug = lens.record.words(party);
    let listed = lens.case.about.parties.iter().position(|p| p.slug == slug);
    listed.unwrap_or(usize::MAX)
}

/// Independent reports by term.
#[derive(Default)]
struct Reports {
    reports: HashMap<Term, HashSet<i64>>,
}

impl Reports {
    fn add(&mut self, term: Term, report: i64) {
        self.reports.entry(term).or_default().insert(report);
    }

    fn count(&self, term: Term) -> usize {
        self.reports.get(&term).map_or(0, HashSet::len)
    }

    /// Returns the terms by rank, then by reports.
    fn first(&self, limit: usize, rank: impl Fn(Term) -> usize) -> Vec<Term> {
        let mut terms: Vec<Term> = self.reports.keys().copied().collect();
        terms.sort_by_cached_key(|t| (rank(*t), std::cmp::Reverse(self.count(*t)), *t));
        terms.truncate(limit);
        terms
    }
}

/// Returns what the rows of one party on one issue say of each venue.
pub(super) fn held(rows: &[&PositionRow], today: Day) -> Vec<Held> {
    type Stances<'a> = BTreeMap<Stance, (HashSet<i64>, &'a PositionRow)>;
    let mut venues: BTreeMap<Venue, Stances<'_>> = BTreeMap::new();
    let age = |row: &PositionRow| (row.place.day, row.place.id);
    for row in rows.iter().copied() {
        let entry = venues.entry(row.venue).or_default().entry(row.stance);
        let (reports, last) = entry.or_insert_with(|| (HashSet::new(), row));
        reports.insert(row.place.report);
        if age(row) > age(last) {
            *last = row;
        }
    }
    let one = |(venue, stances): (Venue, Stances<'_>)| {
        let newest = stances
            .iter()
            .max_by_key(|(_, (reports, last))| (last.place.day, reports.len()))?;
        let (stance, (reports, row)) = newest;
        let last = row.place.day;
        let others = stances.iter().filter(|(s, _)| *s != stance);
        Some(Held {
            venue,
            stance: *stance,
            reports: reports.len(),
            last,
            row: **row,
            age: last.days_until(today).unwrap_or(0).max(0),
            others: others.map(|(s, (r, _))| (*s, r.len())).collect(),
        })
    };
    venues.into_iter().filter_map(one).collect()
}

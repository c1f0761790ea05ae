//! What is new since a day: positions not told before, and results that reports tell differently.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::position::{OutcomeResult, Venue};
use crate::record::{Day, OutcomeRow, PositionRow, Term};

/// Days within which two reports of different results speak of the same talks.
const SAME_TALKS: i64 = 7;

/// A position of the time in question, with how many independent reports tell it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fresh {
    /// The row told first, by its place in the list handed in; so for all that follow.
    pub row: usize,
    /// Independent reports.
    pub reports: usize,
}

/// What a party holds on an issue: party, issue and option.
type Matter = (Term, Term, Option<Term>);

/// Returns the positions told since a day that no row before it tells, most reports first, then the newest.
pub fn fresh(positions: &[PositionRow], since: Day) -> Vec<Fresh> {
    let key = |p: &PositionRow| (matter(p), p.stance, p.venue == Venue::Private);
    let older = positions.iter().filter(|p| p.place.day < since);
    let known: std::collections::HashSet<_> = older.map(key).collect();
    let mut found: HashMap<_, (usize, BTreeSet<i64>)> = HashMap::new();
    for (at, p) in positions.iter().enumerate() {
        let key = key(p);
        if p.place.day < since || known.contains(&key) {
            continue;
        }
        let (first, reports) = found.entry(key).or_insert((at, BTreeSet::new()));
        if order(p) < order(&positions[*first]) {
            *first = at;
        }
        reports.insert(p.place.report);
    }
    let mut all: Vec<Fresh> = found
        .into_values()
        .map(|(row, reports)| Fresh {
            row,
            reports: reports.len(),
        })
        .collect();
    all.sort_by_cached_key(|f| {
        let p = &positions[f.row];
        let newest = std::cmp::Reverse((f.reports, p.place.day));
        (newest, order(p))
    });
    all
}

/// Returns outcomes on one issue that reports of the same days tell differently: agreed in one, not agreed in the other.
pub fn disputed(outcomes: &[OutcomeRow], since: Day) -> Vec<(usize, usize)> {
    let mut of: BTreeMap<Term, [Vec<usize>; 2]> = BTreeMap::new();
    for (at, o) in outcomes
        .iter()
        .enumerate()
        .filter(|(_, o)| o.place.day >= since)
    {
        let side = match o.result {
            OutcomeResult::Agreed => 0,
            OutcomeResult::NotAgreed => 1,
            _ => continue,
        };
        of.entry(o.issue).or_default()[side].push(at);
    }
    let mut found = Vec::new();
    for [agreed, not] in of.values_mut() {
        for list in [&mut *agreed, &mut *not] {
            list.sort_by_key(|at| {
                let place = &outcomes[*at].place;
                std::cmp::Reverse((place.day, place.document, place.number))
            });
        }
        // The newest of each side: one line an issue.
        let (Some(a), Some(b)) = (agreed.first(), not.first()) else {
            continue;
        };
        let (one, other) = (&outcomes[*a].place, &outcomes[*b].place);
        let apart = (one.day.ordinal() - other.day.ordinal()).abs();
        if apart <= SAME_TALKS && one.report != other.report {
            found.push((*a, *b));
        }
    }
    found
}

fn matter(p: &PositionRow) -> Matter {
    (p.party, p.issue, p.option)
}

fn order(p: &PositionRow) -> (Day, Day, i64, u32) {
    (p.place.day, p.place.known, p.place.document, p.place.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::position::{Sourcing, Stance};
    use crate::record::{Place, State};

    fn day(number: i64) -> Day {
        Day::from_number(2031_00_00 + number)
    }

    fn place(document: i64, on: i64) -> Place {
        Place {
            id: document,
            document,
            number: 0,
            report: document,
            known: day(on),
            day: day(on),
            span: Span::new(0, 1),
            state: State::Engine,
        }
    }

    fn position(document: i64, on: i64, stance: Stance, venue: Venue) -> PositionRow {
        PositionRow {
            place: place(document, on),
            statement: None,
            party: Term(1),
            issue: Term(2),
            option: Some(Term(3)),
            stance,
            venue,
            voucher: Term(4),
            sourcing: Sourcing::Named,
        }
    }

    #[test]
    fn what_was_said_before_is_not_new() {
        let rows = [
            position(1, 301, Stance::RulesOut, Venue::Public),
            position(2, 310, Stance::RulesOut, Venue::Public),
            position(3, 312, Stance::Open, Venue::Private),
            position(4, 311, Stance::Open, Venue::Private),
        ];
        assert_eq!(fresh(&rows, day(305)), [Fresh { row: 3, reports: 2 }]);
    }

    #[test]
    fn results_told_differently_by_two_reports_are_disputed() {
        let outcome = |document, on, result| OutcomeRow {
            place: place(document, on),
            statement: None,
            issue: Term(2),
            result,
        };
        let agreed = outcome(1, 301, OutcomeResult::Agreed);
        let not = |on| outcome(2, on, OutcomeResult::NotAgreed);
        assert_eq!(disputed(&[agreed.clone(), not(303)], day(301)), [(0, 1)]);
        assert!(disputed(&[agreed.clone(), not(320)], day(301)).is_empty());
        assert!(disputed(&[agreed], day(301)).is_empty());
    }
}

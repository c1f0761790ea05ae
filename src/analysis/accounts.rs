//! Where two sides tell different outcomes of the same meeting.

use std::collections::{BTreeMap, HashSet};

use crate::position::MeetingStatus;
use crate::record::{Day, MeetingRow, OutcomeRow, TellerRow, Tellers, Term};

/// Days after a meeting on which its outcome is still told.
const AFTER: i64 = 3;
/// Days that a meeting lasts at most; what is longer is a series of them.
const LONGEST: i64 = 10;

/// What somebody says came of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The outcome.
    pub row: OutcomeRow,
    /// Who tells it.
    pub teller: TellerRow,
}

/// Two accounts of one meeting that differ on an issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// First and last day of the meeting.
    pub days: (Day, Day),
    /// The earlier account.
    pub one: Account,
    /// The later account.
    pub other: Account,
}

/// Returns the conflicting accounts, those of the latest meeting first: one for each two sides, issue and two results.
/// An outcome belongs to the last meeting that began before it and ended at most three days before.
pub fn conflicts(
    meetings: &[MeetingRow],
    outcomes: &[OutcomeRow],
    tellers: &Tellers,
) -> Vec<Conflict> {
    let held = days_of(meetings);
    let mut told: BTreeMap<(usize, Term), Vec<Account>> = BTreeMap::new();
    for row in outcomes {
        let teller = row
            .statement
            .and_then(|s| tellers.get(&(row.place.document, s)));
        let Some(teller) = teller.filter(|t| t.party.is_some()) else {
            continue;
        };
        if let Some(meeting) = meeting_of(row.place.day, &held) {
            let account = Account {
                row: row.clone(),
                teller: *teller,
            };
            told.entry((meeting, row.issue)).or_default().push(account);
        }
    }
    let mut found = Vec::new();
    for ((meeting, _), mut accounts) in told.into_iter().rev() {
        accounts.sort_by_key(|a| (a.row.place.day, a.row.place.document, a.row.place.number));
        found.extend(pairs(&accounts, held[meeting]));
    }
    found
}

/// Returns the first and last days of meetings that took place, those that overlap as one, by first day.
pub(super) fn days_of(meetings: &[MeetingRow]) -> Vec<(Day, Day)> {
    let took_place =
        |m: &&MeetingRow| matches!(m.status, MeetingStatus::Held | MeetingStatus::UnderWay);
    let days = |m: &MeetingRow| {
        let first = m.first.or(m.last)?;
        Some((first, m.last.unwrap_or(first)))
    };
    let short = |(first, last): &(Day, Day)| {
        first
            .days_until(*last)
            .is_some_and(|d| (0..=LONGEST).contains(&d))
    };
    let mut all: Vec<(Day, Day)> = meetings
        .iter()
        .filter(took_place)
        .filter_map(days)
        .filter(short)
        .collect();
    all.sort_unstable();
    let mut merged: Vec<(Day, Day)> = Vec::new();
    for (first, last) in all {
        match merged.last_mut() {
            Some(known) if first <= known.1 && short(&(known.0, last.max(known.1))) => {
                known.1 = last.max(known.1);
            }
            _ => merged.push((first, last)),
        }
    }
    merged
}

/// Returns the meeting that an outcome told on a day belongs to.
pub(super) fn meeting_of(day: Day, held: &[(Day, Day)]) -> Option<usize> {
    let at = held
        .partition_point(|(first, _)| *first <= day)
        .checked_sub(1)?;
    let since = held[at].1.days_until(day)?;
    (since <= AFTER).then_some(at)
}

/// Returns the accounts of two sides with different results, each two sides and results once.
fn pairs(accounts: &[Account], days: (Day, Day)) -> Vec<Conflict> {
    // The first account of each side and result stands for all that repeat it.
    let mut known = HashSet::new();
    let firsts: Vec<&Account> = accounts
        .iter()
        .filter(|a| known.insert((a.teller.party, format!("{:?}", a.row.result))))
        .collect();
    let mut found = Vec::new();
    for (at, other) in firsts.iter().enumerate() {
        for one in &firsts[..at] {
            if one.teller.party != other.teller.party && one.row.result != other.row.result {
                found.push(Conflict {
                    days,
                    one: (*one).clone(),
                    other: (*other).clone(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::rows_by_hand::*;
    use super::*;
    use crate::position::{OutcomeResult, Sourcing};

    fn meeting(first: i64, last: i64) -> MeetingRow {
        MeetingRow {
            place: place(1, first),
            statement: None,
            first: Some(march(first)),
            last: Some(march(last)),
            venue: None,
            format: None,
            status: MeetingStatus::Held,
            parties: Vec::new(),
            participants: Vec::new(),
        }
    }

    fn outcome(report: i64, day: i64, result: OutcomeResult) -> OutcomeRow {
        OutcomeRow {
            place: place(report, day),
            statement: Some(0),
            issue: STRAIT,
            result,
        }
    }

    fn teller(party: Term) -> TellerRow {
        TellerRow {
            party: Some(party),
            sourcing: Sourcing::Named,
            speaker: None,
        }
    }

    #[test]
    fn two_sides_that_tell_different_results_of_one_meeting_conflict() {
        let tellers = Tellers::from([
            ((1, 0), teller(NORLAND)),
            ((2, 0), teller(SUDMARK)),
            ((3, 0), teller(SUDMARK)),
        ]);
        let outcomes = [
            outcome(1, 4, OutcomeResult::Agreed),
            outcome(2, 5, OutcomeResult::NotAgreed),
            outcome(3, 6, OutcomeResult::NotAgreed),
        ];
        let meetings = [meeting(3, 4), meeting(4, 4)];
        let found = conflicts(&meetings, &outcomes, &tellers);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].days, (march(3), march(4)));
        assert_eq!(
            (&found[0].one.row, &found[0].other.row),
            (&outcomes[0], &outcomes[1])
        );
    }

    #[test]
    fn another_meeting_the_same_side_and_the_author_do_not_conflict() {
        let tellers = Tellers::from([((1, 0), teller(NORLAND)), ((2, 0), teller(SUDMARK))]);
        let agreed = outcome(1, 4, OutcomeResult::Agreed);
        let later = outcome(2, 20, OutcomeResult::NotAgreed);
        let meetings = [meeting(3, 4), meeting(19, 20)];
        let found = |rows: &[OutcomeRow]| conflicts(&meetings, rows, &tellers).len();
        assert_eq!(found(&[agreed.clone(), later]), 0);
        assert_eq!(
            found(&[agreed.clone(), outcome(1, 5, OutcomeResult::NotAgreed)]),
            0
        );
        assert_eq!(
            found(&[agreed.clone(), outcome(9, 5, OutcomeResult::NotAgreed)]),
            0
        );
        assert_eq!(found(&[agreed, outcome(2, 5, OutcomeResult::Partly)]), 1);
    }
}

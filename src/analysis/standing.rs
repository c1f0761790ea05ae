//! Where parties stand: what each is known to hold on each issue, where, and who says so.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::hearts::together;
use super::{Blocks, Hearts, Likeness, Words};
use crate::position::{Sourcing, Stance, Venue};
use crate::record::{PositionRow, Term};

/// One position of a party, with everything that tells of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The option under the wording that tells all the others.
    pub option: Option<Term>,
    /// What the option has at heart in common with others of the party on the issue.
    pub heart: Option<String>,
    /// The row that tells of it first.
    pub first: PositionRow,
    /// The row that tells of it last.
    pub last: PositionRow,
    /// On whose authority, all kinds that occur.
    pub sourcing: Vec<Sourcing>,
    /// How many independent reports tell of it.
    pub reports: usize,
    /// The documents that tell of it.
    pub documents: Vec<i64>,
}

/// Returns where parties stand, at least `most` entries where there are so many: those of one party on one issue
/// together, the latest first. Entries that contradict each other stand side by side.
pub fn standing(rows: &[PositionRow], most: usize, words: Words<'_>) -> Vec<Held> {
    let blocks = Blocks::of(rows, |r| (r.party, r.issue), |r| r.place.day);
    let mut found = Vec::new();
    for block in blocks.newest_first() {
        if found.len() >= most {
            break;
        }
        found.extend(of_block(blocks.rows(block, rows), words));
    }
    found
}

/// Returns the entries of one party on one issue.
fn of_block(mut rows: Vec<PositionRow>, words: Words<'_>) -> Vec<Held> {
    rows.sort_by_key(|r| Reverse(in_time(r)));
    let likeness = Likeness::of(rows.iter().filter_map(|r| r.option), words);
    type Key = (Option<Term>, Stance, Venue, Term);
    let mut groups: BTreeMap<Key, Vec<PositionRow>> = BTreeMap::new();
    for row in rows {
        let key = (
            likeness.same(row.option),
            row.stance,
            row.venue,
            row.voucher,
        );
        groups.entry(key).or_default().push(row);
    }
    let mut held: Vec<Held> = groups
        .into_iter()
        .filter_map(|(key, rows)| {
            Some(Held {
                option: key.0,
                heart: None,
                first: *rows.last()?,
                last: *rows.first()?,
                sourcing: sourcings(&rows),
                reports: distinct(rows.iter().map(|r| r.place.report)).len(),
                documents: distinct(rows.iter().map(|r| r.place.document)),
            })
        })
        .collect();
    held.sort_by_key(|h| Reverse(in_time(&h.last)));
    let hearts = Hearts::among(held.iter().filter_map(|h| h.option), words);
    for one in &mut held {
        one.heart = hearts.of(one.option).map(str::to_owned);
    }
    together(held, |h| h.heart.as_deref())
}

/// Returns what orders rows in time: the day, then when and where the record learned of it.
pub(super) fn in_time(row: &PositionRow) -> (crate::record::Day, crate::record::Day, i64, u32) {
    let place = &row.place;
    (place.day, place.known, place.document, place.number)
}

/// Returns the numbers without repetitions, in order.
pub(super) fn distinct(numbers: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut numbers: Vec<i64> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Returns the kinds of sourcing that occur, in the order in which they first do.
fn sourcings(rows: &[PositionRow]) -> Vec<Sourcing> {
    let mut kinds = Vec::new();
    for row in rows {
        if !kinds.contains(&row.sourcing) {
            kinds.push(row.sourcing);
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::super::rows_by_hand::*;
    use super::*;

    #[test]
    fn reports_count_once_and_wordings_come_together() {
        let mut copy = held(1, 2, Some(PATROLS), Stance::RulesOut);
        copy.place.document = 7;
        let rows = [
            held(1, 2, Some(PATROLS), Stance::RulesOut),
            copy,
            held(2, 5, Some(JOINT_PATROLS), Stance::RulesOut),
        ];
        let found = standing(&rows, 50, &words);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].reports, found[0].documents.len()), (2, 3));
        assert_eq!(found[0].option, Some(JOINT_PATROLS));
        let days = (found[0].first.place.day, found[0].last.place.day);
        assert_eq!(days, (march(2), march(5)));
    }

    #[test]
    fn contradictions_and_venues_stand_side_by_side_the_latest_first() {
        let rows = [
            held(1, 2, Some(PATROLS), Stance::RulesOut),
            held(2, 3, Some(PATROLS), Stance::Open),
            in_private(held(3, 4, Some(PATROLS), Stance::Open)),
        ];
        let found = standing(&rows, 50, &words);
        let seen: Vec<(Stance, Venue)> = found
            .iter()
            .map(|h| (h.last.stance, h.last.venue))
            .collect();
        let expected = [
            (Stance::Open, Venue::Private),
            (Stance::Open, Venue::Public),
            (Stance::RulesOut, Venue::Public),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn options_with_one_heart_stand_together() {
        let rows = [
            held(1, 2, Some(TARIFF_NEXT_YEAR), Stance::RulesOut),
            held(2, 3, Some(REGISTER), Stance::Open),
            held(3, 4, Some(TARIFF_FOR_PORTS), Stance::Open),
        ];
        let found = standing(&rows, 50, &words);
        let seen: Vec<_> = found
            .iter()
            .map(|h| (h.option, h.heart.is_some()))
            .collect();
        let expected = [
            (Some(TARIFF_FOR_PORTS), true),
            (Some(TARIFF_NEXT_YEAR), true),
            (Some(REGISTER), false),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn blocks_come_whole_and_only_as_many_as_asked_for() {
        let mut other = held(2, 9, None, Stance::Demands);
        other.issue = DUES;
        let rows = [
            held(1, 2, None, Stance::Open),
            held(1, 1, None, Stance::Opposes),
            other,
        ];
        let found = standing(&rows, 1, &words);
        assert_eq!(
            found.iter().map(|h| h.last.issue).collect::<Vec<_>>(),
            [DUES]
        );
        assert_eq!(standing(&rows, 2, &words).len(), 3);
    }
}

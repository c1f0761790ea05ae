//! Where a party's public line and what is told of it in private part.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::standing::{distinct, in_time};
use super::{Blocks, Leaning, Likeness, Words};
use crate::position::{Stance, Venue};
use crate::record::{PositionRow, Term};

/// One account of what a party holds: all rows with the same option, stance and voucher in one venue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// The latest row of it.
    pub row: PositionRow,
    /// How many independent reports tell of it.
    pub reports: usize,
    option: Option<Term>,
}

/// A public and a private account that differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gap {
    /// The public line.
    pub public: Held,
    /// What is told of it in private.
    pub private: Held,
    /// Whether both are about the same option; else at least one of them is open to something on the issue.
    pub same_option: bool,
}

/// Returns the gaps, the party and issue with the latest position first, at least `most` where there are so many: for
/// each private account the public one that differs and is nearest to it.
pub fn gaps(rows: &[PositionRow], most: usize, words: Words<'_>) -> Vec<Gap> {
    let apart: Vec<PositionRow> = rows
        .iter()
        .filter(|r| r.venue != Venue::Unstated)
        .copied()
        .collect();
    let blocks = Blocks::of(&apart, |r| (r.party, r.issue), |r| r.place.day);
    let mut found = Vec::new();
    for block in blocks.newest_first() {
        if found.len() >= most {
            break;
        }
        found.extend(of_block(blocks.rows(block, &apart), words));
    }
    found
}

fn of_block(mut rows: Vec<PositionRow>, words: Words<'_>) -> Vec<Gap> {
    let has = |venue: Venue| rows.iter().any(|r| r.venue == venue);
    if !has(Venue::Private) || !has(Venue::Public) {
        return Vec::new();
    }
    rows.sort_by_key(|r| Reverse(in_time(r)));
    let likeness = Likeness::of(rows.iter().filter_map(|r| r.option), words);
    let public = accounts(&rows, Venue::Public, &likeness);
    let private = accounts(&rows, Venue::Private, &likeness);
    private.iter().filter_map(|p| facing(p, &public)).collect()
}

/// Returns the accounts of one venue, the latest first.
fn accounts(rows: &[PositionRow], venue: Venue, likeness: &Likeness) -> Vec<Held> {
    type Key = (Option<Term>, Stance, Term);
    let mut groups: BTreeMap<Key, Vec<PositionRow>> = BTreeMap::new();
    for row in rows.iter().filter(|r| r.venue == venue) {
        let key = (likeness.same(row.option), row.stance, row.voucher);
        groups.entry(key).or_default().push(*row);
    }
    let account = |(key, rows): ((Option<Term>, _, _), Vec<PositionRow>)| Held {
        row: rows[0],
        reports: distinct(rows.iter().map(|r| r.place.report)).len(),
        option: key.0,
    };
    let mut found: Vec<Held> = groups.into_iter().map(account).collect();
    found.sort_by_key(|a| Reverse(in_time(&a.row)));
    found
}

/// Returns the gap between a private account and the public one that faces it most closely: about the same option
/// rather than another, then nearest in time.
fn facing(private: &Held, public: &[Held]) -> Option<Gap> {
    let own = Leaning::of(private.row.stance);
    let near = public.iter().filter_map(|p| {
        let other = Leaning::of(p.row.stance);
        let same = p.option == private.option;
        let open = own == Leaning::Open || other == Leaning::Open;
        if other == own || !(same || open) {
            return None;
        }
        let days = p.row.place.day.days_until(private.row.place.day);
        Some((p, same, days.map_or(i64::MAX, i64::abs)))
    });
    let (public, same_option, _) = near.min_by_key(|(_, same, days)| (!same, *days))?;
    Some(Gap {
        public: *public,
        private: *private,
        same_option,
    })
}

#[cfg(test)]
mod tests {
    use super::super::rows_by_hand::*;
    use super::*;

    #[test]
    fn a_private_account_faces_the_nearest_public_one_that_differs() {
        let rows = [
            held(1, 2, Some(PATROLS), Stance::RulesOut),
            held(2, 8, Some(JOINT_PATROLS), Stance::RulesOut),
            held(4, 9, Some(REGISTER), Stance::Opposes),
            in_private(held(3, 9, Some(PATROLS), Stance::Open)),
        ];
        let found = gaps(&rows, 50, &words);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].public.row, found[0].private.row),
            (rows[1], rows[3])
        );
        assert!(found[0].same_option);
        assert_eq!((found[0].public.reports, found[0].private.reports), (2, 1));
    }

    #[test]
    fn other_options_part_only_where_one_account_is_open() {
        let public = held(1, 2, Some(PATROLS), Stance::RulesOut);
        let softer = in_private(held(2, 3, Some(REGISTER), Stance::Open));
        let other = in_private(held(2, 3, Some(REGISTER), Stance::Demands));
        let found = gaps(&[public, softer], 50, &words);
        assert_eq!(
            found.iter().map(|g| g.same_option).collect::<Vec<_>>(),
            [false]
        );
        assert_eq!(gaps(&[public, other], 50, &words), []);
    }

    #[test]
    fn the_same_line_in_both_venues_is_no_gap() {
        let public = held(1, 2, Some(PATROLS), Stance::RulesOut);
        let private = in_private(held(2, 3, Some(PATROLS), Stance::Opposes));
        assert_eq!(gaps(&[public, private], 50, &words), []);
        assert_eq!(gaps(&[public], 50, &words), []);
    }
}

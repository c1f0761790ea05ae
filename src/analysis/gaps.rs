//! Where a party's public line and what is told of it in private part.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::standing::{distinct, in_time};
use super::{Blocks, Leaning, Likeness, Words};
use crate::position::{Stance, Venue};
use crate::record::{PositionRow, Term};

/// Days between two accounts that are about different options, at most.
const NEAR: i64 = 30;

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
    /// What both are about.
    pub about: About,
}

/// What two accounts that differ are both about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The same option.
    SameOption,
    /// The same issue, and one of them is open to something on it.
    SameIssue,
    /// A private account that is open to a deal as a whole, and a hard public line on some issue.
    WholeDeal,
}

/// Returns the gaps, the party and issue with the latest position first, at least `most` where there are so many: for
/// each private account the public one that differs and is nearest to it. `whole` is the issue of a deal as a whole.
pub fn gaps(rows: &[PositionRow], whole: Option<Term>, most: usize, words: Words<'_>) -> Vec<Gap> {
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
        let mut rows = blocks.rows(block, &apart);
        rows.sort_by_key(|r| Reverse(in_time(r)));
        let Some(first) = rows.first().filter(|_| holds(&rows, Venue::Private)) else {
            continue;
        };
        // Who is softer on the deal as a whole is softer than any hard line of the party.
        let hard = if whole == Some(first.issue) {
            hard_lines(&apart, first)
        } else {
            Vec::new()
        };
        found.extend(of_block(&rows, &hard, words));
    }
    found
}

fn holds(rows: &[PositionRow], venue: Venue) -> bool {
    rows.iter().any(|r| r.venue == venue)
}

/// Returns what the party of a row demands or rules out in public on other issues, the latest first.
fn hard_lines(rows: &[PositionRow], of: &PositionRow) -> Vec<Held> {
    let hard = |r: &&PositionRow| {
        let firm = matches!(r.stance, Stance::Demands | Stance::RulesOut);
        firm && r.party == of.party && r.issue != of.issue && r.venue == Venue::Public
    };
    let mut lines: Vec<Held> = rows
        .iter()
        .filter(hard)
        .map(|r| Held {
            row: *r,
            reports: 1,
            option: r.option,
        })
        .collect();
    lines.sort_by_key(|h| Reverse(in_time(&h.row)));
    lines
}

/// Returns the gaps of one party on one issue; `rows` come the latest first.
fn of_block(rows: &[PositionRow], hard: &[Held], words: Words<'_>) -> Vec<Gap> {
    if !holds(rows, Venue::Public) && hard.is_empty() {
        return Vec::new();
    }
    let likeness = Likeness::of(rows.iter().filter_map(|r| r.option), words);
    let public = accounts(rows, Venue::Public, &likeness);
    let private = accounts(rows, Venue::Private, &likeness);
    let mut by_option: HashMap<Option<Term>, Vec<usize>> = HashMap::new();
    for (at, account) in public.iter().enumerate() {
        by_option.entry(account.option).or_default().push(at);
    }
    let same = |p: &Held| by_option.get(&p.option).map_or(&[][..], Vec::as_slice);
    let gap = |p: &Held| facing(p, &public, same(p)).or_else(|| softer(p, hard));
    private.iter().filter_map(gap).collect()
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
/// rather than another, then nearest in time. `same` are the places of the public ones about the same option.
fn facing(private: &Held, public: &[Held], same: &[usize]) -> Option<Gap> {
    let own = Leaning::of(private.row.stance);
    let differs = |p: &&Held| Leaning::of(p.row.stance) != own;
    let gap = |public: &Held, about| Gap {
        public: *public,
        private: *private,
        about,
    };
    let same = same.iter().map(|at| &public[*at]).filter(differs);
    if let Some(nearest) = same.min_by_key(|p| apart(private, p)) {
        return Some(gap(nearest, About::SameOption));
    }
    let is_open = |p: &&Held| own == Leaning::Open || Leaning::of(p.row.stance) == Leaning::Open;
    let others = near(private, public).iter().filter(differs).filter(is_open);
    let nearest = others.min_by_key(|p| apart(private, p))?;
    Some(gap(nearest, About::SameIssue))
}

/// Returns the gap between a private account that is open to a deal and the nearest hard line.
fn softer(private: &Held, hard: &[Held]) -> Option<Gap> {
    if Leaning::of(private.row.stance) != Leaning::Open {
        return None;
    }
    let lines = near(private, hard).iter();
    let public = lines.min_by_key(|h| apart(private, h))?;
    Some(Gap {
        public: *public,
        private: *private,
        about: About::WholeDeal,
    })
}

/// Returns those of the accounts, the latest first, that are near enough in time to one about another option.
fn near<'a>(one: &Held, accounts: &'a [Held]) -> &'a [Held] {
    let after = |h: &Held| h.row.place.day.ordinal() - one.row.place.day.ordinal();
    let begin = accounts.partition_point(|h| after(h) > NEAR);
    let rest = &accounts[begin..];
    &rest[..rest.partition_point(|h| after(h) >= -NEAR)]
}

/// Returns how many days lie between two accounts.
fn apart(a: &Held, b: &Held) -> i64 {
    (b.row.place.day.ordinal() - a.row.place.day.ordinal()).abs()
}

#[cfg(test)]
mod tests {
    use super::super::rows_by_hand::*;
    use super::*;
    use crate::record::Day;

    #[test]
    fn a_private_account_faces_the_nearest_public_one_that_differs() {
        let rows = [
            held(1, 2, Some(PATROLS), Stance::RulesOut),
            held(2, 8, Some(JOINT_PATROLS), Stance::RulesOut),
            held(4, 9, Some(REGISTER), Stance::Opposes),
            in_private(held(3, 9, Some(PATROLS), Stance::Open)),
        ];
        let found = gaps(&rows, None, 50, &words);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].public.row, found[0].private.row),
            (rows[1], rows[3])
        );
        assert_eq!(found[0].about, About::SameOption);
        assert_eq!((found[0].public.reports, found[0].private.reports), (2, 1));
    }

    #[test]
    fn other_options_part_only_where_one_account_is_open() {
        let public = held(1, 2, Some(PATROLS), Stance::RulesOut);
        let softer = in_private(held(2, 3, Some(REGISTER), Stance::Open));
        let other = in_private(held(2, 3, Some(REGISTER), Stance::Demands));
        let found = gaps(&[public, softer], None, 50, &words);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].about, About::SameIssue);
        let mut long_after = softer;
        long_after.place.day = Day::from_number(20_310_530);
        assert_eq!(gaps(&[public, long_after], None, 50, &words), []);
        assert_eq!(gaps(&[public, other], None, 50, &words), []);
    }

    #[test]
    fn who_is_open_to_a_deal_is_softer_than_a_hard_line() {
        let line = held(1, 2, Some(PATROLS), Stance::Demands);
        let mut softer = in_private(held(2, 3, None, Stance::Open));
        softer.issue = DUES;
        let found = gaps(&[line, softer], Some(DUES), 50, &words);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].public.row, found[0].about),
            (line, About::WholeDeal)
        );
        assert_eq!(gaps(&[line, softer], None, 50, &words), []);
        softer.stance = Stance::Supports;
        assert_eq!(gaps(&[line, softer], Some(DUES), 50, &words), []);
    }

    #[test]
    fn the_same_line_in_both_venues_is_no_gap() {
        let public = held(1, 2, Some(PATROLS), Stance::RulesOut);
        let private = in_private(held(2, 3, Some(PATROLS), Stance::Opposes));
        assert_eq!(gaps(&[public, private], None, 50, &words), []);
        assert_eq!(gaps(&[public], None, 50, &words), []);
    }
}

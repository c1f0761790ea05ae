//! The zone of possible agreement: for each option of an issue who demands it, who could live with it, who rules it out.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::hearts::together;
use super::standing::in_time;
use super::{Blocks, Hearts, Likeness, Words};
use crate::position::{Stance, Venue};
use crate::record::{PositionRow, Term};

/// An option with where parties stand to it.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneOption {
    /// The issue.
    pub issue: Term,
    /// The option under its latest wording; `None` for what is held on the issue without saying what exactly.
    pub option: Option<Term>,
    /// Its other wordings.
    pub wordings: Vec<Term>,
    /// What it has at heart in common with other options of the issue.
    pub heart: Option<String>,
    /// What each party holds on it last, in each venue; several where they contradict each other on one day.
    pub held: Vec<PositionRow>,
}

impl ZoneOption {
    /// Returns whether no party rules it out.
    pub fn nobody_rules_out(&self) -> bool {
        self.held.iter().all(|r| r.stance != Stance::RulesOut)
    }

    /// Returns the parties that hold something on it.
    pub fn parties(&self) -> BTreeSet<Term> {
        self.held.iter().map(|r| r.party).collect()
    }
}

/// Returns the options, at least `most` where there are so many: the issue most spoken of first, and in it the option
/// on which most parties stand.
pub fn zone(rows: &[PositionRow], most: usize, words: Words<'_>) -> Vec<ZoneOption> {
    let blocks = Blocks::of(rows, |r| r.issue, |r| r.place.day);
    let mut found = Vec::new();
    for block in blocks.largest_first() {
        if found.len() >= most {
            break;
        }
        found.extend(of_issue(blocks.rows(block, rows), words));
    }
    found
}

fn of_issue(mut rows: Vec<PositionRow>, words: Words<'_>) -> Vec<ZoneOption> {
    rows.sort_by_key(|r| Reverse(in_time(r)));
    let likeness = Likeness::of(rows.iter().filter_map(|r| r.option), words);
    let mut groups: BTreeMap<Option<Term>, Vec<PositionRow>> = BTreeMap::new();
    for row in rows {
        groups
            .entry(likeness.same(row.option))
            .or_default()
            .push(row);
    }
    let mut options: Vec<ZoneOption> = groups
        .into_iter()
        .filter_map(|(o, r)| of_option(o, &r))
        .collect();
    let hearts = Hearts::among(options.iter().filter_map(|o| o.option), words);
    for option in &mut options {
        option.heart = hearts.of(option.option).map(str::to_owned);
    }
    let latest = |o: &ZoneOption| o.held.iter().map(in_time).max();
    options.sort_by_cached_key(|o| Reverse((o.parties().len(), latest(o))));
    together(options, |o| o.heart.as_deref())
}

/// Returns an option with the last word of each party in each venue; `rows` come the latest first.
fn of_option(option: Option<Term>, rows: &[PositionRow]) -> Option<ZoneOption> {
    let mut last: BTreeMap<(Term, Venue), Vec<PositionRow>> = BTreeMap::new();
    for row in rows {
        let held = last.entry((row.party, row.venue)).or_default();
        let of_the_day = held.first().is_none_or(|h| h.place.day == row.place.day);
        if of_the_day && held.iter().all(|h| h.stance != row.stance) {
            held.push(*row);
        }
    }
    let wordings: BTreeSet<Term> = rows.iter().filter_map(|r| r.option).collect();
    Some(ZoneOption {
        issue: rows.first()?.issue,
        option,
        wordings: wordings
            .into_iter()
            .filter(|w| Some(*w) != option)
            .collect(),
        heart: None,
        held: last.into_values().flatten().collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::rows_by_hand::*;
    use super::*;

    fn of(party: Term, row: PositionRow) -> PositionRow {
        PositionRow { party, ..row }
    }

    #[test]
    fn the_last_word_counts_and_wordings_come_together() {
        let rows = [
            held(1, 2, Some(PATROLS), Stance::RulesOut),
            held(2, 4, Some(JOINT_PATROLS), Stance::Open),
            of(SUDMARK, held(3, 3, Some(PATROLS), Stance::Demands)),
            of(SUDMARK, held(3, 3, Some(REGISTER), Stance::RulesOut)),
        ];
        let found = zone(&rows, 50, &words);
        let seen: Vec<_> = found
            .iter()
            .map(|o| (o.option, o.nobody_rules_out()))
            .collect();
        assert_eq!(seen, [(Some(JOINT_PATROLS), true), (Some(REGISTER), false)]);
        assert_eq!(found[0].held, [rows[1], rows[2]]);
        assert_eq!(found[0].wordings, [PATROLS]);
    }

    #[test]
    fn options_with_one_heart_stand_together_and_stay_apart() {
        let rows = [
            held(1, 2, Some(TARIFF_NEXT_YEAR), Stance::RulesOut),
            held(2, 3, Some(REGISTER), Stance::Open),
            of(SUDMARK, held(3, 4, Some(TARIFF_FOR_PORTS), Stance::Demands)),
        ];
        let found = zone(&rows, 50, &words);
        let seen: Vec<_> = found
            .iter()
            .map(|o| (o.option, o.heart.as_deref()))
            .collect();
        let tariff = Some("common tariff");
        let expected = [
            (Some(TARIFF_FOR_PORTS), tariff),
            (Some(TARIFF_NEXT_YEAR), tariff),
            (Some(REGISTER), None),
        ];
        assert_eq!(seen, expected);
        assert!(found[0].nobody_rules_out() && !found[1].nobody_rules_out());
    }

    #[test]
    fn public_and_private_count_apart_and_so_do_contradictions_of_one_day() {
        let rows = [
            held(1, 2, Some(PATROLS), Stance::RulesOut),
            held(2, 2, Some(PATROLS), Stance::Opposes),
            in_private(held(3, 9, Some(PATROLS), Stance::Open)),
        ];
        let found = zone(&rows, 50, &words);
        assert_eq!(found[0].held.len(), 3);
        assert!(!found[0].nobody_rules_out());
        assert_eq!(found[0].parties().len(), 1);
    }
}

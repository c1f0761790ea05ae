//! How positions move: as a source claims, as dates show, and what is said for the first time or once more.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::standing::in_time;
use super::{Blocks, Leaning, Likeness, Words};
use crate::position::{Stance, Venue};
use crate::record::{Day, Place, PositionRow, ShiftRow, Term};

/// What kind of movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// A source says that the position moved, or did not.
    Claimed,
    /// The class of the stance differs between two days.
    Visible,
    /// A line said for the first time.
    New,
    /// A line said again on a later day in another report.
    Repeated,
}

/// A movement.
#[derive(Clone, Debug, PartialEq)]
pub enum Move {
    /// As a source claims.
    Claimed(ShiftRow),
    /// From one position to another of a later day.
    Visible(PositionRow, PositionRow),
    /// Said for the first time.
    New(PositionRow),
    /// The first time, and this time.
    Repeated(PositionRow, PositionRow),
}

impl Move {
    /// Returns its kind.
    pub fn kind(&self) -> MoveKind {
        match self {
            Self::Claimed(_) => MoveKind::Claimed,
            Self::Visible(..) => MoveKind::Visible,
            Self::New(_) => MoveKind::New,
            Self::Repeated(..) => MoveKind::Repeated,
        }
    }

    /// Returns where the words stand that show it, the later ones of two.
    pub fn place(&self) -> Place {
        match self {
            Self::Claimed(row) => row.place,
            Self::Visible(_, row) | Self::New(row) | Self::Repeated(_, row) => row.place,
        }
    }

    /// Returns the day on which the movement shows.
    pub fn day(&self) -> Day {
        self.place().day
    }
}

/// Returns the movements of the kinds asked for (all where none is), the latest first; at least `most` where there are
/// so many.
pub fn moves(
    positions: &[PositionRow],
    shifts: &[ShiftRow],
    kinds: &[MoveKind],
    most: usize,
    words: Words<'_>,
) -> Vec<Move> {
    let wanted = |m: &Move| kinds.is_empty() || kinds.contains(&m.kind());
    let blocks = Blocks::of(positions, |r| (r.party, r.issue), |r| r.place.day);
    let claimed: Vec<Move> = shifts
        .iter()
        .cloned()
        .map(Move::Claimed)
        .filter(wanted)
        .collect();
    let mut days: Vec<Day> = positions.iter().map(|r| r.place.day).collect();
    days.sort_unstable_by_key(|d| Reverse(*d));
    let mut by_block: Vec<Option<Vec<Move>>> = vec![None; blocks.newest_first().len()];
    // Only blocks with something as late as what will be shown are looked into: at first a few days back, then more.
    let mut reach = most.saturating_mul(2);
    loop {
        let all = reach >= days.len();
        let since = if all { None } else { days.get(reach).copied() };
        let late = |day: Day| since.is_none_or(|s| day >= s);
        let mut found: Vec<Move> = claimed.iter().filter(|m| late(m.day())).cloned().collect();
        for block in blocks.newest_first() {
            if !late(blocks.latest(block)) {
                break;
            }
            let moves = by_block[block]
                .get_or_insert_with(|| of_block(blocks.rows(block, positions), words));
            found.extend(moves.iter().filter(|m| late(m.day()) && wanted(m)).cloned());
        }
        if all || found.len() >= most {
            found.sort_by_key(|m| (Reverse(m.day()), m.kind()));
            return found;
        }
        reach = reach.saturating_mul(8);
    }
}

/// Returns the movements of one party on one issue, without those that are claimed.
fn of_block(mut rows: Vec<PositionRow>, words: Words<'_>) -> Vec<Move> {
    rows.sort_by_key(in_time);
    // The latest wordings are compared first: where there are very many, the oldest stand alone.
    let likeness = Likeness::of(rows.iter().rev().filter_map(|r| r.option), words);
    let mut moves = lines(&rows, &likeness);
    for venue in [Venue::Public, Venue::Private, Venue::Unstated] {
        let here: Vec<PositionRow> = rows.iter().filter(|r| r.venue == venue).copied().collect();
        moves.extend(visible(&here, &likeness));
    }
    moves
}

/// Returns what is said for the first time, and what again: one entry for each line and day.
fn lines(rows: &[PositionRow], likeness: &Likeness) -> Vec<Move> {
    type Line = (Option<Term>, Stance, Venue);
    // Most lines are told once: the reports that tell them again are gathered only from the second on.
    let mut known: HashMap<Line, (PositionRow, Day, HashSet<i64>)> = HashMap::new();
    let mut moves = Vec::new();
    for row in rows {
        let line = (likeness.same(row.option), row.stance, row.venue);
        let Some((first, last, reports)) = known.get_mut(&line) else {
            known.insert(line, (*row, row.place.day, HashSet::new()));
            moves.push(Move::New(*row));
            continue;
        };
        let other = row.place.report != first.place.report;
        if other && reports.insert(row.place.report) && row.place.day > *last {
            *last = row.place.day;
            moves.push(Move::Repeated(*first, *row));
        }
    }
    moves
}

/// What was held on an option on the last day that tells of it.
#[derive(Clone, Copy)]
struct Track {
    /// The classes of stance of that day, as bits.
    classes: u8,
    row: PositionRow,
}

/// Returns where the class of the stance differs between two days, in one venue. A day with both classes shows two
/// accounts, not a movement.
fn visible(rows: &[PositionRow], likeness: &Likeness) -> Vec<Move> {
    let mut tracks: BTreeMap<Option<Term>, Track> = BTreeMap::new();
    let mut latest: Option<Track> = None;
    let mut moves = Vec::new();
    for day in rows.chunk_by(|a, b| a.place.day == b.place.day) {
        let mut today: BTreeMap<Option<Term>, Track> = BTreeMap::new();
        for row in day {
            let class = Leaning::of(row.stance).bit();
            let track = today.entry(likeness.same(row.option)).or_insert(Track {
                classes: 0,
                row: *row,
            });
            track.classes |= class;
        }
        for (option, now) in &today {
            // With an option missing on one side, only a line that opens or closes can be told from another matter.
            let loosely = || {
                let other = if option.is_some() {
                    tracks.get(&None)
                } else {
                    latest.as_ref()
                };
                let open = Leaning::Open.bit();
                other.filter(|o| (o.classes | now.classes) & open != 0)
            };
            let before = tracks.get(option).or_else(loosely);
            if let Some(before) = before.filter(|b| b.classes & now.classes == 0) {
                moves.push(Move::Visible(before.row, now.row));
            }
        }
        latest = today.values().last().copied().or(latest);
        tracks.extend(today);
    }
    moves
}

#[cfg(test)]
mod tests {
    use super::super::rows_by_hand::*;
    use super::*;

    fn kinds(rows: &[PositionRow]) -> Vec<(MoveKind, Day)> {
        let found = moves(rows, &[], &[], usize::MAX, &words);
        found.iter().map(|m| (m.kind(), m.day())).collect()
    }

    #[test]
    fn the_same_line_again_is_a_repeat_with_its_first_time() {
        let rows = [
            held(1, 2, Some(PATROLS), Stance::RulesOut),
            held(2, 2, Some(PATROLS), Stance::RulesOut),
            held(1, 5, Some(PATROLS), Stance::RulesOut),
            held(3, 6, Some(JOINT_PATROLS), Stance::RulesOut),
        ];
        let expected = [(MoveKind::Repeated, march(6)), (MoveKind::New, march(2))];
        assert_eq!(kinds(&rows), expected);
        let found = moves(&rows, &[], &[MoveKind::Repeated], 9, &words);
        assert_eq!(found, [Move::Repeated(rows[0], rows[3])]);
    }

    #[test]
    fn a_stance_that_changes_class_between_days_is_visible_once() {
        let rows = [
            held(1, 2, Some(PATROLS), Stance::RulesOut),
            held(2, 4, Some(PATROLS), Stance::Opposes),
            held(3, 6, Some(JOINT_PATROLS), Stance::Open),
            held(4, 7, Some(REGISTER), Stance::Demands),
        ];
        let found = moves(&rows, &[], &[MoveKind::Visible], 9, &words);
        assert_eq!(found, [Move::Visible(rows[1], rows[2])]);
    }

    #[test]
    fn contradictions_of_one_day_and_other_venues_are_no_movement() {
        let rows = [
            held(1, 2, Some(PATROLS), Stance::RulesOut),
            held(2, 2, Some(PATROLS), Stance::Open),
            in_private(held(3, 4, Some(PATROLS), Stance::Demands)),
            held(4, 5, Some(PATROLS), Stance::RulesOut),
        ];
        assert!(kinds(&rows).iter().all(|(k, _)| *k != MoveKind::Visible));
    }

    #[test]
    fn without_an_option_only_what_opens_or_closes_counts() {
        let before = held(1, 2, None, Stance::Opposes);
        let opens = held(2, 4, Some(PATROLS), Stance::Open);
        let other = held(2, 4, Some(PATROLS), Stance::Demands);
        let visible = |row| moves(&[before, row], &[], &[MoveKind::Visible], 9, &words);
        assert_eq!(visible(opens), [Move::Visible(before, opens)]);
        assert_eq!(visible(other), []);
    }

    #[test]
    fn the_latest_are_the_same_however_few_are_asked_for() {
        let stances = [Stance::RulesOut, Stance::Open, Stance::Demands];
        let rows: Vec<PositionRow> = (1..=28)
            .map(|d| held(d, d, Some(PATROLS), stances[d as usize % 3]))
            .collect();
        let all = moves(&rows, &[], &[], usize::MAX, &words);
        let few = moves(&rows, &[], &[], 5, &words);
        assert!(few.len() >= 5 && few.len() < all.len());
        assert_eq!(few[..], all[..few.len()]);
        let visible = moves(&rows, &[], &[MoveKind::Visible], 27, &words);
        assert_eq!(visible.len(), 27);
    }
}

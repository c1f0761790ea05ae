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
    // Only blocks with something as late as what will be shown are looked into: at first a few days back, then more.
    let mut reach = most.saturating_mul(2);
    loop {
        let all = reach >= days.len();
        let since = match all {
            true => None,
            false => Some(*days.select_nth_unstable_by_key(reach, |d| Reverse(*d)).1),
        };
        let late = |day: Day| since.is_none_or(|s| day >= s);
        let mut found: Vec<Move> = claimed.iter().filter(|m| late(m.day())).cloned().collect();
        for block in blocks.newest_first() {
            if !late(blocks.latest(block)) {
                break;
            }
            let moves = of_block(blocks.rows(block, positions), since, words);
            found.extend(moves.into_iter().filter(wanted));
        }
        if all || found.len() >= most {
            found.sort_by_key(|m| (Reverse(m.day()), m.kind()));
            return found;
        }
        reach = reach.saturating_mul(8);
    }
}

/// Returns the movements of one party on one issue since a day, without those that are claimed. Rows of earlier days are
/// looked at only for what they say of the later ones.
fn of_block(mut rows: Vec<PositionRow>, since: Option<Day>, words: Words<'_>) -> Vec<Move> {
    rows.sort_by_key(in_time);
    let late = |row: &PositionRow| since.is_none_or(|s| row.place.day >= s);
    let begin = rows.partition_point(|r| !late(r));
    let venues = [Venue::Public, Venue::Private, Venue::Unstated];
    let here = |venue: Venue| -> Vec<PositionRow> {
        rows.iter().filter(|r| r.venue == venue).copied().collect()
    };
    let here = venues.map(here);
    // What later rows are compared with: themselves, and the last day before in their venue.
    let before = here.iter().flat_map(|rows| {
        let end = rows.partition_point(|r| !late(r));
        let day = rows[..end].last().map(|r| r.place.day);
        rows[..end]
            .iter()
            .rev()
            .take_while(move |r| Some(r.place.day) == day)
    });
    let matter: HashSet<Term> = before
        .chain(&rows[begin..])
        .filter_map(|r| r.option)
        .collect();
    let last_first = rows.iter().rev().filter_map(|r| r.option);
    // The latest wordings are compared first: where there are very many, the oldest stand alone.
    let order = last_first
        .clone()
        .filter(|o| matter.contains(o))
        .chain(last_first);
    let likeness = Likeness::to(order, |o| matter.contains(&o), words);
    let mut moves = lines(&rows, begin, &likeness);
    for rows in &here {
        moves.extend(visible(rows, since, &likeness));
    }
    moves
}

/// Returns what is said for the first time, and what again, from one row on: one entry for each line and day.
fn lines(rows: &[PositionRow], begin: usize, likeness: &Likeness) -> Vec<Move> {
    type Line = (Option<Term>, Stance, Venue);
    let line = |row: &PositionRow| -> Line { (likeness.same(row.option), row.stance, row.venue) };
    let asked: HashSet<Line> = rows[begin..].iter().map(line).collect();
    let kinds: HashSet<(Stance, Venue)> = asked.iter().map(|l| (l.1, l.2)).collect();
    // Most lines are told once: the reports that tell them again are gathered only from the second on.
    let mut known: HashMap<Line, (PositionRow, Day, HashSet<i64>)> = HashMap::new();
    let mut moves = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if at < begin && !kinds.contains(&(row.stance, row.venue)) {
            continue;
        }
        let line = line(row);
        if at < begin && !asked.contains(&line) {
            continue;
        }
        let Some((first, last, reports)) = known.get_mut(&line) else {
            known.insert(line, (*row, row.place.day, HashSet::new()));
            moves.extend((at >= begin).then_some(Move::New(*row)));
            continue;
        };
        let other = row.place.report != first.place.report;
        if other && reports.insert(row.place.report) && row.place.day > *last {
            *last = row.place.day;
            moves.extend((at >= begin).then_some(Move::Repeated(*first, *row)));
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

/// Returns where the class of the stance differs between two days, in one venue, the later one not before a day. A day
/// with both classes shows two accounts, not a movement.
fn visible(rows: &[PositionRow], since: Option<Day>, likeness: &Likeness) -> Vec<Move> {
    let late = |row: &PositionRow| since.is_none_or(|s| row.place.day >= s);
    let asked: HashSet<Option<Term>> = rows
        .iter()
        .filter(|r| late(r))
        .map(|r| likeness.same(r.option))
        .collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let last_before = rows.iter().rfind(|r| !late(r)).map(|r| r.place.day);
    let mut tracks: BTreeMap<Option<Term>, Track> = BTreeMap::new();
    let mut latest: Option<Track> = None;
    let mut moves = Vec::new();
    for day in rows.chunk_by(|a, b| a.place.day == b.place.day) {
        let mut today: BTreeMap<Option<Term>, Track> = BTreeMap::new();
        let is_late = day.first().is_some_and(late);
        let is_last = day.first().map(|r| r.place.day) == last_before;
        for row in day {
            let class = Leaning::of(row.stance).bit();
            let option = likeness.same(row.option);
            if !(is_late || is_last || option.is_none() || asked.contains(&option)) {
                continue;
            }
            let track = today.entry(option).or_insert(Track {
                classes: 0,
                row: *row,
            });
            track.classes |= class;
        }
        for (option, now) in today.iter().filter(|_| is_late) {
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
    fn any_number_asked_for_is_the_beginning_of_all() {
        let stances = [
            Stance::RulesOut,
            Stance::Open,
            Stance::Demands,
            Stance::Opposes,
        ];
        let options = [
            None,
            Some(PATROLS),
            Some(JOINT_PATROLS),
            Some(REGISTER),
            Some(DUES),
        ];
        let mut dice = 7_u32;
        let mut roll = |sides: usize| {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (dice >> 16) as usize % sides
        };
        let rows: Vec<PositionRow> = (0..300)
            .map(|report| {
                let day = 1 + roll(28) as i64;
                let row = held(report, day, options[roll(5)], stances[roll(4)]);
                if roll(3) == 0 { in_private(row) } else { row }
            })
            .collect();
        let all = moves(&rows, &[], &[], usize::MAX, &words);
        for most in [1, 5, 20, 60, 120] {
            let few = moves(&rows, &[], &[], most, &words);
            assert!(few.len() >= most.min(all.len()));
            assert_eq!(few[..], all[..few.len()], "{most}");
        }
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

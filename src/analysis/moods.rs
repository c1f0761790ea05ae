//! Where two sides tell the mood of the same meeting differently.

use std::collections::{BTreeMap, BTreeSet};

use super::accounts::{days_of, meeting_of};
use crate::position::Tone;
use crate::record::{Day, MeetingRow, StatementRow, Term};

/// Two statements on the mood of one meeting that differ.
#[derive(Clone, Debug, PartialEq)]
pub struct MoodConflict {
    /// First and last day of the meeting.
    pub days: (Day, Day),
    /// The earlier statement.
    pub one: StatementRow,
    /// The later statement.
    pub other: StatementRow,
}

/// Returns what two sides say differently of the mood, the latest meeting first: one for each two sides. A statement
/// belongs to a meeting as an outcome does.
pub fn moods(meetings: &[MeetingRow], statements: &[StatementRow]) -> Vec<MoodConflict> {
    let held = days_of(meetings);
    let mut told: BTreeMap<usize, BTreeMap<(Term, Tone), &StatementRow>> = BTreeMap::new();
    let order = |s: &StatementRow| (s.place.day, s.place.document, s.place.number);
    for row in statements {
        let of = row.party.zip(row.tone);
        let (Some(of), Some(meeting)) = (of, meeting_of(row.place.day, &held)) else {
            continue;
        };
        // The first statement of a side and tone stands for all that repeat it.
        let first = told.entry(meeting).or_default().entry(of).or_insert(row);
        if order(row) < order(first) {
            *first = row;
        }
    }
    let mut found = Vec::new();
    for (meeting, accounts) in told.into_iter().rev() {
        for (good, bad) in at_odds(accounts.keys().copied()) {
            let (good, bad) = (accounts[&(good, Tone::Good)], accounts[&(bad, Tone::Bad)]);
            let (one, other) = match order(good) <= order(bad) {
                true => (good, bad),
                false => (bad, good),
            };
            found.push(MoodConflict {
                days: held[meeting],
                one: one.clone(),
                other: other.clone(),
            });
        }
    }
    found
}

/// Returns each two sides of which one calls the mood good and the other bad. A side that tells both contradicts itself,
/// not another.
pub fn at_odds<P: Copy + Ord>(told: impl Iterator<Item = (P, Tone)>) -> Vec<(P, P)> {
    let told: BTreeSet<(P, Tone)> = told.collect();
    let only = |tone: Tone, other: Tone| -> Vec<P> {
        let sides = told
            .iter()
            .filter(|(_, t)| *t == tone)
            .map(|(side, _)| *side);
        sides
            .filter(|side| !told.contains(&(*side, other)))
            .collect()
    };
    let bad = only(Tone::Bad, Tone::Good);
    let good = only(Tone::Good, Tone::Bad).into_iter();
    good.flat_map(|g| bad.iter().map(move |b| (g, *b)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::rows_by_hand::*;
    use super::*;
    use crate::position::{Channel, MeetingStatus, Modality, Signal, Sourcing};

    fn meeting(day: i64) -> MeetingRow {
        MeetingRow {
            place: place(1, day),
            statement: None,
            first: Some(march(day)),
            last: Some(march(day)),
            venue: None,
            format: None,
            status: MeetingStatus::Held,
            parties: Vec::new(),
            participants: Vec::new(),
        }
    }

    fn says(party: Term, day: i64, tone: Option<Tone>) -> StatementRow {
        StatementRow {
            place: place(party.0, day),
            parent: None,
            speaker: None,
            party: Some(party),
            sourcing: Sourcing::Named,
            channel: Channel::Public,
            modality: Modality::Asserted,
            signals: vec![Signal::Atmosphere],
            confidence: 0.9,
            tone,
        }
    }

    #[test]
    fn two_sides_with_opposite_words_on_one_meeting_differ() {
        let (good, bad) = (Some(Tone::Good), Some(Tone::Bad));
        let rows = [
            says(NORLAND, 4, good),
            says(SUDMARK, 5, bad),
            says(SUDMARK, 6, bad),
        ];
        let found = moods(&[meeting(4)], &rows);
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].one, &found[0].other), (&rows[0], &rows[1]));
        assert_eq!(found[0].days, (march(4), march(4)));
    }

    #[test]
    fn the_same_tone_another_meeting_and_a_side_of_two_minds_do_not() {
        let (good, bad) = (Some(Tone::Good), Some(Tone::Bad));
        let found = |rows: &[StatementRow]| moods(&[meeting(4), meeting(20)], rows).len();
        assert_eq!(found(&[says(NORLAND, 4, good), says(SUDMARK, 5, good)]), 0);
        assert_eq!(found(&[says(NORLAND, 4, good), says(SUDMARK, 20, bad)]), 0);
        assert_eq!(found(&[says(NORLAND, 4, good), says(SUDMARK, 5, None)]), 0);
        assert_eq!(found(&[says(NORLAND, 4, good), says(NORLAND, 5, bad)]), 0);
        let both = [
            says(NORLAND, 4, good),
            says(NORLAND, 5, bad),
            says(SUDMARK, 5, bad),
        ];
        assert_eq!(found(&both), 0);
        // A third side still stands against the one that tells the other tone alone.
        let third = says(Term(3), 5, good);
        assert_eq!(found(&[both.as_slice(), &[third]].concat()), 1);
    }
}

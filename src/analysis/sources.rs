//! The track record of those who speak: how much they say, named or not, and what came of what they expected.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::foresight::{Fate, Foreseen};
use super::standing::distinct;
use crate::position::Sourcing;
use crate::record::{ExpectationRow, Term, VoiceRow};

/// The record of one speaker, outlet or class of sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Track<K> {
    /// Whose.
    pub of: K,
    /// The side spoken for first.
    pub party: Option<Term>,
    /// Statements, those of copies too.
    pub statements: usize,
    /// Independent reports with a statement.
    pub reports: usize,
    /// Statements under a name: a person's or that of an office.
    pub named: usize,
    /// The newest statement: document and number.
    pub newest: (i64, u32),
    /// Expectations, by their places in the list handed in, each with what came of it.
    pub expected: Vec<(usize, Fate)>,
}

impl<K> Track<K> {
    /// Returns how many expectations came to this.
    pub fn count(&self, fate: Fate) -> usize {
        self.expected.iter().filter(|(_, f)| *f == fate).count()
    }

    /// Returns which share of the expectations that later articles answer was met in time.
    pub fn share_met(&self) -> Option<f64> {
        let answered = self.expected.len() - self.count(Fate::Open);
        (answered > 0).then(|| self.count(Fate::Met) as f64 / answered as f64)
    }
}

/// Returns the track records, most statements first. `of` tells whose a statement is, `of_document` whose an
/// expectation in an author's own voice is.
pub fn tracks<K: Copy + Eq + Hash + Ord>(
    voices: &[VoiceRow],
    expectations: &[ExpectationRow],
    foreseen: &[Foreseen],
    of: impl Fn(&VoiceRow) -> Option<K>,
    of_document: impl Fn(i64) -> Option<K>,
) -> Vec<Track<K>> {
    let expecting: HashSet<(i64, u32)> = expectations
        .iter()
        .filter_map(|e| Some((e.place.document, e.statement?)))
        .collect();
    let mut whose: HashMap<(i64, u32), K> = HashMap::new();
    let mut tracks: HashMap<K, (Track<K>, Vec<i64>)> = HashMap::new();
    for voice in voices {
        let Some(key) = of(voice) else {
            continue;
        };
        let (track, reports) = tracks
            .entry(key)
            .or_insert_with(|| (empty(key), Vec::new()));
        track.statements += 1;
        track.party = track.party.or(voice.party);
        track.named += usize::from(is_named(voice.sourcing));
        track.newest = track.newest.max((voice.document, voice.number));
        if reports.last() != Some(&voice.report) {
            reports.push(voice.report);
        }
        let at = (voice.document, voice.number);
        if expecting.contains(&at) {
            whose.insert(at, key);
        }
    }
    for (n, told) in foreseen.iter().enumerate() {
        let keys = told.rows.iter().filter_map(|at| {
            let row = expectations.get(*at)?;
            match row.statement {
                Some(statement) => whose.get(&(row.place.document, statement)).copied(),
                None => of_document(row.place.document),
            }
        });
        // Who says it in ten reports is right or wrong once.
        for key in keys.collect::<HashSet<K>>() {
            if let Some((track, _)) = tracks.get_mut(&key) {
                track.expected.push((n, told.end.status));
            }
        }
    }
    let mut tracks: Vec<Track<K>> = tracks
        .into_values()
        .map(|(track, reports)| Track {
            reports: distinct(reports.into_iter()).len(),
            ..track
        })
        .collect();
    tracks.sort_by_key(|t| (std::cmp::Reverse(t.statements), t.of));
    tracks
}

fn empty<K>(of: K) -> Track<K> {
    Track {
        of,
        party: None,
        statements: 0,
        reports: 0,
        named: 0,
        newest: (0, 0),
        expected: Vec::new(),
    }
}

fn is_named(sourcing: Sourcing) -> bool {
    matches!(sourcing, Sourcing::Named | Sourcing::Official)
}

#[cfg(test)]
mod tests {
    use super::super::foresight::End;
    use super::*;
    use crate::document::Span;
    use crate::record::{Day, Place, State};

    fn voice(document: i64, report: i64, speaker: i64, sourcing: Sourcing) -> VoiceRow {
        VoiceRow {
            document,
            number: 0,
            report,
            speaker: Some(speaker),
            party: None,
            sourcing,
        }
    }

    fn expecting(document: i64) -> ExpectationRow {
        let day = Day::from_number(2031_03_01);
        ExpectationRow {
            place: Place {
                id: document,
                document,
                number: 0,
                report: document,
                known: day,
                day,
                span: Span::new(0, 1),
                state: State::Engine,
            },
            statement: Some(0),
            what: "x".into(),
            due: None,
        }
    }

    #[test]
    fn a_speaker_is_right_once_in_however_many_reports() {
        let voices = [
            voice(1, 1, 7, Sourcing::Named),
            voice(2, 1, 7, Sourcing::Anonymous),
            voice(3, 3, 8, Sourcing::Official),
        ];
        let expectations = [expecting(1), expecting(2), expecting(3)];
        let told = |rows: Vec<usize>, status| Foreseen {
            rows,
            reports: 1,
            end: End {
                status,
                ..End::OPEN
            },
        };
        let foreseen = [
            told(vec![0, 1, 2], Fate::Met),
            told(vec![1], Fate::Late),
            told(vec![0], Fate::Open),
        ];
        let found = tracks(&voices, &expectations, &foreseen, |v| v.speaker, |_| None);
        let of = &found[0];
        assert_eq!((of.of, of.statements, of.reports, of.named), (7, 2, 1, 1));
        assert_eq!(of.count(Fate::Met), 1);
        assert_eq!(of.share_met(), Some(0.5));
        assert_eq!((found[1].of, found[1].share_met()), (8, Some(1.0)));
    }
}

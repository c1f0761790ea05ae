//! Who says how much: the few columns of all statements that track records are counted from.

use rusqlite::Connection;

use super::code::Coded;
use super::{Day, Record, Scope, Term};
use crate::Result;
use crate::position::Sourcing;

/// A statement as a track record counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoiceRow {
    /// The document.
    pub document: i64,
    /// Its place in the reading.
    pub number: u32,
    /// The first document that tells the same report.
    pub report: i64,
    /// The actor who speaks.
    pub speaker: Option<i64>,
    /// The side spoken for.
    pub party: Option<Term>,
    /// On whose authority.
    pub sourcing: Sourcing,
}

/// Bytes of a voice: speaker, party and day of four each, and the sourcing.
const ENTRY: usize = 13;

/// Returns the voices of a document's statements as bytes, by their places in the reading.
pub(super) fn packed_of(db: &Connection, document: i64) -> rusqlite::Result<Vec<u8>> {
    let mut statement = db.prepare_cached(
        "SELECT speaker, party, day, sourcing FROM statement WHERE document = ?1 ORDER BY number",
    )?;
    let mut rows = statement.query([document])?;
    let mut bytes = Vec::new();
    while let Some(row) = rows.next()? {
        // 0 stands for none: numbers of the record begin with 1.
        let (speaker, party): (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
        for number in [speaker.unwrap_or(0), party.unwrap_or(0), row.get(2)?] {
            bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        }
        bytes.push(row.get(3)?);
    }
    Ok(bytes)
}

impl Record {
    /// Returns who makes the statements in scope, in the order of the documents.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn voices(&self, scope: &Scope) -> Result<Vec<VoiceRow>> {
        self.packed("voices", scope.as_of, |bytes, document, standing, found| {
            let (entries, _) = bytes.as_chunks::<ENTRY>();
            for (number, entry) in (0..).zip(entries) {
                let (numbers, sourcing) = entry.split_at(12);
                let (numbers, _) = numbers.as_chunks::<4>();
                let at = |n: usize| Some(i64::from(u32::from_le_bytes(numbers[n])));
                let party = at(1).filter(|n| *n > 0).map(Term);
                let day = Day::from_number(at(2).unwrap_or(0));
                let wanted = scope.party.is_none() || scope.party == party;
                let here = scope.document.is_none_or(|d| d == document);
                if wanted && here && scope.holds(day) {
                    found.push(VoiceRow {
                        document,
                        number,
                        report: standing.report,
                        speaker: at(0).filter(|n| *n > 0),
                        party,
                        sourcing: Coded::decode(i64::from(sourcing[0])),
                    });
                }
            }
        })
    }
}

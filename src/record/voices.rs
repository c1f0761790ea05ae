//! Who says how much: the few columns of all statements that track records are counted from.

use rusqlite::params_from_iter;

use super::code::Coded;
use super::{Record, Scope, Term};
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

impl Record {
    /// Returns who makes the statements in scope, in no particular order.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn voices(&self, scope: &Scope) -> Result<Vec<VoiceRow>> {
        let (conditions, values) = scope.conditions(true, false);
        let query = format!(
            "SELECT document, number, report, speaker, party, sourcing FROM statement WHERE {conditions}"
        );
        let run = || -> rusqlite::Result<Vec<VoiceRow>> {
            let mut statement = self.db.prepare_cached(&query)?;
            let rows = statement.query_map(params_from_iter(values), |row| {
                Ok(VoiceRow {
                    document: row.get(0)?,
                    number: row.get(1)?,
                    report: row.get(2)?,
                    speaker: row.get(3)?,
                    party: row.get::<_, Option<i64>>(4)?.map(Term),
                    sourcing: Coded::decode(row.get(5)?),
                })
            })?;
            rows.collect()
        };
        run().map_err(|e| self.fault(&e))
    }
}

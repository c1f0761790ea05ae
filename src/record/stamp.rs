//! Which state of the record one looks at: documents, readings and decisions are only added to, so the newest of each say.

use super::Record;
use crate::Result;

/// The state of a record: two that are equal hold the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Stamp {
    /// The newest document.
    pub document: i64,
    /// The newest place where a text appeared.
    pub appearance: i64,
    /// The newest reading.
    pub reading: i64,
    /// The newest decision.
    pub decision: i64,
}

impl Record {
    /// Keeps to the state that the record is in now: whatever is added meanwhile is not seen through this record. For
    /// records that are open for reading.
    ///
    /// # Errors
    /// Where the database refuses; so for the next one.
    pub fn hold(&self) -> Result<()> {
        self.db.execute_batch("BEGIN").map_err(|e| self.fault(&e))
    }

    /// Returns the state that the record is in.
    pub fn stamp(&self) -> Result<Stamp> {
        let query = "SELECT (SELECT max(id) FROM document), (SELECT max(id) FROM appearance), \
                     (SELECT max(id) FROM reading), (SELECT max(id) FROM decision)";
        let run = || {
            self.db.prepare_cached(query)?.query_row((), |row| {
                let newest = |at: usize| -> rusqlite::Result<i64> {
                    Ok(row.get::<_, Option<i64>>(at)?.unwrap_or(0))
                };
                Ok(Stamp {
                    document: newest(0)?,
                    appearance: newest(1)?,
                    reading: newest(2)?,
                    decision: newest(3)?,
                })
            })
        };
        run().map_err(|e| self.fault(&e))
    }
}

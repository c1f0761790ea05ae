//! Those who speak under a name, with how much they say.

use rusqlite::params;

use super::{ActorRow, Record, Term};
use crate::Result;

/// An actor with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedActor {
    /// The actor.
    pub actor: ActorRow,
    /// How many statements it makes.
    pub statements: usize,
}

impl Record {
    /// Returns the named actors that say something and whose name holds these letters, those that say most first, `most`
    /// at most.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn named_actors(&self, letters: &str, most: usize) -> Result<Vec<NamedActor>> {
        let query = "SELECT id, name, kind, party, role, \
             (SELECT count(*) FROM statement WHERE speaker = actor.id) AS said \
             FROM actor WHERE NOT anonymous AND instr(lower(name), lower(?1)) > 0 AND said > 0 \
             ORDER BY said DESC, name LIMIT ?2";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let run = || -> rusqlite::Result<Vec<NamedActor>> {
            let mut prepared = self.db.prepare_cached(query)?;
            let rows = prepared.query_map(params![letters, most], |row| {
                Ok(NamedActor {
                    actor: ActorRow {
                        id: row.get(0)?,
                        name: row.get(1)?,
                        kind: row.get(2)?,
                        party: row.get::<_, Option<i64>>(3)?.map(Term),
                        role: row.get(4)?,
                        anonymous: false,
                    },
                    statements: row.get(5)?,
                })
            })?;
            rows.collect()
        };
        run().map_err(|e| self.fault(&e))
    }
}

//! Who stands behind rows that rest on a statement: asked for those rows alone, not for all statements.

use std::collections::HashMap;

use rusqlite::params_from_iter;

use super::code::Coded;
use super::{Record, Scope, Term};
use crate::Result;
use crate::position::Sourcing;

/// Who makes a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TellerRow {
    /// The side spoken for.
    pub party: Option<Term>,
    /// On whose authority.
    pub sourcing: Sourcing,
    /// The actor who speaks.
    pub speaker: Option<i64>,
}

/// Who makes the statements, by document and number of the statement in it.
pub type Tellers = HashMap<(i64, u32), TellerRow>;

impl Record {
    /// Returns who stands behind the outcomes in scope.
    ///
    /// # Errors
    /// Where the database refuses; so for the next one.
    pub fn outcome_tellers(&self, scope: &Scope) -> Result<Tellers> {
        self.tellers("outcome", scope, false)
    }

    /// Returns who stands behind the claimed shifts in scope.
    pub fn shift_tellers(&self, scope: &Scope) -> Result<Tellers> {
        self.tellers("shift", scope, true)
    }

    fn tellers(&self, table: &str, scope: &Scope, has_party: bool) -> Result<Tellers> {
        let (conditions, values) = scope.conditions(has_party, true);
        let query = format!(
            "SELECT document, number, party, sourcing, speaker FROM statement \
             WHERE (document, number) IN (SELECT document, statement FROM {table} WHERE {conditions})"
        );
        let run = || -> rusqlite::Result<Tellers> {
            let mut statement = self.db.prepare_cached(&query)?;
            let rows = statement.query_map(params_from_iter(values), |row| {
                let teller = TellerRow {
                    party: row.get::<_, Option<i64>>(2)?.map(Term),
                    sourcing: Coded::decode(row.get(3)?),
                    speaker: row.get(4)?,
                };
                Ok(((row.get(0)?, row.get(1)?), teller))
            })?;
            rows.collect()
        };
        run().map_err(|e| self.fault(&e))
    }
}

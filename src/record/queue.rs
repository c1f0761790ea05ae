//! Statements a page at a time: the latest, and the least certain that nobody decided on yet.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::code::Coded;
use super::query::{PLACE, statement};
use super::{Record, Scope, StatementRow};
use crate::Result;
use crate::position::{Channel, Sourcing};

/// What a list of statements is limited to, beside its scope.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Said {
    /// Only of this sourcing.
    pub sourcing: Option<Sourcing>,
    /// Only over this channel.
    pub channel: Option<Channel>,
}

/// Statements that stand as the engine read them, of articles that no revision replaced.
const UNDECIDED: &str = "state = 0 AND until = 99991231";

impl Record {
    /// Returns statements in scope, the latest first, from one place on, and how many there are in the whole.
    ///
    /// # Errors
    /// Where the database refuses; so for all that follow.
    pub fn latest(
        &self,
        scope: &Scope,
        said: Said,
        from: usize,
        most: usize,
    ) -> Result<(Vec<StatementRow>, usize)> {
        let (mut conditions, mut values) = self.conditions_of(scope, None);
        for (column, code) in [
            ("sourcing", said.sourcing.map(Coded::code)),
            ("channel", said.channel.map(Coded::code)),
        ] {
            if let Some(code) = code {
                conditions.push(format!("{column} = ?"));
                values.push(Value::Integer(code));
            }
        }
        let conditions = conditions.join(" AND ");
        let count = self.count_of(&conditions, &values)?;
        let query = format!(
            "SELECT {PLACE}, {}, 0.0 FROM statement WHERE {conditions} ORDER BY day DESC, id DESC LIMIT ? OFFSET ?",
            statement::COLUMNS
        );
        values.extend([whole(most), whole(from)]);
        let hits = self.hits(&query, values)?;
        Ok((hits.into_iter().map(|h| h.statement).collect(), count))
    }

    /// Returns the statement that is the least certain of those that nobody decided on, after so many others; and how
    /// many of them there are.
    pub fn least_certain(&self, after: usize) -> Result<(Option<StatementRow>, usize)> {
        let (rows, count) = self.uncertain(after, 1)?;
        Ok((rows.into_iter().next(), count))
    }

    /// Returns statements that nobody decided on, the least certain first, from one place on; and how many there are.
    pub fn uncertain(&self, from: usize, most: usize) -> Result<(Vec<StatementRow>, usize)> {
        let count = self.count_of(UNDECIDED, &[])?;
        let query = format!(
            "SELECT {PLACE}, {}, 0.0 FROM statement WHERE {UNDECIDED} ORDER BY confidence, id LIMIT ? OFFSET ?",
            statement::COLUMNS
        );
        let hits = self.hits(&query, vec![whole(most), whole(from)])?;
        Ok((hits.into_iter().map(|h| h.statement).collect(), count))
    }

    fn count_of(&self, conditions: &str, values: &[Value]) -> Result<usize> {
        let query = format!("SELECT count(*) FROM statement WHERE {conditions}");
        let run = || {
            self.db
                .prepare_cached(&query)?
                .query_row(params_from_iter(values.iter()), |row| row.get(0))
        };
        run().map_err(|e| self.fault(&e))
    }
}

fn whole(n: usize) -> Value {
    Value::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

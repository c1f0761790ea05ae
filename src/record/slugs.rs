//! Which parties and issues a record tells of, for questions that are limited to one.

use super::{Record, Term};
use crate::Result;

/// What an answer may be limited to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A party, of whatever row.
    Party,
    /// An issue.
    Issue,
}

/// Columns that hold parties and issues, each with an index or in a small table.
const PARTIES: [(&str, &str); 5] = [
    ("position", "party"),
    ("statement", "party"),
    ("position", "voucher"),
    ("shift", "party"),
    ("conduct", "party"),
];
const ISSUES: [(&str, &str); 3] = [
    ("position", "issue"),
    ("shift", "issue"),
    ("outcome", "issue"),
];

impl Limit {
    fn columns(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Party => &PARTIES,
            Self::Issue => &ISSUES,
        }
    }
}

impl Record {
    /// Returns whether some row has this party or issue. A meeting has its parties as words.
    ///
    /// # Errors
    /// Where the database refuses; so for the next one.
    pub fn tells_of(&self, limit: Limit, term: Term) -> Result<bool> {
        let run = || -> rusqlite::Result<bool> {
            for (table, column) in limit.columns() {
                let query = format!("SELECT EXISTS (SELECT 1 FROM {table} WHERE {column} = ?1)");
                let mut statement = self.db.prepare_cached(&query)?;
                if statement.query_row([term.0], |row| row.get(0))? {
                    return Ok(true);
                }
            }
            let named = format!("%\"{}\"%", self.words(term));
            self.db
                .prepare_cached(
                    "SELECT ?2 AND EXISTS (SELECT 1 FROM meeting WHERE parties LIKE ?1)",
                )?
                .query_row((named, limit == Limit::Party), |row| row.get(0))
        };
        run().map_err(|e| self.fault(&e))
    }

    /// Returns all parties or issues, those with most positions first.
    pub fn slugs(&self, limit: Limit) -> Result<Vec<String>> {
        // Not everybody who vouches for a party's position is a party.
        let columns = limit.columns().iter().filter(|(_, c)| *c != "voucher");
        let each: Vec<String> = columns
            .map(|(table, column)| {
                format!(
                    "SELECT {column} AS id, {} AS n FROM {table}",
                    u8::from(*table == "position")
                )
            })
            .collect();
        let query = format!(
            "SELECT term.words FROM ({}) AS told JOIN term ON term.id = told.id \
             GROUP BY term.id ORDER BY sum(told.n) DESC, term.words",
            each.join(" UNION ALL ")
        );
        let run = || -> rusqlite::Result<Vec<String>> {
            let mut statement = self.db.prepare_cached(&query)?;
            let rows = statement.query_map((), |row| row.get(0))?;
            rows.collect()
        };
        run().map_err(|e| self.fault(&e))
    }
}

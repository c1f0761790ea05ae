//! Documents of the record: which there are, since when, where they appeared, and what was read in them.

use std::borrow::Cow;

use super::decide::decided;
use super::project::newest;
use super::query::day;
use super::{Appearance, Day, DocumentRow, Filed, Record};
use crate::Result;
use crate::position::Reading;

impl Record {
    /// Returns all documents that the record knew on a day, else all, by the day they became known; revisions too.
    ///
    /// # Errors
    /// Where the database refuses; so for all that follow.
    pub fn documents(&self, as_of: Option<Day>) -> Result<Vec<DocumentRow>> {
        let condition = "known <= ?1 ORDER BY known, id";
        self.documents_where(condition, as_of.unwrap_or(Day::NEVER).number())
    }

    /// Returns all documents that tell one report, by the day they became known.
    pub fn documents_of(&self, report: i64) -> Result<Vec<DocumentRow>> {
        let condition = "id IN (SELECT id FROM document WHERE report = ?1) ORDER BY known, id";
        self.documents_where(condition, report)
    }

    /// Returns the document with the text of a hash.
    pub fn document_with(&self, hash: &str) -> Result<Option<DocumentRow>> {
        Ok(self.documents_where("hash = ?1", hash)?.pop())
    }

    /// Returns one document.
    pub fn document(&self, id: i64) -> Result<Option<DocumentRow>> {
        Ok(self.documents_where("id = ?1", id)?.pop())
    }

    fn documents_where(
        &self,
        condition: &str,
        value: impl rusqlite::ToSql,
    ) -> Result<Vec<DocumentRow>> {
        let query = format!(
            "SELECT id, hash, origin, title, outlet, url, published, known, until, report, revises, \
             (SELECT count(*) FROM appearance WHERE document = document.id) FROM document WHERE {condition}"
        );
        let run = || -> rusqlite::Result<Vec<DocumentRow>> {
            let mut statement = self.db.prepare_cached(&query)?;
            let rows = statement.query_map([value], |row| {
                Ok(DocumentRow {
                    id: row.get(0)?,
                    hash: row.get(1)?,
                    origin: row.get(2)?,
                    title: row.get(3)?,
                    outlet: row.get(4)?,
                    url: row.get(5)?,
                    published: day(row, 6)?,
                    known: Day::from_number(row.get(7)?),
                    until: Day::from_number(row.get(8)?),
                    report: row.get(9)?,
                    revises: row.get(10)?,
                    appearances: row.get(11)?,
                })
            })?;
            rows.collect()
        };
        run().map_err(|e| self.fault(&e))
    }

    /// Returns the outlets of all documents, by the documents' numbers.
    pub fn outlets(&self) -> Result<Vec<(i64, Option<String>)>> {
        let run = || -> rusqlite::Result<Vec<(i64, Option<String>)>> {
            // Out of the index: the documents' rows lie between long texts.
            let mut statement = self.db.prepare_cached(
                "SELECT id, outlet FROM document INDEXED BY document_outlet ORDER BY outlet",
            )?;
            let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        };
        run().map_err(|e| self.fault(&e))
    }

    /// Returns how many documents became known up to a day, how many of these since another, and how many reports the
    /// latter tell.
    pub fn intake(&self, as_of: Option<Day>, since: Day) -> Result<(usize, usize, usize)> {
        let last = as_of.unwrap_or(Day::NEVER).number();
        let run = || -> rusqlite::Result<(usize, usize, usize)> {
            let all = "SELECT count(*) FROM document WHERE known <= ?1";
            let all = self
                .db
                .prepare_cached(all)?
                .query_row([last], |row| row.get(0))?;
            let lately = "SELECT count(*), count(DISTINCT report) FROM document WHERE known BETWEEN ?2 AND ?1";
            let (lately, reports) = self
                .db
                .prepare_cached(lately)?
                .query_row((last, since.number()), |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok((all, lately, reports))
        };
        run().map_err(|e| self.fault(&e))
    }

    /// Returns the day of the newest article, `None` for an empty record.
    pub fn newest_day(&self) -> Result<Option<Day>> {
        let run = || {
            self.db
                .query_row("SELECT max(known) FROM document", (), |row| {
                    row.get::<_, Option<i64>>(0)
                })
        };
        Ok(run().map_err(|e| self.fault(&e))?.map(Day::from_number))
    }

    /// Returns the reading of a document, with people's decisions applied, and where it appeared.
    pub fn filed(&self, document: i64) -> Result<Option<Filed>> {
        let run = || -> rusqlite::Result<Option<Reading>> {
            let newest = newest(&self.db, document)?;
            let decided = newest.map(|reading| decided(&self.db, Cow::Owned(reading)));
            Ok(decided.transpose()?.map(|d| d.reading.into_owned()))
        };
        let reading = run().map_err(|e| self.fault(&e))?;
        let (Some(reading), Some(row)) = (reading, self.document(document)?) else {
            return Ok(None);
        };
        Ok(Some(Filed {
            document,
            report: row.report,
            revises: row.revises,
            appearances: self.appearances(document)?,
            reading,
        }))
    }

    /// Returns where a text appeared, in the order in which the record learned of it.
    pub fn appearances(&self, document: i64) -> Result<Vec<Appearance>> {
        let run = || -> rusqlite::Result<Vec<Appearance>> {
            let mut statement = self.db.prepare_cached(
                "SELECT origin, outlet, title, url, published FROM appearance WHERE document = ?1 ORDER BY id",
            )?;
            let rows = statement.query_map([document], |row| {
                Ok(Appearance {
                    origin: row.get(0)?,
                    outlet: row.get(1)?,
                    title: row.get(2)?,
                    url: row.get(3)?,
                    published: day(row, 4)?,
                })
            })?;
            rows.collect()
        };
        run().map_err(|e| self.fault(&e))
    }
}

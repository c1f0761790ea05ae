//! The words of terms: rows hold their numbers only, and answers ask for the words of those that they look at closely.

use std::collections::{HashMap, HashSet};

use rusqlite::OptionalExtension;

use super::{Record, Term};
use crate::Result;

/// Terms that were made one after the other are asked for together: from the second of a page on, the page is read.
const PAGE: i64 = 128;

/// Terms whose words are known.
#[derive(Default)]
pub(super) struct Terms {
    known: HashMap<i64, String>,
    /// Pages of which one term was asked for.
    touched: HashSet<i64>,
}

impl Record {
    /// Returns the words of a term; an empty string for one that the record does not have.
    pub fn words(&self, term: Term) -> String {
        let mut terms = self.terms.borrow_mut();
        if let Some(words) = terms.known.get(&term.0) {
            return words.clone();
        }
        let page = term.0.div_euclid(PAGE);
        // A term that cannot be read has no words, as one that is not there.
        let found = match terms.touched.insert(page) {
            true => self.term_words(term.0, term.0),
            false => self.term_words(page * PAGE, page * PAGE + PAGE - 1),
        };
        terms.known.extend(found.unwrap_or_default());
        terms.known.entry(term.0).or_default().clone()
    }

    /// Returns the terms with numbers from one to another, and their words.
    fn term_words(&self, first: i64, last: i64) -> rusqlite::Result<Vec<(i64, String)>> {
        let query = "SELECT id, words FROM term WHERE id BETWEEN ?1 AND ?2";
        let mut statement = self.db.prepare_cached(query)?;
        let rows = statement.query_map((first, last), |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    }

    /// Returns the term of words, where the record has it.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn term(&self, words: &str) -> Result<Option<Term>> {
        self.db
            .prepare_cached("SELECT id FROM term WHERE words = ?1")
            .and_then(|mut s| s.query_row([words], |row| Ok(Term(row.get(0)?))).optional())
            .map_err(|e| self.fault(&e))
    }
}

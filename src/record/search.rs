//! Full text: the statements that hold words, by BM25, and how common words are.

use std::collections::HashSet;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

use super::code::Coded;
use super::query::{PLACE, statement};
use super::{Day, Record, Scope, StatementRow};
use crate::Result;
use crate::position::Modality;

/// A statement that holds the words looked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The statement.
    pub statement: StatementRow,
    /// BM25 as the database reckons it: the lower, the better.
    pub rank: f64,
}

/// Up to here the statements that hold a word are counted; more common ones tell nothing apart.
pub const COMMON: u32 = 20_000;

impl Record {
    /// Returns the statements in scope that hold what is looked for, the best first, `most` at most. The words are in
    /// the form that [`phrases`] makes. With `speaker` only statements whose speaker's name holds these letters.
    ///
    /// # Errors
    /// Where the database refuses; so for all that follow.
    pub fn search(
        &self,
        matching: &str,
        scope: &Scope,
        speaker: Option<&str>,
        most: usize,
    ) -> Result<Vec<Hit>> {
        let (mut conditions, mut values) = self.conditions_of(scope, speaker);
        conditions.insert(0, "statement_words MATCH ?".into());
        values.insert(0, Value::Text(matching.into()));
        values.push(Value::Integer(i64::try_from(most).unwrap_or(i64::MAX)));
        let query = format!(
            "SELECT {PLACE}, {}, bm25(statement_words) FROM statement_words JOIN statement ON id = statement_words.rowid \
             WHERE {} ORDER BY bm25(statement_words), id LIMIT ?",
            statement::COLUMNS,
            conditions.join(" AND "),
        );
        self.hits(&query, values)
    }

    /// Returns the statements in scope of a speaker, the latest first, `most` at most.
    pub fn spoken_by(&self, speaker: &str, scope: &Scope, most: usize) -> Result<Vec<Hit>> {
        let (conditions, mut values) = self.conditions_of(scope, Some(speaker));
        values.push(Value::Integer(i64::try_from(most).unwrap_or(i64::MAX)));
        let query = format!(
            "SELECT {PLACE}, {}, 0.0 FROM statement WHERE {} ORDER BY day DESC, id LIMIT ?",
            statement::COLUMNS,
            conditions.join(" AND "),
        );
        self.hits(&query, values)
    }

    /// Returns the statements in scope that tell the mood of talks, in no particular order.
    pub fn on_mood(&self, scope: &Scope) -> Result<Vec<StatementRow>> {
        let (mut conditions, values) = self.conditions_of(scope, None);
        conditions.push("tone IS NOT NULL".into());
        let query = format!(
            "SELECT {PLACE}, {}, 0.0 FROM statement INDEXED BY statement_mood WHERE {}",
            statement::COLUMNS,
            conditions.join(" AND "),
        );
        let hits = self.hits(&query, values)?;
        Ok(hits.into_iter().map(|h| h.statement).collect())
    }

    /// Returns the statements that the record knew on a day, by document and number, whose content has this modality.
    pub fn of_modality(
        &self,
        modality: Modality,
        as_of: Option<Day>,
    ) -> Result<HashSet<(i64, u32)>> {
        // As a number in the query, so that an index of these statements alone is found.
        let query = format!(
            "SELECT document, number FROM statement WHERE modality = {} AND known <= ?1",
            modality.code()
        );
        let last = as_of.unwrap_or(Day::NEVER).number();
        let run = || -> rusqlite::Result<HashSet<(i64, u32)>> {
            let mut prepared = self.db.prepare_cached(&query)?;
            let rows = prepared.query_map([last], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        };
        run().map_err(|e| self.fault(&e))
    }

    /// Returns a statement of a document by its number.
    pub fn statement(&self, document: i64, number: u32) -> Result<Option<StatementRow>> {
        let query = format!(
            "SELECT {PLACE}, {}, 0.0 FROM statement WHERE document = ? AND number = ?",
            statement::COLUMNS
        );
        let values = vec![Value::Integer(document), Value::Integer(number.into())];
        Ok(self.hits(&query, values)?.pop().map(|h| h.statement))
    }

    /// Returns how many statements hold a word in any of its forms, counted up to [`COMMON`].
    pub fn holding(&self, word: &str) -> Result<u32> {
        let query = "SELECT count(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH ?1 LIMIT ?2)";
        let run = || {
            self.db
                .prepare_cached(query)?
                .query_row((phrase(word), COMMON), |row| row.get(0))
        };
        run().map_err(|e| self.fault(&e))
    }

    /// Returns how many statements the record has.
    pub fn size(&self) -> Result<u32> {
        let run = || {
            self.db
                .query_row("SELECT max(id) FROM statement", (), |row| {
                    row.get::<_, Option<u32>>(0)
                })
                .optional()
        };
        let found = run().map_err(|e| self.fault(&e))?;
        Ok(found.flatten().unwrap_or(0))
    }

    pub(super) fn conditions_of(
        &self,
        scope: &Scope,
        speaker: Option<&str>,
    ) -> (Vec<String>, Vec<Value>) {
        let (conditions, mut values) = scope.conditions(true, false);
        let mut conditions = vec![conditions];
        if let Some(issue) = scope.issue {
            // Statements have no issue: one is on an issue where a position rests on it.
            conditions.push(
                "(document, number) IN (SELECT document, statement FROM position WHERE issue = ?)"
                    .into(),
            );
            values.push(Value::Integer(issue.0));
        }
        if let Some(speaker) = speaker {
            conditions.push(
                "speaker IN (SELECT id FROM actor WHERE instr(lower(name), lower(?)) > 0)".into(),
            );
            values.push(Value::Text(speaker.into()));
        }
        (conditions, values)
    }

    pub(super) fn hits(&self, query: &str, values: Vec<Value>) -> Result<Vec<Hit>> {
        let run = || -> rusqlite::Result<Vec<Hit>> {
            let mut prepared = self.db.prepare_cached(query)?;
            let rows = prepared.query_map(params_from_iter(values), |row| {
                Ok(Hit {
                    statement: statement::read(row)?,
                    rank: row.get(18)?,
                })
            })?;
            rows.collect()
        };
        run().map_err(|e| self.fault(&e))
    }
}

/// Returns a word or several in a row as the full text takes them, whatever signs they hold.
pub fn phrase(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "\"\""))
}

/// Returns what a person typed in the form that the full text takes: all words must be there; words in quotation marks
/// stand in a row; a hyphen before a word or a quotation keeps out what holds it; a star at its end leaves the end open;
/// `OR` between two gives the choice. `None` where there is nothing to look for.
pub fn phrases(typed: &str) -> Option<String> {
    let mut wanted: Vec<Vec<String>> = Vec::new();
    let mut unwanted: Vec<String> = Vec::new();
    let mut choice = false;
    for (words, quoted) in pieces(typed) {
        if words == "OR" && !quoted {
            choice = true;
            continue;
        }
        let (words, not) = match words.strip_prefix('-') {
            Some(rest) => (rest.to_owned(), true),
            None => (words, false),
        };
        if !words.chars().any(char::is_alphanumeric) {
            continue;
        }
        let open = words.ends_with('*') && !quoted;
        let term = phrase(words.trim_end_matches('*')) + if open { " *" } else { "" };
        match wanted.last_mut() {
            _ if not => unwanted.push(term),
            Some(last) if choice => last.push(term),
            _ => wanted.push(vec![term]),
        }
        choice = false;
    }
    let all: Vec<String> = wanted
        .iter()
        .map(|choice| format!("({})", choice.join(" OR ")))
        .collect();
    let without: String = unwanted.iter().map(|t| format!(" NOT {t}")).collect();
    (!all.is_empty()).then(|| format!("({}){without}", all.join(" AND ")))
}

/// Returns the words and quotations that were typed, with whether they were in quotation marks.
fn pieces(typed: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    let mut finish = |word: &mut String, quoted: bool| {
        if !word.is_empty() {
            pieces.push((std::mem::take(word), quoted));
        }
    };
    for c in typed.chars() {
        match c {
            '"' | '“' | '”' => {
                // `-"in a row"`: the hyphen belongs to the quotation.
                if quoted || word != "-" {
                    finish(&mut word, quoted);
                }
                quoted = !quoted;
            }
            c if c.is_whitespace() && !quoted => finish(&mut word, quoted),
            c if c.is_control() => word.push(' '),
            c => word.push(c),
        }
    }
    finish(&mut word, quoted);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_becomes_a_query() {
        let made = |typed| phrases(typed).unwrap();
        assert_eq!(made("open lanes"), r#"(("open") AND ("lanes"))"#);
        assert_eq!(
            made("\"open lanes\" soon"),
            r#"(("open lanes") AND ("soon"))"#
        );
        assert_eq!(
            made("truce OR ceasefire now"),
            r#"(("truce" OR "ceasefire") AND ("now"))"#
        );
        assert_eq!(
            made("lane* -port -\"no deal\""),
            r#"(("lane" *)) NOT "port" NOT "no deal""#
        );
        assert_eq!(phrases(" - \"\" * OR"), None);
        assert_eq!(phrases("-only"), None);
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_query() {
        let record = Record::in_memory().unwrap();
        let scope = Scope::default();
        for typed in [
            "a\"b",
            "NEAR(a b)",
            "words:x",
            "a AND",
            "(((",
            "'; DROP",
            "\u{0}x",
            "x^2",
            "“open lanes",
            "{a b}:c",
            "NOT",
            "* a",
            "a + b",
            "OR OR a OR",
        ] {
            if let Some(matching) = phrases(typed) {
                let found = record.search(&matching, &scope, Some("%"), 5);
                assert!(found.is_ok(), "{typed}: {matching} {:?}", found.err());
            }
        }
        assert_eq!(record.holding("quo\"te").unwrap(), 0);
        assert_eq!(record.size().unwrap(), 0);
    }
}

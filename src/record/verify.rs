//! Verifying a record: the database is sound, every text is the one its hash names, every span fits its text, and every
//! row is what the newest reading and people's decisions make of it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rusqlite::Connection;

use super::copies::Shingles;
use super::decide::{Decided, FactKind, decided};
use super::ledger::is_packed;
use super::project::newest;
use super::sealed::{Body, opened};
use super::{Effect, Record};
use crate::Result;
use crate::document::{Document, Span, content_id};
use crate::position::{Engine, Reading};

/// What was looked at, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// How many of what.
    pub counts: Vec<(&'static str, usize)>,
    /// What is wrong and where; empty for a sound record.
    pub faults: Vec<String>,
}

/// What is counted, with the table of it.
const COUNTED: [(&str, &str); 15] = [
    ("texts", "document"),
    ("appearances", "appearance"),
    ("readings", "reading"),
    ("decisions", "decision"),
    ("actors", "actor"),
    ("statements", "statement"),
    ("positions", "position"),
    ("shifts", "shift"),
    ("outcomes", "outcome"),
    ("accounts of meetings", "meeting"),
    ("acts", "conduct"),
    ("expectations", "expectation"),
    ("acts told done or not done", "done"),
    ("terms", "term"),
    ("bands of sketches", "sketch"),
];

impl Record {
    /// Verifies the whole record. `step` is called after each document.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn verify(&self, mut step: impl FnMut()) -> Result<Verified> {
        let mut verified = Verified::default();
        let faults = &mut verified.faults;
        let mut run = || -> rusqlite::Result<()> {
            faults.extend(database(&self.db)?);
            for (name, table) in COUNTED {
                let count = count(&self.db, table)?;
                verified.counts.push((name, count));
            }
            let ids: Vec<i64> = column(&self.db, "SELECT id FROM document ORDER BY id", ())?;
            for id in ids {
                let found = document(&self.db, id)?;
                faults.extend(found.into_iter().map(|f| format!("document {id}: {f}")));
                step();
            }
            faults.extend(leftovers(&self.db)?);
            Ok(())
        };
        run().map_err(|e| self.fault(&e))?;
        let decisions = self.decisions(None)?;
        let orphaned = decisions.iter().filter(|d| d.effect == Effect::Orphaned);
        verified
            .counts
            .push(("orphaned decisions", orphaned.count()));
        Ok(verified)
    }
}

/// Asks the database itself.
fn database(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let said: Vec<String> = column(db, "PRAGMA integrity_check", ())?;
    let mut faults: Vec<String> = said.into_iter().filter(|s| s != "ok").collect();
    let mut statement = db.prepare("PRAGMA foreign_key_check")?;
    let rows = statement.query_map((), |row| {
        let (table, id): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
        let parent: String = row.get(2)?;
        Ok(format!("{table} {}: has no {parent}", id.unwrap_or(0)))
    })?;
    for fault in rows {
        faults.push(fault?);
    }
    Ok(faults)
}

/// Returns what no document accounts for.
fn leftovers(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut faults = Vec::new();
    for (what, query) in [
        (
            "full text without a statement",
            "SELECT rowid FROM statement_words WHERE rowid NOT IN (SELECT id FROM statement)",
        ),
        (
            "statement without its full text",
            "SELECT id FROM statement WHERE id NOT IN (SELECT rowid FROM statement_words)",
        ),
        (
            "decision on a text that the record does not have",
            "SELECT id FROM decision WHERE hash IS NOT NULL AND hash NOT IN (SELECT hash FROM document)",
        ),
        (
            "report that is no document",
            "SELECT id FROM document WHERE report NOT IN (SELECT id FROM document)",
        ),
    ] {
        let ids: Vec<i64> = column(db, query, ())?;
        faults.extend(ids.into_iter().map(|id| format!("{what}: {id}")));
    }
    Ok(faults)
}

fn count(db: &Connection, table: &str) -> rusqlite::Result<usize> {
    db.query_row(&format!("SELECT count(*) FROM {table}"), (), |row| {
        row.get(0)
    })
}

/// Returns the spans of a table's rows of a document.
fn spans_in(db: &Connection, table: &str, document: i64) -> rusqlite::Result<Vec<Span>> {
    let query = format!("SELECT start, end FROM {table} WHERE document = ?1");
    let mut statement = db.prepare_cached(&query)?;
    let rows = statement.query_map([document], |row| {
        let (start, end): (usize, usize) = (row.get(0)?, row.get(1)?);
        Ok(Span::new(start.min(end), end))
    })?;
    rows.collect()
}

fn column<T: rusqlite::types::FromSql>(
    db: &Connection,
    query: &str,
    values: impl rusqlite::Params,
) -> rusqlite::Result<Vec<T>> {
    let mut statement = db.prepare_cached(query)?;
    let rows = statement.query_map(values, |row| row.get(0))?;
    rows.collect()
}

/// Returns what is wrong with a document, its readings and its rows.
fn document(db: &Connection, id: i64) -> rusqlite::Result<Vec<String>> {
    let (hash, body): (String, Vec<u8>) = db
        .prepare_cached("SELECT hash, body FROM document WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let document: Document = match opened(&body) {
        Ok(document) => document,
        Err(reason) => return Ok(vec![format!("is damaged ({reason})")]),
    };
    let mut faults = Vec::new();
    if content_id(&document.text) != hash || document.id != hash {
        faults.push("its text is not the one that its hash names".into());
    }
    if !is_packed(db, id)? {
        faults.push("its packed positions are not those of its rows; make the record anew".into());
    }
    let blocks = document.blocks.iter().map(|b| ("block".into(), b.span));
    faults.extend(misfits(&document.text, blocks));
    let told: Vec<Span> = spans_in(db, "done", id)?;
    let told = told.into_iter().map(|s| ("act told done".into(), s));
    faults.extend(misfits(&document.text, told));
    let mut bands: Vec<i64> = column(db, "SELECT band FROM sketch WHERE document = ?1", [id])?;
    let mut sketch = Shingles::of(&document).bands();
    bands.sort_unstable();
    sketch.sort_unstable();
    if bands != sketch {
        faults.push("its sketch is not that of its text".into());
    }
    let appearances: Vec<i64> = column(db, "SELECT id FROM appearance WHERE document = ?1", [id])?;
    if appearances.is_empty() {
        faults.push("appeared nowhere".into());
    }
    let damaged = readings(db, id, &document, &mut faults)?;
    if !damaged && let Some(reading) = newest(db, id)? {
        let decided = decided(db, Cow::Owned(reading))?;
        faults.extend(rows(db, id, &decided)?);
    }
    Ok(faults)
}

/// Looks at all readings of a document; returns whether one does not open.
fn readings(
    db: &Connection,
    id: i64,
    document: &Document,
    faults: &mut Vec<String>,
) -> rusqlite::Result<bool> {
    let bodies: Vec<Vec<u8>> = column(
        db,
        "SELECT body FROM reading WHERE document = ?1 ORDER BY id",
        [id],
    )?;
    if bodies.is_empty() {
        faults.push("has no reading".into());
    }
    let engine = Engine {
        version: String::new(),
        model: String::new(),
        codebook: String::new(),
    };
    let mut damaged = false;
    for (number, body) in bodies.iter().enumerate() {
        match opened::<Body>(body) {
            Ok(body) => {
                let reading = body.reading(engine.clone(), document.clone());
                let found = reading_faults(&reading);
                faults.extend(
                    found
                        .into_iter()
                        .map(|f| format!("reading {}: {f}", number + 1)),
                );
            }
            Err(reason) => {
                damaged = true;
                faults.push(format!("reading {} is damaged ({reason})", number + 1));
            }
        }
    }
    Ok(damaged)
}

/// Returns the spans of a reading that do not fit its text, and the indexes that lead nowhere.
fn reading_faults(reading: &Reading) -> Vec<String> {
    let mut spans = Vec::new();
    for (number, statement) in reading.statements.iter().enumerate() {
        let relation = &statement.attribution;
        let parts = relation
            .source
            .iter()
            .chain(&relation.cue)
            .chain(&relation.content);
        spans.extend(parts.map(|s| (format!("statement {number}"), *s)));
    }
    for (number, actor) in reading.actors.iter().enumerate() {
        spans.extend(
            actor
                .mentions
                .iter()
                .map(|s| (format!("actor {number}"), *s)),
        );
    }
    for kind in FactKind::IN_READINGS {
        let found = spans_of(reading, kind).into_iter().enumerate();
        spans.extend(found.map(|(number, span)| (format!("{kind} {number}"), span)));
    }
    let mut faults: Vec<String> = misfits(&reading.document.text, spans.into_iter()).collect();
    let (statements, actors) = (reading.statements.len(), reading.actors.len());
    for (number, statement) in reading.statements.iter().enumerate() {
        let nowhere = statement
            .attribution
            .parent
            .is_some_and(|p| p >= statements || p == number)
            || statement.speaker.is_some_and(|s| s >= actors)
            || statement.attribution.content.is_empty();
        if nowhere {
            faults.push(format!(
                "statement {number} has no such parent, speaker or content"
            ));
        }
    }
    let talks = &reading.talks;
    let links = talks.positions.iter().map(|p| p.attribution);
    let links = links.chain(talks.shifts.iter().map(|s| s.by));
    let mut links = links
        .chain(talks.expectations.iter().map(|e| e.by))
        .flatten();
    if links.any(|l| l >= statements) {
        faults.push("something rests on a statement that is not there".into());
    }
    faults
}

fn misfits<'t>(
    text: &'t str,
    spans: impl Iterator<Item = (String, Span)> + 't,
) -> impl Iterator<Item = String> + 't {
    let fits = |span: Span| {
        span.start() < span.end()
            && span.end() <= text.len()
            && text.is_char_boundary(span.start())
            && text.is_char_boundary(span.end())
    };
    spans
        .filter(move |(_, span)| !fits(*span))
        .map(|(what, span)| {
            format!(
                "{what} stands at bytes {} to {}, which is no words of the text",
                span.start(),
                span.end()
            )
        })
}

/// Returns the words of all facts of a kind.
fn spans_of(reading: &Reading, kind: FactKind) -> Vec<Span> {
    let talks = &reading.talks;
    match kind {
        FactKind::Statement => reading
            .statements
            .iter()
            .map(|s| s.attribution.extent())
            .collect(),
        FactKind::Position => talks.positions.iter().map(|p| p.evidence).collect(),
        FactKind::Meeting => talks.meetings.iter().map(|m| m.evidence).collect(),
        FactKind::Outcome => talks.outcomes.iter().map(|o| o.evidence).collect(),
        FactKind::Shift => talks.shifts.iter().map(|s| s.evidence).collect(),
        FactKind::Conduct => talks.conduct.iter().map(|c| c.evidence).collect(),
        FactKind::Expectation => talks.expectations.iter().map(|e| e.evidence).collect(),
        FactKind::Actor => Vec::new(),
    }
}

/// Returns where the rows of a document are not those of its newest reading with people's decisions.
fn rows(db: &Connection, id: i64, decided: &Decided<'_>) -> rusqlite::Result<Vec<String>> {
    let mut faults = Vec::new();
    for kind in FactKind::IN_READINGS {
        // Every table of facts is called as the kind is.
        let query = format!(
            "SELECT t.number, t.start, t.end, t.state, \
             t.report = d.report AND t.known = d.known AND t.until = d.until \
             FROM {kind} t JOIN document d ON d.id = t.document WHERE t.document = ?1 ORDER BY t.number"
        );
        let mut statement = db.prepare_cached(&query)?;
        let rows = statement.query_map([id], |row| {
            let of: (usize, usize, usize, i64) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok((of, row.get::<_, bool>(4)?))
        })?;
        let mut got = BTreeSet::new();
        for row in rows {
            let (row, fits) = row?;
            if !fits {
                faults.push(format!(
                    "{kind} {}: its days or its report are not the document's",
                    row.0
                ));
            }
            if !got.insert(row) {
                faults.push(format!("{kind} {} is there twice", row.0));
            }
        }
        let spans = spans_of(&decided.reading, kind).into_iter().enumerate();
        let wanted = spans
            .map(|(n, s)| (n, s.start(), s.end(), decided.state(kind, n) as i64))
            .collect();
        let differ: BTreeSet<usize> = got.symmetric_difference(&wanted).map(|r| r.0).collect();
        for number in differ {
            faults.push(format!(
                "{kind} {number} is not what reading and decisions say"
            ));
        }
    }
    Ok(faults)
}

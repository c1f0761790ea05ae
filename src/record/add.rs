//! Taking readings in: each batch whole or not at all, the same text once, near-copies folded, revisions side by side.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::{OptionalExtension, Transaction, params};

use super::copies::{COPY, Shingles};
use super::decide::decided;
use super::project::{Row, project};
use super::sealed::{BodyOf, opened, sealed};
use super::{Day, Record};
use crate::Result;
use crate::document::Document;
use crate::position::{Engine, Reading};

/// How many of the documents that share most bands are compared word by word.
const COMPARED: i64 = 5;
/// Days between two texts under one headline that are still two versions of one article.
const VERSIONS_APART: i64 = 3;

/// What is handed in for one article.
#[derive(Clone, Debug)]
pub enum Incoming {
    /// A reading.
    Read(Box<Reading>),
    /// A text that the record has already; only where it appeared may be new.
    Seen(Box<Document>),
}

/// What became of it. Each names the document's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// A report that the record did not have.
    New(i64),
    /// A near-copy of a report that the record has.
    Copy(i64),
    /// Another version of an article that the record has.
    Revision(i64),
    /// A text that the record has, in another place.
    Appearance(i64),
    /// A text that the record has, read by another engine.
    Again(i64),
    /// Nothing new.
    Known(i64),
}

/// What the record knows of a text before it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Read by the engine asked for.
    Read,
    /// Read by another engine only.
    Older,
}

impl Record {
    /// Returns the ids of all texts in the record and whether the given engine read them.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn known_texts(&self, engine: &Engine) -> Result<HashMap<String, Standing>> {
        let query = "SELECT hash, EXISTS (SELECT 1 FROM reading WHERE document = document.id \
                     AND version = ?1 AND model = ?2 AND codebook = ?3) FROM document";
        let read = || -> rusqlite::Result<_> {
            let mut statement = self.db.prepare(query)?;
            let engine = (&engine.version, &engine.model, &engine.codebook);
            let rows = statement.query_map(engine, |row| {
                let read: bool = row.get(1)?;
                let standing = if read {
                    Standing::Read
                } else {
                    Standing::Older
                };
                Ok((row.get(0)?, standing))
            })?;
            rows.collect()
        };
        read().map_err(|e| self.fault(&e))
    }

    /// Adds a batch in one transaction: when this returns, all of it will be there after any crash of the process.
    /// `now` is the time of adding, ISO 8601 in UTC.
    ///
    /// # Errors
    /// Where the database refuses; then nothing of the batch was added.
    pub fn add(&mut self, batch: &[Incoming], now: &str) -> Result<Vec<Added>> {
        let run = |record: &mut Self| -> rusqlite::Result<Vec<Added>> {
            let behavior = rusqlite::TransactionBehavior::Immediate;
            let change = record.db.transaction_with_behavior(behavior)?;
            let added = batch
                .iter()
                .map(|incoming| match incoming {
                    Incoming::Read(reading) => add_reading(&change, reading, now),
                    Incoming::Seen(document) => add_seen(&change, document, now),
                })
                .collect::<rusqlite::Result<_>>()?;
            change.commit()?;
            Ok(added)
        };
        run(self).map_err(|e| self.fault(&e))
    }
}

fn add_seen(db: &Transaction<'_>, document: &Document, now: &str) -> rusqlite::Result<Added> {
    match number_of(db, &document.id)? {
        Some(id) if add_appearance(db, id, document, now)? => Ok(Added::Appearance(id)),
        Some(id) => Ok(Added::Known(id)),
        // The caller was mistaken: without a reading there is nothing to add.
        None => Err(rusqlite::Error::QueryReturnedNoRows),
    }
}

fn add_reading(db: &Transaction<'_>, reading: &Reading, now: &str) -> rusqlite::Result<Added> {
    let document = &reading.document;
    if let Some(id) = number_of(db, &document.id)? {
        let elsewhere = add_appearance(db, id, document, now)?;
        if insert_reading(db, id, reading, now)? {
            project(db, id)?;
            return Ok(Added::Again(id));
        }
        return Ok(if elsewhere {
            Added::Appearance(id)
        } else {
            Added::Known(id)
        });
    }
    let shingles = Shingles::of(document);
    let bands = shingles.bands();
    let copied = copied(db, &shingles, &bands)?;
    let known = document
        .metadata
        .published
        .map_or_else(|| day_of(now), Day::from);
    let version = other_version(db, document, known)?;
    let id = insert_document(db, document, known, now)?;
    let report = version.or(copied).map_or(id, |other| other.report);
    let revises = version.filter(|v| v.known <= known);
    let until = version.filter(|v| v.known > known);
    db.prepare_cached("UPDATE document SET report = ?2, revises = ?3, until = ?4 WHERE id = ?1")?
        .execute(params![
            id,
            report,
            revises.map(|v| v.id),
            until.map_or(Day::NEVER, |v| v.known).number()
        ])?;
    for band in bands {
        db.prepare_cached("INSERT INTO sketch (band, document) VALUES (?1, ?2)")?
            .execute((band, id))?;
    }
    add_appearance(db, id, document, now)?;
    insert_reading(db, id, reading, now)?;
    if let Some(older) = revises {
        db.prepare_cached("UPDATE document SET until = ?2 WHERE id = ?1")?
            .execute((older.id, known.number()))?;
        project(db, older.id)?;
    }
    if let Some(newer) = until {
        db.prepare_cached("UPDATE document SET revises = ?2 WHERE id = ?1 AND revises IS NULL")?
            .execute((newer.id, id))?;
    }
    let decided = decided(db, Cow::Borrowed(reading))?;
    Row::load(db, id)?.insert(db, &decided)?;
    Ok(match (version, copied) {
        (Some(_), _) => Added::Revision(id),
        (None, Some(_)) => Added::Copy(id),
        (None, None) => Added::New(id),
    })
}

/// Returns the day of a time in ISO 8601.
fn day_of(now: &str) -> Day {
    let date = now
        .get(..10)
        .and_then(|d| d.parse::<jiff::civil::Date>().ok());
    date.map_or(Day::NEVER, Day::from)
}

fn number_of(db: &Transaction<'_>, hash: &str) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM document WHERE hash = ?1")?
        .query_row([hash], |row| row.get(0))
        .optional()
}

/// Another document that the new one belongs to.
#[derive(Clone, Copy)]
struct Other {
    id: i64,
    report: i64,
    known: Day,
}

/// Returns the document of which the text is a near-copy.
fn copied(
    db: &Transaction<'_>,
    shingles: &Shingles,
    bands: &[i64],
) -> rusqlite::Result<Option<Other>> {
    if bands.is_empty() {
        return Ok(None);
    }
    let list: Vec<String> = bands.iter().map(i64::to_string).collect();
    let query = format!(
        "SELECT document FROM sketch WHERE band IN ({}) GROUP BY document ORDER BY count(*) DESC, document LIMIT {COMPARED}",
        list.join(",")
    );
    let mut statement = db.prepare(&query)?;
    let candidates: Vec<i64> = statement
        .query_map((), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for id in candidates {
        let (other, body) = db
            .prepare_cached("SELECT report, known, body FROM document WHERE id = ?1")?
            .query_row([id], |row| {
                let other = Other {
                    id,
                    report: row.get(0)?,
                    known: Day::from_number(row.get(1)?),
                };
                Ok((other, row.get::<_, Vec<u8>>(2)?))
            })?;
        let shared = opened::<Document>(&body).map_or(0.0, |d| shingles.shared(&Shingles::of(&d)));
        if shared >= COPY {
            return Ok(Some(other));
        }
    }
    Ok(None)
}

/// Returns the newest other version of the same article: the same address, or the same headline in the same outlet
/// within a few days.
fn other_version(
    db: &Transaction<'_>,
    document: &Document,
    known: Day,
) -> rusqlite::Result<Option<Other>> {
    let other = |row: &rusqlite::Row<'_>| {
        Ok(Other {
            id: row.get(0)?,
            report: row.get(1)?,
            known: Day::from_number(row.get(2)?),
        })
    };
    let of = &document.metadata;
    if let Some(url) = &of.url {
        let same = db
            .prepare_cached(
                "SELECT id, report, known FROM document WHERE url = ?1 ORDER BY known DESC, id DESC LIMIT 1",
            )?
            .query_row([url], other)
            .optional()?;
        if same.is_some() {
            return Ok(same);
        }
    }
    let Some(title) = &of.title else {
        return Ok(None);
    };
    // Two addresses are two articles, whatever their headlines.
    let same = db
        .prepare_cached(
            "SELECT id, report, known FROM document WHERE title = ?1 AND outlet IS ?2 AND (url IS NULL OR ?3) \
             ORDER BY known DESC, id DESC LIMIT 1",
        )?
        .query_row((title, &of.outlet, of.url.is_none()), other)
        .optional()?;
    Ok(same.filter(|o| {
        o.known
            .days_until(known)
            .is_some_and(|d| d.abs() <= VERSIONS_APART)
    }))
}

fn insert_document(
    db: &Transaction<'_>,
    document: &Document,
    known: Day,
    now: &str,
) -> rusqlite::Result<i64> {
    let of = &document.metadata;
    db.prepare_cached(
        "INSERT INTO document (hash, origin, title, outlet, url, published, known, added, report, body) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9)",
    )?
    .execute(params![
        document.id,
        document.origin,
        of.title,
        of.outlet,
        of.url,
        of.published.map(|d| Day::from(d).number()),
        known.number(),
        now,
        sealed(document),
    ])?;
    Ok(db.last_insert_rowid())
}

/// Notes where a text appeared, unless the record knows. A text without outlet and address appeared in a known place.
fn add_appearance(
    db: &Transaction<'_>,
    id: i64,
    document: &Document,
    now: &str,
) -> rusqlite::Result<bool> {
    let of = &document.metadata;
    let first: bool = db
        .prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM appearance WHERE document = ?1)")?
        .query_row([id], |row| row.get(0))?;
    let known: bool = db
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM appearance WHERE document = ?1 AND \
             ((?2 IS NOT NULL AND url = ?2) OR ((?2 IS NULL OR url IS NULL) AND outlet IS ?3)))",
        )?
        .query_row((id, &of.url, &of.outlet), |row| row.get(0))?;
    if !first && (known || (of.url.is_none() && of.outlet.is_none())) {
        return Ok(false);
    }
    db.prepare_cached(
        "INSERT INTO appearance (document, origin, outlet, title, url, published, added) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id,
        document.origin,
        of.outlet,
        of.title,
        of.url,
        of.published.map(|d| Day::from(d).number()),
        now,
    ])?;
    Ok(true)
}

/// Keeps a reading beside the older ones; returns whether this engine's was not there yet.
fn insert_reading(
    db: &Transaction<'_>,
    id: i64,
    reading: &Reading,
    now: &str,
) -> rusqlite::Result<bool> {
    let engine = &reading.engine;
    let changed = db
        .prepare_cached(
            "INSERT OR IGNORE INTO reading (document, version, model, codebook, made, body) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            id,
            engine.version,
            engine.model,
            engine.codebook,
            now,
            sealed(&BodyOf::from(reading)),
        ])?;
    Ok(changed > 0)
}

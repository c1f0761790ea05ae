//! Writing decisions down: not over somebody else's unseen, and the rows that they concern follow.

use std::collections::BTreeSet;

use rusqlite::{Transaction, params};
use serde_json::Value;

use super::make::{Refusal, Tried, document_of};
use super::merge::{end_of, pairs};
use super::row::{Decision, decisions};
use crate::Error;
use crate::record::project::project;

/// Refuses a decision where somebody else decided on the same fact since the person looked.
pub(super) fn refuse_unseen(db: &Transaction<'_>, made: &Decision, seen: Option<i64>) -> Tried<()> {
    let since = seen.unwrap_or(0);
    let newer = match &made.target {
        Some(target) => decisions(
            db,
            "hash = ?1 AND id > ?2",
            params![target.anchor.hash, since],
        )?,
        None => decisions(db, "hash IS NULL AND id > ?1", [since])?,
    };
    let same = |d: &&Decision| d.target == made.target && (d.target.is_some() || d.old == made.old);
    match newer.iter().rev().filter(same).find(|d| d.who != made.who) {
        Some(other) => Err(Refusal::Because(Error::Decided {
            who: other.who.clone(),
            when: other.made.clone(),
            what: format!("{} (decision {})", other.verb.name(), other.id),
        })),
        None => Ok(()),
    }
}

/// Writes a decision down.
pub(super) fn insert(db: &Transaction<'_>, made: &Decision) -> rusqlite::Result<i64> {
    let anchor = made.target.as_ref().map(|t| &t.anchor);
    let fact = made
        .target
        .as_ref()
        .map(|t| Value::Object(t.fact.clone()).to_string());
    db.prepare_cached(
        "INSERT INTO decision (made, who, verb, kind, hash, span_start, span_end, quote, before_quote, after_quote, \
         fact, field, old, new, note, undoes) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        made.made,
        made.who,
        made.verb.name(),
        made.kind.name(),
        anchor.map(|a| &a.hash),
        anchor.map(|a| a.span.start()),
        anchor.map(|a| a.span.end()),
        anchor.map(|a| &a.quote),
        anchor.map(|a| &a.before),
        anchor.map(|a| &a.after),
        fact,
        made.field,
        made.old.as_ref().map(Value::to_string),
        made.new.as_ref().map(Value::to_string),
        made.note,
        made.undoes,
    ])?;
    Ok(db.last_insert_rowid())
}

/// Makes the rows anew that the decision concerns.
pub(super) fn follow(db: &Transaction<'_>, made: &Decision) -> Tried<()> {
    if let Some(target) = &made.target {
        let document = document_of(db, &target.anchor.hash)?;
        return Ok(project(db, document)?);
    }
    // A merge, or its undoing: all documents in which either speaks, under whatever name it has now.
    let Some(from) = made.old.as_ref().and_then(Value::as_str) else {
        return Ok(());
    };
    let all = decisions(db, "verb = 'merge'", ())?;
    let into = all.iter().filter(|d| d.old == made.old);
    let into = into.filter_map(|d| d.new.as_ref().and_then(Value::as_str));
    let pairs = pairs(db)?;
    let keys: BTreeSet<&str> = into
        .chain([from])
        .map(|key| end_of(&pairs, key))
        .chain([from])
        .collect();
    for key in keys {
        for document in heard_in(db, key)? {
            project(db, document)?;
        }
    }
    Ok(())
}

/// Returns the documents in which an actor speaks.
fn heard_in(db: &Transaction<'_>, key: &str) -> rusqlite::Result<Vec<i64>> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT document FROM statement WHERE speaker = (SELECT id FROM actor WHERE key = ?1)",
    )?;
    let rows = statement.query_map([key], |row| row.get(0))?;
    rows.collect()
}

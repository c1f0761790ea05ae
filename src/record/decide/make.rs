//! Making decisions: each is checked against what stands, written down as a row, and the document's rows follow.

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};
use serde_json::Value;

use super::anchor::Anchor;
use super::apply::verdict;
use super::fields::{Counted, Fields, checked, completed};
use super::merge::{end_of, pairs};
use super::row::{Decision, FactKind, Target, Verb, decisions, undone};
use super::sheet::{alike, span_of};
use super::write::{follow, insert, refuse_unseen};
use super::{Decidable, decidables};
use crate::record::project::newest;
use crate::record::{Record, fault};
use crate::{Error, Result};

/// What somebody decides.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDecision {
    /// Who decides.
    pub who: String,
    /// What.
    pub act: Act,
    /// A remark.
    pub note: Option<String>,
    /// The newest decision on the same fact that the person has seen: a newer one by somebody else is an error.
    pub seen: Option<i64>,
}

/// What is decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// The fact is right as it stands.
    Confirm(Target),
    /// The fact is not so.
    Reject(Target),
    /// A field of the fact is otherwise.
    Edit {
        /// Which fact.
        target: Target,
        /// Which field.
        field: String,
        /// What it is.
        value: Value,
    },
    /// A fact that the engine did not find.
    Add {
        /// `sha256:` of the text that says it.
        hash: String,
        /// What it is.
        kind: FactKind,
        /// Its fields.
        fact: Fields,
    },
    /// A remark on the fact, which is the note of the decision.
    Note(Target),
    /// One actor is another, in all documents.
    Merge {
        /// The number of the one whose name goes.
        from: i64,
        /// The number of the one whose name stays.
        into: i64,
    },
    /// A decision does not hold.
    Undo(i64),
}

/// Why a decision is not made.
pub(super) enum Refusal {
    /// The database refuses.
    Sql(rusqlite::Error),
    /// It makes no sense, or comes too late.
    Because(Error),
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<String> for Refusal {
    fn from(reason: String) -> Self {
        Self::Because(Error::Decision { reason })
    }
}

pub(super) type Tried<T> = std::result::Result<T, Refusal>;

impl Record {
    /// Writes a decision down and brings all rows that it concerns up to date; returns its number. `now` is the time,
    /// ISO 8601 in UTC.
    ///
    /// # Errors
    /// Where it makes no sense ([`Error::Decision`]), where somebody else decided on the same fact meanwhile
    /// ([`Error::Decided`]), and where the database refuses.
    pub fn decide(&mut self, decision: &NewDecision, now: &str) -> Result<i64> {
        let name = self.name.clone();
        let run = |record: &mut Self| -> Tried<i64> {
            let change = record
                .db
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let made = checked_row(&change, decision, now)?;
            refuse_unseen(&change, &made, decision.seen)?;
            let id = insert(&change, &made)?;
            follow(&change, &made)?;
            change.commit()?;
            Ok(id)
        };
        run(self).map_err(|refusal| match refusal {
            Refusal::Sql(error) => fault(&name, &error),
            Refusal::Because(error) => error,
        })
    }
}

/// Returns the row of a decision that makes sense.
fn checked_row(db: &Transaction<'_>, new: &NewDecision, now: &str) -> Tried<Decision> {
    let who = new.who.trim();
    if who.is_empty() {
        return Err("a decision needs the name of the person who decides"
            .to_owned()
            .into());
    }
    let row = Decision {
        id: 0,
        made: now.into(),
        who: who.into(),
        verb: Verb::Note,
        kind: FactKind::Actor,
        target: None,
        field: None,
        old: None,
        new: None,
        note: new.note.clone().filter(|n| !n.trim().is_empty()),
        undoes: None,
    };
    match &new.act {
        Act::Confirm(target) => {
            let stands = standing(db, target)?;
            Ok(on(
                row,
                Verb::Confirm,
                target,
                None,
                Some(Value::Object(stands)),
            ))
        }
        Act::Reject(target) => {
            let stands = standing(db, target)?;
            Ok(on(
                row,
                Verb::Reject,
                target,
                Some(Value::Object(stands)),
                None,
            ))
        }
        Act::Note(target) => {
            standing(db, target)?;
            if row.note.is_none() {
                return Err("a note needs words".to_owned().into());
            }
            Ok(on(row, Verb::Note, target, None, None))
        }
        Act::Edit {
            target,
            field,
            value,
        } => edit(db, row, target, field, value),
        Act::Add { hash, kind, fact } => add(db, row, hash, *kind, fact),
        Act::Merge { from, into } => merge(db, row, *from, *into),
        Act::Undo(id) => undo(db, row, *id),
    }
}

fn on(
    row: Decision,
    verb: Verb,
    target: &Target,
    old: Option<Value>,
    new: Option<Value>,
) -> Decision {
    Decision {
        verb,
        kind: target.kind,
        target: Some(target.clone()),
        old,
        new,
        ..row
    }
}

/// Returns how the fact of a target stands now, also where it was rejected.
fn standing(db: &Transaction<'_>, target: &Target) -> Tried<Fields> {
    let document = document_of(db, &target.anchor.hash)?;
    let facts = decidables(db, document)?;
    if let Some(Decidable { fact, .. }) = facts.into_iter().find(|f| f.target == *target) {
        return Ok(fact);
    }
    let all = decisions(db, "hash = ?1", [&target.anchor.hash])?;
    let undone = undone(&all);
    let on_it: Vec<&Decision> = all
        .iter()
        .filter(|d| d.target.as_ref() == Some(target))
        .collect();
    if on_it.is_empty() {
        let gone = format!(
            "the {} is not in the record as it was; look at it again",
            target.kind
        );
        return Err(gone.into());
    }
    let hold = on_it.into_iter().filter(|d| !undone.contains(&d.id));
    Ok(verdict(target.kind, &target.fact, hold).fact)
}

pub(super) fn document_of(db: &Transaction<'_>, hash: &str) -> Tried<i64> {
    let found = db
        .prepare_cached("SELECT id FROM document WHERE hash = ?1")?
        .query_row([hash], |row| row.get(0))
        .optional()?;
    found.ok_or_else(|| format!("the record has no text {hash}").into())
}

fn text_of(db: &Transaction<'_>, hash: &str) -> Tried<String> {
    let document = document_of(db, hash)?;
    let reading =
        newest(db, document)?.ok_or_else(|| format!("the record has no reading of {hash}"))?;
    Ok(reading.document.text)
}

fn edit(
    db: &Transaction<'_>,
    row: Decision,
    target: &Target,
    field: &str,
    value: &Value,
) -> Tried<Decision> {
    let stands = standing(db, target)?;
    let text = text_of(db, &target.anchor.hash)?;
    let value = checked(target.kind, field, value, &Counted::new(&text))?;
    let old = stands.get(field).cloned();
    let mut row = on(row, Verb::Edit, target, old, Some(value));
    row.field = Some(field.into());
    Ok(row)
}

fn add(
    db: &Transaction<'_>,
    row: Decision,
    hash: &str,
    kind: FactKind,
    fact: &Fields,
) -> Tried<Decision> {
    if kind == FactKind::Actor {
        let advice = "an actor is added by naming it as the speaker of a statement";
        return Err(advice.to_owned().into());
    }
    let text = text_of(db, hash)?;
    let text = Counted::new(&text);
    let fact = completed(kind, fact, &text)?;
    let span = span_of(kind, &fact, &text).ok_or_else(|| format!("the {kind} has no words"))?;
    let target = Target {
        kind,
        anchor: Anchor::new(hash, text.text, span),
        fact: fact.clone(),
    };
    let facts = decidables(db, document_of(db, hash)?)?;
    if facts
        .iter()
        .any(|f| f.target.kind == kind && alike(kind, &f.fact, &fact))
    {
        return Err(format!("the record has this {kind} already; confirm it instead").into());
    }
    Ok(on(row, Verb::Add, &target, None, Some(Value::Object(fact))))
}

fn merge(db: &Transaction<'_>, row: Decision, from: i64, into: i64) -> Tried<Decision> {
    let key = |id: i64| -> Tried<String> {
        let found: Option<(String, bool)> = db
            .prepare_cached("SELECT key, anonymous FROM actor WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        match found {
            Some((key, false)) => Ok(key),
            Some(_) => {
                let advice = "somebody unnamed is another person in every article: edit the statement's speaker instead";
                Err(advice.to_owned().into())
            }
            None => Err(format!("the record has no actor {id}").into()),
        }
    };
    let (from, into) = (key(from)?, key(into)?);
    let pairs = pairs(db)?;
    if pairs.contains_key(&from) {
        return Err(format!("{from:?} is merged already; undo that first").into());
    }
    if end_of(&pairs, &into) == from {
        return Err("an actor cannot be merged into itself".to_owned().into());
    }
    Ok(Decision {
        verb: Verb::Merge,
        old: Some(Value::from(from)),
        new: Some(Value::from(into)),
        ..row
    })
}

fn undo(db: &Transaction<'_>, row: Decision, id: i64) -> Tried<Decision> {
    let found = decisions(db, "id = ?1", [id])?.pop();
    let earlier = found.ok_or_else(|| format!("the record has no decision {id}"))?;
    let beside = match &earlier.target {
        Some(target) => decisions(db, "hash = ?1", [&target.anchor.hash])?,
        None => decisions(db, "hash IS NULL", ())?,
    };
    if undone(&beside).contains(&id) {
        return Err(format!("decision {id} is undone already").into());
    }
    Ok(Decision {
        verb: Verb::Undo,
        kind: earlier.kind,
        target: earlier.target,
        // So that an undoing stands beside the merge it is about.
        old: earlier.old.filter(|_| earlier.kind == FactKind::Actor),
        undoes: Some(id),
        ..row
    })
}

//! People's decisions on what the engine found: rows of their own, never overwritten, undone by further rows.
//!
//! A decision holds on to a fact by its text, its words and how it stood before anybody decided on it. From then on the
//! fact stands as people decided, whatever a later engine finds; where the place is not one only, the decision is
//! orphaned: listed, and without effect.

mod anchor;
mod apply;
mod fields;
mod list;
mod make;
mod merge;
mod row;
mod sheet;
#[cfg(test)]
mod trial;
#[cfg(test)]
mod trial_again;
#[cfg(test)]
mod trial_of_verbs;
mod write;

use std::borrow::Cow;

use rusqlite::Connection;

use super::State;
use super::project::newest;
use crate::document::Span;
use crate::position::Reading;

pub use anchor::Anchor;
pub use fields::Fields;
pub use list::{Effect, Judgement, Listed};
pub use make::{Act, NewDecision};
pub use row::{Decision, FactKind, Target, Verb};

pub(super) use apply::Decided;
pub(super) use merge::key;
pub(super) use sheet::holder;

/// A fact of a document as it stands, with what a decision on it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Decidable {
    /// The document's number.
    pub document: i64,
    /// The fact's place in the list of its kind.
    pub number: usize,
    /// How decisions name it.
    pub target: Target,
    /// Its words as it stands.
    pub span: Span,
    /// How it stands.
    pub fact: Fields,
    /// Who stands behind it.
    pub state: State,
    /// The newest decision on it.
    pub last: Option<i64>,
}

/// Applies people's decisions to a reading.
pub(super) fn decided<'r>(
    db: &Connection,
    reading: Cow<'r, Reading>,
) -> rusqlite::Result<Decided<'r>> {
    let decisions = row::decisions(db, "hash = ?1", [&reading.document.id])?;
    let merges = merge::Merges::load(db)?;
    let mut decided = apply::decided(reading, &decisions);
    if !merges.is_empty() {
        merges.apply(decided.reading.to_mut());
    }
    Ok(decided)
}

/// Returns the facts of a document as they stand.
fn decidables(db: &Connection, document: i64) -> rusqlite::Result<Vec<Decidable>> {
    let Some(reading) = newest(db, document)? else {
        return Ok(Vec::new());
    };
    let decisions = row::decisions(db, "hash = ?1", [&reading.document.id])?;
    let decided = apply::decided(Cow::Owned(reading), &decisions);
    let sheet = sheet::Sheet::of(&decided.reading);
    let of = &decided.reading.document;
    let mut numbers = std::collections::HashMap::new();
    let facts = sheet.entries.into_iter().map(|entry| {
        let next: &mut usize = numbers.entry(entry.kind).or_default();
        let number = std::mem::replace(next, *next + 1);
        let fresh = || Target {
            kind: entry.kind,
            anchor: Anchor::new(&of.id, &of.text, entry.span),
            fact: entry.fact.clone(),
        };
        let target = decided
            .target(entry.kind, number)
            .cloned()
            .unwrap_or_else(fresh);
        let on_it = decisions
            .iter()
            .filter(|d| d.target.as_ref() == Some(&target));
        Decidable {
            document,
            number,
            span: entry.span,
            state: decided.state(entry.kind, number),
            last: on_it.map(|d| d.id).max(),
            fact: entry.fact.clone(),
            target,
        }
    });
    Ok(facts.collect())
}

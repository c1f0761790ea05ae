//! Decisions as they lie in the record: who, when, on what, from what to what.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use rusqlite::{Connection, Params, Row as SqlRow};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::anchor::Anchor;
use super::fields::Fields;
use crate::document::Span;

/// What is decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Who said what.
    Statement,
    /// Where a party stands.
    Position,
    /// An account of a meeting.
    Meeting,
    /// What was or was not agreed.
    Outcome,
    /// What moved.
    Shift,
    /// An act on the ground.
    Conduct,
    /// What comes next.
    Expectation,
    /// Somebody who speaks, over all documents.
    Actor,
}

impl FactKind {
    /// The kinds that a reading has lists of.
    pub const IN_READINGS: [Self; 7] = [
        Self::Statement,
        Self::Position,
        Self::Meeting,
        Self::Outcome,
        Self::Shift,
        Self::Conduct,
        Self::Expectation,
    ];

    /// Returns its name in the record and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Statement => "statement",
            Self::Position => "position",
            Self::Meeting => "meeting",
            Self::Outcome => "outcome",
            Self::Shift => "shift",
            Self::Conduct => "conduct",
            Self::Expectation => "expectation",
            Self::Actor => "actor",
        }
    }
}

impl fmt::Display for FactKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for FactKind {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let all = Self::IN_READINGS.into_iter().chain([Self::Actor]);
        let mut named = all.clone().filter(|k| k.name() == word);
        named.next().ok_or_else(|| {
            let names: Vec<&str> = all.map(Self::name).collect();
            format!(
                "{word:?} is no kind of fact; those are {}",
                names.join(", ")
            )
        })
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// It is right as it stands.
    Confirm,
    /// It is not so.
    Reject,
    /// A field is otherwise.
    Edit,
    /// Something that the engine did not find.
    Add,
    /// Two actors are one.
    Merge,
    /// A remark, without effect.
    Note,
    /// An earlier decision does not hold.
    Undo,
}

const VERBS: [(Verb, &str); 7] = [
    (Verb::Confirm, "confirm"),
    (Verb::Reject, "reject"),
    (Verb::Edit, "edit"),
    (Verb::Add, "add"),
    (Verb::Merge, "merge"),
    (Verb::Note, "note"),
    (Verb::Undo, "undo"),
];

impl Verb {
    /// Returns its name in the record.
    pub fn name(self) -> &'static str {
        VERBS
            .iter()
            .find(|(v, _)| *v == self)
            .map_or("", |(_, name)| name)
    }
}

/// The fact that a decision is about: where it stands and how it stood before anybody decided on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// What it is.
    pub kind: FactKind,
    /// Where it stands.
    pub anchor: Anchor,
    /// How it stood.
    pub fact: Fields,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decision {
    /// Its number.
    pub id: i64,
    /// When, UTC, ISO 8601.
    pub made: String,
    /// Who.
    pub who: String,
    /// What was done.
    pub verb: Verb,
    /// On what kind of fact.
    pub kind: FactKind,
    /// On which fact; `None` for what concerns the whole case.
    pub target: Option<Target>,
    /// Which field of it.
    pub field: Option<String>,
    /// What it was.
    pub old: Option<Value>,
    /// What it is now.
    pub new: Option<Value>,
    /// A remark.
    pub note: Option<String>,
    /// The decision that this one undoes.
    pub undoes: Option<i64>,
}

/// Columns of a decision, for [`read`].
const COLUMNS: &str = "id, made, who, verb, kind, hash, span_start, span_end, quote, before_quote, after_quote, \
                       fact, field, old, new, note, undoes";

/// Returns the decisions under a condition, oldest first.
pub(super) fn decisions(
    db: &Connection,
    condition: &str,
    values: impl Params,
) -> rusqlite::Result<Vec<Decision>> {
    let query = format!("SELECT {COLUMNS} FROM decision WHERE {condition} ORDER BY id");
    let mut statement = db.prepare_cached(&query)?;
    let rows = statement.query_map(values, read)?;
    rows.collect()
}

fn read(row: &SqlRow<'_>) -> rusqlite::Result<Decision> {
    let damaged = |at: usize, reason: String| {
        rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, reason.into())
    };
    let json = |at: usize| -> rusqlite::Result<Option<Value>> {
        let text: Option<String> = row.get(at)?;
        let read = text.map(|t| serde_json::from_str(&t).map_err(|e| damaged(at, e.to_string())));
        read.transpose()
    };
    let verb: String = row.get(3)?;
    let known = VERBS
        .iter()
        .find(|(_, name)| *name == verb)
        .map(|(v, _)| *v);
    let kind = row
        .get::<_, String>(4)?
        .parse()
        .map_err(|e| damaged(4, e))?;
    let hash: Option<String> = row.get(5)?;
    let target = hash.map(|hash| -> rusqlite::Result<Target> {
        let byte = |at: usize| -> rusqlite::Result<usize> {
            Ok(row.get::<_, Option<u32>>(at)?.unwrap_or(0) as usize)
        };
        let words = |at: usize| -> rusqlite::Result<String> {
            Ok(row.get::<_, Option<String>>(at)?.unwrap_or_default())
        };
        Ok(Target {
            kind,
            anchor: Anchor {
                hash,
                span: Span::new(byte(6)?, byte(7)?),
                quote: words(8)?,
                before: words(9)?,
                after: words(10)?,
            },
            fact: match json(11)? {
                Some(Value::Object(fact)) => fact,
                _ => Fields::new(),
            },
        })
    });
    Ok(Decision {
        id: row.get(0)?,
        made: row.get(1)?,
        who: row.get(2)?,
        verb: known.ok_or_else(|| damaged(3, format!("{verb:?} is no decision")))?,
        kind,
        target: target.transpose()?,
        field: row.get(12)?,
        old: json(13)?,
        new: json(14)?,
        note: row.get(15)?,
        undoes: row.get(16)?,
    })
}

/// Returns the numbers of the decisions that do not hold, because a decision that holds undoes them.
pub(super) fn undone(decisions: &[Decision]) -> HashSet<i64> {
    let mut undone = HashSet::new();
    // Newest first: an undoing that was itself undone has no effect.
    for decision in decisions.iter().rev().filter(|d| d.verb == Verb::Undo) {
        if !undone.contains(&decision.id) {
            undone.extend(decision.undoes);
        }
    }
    undone
}

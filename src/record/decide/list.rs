//! Decisions as people look at them: all with their standing, the facts of a document, and who judged what how.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;
use serde_json::Value;

use super::fields::{Fields, fields};
use super::row::{Decision, FactKind, Target, Verb, decisions, undone};
use super::{Decidable, decidables, decided};
use crate::Result;
use crate::record::Record;
use crate::record::project::newest;

/// Whether a decision has effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// It holds.
    Active,
    /// It was undone.
    Undone,
    /// What it is about is not found, or not in one place only: it has no effect until a person looks at it.
    Orphaned,
}

/// A decision with its document and whether it has effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Listed {
    /// The decision.
    #[serde(flatten)]
    pub decision: Decision,
    /// The document it is about.
    pub document: Option<i64>,
    /// Whether it has effect.
    pub effect: Effect,
}

/// What one person says of one field of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The fact: equal for all judgements of it, different from every other's.
    pub fact: usize,
    /// What the fact is.
    pub kind: FactKind,
    /// Which field; `kept` for whether it is a fact at all.
    pub field: &'static str,
    /// Who.
    pub who: String,
    /// The value as JSON; `true` or `false` for `kept`.
    pub value: String,
}

impl Record {
    /// Returns the decisions on a document, else all, oldest first.
    ///
    /// # Errors
    /// Where the database refuses; so for all that follow.
    pub fn decisions(&self, document: Option<i64>) -> Result<Vec<Listed>> {
        let run = || -> rusqlite::Result<Vec<Listed>> {
            let all = decisions(
                &self.db,
                "?1 IS NULL OR hash = (SELECT hash FROM document WHERE id = ?1)",
                [document],
            )?;
            let (undone, documents) = (undone(&all), self.decided_documents()?);
            let mut orphans = HashSet::new();
            for number in documents.values() {
                if document.is_none_or(|d| d == *number)
                    && let Some(reading) = newest(&self.db, *number)?
                {
                    orphans.extend(decided(&self.db, Cow::Owned(reading))?.orphans);
                }
            }
            let listed = all.into_iter().map(|decision| {
                let hash = decision.target.as_ref().map(|t| &t.anchor.hash);
                let document = hash.and_then(|h| documents.get(h).copied());
                let lost = hash.is_some() && document.is_none();
                let effect = if undone.contains(&decision.id) {
                    Effect::Undone
                } else if lost || orphans.contains(&decision.id) {
                    Effect::Orphaned
                } else {
                    Effect::Active
                };
                Listed {
                    decision,
                    document,
                    effect,
                }
            });
            Ok(listed.collect())
        };
        run().map_err(|e| self.fault(&e))
    }

    /// Returns the numbers of the documents that people decided on, by the hash of their text.
    fn decided_documents(&self) -> rusqlite::Result<BTreeMap<String, i64>> {
        let mut statement = self.db.prepare_cached(
            "SELECT hash, id FROM document WHERE hash IN (SELECT hash FROM decision)",
        )?;
        let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    }

    /// Returns the facts of a document as they stand, by kind and then in the order of the text.
    pub fn decidables(&self, document: i64) -> Result<Vec<Decidable>> {
        decidables(&self.db, document).map_err(|e| self.fault(&e))
    }

    /// Returns one fact of a document by its kind and its place in the list of its kind.
    pub fn decidable(
        &self,
        document: i64,
        kind: FactKind,
        number: usize,
    ) -> Result<Option<Decidable>> {
        let facts = self.decidables(document)?;
        Ok(facts
            .into_iter()
            .find(|f| f.target.kind == kind && f.number == number))
    }

    /// Returns the decision of a number.
    pub fn decision(&self, id: i64) -> Result<Option<Decision>> {
        let found = decisions(&self.db, "id = ?1", [id]).map_err(|e| self.fault(&e))?;
        Ok(found.into_iter().next())
    }

    /// Returns the newest decision on the fact that a decision is about, or on the same two actors.
    pub fn last_beside(&self, decision: &Decision) -> Result<Option<i64>> {
        let hash = decision.target.as_ref().map(|t| &t.anchor.hash);
        let all = decisions(&self.db, "hash IS ?1", [hash]).map_err(|e| self.fault(&e))?;
        let same = |d: &&Decision| {
            d.target == decision.target && (d.target.is_some() || d.old == decision.old)
        };
        Ok(all.iter().filter(same).map(|d| d.id).max())
    }

    /// Returns the numbers of the named actors of a name, in small letters or large.
    pub fn actors_named(&self, name: &str) -> Result<Vec<i64>> {
        let run = || -> rusqlite::Result<Vec<i64>> {
            let mut statement = self
                .db
                .prepare_cached("SELECT id, name FROM actor WHERE NOT anonymous ORDER BY id")?;
            let rows =
                statement.query_map((), |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
            let all: Vec<(i64, String)> = rows.collect::<rusqlite::Result<_>>()?;
            let named = all
                .into_iter()
                .filter(|(_, n)| n.to_lowercase() == name.to_lowercase());
            Ok(named.map(|(id, _)| id).collect())
        };
        run().map_err(|e| self.fault(&e))
    }

    /// Returns what each person says of each field of each fact that people decided on. To confirm is to say that every
    /// field is as it stood then; to edit says something of one field; to reject, only that it is no fact.
    pub fn judgements(&self) -> Result<Vec<Judgement>> {
        let all = decisions(&self.db, "hash IS NOT NULL", ()).map_err(|e| self.fault(&e))?;
        let undone = undone(&all);
        let mut targets: Vec<&Target> = Vec::new();
        let mut sheets: BTreeMap<(usize, &str), Sayings> = BTreeMap::new();
        let mut by_hash: HashMap<&str, Vec<usize>> = HashMap::new();
        for decision in all.iter().filter(|d| !undone.contains(&d.id)) {
            let Some(target) = &decision.target else {
                continue;
            };
            let beside = by_hash.entry(&target.anchor.hash).or_default();
            let known = beside.iter().copied().find(|at| targets[*at] == target);
            let fact = known.unwrap_or_else(|| {
                beside.push(targets.len());
                targets.push(target);
                targets.len() - 1
            });
            sheets
                .entry((fact, &decision.who))
                .or_default()
                .take(decision);
        }
        let judgements = sheets.into_iter().flat_map(|((fact, who), says)| {
            let kind = targets[fact].kind;
            let one = move |(field, value)| Judgement {
                fact,
                kind,
                field,
                who: who.to_owned(),
                value,
            };
            says.0.into_iter().map(one)
        });
        Ok(judgements.collect())
    }
}

/// What one person says of one fact, by field.
#[derive(Default)]
struct Sayings(BTreeMap<&'static str, String>);

/// The field that tells whether it is a fact at all.
const KEPT: &str = "kept";

impl Sayings {
    fn take(&mut self, decision: &Decision) {
        let all = |value: &Option<Value>| value.as_ref().and_then(Value::as_object).cloned();
        let said: Fields = match decision.verb {
            Verb::Reject => {
                self.0.clear();
                self.0.insert(KEPT, "false".into());
                return;
            }
            Verb::Confirm | Verb::Add => all(&decision.new).unwrap_or_default(),
            Verb::Edit => decision
                .field
                .clone()
                .zip(decision.new.clone())
                .into_iter()
                .collect(),
            Verb::Merge | Verb::Note | Verb::Undo => return,
        };
        self.0.insert(KEPT, "true".into());
        for field in fields(decision.kind) {
            if let Some(value) = said.get(field.name) {
                self.0.insert(field.name, value.to_string());
            }
        }
    }
}

//! Actors that people say are one: every reading has them under one name.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use super::row::{Verb, decisions, undone};
use crate::position::{Actor, ActorKind, Reading};

/// Longest way from an actor over others to the one that stands for all.
const LONGEST: usize = 64;

/// Somebody who stands for others too.
#[derive(Clone, Debug)]
struct Whole {
    name: String,
    kind: ActorKind,
    party: Option<String>,
}

/// Which actors are which others, by their keys.
#[derive(Clone, Debug, Default)]
pub(in crate::record) struct Merges(HashMap<String, Whole>);

/// Returns what tells a named actor from all others of the record; `None` for one without a name.
pub(in crate::record) fn key(actor: &Actor) -> Option<String> {
    let kind = format!("{:?}", actor.kind).to_lowercase();
    (!actor.anonymous).then(|| format!("{kind} {}", actor.name.to_lowercase()))
}

/// Returns the merges that hold, from key to key.
pub(super) fn pairs(db: &Connection) -> rusqlite::Result<HashMap<String, String>> {
    let all = decisions(db, "hash IS NULL", ())?;
    let undone = undone(&all);
    let holds = all
        .iter()
        .filter(|d| d.verb == Verb::Merge && !undone.contains(&d.id));
    let words = |value: &Option<Value>| value.as_ref().and_then(Value::as_str).map(str::to_owned);
    Ok(holds
        .filter_map(|d| words(&d.old).zip(words(&d.new)))
        .collect())
}

/// Returns the key that stands for a key in the end.
pub(super) fn end_of<'p>(pairs: &'p HashMap<String, String>, key: &'p str) -> &'p str {
    let way = std::iter::successors(Some(key), |k| pairs.get(*k).map(String::as_str));
    way.take(LONGEST).last().unwrap_or(key)
}

impl Merges {
    /// Loads the merges that hold.
    pub fn load(db: &Connection) -> rusqlite::Result<Self> {
        let pairs = pairs(db)?;
        let mut merges = HashMap::new();
        for from in pairs.keys() {
            if let Some(whole) = whole(db, end_of(&pairs, from))? {
                merges.insert(from.clone(), whole);
            }
        }
        Ok(Self(merges))
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Gives the actors of a reading the names under which they stand, and makes one of those that are one.
    pub fn apply(&self, reading: &mut Reading) {
        let mut changed = false;
        for actor in &mut reading.actors {
            if let Some(whole) = key(actor).and_then(|k| self.0.get(&k)) {
                actor.name.clone_from(&whole.name);
                actor.kind = whole.kind;
                actor.party = whole.party.clone().or_else(|| actor.party.take());
                changed = true;
            }
        }
        if changed {
            join(reading);
        }
    }
}

fn whole(db: &Connection, key: &str) -> rusqlite::Result<Option<Whole>> {
    db.prepare_cached(
        "SELECT name, kind, (SELECT words FROM term WHERE id = party) FROM actor WHERE key = ?1",
    )?
    .query_row([key], |row| {
        let kind: String = row.get(1)?;
        Ok(Whole {
            name: row.get(0)?,
            kind: serde_json::from_value(Value::from(kind)).unwrap_or(ActorKind::Person),
            party: row.get(2)?,
        })
    })
    .optional()
}

/// Makes one actor of those with one key, in the place of the first.
fn join(reading: &mut Reading) {
    let mut first: HashMap<String, usize> = HashMap::new();
    let mut numbers = Vec::new();
    let mut kept: Vec<Actor> = Vec::new();
    for actor in reading.actors.drain(..) {
        let known = key(&actor).map(|k| *first.entry(k).or_insert(kept.len()));
        let at = known.unwrap_or(kept.len());
        match kept.get_mut(at) {
            Some(same) => {
                same.mentions.extend(&actor.mentions);
                same.mentions.sort();
            }
            None => kept.push(actor),
        }
        numbers.push(at);
    }
    reading.actors = kept;
    for statement in &mut reading.statements {
        statement.speaker = statement.speaker.and_then(|s| numbers.get(s).copied());
    }
}

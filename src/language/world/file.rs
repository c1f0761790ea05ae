//! The shape of a file of world knowledge, `data/world.toml` or a case's own.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Names by the slug of the side that they belong to.
pub(super) type BySide = BTreeMap<String, Vec<String>>;

/// A whole file; every part may be missing.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct File {
    /// Examples of sides, checked by tests.
    #[cfg_attr(not(test), allow(dead_code))]
    pub sides: Vec<String>,
    /// Examples of entities, checked by tests.
    #[cfg_attr(not(test), allow(dead_code))]
    pub entities: Vec<String>,
    pub states: Vec<Party>,
    pub organisations: Vec<Party>,
    pub groups: Vec<Party>,
    pub independent: Vec<String>,
    pub media: Vec<String>,
    pub ambiguous: Vec<Ambiguous>,
    pub not_alone: Vec<String>,
    /// Phrases in small letters that name a side by habit.
    pub idioms: BySide,
    pub state_media: BySide,
    pub offices: BySide,
    pub places: BySide,
    pub people: BySide,
}

/// A state, an organisation, a party to a conflict.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Party {
    pub name: String,
    /// The name in small letters with hyphens where empty.
    pub slug: String,
    /// The side that it speaks for where that is another.
    pub party: String,
    pub names: Vec<String>,
    pub adjectives: Vec<String>,
    pub people: Vec<String>,
    pub capitals: Vec<String>,
    pub seats: Vec<String>,
    /// The states that speak as this party when they speak together and nobody else does.
    pub members: Vec<String>,
}

/// A name with a second reading.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ambiguous {
    pub name: String,
    /// The state that it lies in, where the second reading is a place.
    #[serde(default)]
    pub place: Option<String>,
    /// The state that it is, where the second reading is one.
    #[serde(default)]
    pub state: Option<String>,
    pub words: Vec<String>,
    pub against: Vec<String>,
}

/// Returns a name as a slug: small letters and digits, hyphens between.
pub(in crate::language) fn slug(name: &str) -> String {
    let plain = crate::language::tokens::key_of_name(name).to_lowercase();
    let parts: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty() && *p != "s")
        .collect();
    parts.join("-")
}

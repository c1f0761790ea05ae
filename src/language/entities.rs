//! Entities of the body: persons with titles and roles, organisations, places, states and whatever stands for them.

use super::world::World;
use crate::document::{Document, Span};

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A human being with a name.
    Person,
    /// An organisation, office, ministry, alliance, armed group, outlet.
    Organisation,
    /// A state: by name, demonym used as a noun, capital or seat of power standing for it.
    State,
    /// A place that stands for no party here.
    Place,
}

/// A mention of something that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// The name itself, without title and role (`Yuri Ushakov`).
    pub span: Span,
    /// The kind.
    pub kind: EntityKind,
    /// The fullest name that the article gives (person) or the usual one (everything known to the world).
    pub name: String,
    /// Slug of the state or organisation that it is or stands for (`russia` for `Moscow`), where known.
    pub slug: Option<String>,
    /// The side that it speaks for, as a slug: of a person, by title, role, world knowledge or another mention.
    pub party: Option<String>,
    /// Title or role as printed beside a person's name anywhere in the article (`Kremlin aide`).
    pub role: Option<String>,
    /// Whether an office, ministry or seat of power (`the Kremlin`, `the State Department`) rather than the state itself.
    pub office: bool,
}

/// Returns the entities of the document's body in order, without overlap.
pub fn entities(document: &Document, world: &World) -> Vec<Entity> {
    let _ = (document, world);
    Vec::new()
}

//! Entities of the body: persons with titles and roles, organisations, places, states and whatever stands for them.

mod body;
mod label;
mod passage;
mod people;
mod person;
mod place;
mod reading;
mod role;
mod roster;
mod shape;

use self::body::Shorts;
use self::passage::{Passage, Vocabulary};
use super::world::World;
use crate::document::{BlockKind, Document, Span};

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
    let text = document.text.as_str();
    let mut body: Vec<Passage> = document
        .body()
        .map(|block| Passage::read(text, block.span))
        .collect();
    // What headings and captions call people helps to tell who they are; nothing is reported there.
    let beside = document.blocks.iter().filter(|b| {
        matches!(
            b.kind,
            BlockKind::Title | BlockKind::Standfirst | BlockKind::Caption
        )
    });
    let mut aside: Vec<Passage> = beside.map(|b| Passage::read(text, b.span)).collect();
    let mut vocabulary = Vocabulary::default();
    for passage in &body {
        vocabulary.add(&passage.tokens);
    }
    for passage in body.iter_mut().chain(&mut aside) {
        passage.find(world, &vocabulary);
    }
    let mut found = people::people(text, &mut body, &mut aside, world, &vocabulary);
    let mut shorts = Shorts::new();
    for passage in &mut body {
        for body in body::bodies(text, passage, &vocabulary, &mut shorts) {
            found.push(organisation(passage, body));
        }
    }
    for passage in &mut body {
        for body in body::abbreviations(passage, &shorts) {
            found.push(organisation(passage, body));
        }
        found.extend(reading::known_names(text, passage));
        for (from, to) in place::places(passage, &vocabulary) {
            found.push(reading::place(text, passage.span(from, to)));
        }
    }
    // Of two that begin together, the longer one holds.
    found.sort_by_key(|e| (e.span.start(), std::cmp::Reverse(e.span.end())));
    let mut end = 0;
    found.retain(|e| {
        let fits = e.span.start() >= end && !e.span.is_empty();
        end = if fits { e.span.end() } else { end };
        fits
    });
    found
}

fn organisation(passage: &mut Passage, body: body::Body) -> Entity {
    passage.taken[body.from..body.to].fill(true);
    Entity {
        span: passage.span(body.from, body.to),
        kind: EntityKind::Organisation,
        name: body.name,
        slug: body.slug,
        party: body.party,
        role: None,
        office: body.office,
    }
}

#[cfg(test)]
mod tests;

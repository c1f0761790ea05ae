//! The actors of a reading, collected while it is read.

use std::collections::{HashMap, HashSet};

use super::{Actor, ActorKind, Sourcing};
use crate::document::Span;
use crate::language::{Entity, EntityKind};

/// Returns a name without what only tells generations apart (`Oren Tal, Jr.`).
pub(super) fn plain_name(name: &str) -> &str {
    let bare = name.trim_end_matches('.');
    let found = ["Jr", "Sr", "II", "III", "IV"]
        .iter()
        .find_map(|suffix| bare.strip_suffix(suffix)?.strip_suffix([' ', ',']));
    found.map_or(name, |n| n.trim_end_matches([' ', ',']))
}

/// The actors so far; an actor is the number it was added with.
#[derive(Debug, Default)]
pub(super) struct Cast {
    actors: Vec<Actor>,
    sourcing: Vec<Sourcing>,
    by_name: HashMap<(ActorKind, String), usize>,
    /// Words of the names of bodies that are no side of their own.
    independent: HashSet<String>,
}

impl Cast {
    /// Returns an empty cast; bodies with one of the words in their name are no side of their own.
    pub fn new(independent: HashSet<String>) -> Self {
        Self {
            independent,
            ..Self::default()
        }
    }

    /// Returns the actor of an entity that names a person, state or body; places are none.
    pub fn of_entity(&mut self, entity: &Entity) -> Option<usize> {
        let (kind, sourcing) = match entity.kind {
            EntityKind::Person => (ActorKind::Person, Sourcing::Named),
            EntityKind::Organisation => (ActorKind::Body, Sourcing::Official),
            EntityKind::State if entity.office => (ActorKind::Body, Sourcing::Official),
            EntityKind::State => (ActorKind::State, Sourcing::Official),
            EntityKind::Place => return None,
        };
        let party = entity.party.clone().or_else(|| match kind {
            ActorKind::Person => None,
            _ => entity.slug.clone().filter(|_| {
                let name = entity.name.to_lowercase();
                !name.split(' ').any(|w| self.independent.contains(w))
            }),
        });
        let actor = self.add(kind, plain_name(&entity.name), party, sourcing);
        let known = &mut self.actors[actor];
        if known.role.is_none() {
            known.role.clone_from(&entity.role);
        }
        Some(actor)
    }

    /// Returns the actor of that kind and name, added if new.
    pub fn add(
        &mut self,
        kind: ActorKind,
        name: &str,
        party: Option<String>,
        sourcing: Sourcing,
    ) -> usize {
        let key = (kind, name.to_owned());
        if let Some(known) = self.by_name.get(&key) {
            let actor = &mut self.actors[*known];
            if actor.party.is_none() {
                actor.party = party;
            }
            return *known;
        }
        self.by_name.insert(key, self.actors.len());
        self.actors.push(Actor {
            id: String::new(),
            name: name.to_owned(),
            kind,
            party,
            role: None,
            anonymous: matches!(sourcing, Sourcing::Anonymous),
            mentions: Vec::new(),
        });
        self.sourcing.push(sourcing);
        self.actors.len() - 1
    }

    /// Returns whether an actor of that kind and name is known.
    pub fn knows(&self, kind: ActorKind, name: &str) -> bool {
        self.by_name.contains_key(&(kind, name.to_owned()))
    }

    /// Returns the number of the actor of that kind and name.
    pub fn find(&self, kind: ActorKind, name: &str) -> Option<usize> {
        self.by_name.get(&(kind, name.to_owned())).copied()
    }

    /// Returns the number of the actor of an entity that was added before.
    pub fn find_entity(&self, entity: &Entity) -> Option<usize> {
        let kind = match entity.kind {
            EntityKind::Person => ActorKind::Person,
            EntityKind::State if !entity.office => ActorKind::State,
            EntityKind::State | EntityKind::Organisation => ActorKind::Body,
            EntityKind::Place => return None,
        };
        self.find(kind, plain_name(&entity.name))
    }

    /// Returns the actor.
    pub fn get(&self, actor: usize) -> Option<&Actor> {
        self.actors.get(actor)
    }

    /// Returns on whose authority the actor speaks.
    pub fn sourcing(&self, actor: usize) -> Sourcing {
        self.sourcing
            .get(actor)
            .copied()
            .unwrap_or(Sourcing::Official)
    }

    /// Notes where the actor is named.
    pub fn mention(&mut self, actor: usize, span: Span) {
        if let Some(actor) = self.actors.get_mut(actor) {
            actor.mentions.push(span);
        }
    }

    /// Where somebody unnamed has a second of the same description, the first is a `1`.
    fn number_first(&mut self) {
        let numbered: Vec<usize> = self
            .by_name
            .iter()
            .filter(|((kind, name), _)| self.knows(*kind, &format!("{name} 2")))
            .map(|(_, actor)| *actor)
            .collect();
        for actor in numbered {
            let name = &mut self.actors[actor].name;
            name.push_str(" 1");
        }
    }

    /// Returns the actors in order of first mention, with ids, and for every number its place there.
    pub fn finish(mut self) -> (Vec<Actor>, Vec<usize>) {
        for actor in &mut self.actors {
            actor.mentions.sort_unstable();
            actor.mentions.dedup();
        }
        self.number_first();
        let first = |a: &Actor| a.mentions.first().copied();
        let mut order: Vec<usize> = (0..self.actors.len()).collect();
        // Those never named (a state behind `we`) come last.
        order.sort_by_key(|i| {
            (
                first(&self.actors[*i]).is_none(),
                first(&self.actors[*i]),
                *i,
            )
        });
        let mut place = vec![0; order.len()];
        for (new, old) in order.iter().enumerate() {
            place[*old] = new;
        }
        let mut slots: Vec<Option<Actor>> = self.actors.into_iter().map(Some).collect();
        let actors = order
            .iter()
            .filter_map(|i| slots[*i].take())
            .enumerate()
            .map(|(i, actor)| Actor {
                id: format!("a{}", i + 1),
                ..actor
            })
            .collect();
        (actors, place)
    }
}

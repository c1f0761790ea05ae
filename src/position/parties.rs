//! Which side a word of the text names.

use std::collections::HashMap;

use super::sides::Sides;
use super::wording::Word;
use crate::document::Span;
use crate::language::{Entity, EntityKind};

/// The sides that the words of a document name.
pub(super) struct Parties<'a> {
    named: Vec<(Span, Option<&'a str>)>,
    adjectives: HashMap<String, Option<String>>,
}

impl<'a> Parties<'a> {
    /// Returns the sides behind the entities and, for capitalised words that are no entity (`Norlandic`), those that
    /// the world knows.
    pub fn new(entities: &'a [Entity], words: &[Word], world: &dyn Sides) -> Self {
        let of = |e: &'a Entity| {
            let place = e.kind == EntityKind::Place;
            e.party.as_deref().or(e.slug.as_deref()).filter(|_| !place)
        };
        let named: Vec<_> = entities.iter().map(|e| (e.span, of(e))).collect();
        let mut found = Self {
            named,
            adjectives: HashMap::new(),
        };
        for word in words.iter().filter(|w| w.capital) {
            if found.entity(word).is_none() && !found.adjectives.contains_key(&word.text) {
                let party = world.party_of_words(&capitalised(&word.text));
                found.adjectives.insert(word.text.clone(), party);
            }
        }
        found
    }

    fn entity(&self, word: &Word) -> Option<&(Span, Option<&'a str>)> {
        let at = self
            .named
            .partition_point(|(s, _)| s.end() <= word.span.start());
        self.named.get(at).filter(|(s, _)| s.overlaps(word.span))
    }

    /// Returns the slug of the side that the word names or is part of the name of.
    pub fn of(&self, word: &Word) -> Option<&str> {
        match self.entity(word) {
            Some((_, party)) => *party,
            None if word.capital => self.adjectives.get(&word.text)?.as_deref(),
            None => None,
        }
    }

    /// Returns the sides that the words name, each once, in order.
    pub fn among(&self, words: &[Word]) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for party in words.iter().filter_map(|w| self.of(w)) {
            if !found.iter().any(|f| f == party) {
                found.push(party.to_owned());
            }
        }
        found
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

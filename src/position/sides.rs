//! What the reading asks of world knowledge.

use crate::language::World;

/// Answers which side a phrase speaks for. [`World`] is one; tests use an invented one.
pub trait Sides {
    /// Returns the slug of the party that the words name (`Norland officials` → `norland`).
    fn party_of_words(&self, phrase: &str) -> Option<String>;
    /// Returns whether the words name an outlet or news agency.
    fn is_media(&self, phrase: &str) -> bool;
    /// Returns the usual name of a party by its slug.
    fn name_of(&self, slug: &str) -> Option<String>;
}

impl Sides for World {
    fn party_of_words(&self, phrase: &str) -> Option<String> {
        World::party_of_words(self, phrase)
    }

    fn is_media(&self, phrase: &str) -> bool {
        World::is_media(self, phrase)
    }

    fn name_of(&self, slug: &str) -> Option<String> {
        World::name_of(self, slug).map(Into::into)
    }
}

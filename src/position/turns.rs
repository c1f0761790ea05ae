//! Turns of a transcript: `MODERATOR:`, `SENIOR OFFICIAL:`, `Q`.

use super::phrase::Phrase;
use super::sourcebook::Head;
use super::speakers::{Finder, Voice};
use super::{ActorKind, Sourcing};
use crate::document::Span;

impl Finder<'_> {
    /// Returns the speaker of a transcript's turn by its label.
    pub(super) fn label(&mut self, words: &str, source: Span) -> Option<Voice> {
        let phrase = Phrase::read(&words.to_lowercase(), self.scene.book);
        if phrase.head == Some(Head::Media) {
            return Some(self.add(ActorKind::Person, "reporter", None, Sourcing::Media));
        }
        let last = phrase.words.last()?;
        if let Some(person) = self.by_surname(last) {
            return Some(self.of_actor(person));
        }
        let post = phrase.head == Some(Head::Post) && phrase.definite;
        if post && let Some(holder) = self.referred(&phrase, None, source) {
            return Some(self.of_actor(holder));
        }
        if phrase.head.is_none() {
            let party = self.party_in(source);
            return Some(self.add(ActorKind::Person, words, party, Sourcing::Named));
        }
        let party = self.party_in(source).or_else(|| self.house());
        let name = words.to_lowercase();
        Some(self.add(phrase.kind(), &name, party, Sourcing::Anonymous))
    }

    /// Returns who answers the question that an attribution lies in: the speaker of the next turn that is no
    /// question.
    pub(super) fn answers(&mut self, question: usize) -> Option<Voice> {
        let at = self
            .scene
            .attributions
            .get(question)?
            .content
            .first()?
            .start();
        let from = self.turns.partition_point(|(start, _)| *start <= at);
        let answer = |i: &usize| {
            let voice = self.voices.get(*i).and_then(Option::as_ref);
            voice.is_some_and(|v| v.sourcing != Sourcing::Media)
        };
        let mut after = self.turns[from..].iter().map(|(_, i)| *i);
        self.voices[after.find(answer)?].clone()
    }
}

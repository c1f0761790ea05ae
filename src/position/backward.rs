//! Whom words that point back stand for: pronouns, `the official`, `the president`.

use super::phrase::{Phrase, Pronoun};
use super::sourcebook::Head;
use super::speakers::{Finder, Voice};
use super::{ActorKind, Sourcing};
use crate::attribution::{Attribution, Form};
use crate::document::Span;
use crate::language::{Entity, EntityKind};

/// How many sentences a pronoun looks back.
const REACH: usize = 5;
/// How many earlier speakers a description (`the official`) looks back over.
const MEMORY: usize = 64;

impl Finder<'_> {
    /// Returns who a definite description points back to: the last speaker or holder of the post that fits.
    pub(super) fn referred(
        &self,
        phrase: &Phrase,
        party: Option<&str>,
        at: usize,
    ) -> Option<usize> {
        let fits = |actor: usize| {
            let Some(known) = self.cast.get(actor) else {
                return false;
            };
            let side = party.is_none() || party == known.party.as_deref();
            side && known.kind == ActorKind::Person
                && match self.cast.sourcing(actor) {
                    Sourcing::Named => known.role.as_deref().is_some_and(|r| self.holds(r, phrase)),
                    Sourcing::Anonymous => {
                        matches!(phrase.noun.as_str(), "source" | "person")
                            || known.name.to_lowercase().contains(&phrase.noun)
                    }
                    _ => known.name.to_lowercase().contains(&phrase.noun),
                }
        };
        let spoken = self
            .spoken
            .range(..at)
            .rev()
            .take(MEMORY)
            .map(|(_, a)| *a)
            .find(|a| fits(*a));
        if spoken.is_some() || matches!(phrase.head, Some(Head::Document | Head::Media)) {
            return spoken;
        }
        // Nobody who spoke: the last person before, then the first after, who holds the post.
        let holder = |e: &&Entity| {
            e.kind == EntityKind::Person
                && (party.is_none() || party == e.party.as_deref())
                && e.role.as_deref().is_some_and(|r| self.holds(r, phrase))
        };
        let middle = self.scene.entities.partition_point(|e| e.span.start() < at);
        let (before, after) = self.scene.entities.split_at(middle);
        let found = before
            .iter()
            .rev()
            .take(4 * MEMORY)
            .find(holder)
            .or_else(|| after.iter().take(4 * MEMORY).find(holder))?;
        self.person_by_name(&found.name)
    }

    fn person_by_name(&self, name: &str) -> Option<usize> {
        self.cast.find(ActorKind::Person, name)
    }

    /// Returns whether a role (`Norland Foreign Minister`) fits the description (`the top Norland diplomat`).
    fn holds(&self, role: &str, phrase: &Phrase) -> bool {
        let top = format!("top {}", phrase.noun);
        let asked = if phrase.words.iter().any(|w| w == "top") {
            top.as_str()
        } else {
            phrase.noun.as_str()
        };
        self.scene.book.is_post(role, asked)
    }

    pub(super) fn pronoun(
        &mut self,
        pronoun: Pronoun,
        attribution: &Attribution,
        source: Span,
    ) -> Voice {
        let parent = attribution.parent.filter(|p| *p < self.voices.len());
        let outer = parent.and_then(|p| self.voices[p].clone());
        let open = Voice {
            speaker: None,
            party: None,
            sourcing: Sourcing::None,
        };
        match pronoun {
            Pronoun::I => outer
                .or_else(|| self.salient(pronoun, source).map(|a| self.of_actor(a)))
                .unwrap_or(open),
            Pronoun::We => self.we(outer, source).unwrap_or(open),
            _ => {
                let quoted =
                    parent.is_some_and(|p| self.scene.attributions[p].form == Form::Direct);
                let own = outer.filter(|_| !quoted).filter(|v| {
                    v.speaker
                        .and_then(|a| self.cast.get(a))
                        .is_some_and(|a| suits(pronoun, a.kind))
                });
                own.or_else(|| self.salient(pronoun, source).map(|a| self.of_actor(a)))
                    .unwrap_or(Voice {
                        sourcing: Sourcing::Named,
                        ..open
                    })
            }
        }
    }

    /// Returns the side that speaks as `we`: the speaker's own, else the speaker.
    fn we(&mut self, outer: Option<Voice>, source: Span) -> Option<Voice> {
        let outer = match outer {
            Some(voice) => voice,
            None => self.salient(Pronoun::I, source).map(|a| self.of_actor(a))?,
        };
        let Some(party) = outer.party.clone() else {
            return Some(Voice {
                sourcing: Sourcing::Official,
                ..outer
            });
        };
        let name = self
            .scene
            .world
            .name_of(&party)
            .unwrap_or_else(|| party.clone());
        Some(self.add(ActorKind::State, &name, Some(party), Sourcing::Official))
    }

    /// Returns the actor that a pronoun most likely stands for: the last that suits, sentence by sentence
    /// backwards; in each, whoever speaks there before whoever is named first.
    fn salient(&self, pronoun: Pronoun, source: Span) -> Option<usize> {
        let here = self
            .scene
            .sentences
            .partition_point(|s| s.start() <= source.start());
        for sentence in self.scene.sentences[..here].iter().rev().take(REACH) {
            let end = sentence.end().min(source.start());
            if end <= sentence.start() {
                continue;
            }
            let suits = |a: &usize| self.cast.get(*a).is_some_and(|k| suits(pronoun, k.kind));
            let spoke = self
                .spoken
                .range(sentence.start()..end)
                .rev()
                .map(|(_, a)| *a)
                .find(suits);
            if spoke.is_some() {
                return spoke;
            }
            let named = self
                .entities_in(Span::new(sentence.start(), end))
                .iter()
                .filter_map(|e| self.cast.find_entity(e))
                .find(suits);
            if named.is_some() {
                return named;
            }
        }
        None
    }
}

/// Returns whether the pronoun can stand for an actor of that kind.
fn suits(pronoun: Pronoun, kind: ActorKind) -> bool {
    match pronoun {
        Pronoun::I | Pronoun::One => kind == ActorKind::Person,
        Pronoun::We => true,
        Pronoun::They => kind != ActorKind::State,
        Pronoun::It => matches!(kind, ActorKind::Body | ActorKind::State),
    }
}

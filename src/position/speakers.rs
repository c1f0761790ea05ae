//! Who speaks: from the words of a source to an actor, its side, and on whose authority.

use std::collections::BTreeMap;

use super::cast::Cast;
use super::phrase::Phrase;
use super::sides::Sides;
use super::sourcebook::{Head, SourceBook};
use super::{ActorKind, Sourcing};
use crate::attribution::Attribution;
use crate::document::Span;
use crate::language::{Entity, EntityKind};

/// Whose an attribution is.
#[derive(Clone, Debug)]
pub(super) struct Voice {
    /// The actor's number in the cast; `None` where the text leaves it open.
    pub speaker: Option<usize>,
    /// The side.
    pub party: Option<String>,
    /// On whose authority.
    pub sourcing: Sourcing,
}

/// Everything that speakers are resolved against.
pub(super) struct Scene<'a> {
    pub text: &'a str,
    /// Sentences of the body, in order.
    pub sentences: &'a [Span],
    pub entities: &'a [Entity],
    pub attributions: &'a [Attribution],
    pub book: &'a SourceBook,
    pub world: &'a dyn Sides,
}

/// Returns the voices of all attributions, in their order, and the cast they belong to.
pub(super) fn voices(scene: &Scene<'_>) -> (Vec<Voice>, Cast) {
    let mut finder = Finder {
        scene,
        cast: Cast::default(),
        spoken: BTreeMap::new(),
        voices: vec![None; scene.attributions.len()],
    };
    for entity in scene.entities {
        if let Some(actor) = finder.cast.of_entity(entity) {
            finder.cast.mention(actor, entity.span);
        }
    }
    // Outer attributions first, in the order of the text: `I` inside a quotation needs its speaker.
    let mut order: Vec<(usize, usize, usize)> = depths(scene.attributions)
        .into_iter()
        .enumerate()
        .map(|(i, depth)| (depth, anchor(&scene.attributions[i]), i))
        .collect();
    order.sort_unstable();
    for (_, _, i) in order {
        let voice = finder.voice(&scene.attributions[i]);
        if let (Some(actor), Some(source)) = (voice.speaker, scene.attributions[i].source) {
            // A span that does not fit the text names nobody.
            if scene.text.get(source.range()).is_some() {
                finder.cast.mention(actor, source);
            }
            finder.spoken.insert(source.start(), actor);
        }
        finder.voices[i] = Some(voice);
    }
    let none = || Voice {
        speaker: None,
        party: None,
        sourcing: Sourcing::None,
    };
    let voices = finder
        .voices
        .into_iter()
        .map(|v| v.unwrap_or_else(none))
        .collect();
    (voices, finder.cast)
}

/// Returns how deep each attribution is nested; a parent that makes a circle counts as none.
fn depths(attributions: &[Attribution]) -> Vec<usize> {
    (0..attributions.len())
        .map(|i| {
            let chain = std::iter::successors(Some(i), |i| attributions.get(*i)?.parent);
            chain.take(9).count()
        })
        .collect()
}

fn anchor(attribution: &Attribution) -> usize {
    attribution
        .source
        .unwrap_or_else(|| attribution.extent())
        .start()
}

/// The search in progress.
pub(super) struct Finder<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) cast: Cast,
    /// Who spoke where, by the first byte of the source.
    pub(super) spoken: BTreeMap<usize, usize>,
    pub(super) voices: Vec<Option<Voice>>,
}

impl Finder<'_> {
    fn voice(&mut self, attribution: &Attribution) -> Voice {
        let Some(source) = attribution.source else {
            return Voice {
                speaker: None,
                party: None,
                sourcing: Sourcing::None,
            };
        };
        let words = source.of(self.scene.text);
        let phrase = Phrase::read(words, self.scene.book);
        if let Some(pronoun) = phrase.pronoun() {
            return self.pronoun(pronoun, attribution, source);
        }
        if let Some(person) = self.named(source) {
            return self.of_actor(person);
        }
        if attribution.cue.is_none()
            && let Some(voice) = self.label(words, source)
        {
            return voice;
        }
        self.described(&phrase, words, source)
    }

    pub(super) fn of_actor(&self, actor: usize) -> Voice {
        Voice {
            speaker: Some(actor),
            party: self.cast.get(actor).and_then(|a| a.party.clone()),
            sourcing: self.cast.sourcing(actor),
        }
    }

    /// Returns the entities inside a span.
    pub(super) fn entities_in(&self, span: Span) -> &[Entity] {
        let all = self.scene.entities;
        let from = all.partition_point(|e| e.span.start() < span.start());
        let to = all.partition_point(|e| e.span.start() < span.end());
        &all[from..to.max(from)]
    }

    /// Returns the person that the source names as its speaker, not one it only describes somebody by.
    fn named(&mut self, source: Span) -> Option<usize> {
        let text = self.scene.text;
        let book = self.scene.book;
        let found = self.entities_in(source).iter().find(|e| {
            e.kind == EntityKind::Person && {
                let before = Span::new(source.start(), e.span.start()).of(text);
                let after = Span::new(e.span.end(), source.end()).of(text);
                !describes(before, after, book)
            }
        })?;
        let found = found.clone();
        self.cast.of_entity(&found)
    }

    /// Returns the speaker of a transcript's turn by its label.
    fn label(&mut self, words: &str, source: Span) -> Option<Voice> {
        let phrase = Phrase::read(&words.to_lowercase(), self.scene.book);
        if phrase.head == Some(Head::Media) {
            return Some(Voice {
                speaker: Some(
                    self.cast
                        .add(ActorKind::Person, "reporter", None, Sourcing::Media),
                ),
                party: None,
                sourcing: Sourcing::Media,
            });
        }
        let last = phrase.words.last()?;
        let person = self.scene.entities.iter().find(|e| {
            e.kind == EntityKind::Person
                && e.name.to_lowercase().split(' ').next_back() == Some(last.as_str())
        });
        if let Some(person) = person.cloned() {
            let actor = self.cast.of_entity(&person)?;
            return Some(self.of_actor(actor));
        }
        if phrase.head.is_none() {
            let party = self.party_in(source);
            let actor = self
                .cast
                .add(ActorKind::Person, words, party, Sourcing::Named);
            return Some(self.of_actor(actor));
        }
        let party = self.party_in(source).or_else(|| self.house());
        let actor = self.cast.add(
            phrase.kind(),
            &words.to_lowercase(),
            party,
            Sourcing::Anonymous,
        );
        Some(self.of_actor(actor))
    }

    /// Returns the side whose offices the text names most: whose house a transcript comes from.
    fn house(&self) -> Option<String> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for entity in self.scene.entities.iter().filter(|e| e.office) {
            if let Some(party) = entity.party.as_deref().or(entity.slug.as_deref()) {
                *counts.entry(party).or_default() += 1;
            }
        }
        let best = counts.into_iter().max_by_key(|(_, n)| *n)?;
        Some(best.0.to_owned())
    }

    /// Returns the side that a source's own words name.
    fn party_in(&self, source: Span) -> Option<String> {
        let of = |e: &Entity| e.party.clone().or_else(|| e.slug.clone());
        let named = self.entities_in(source).iter().find_map(of);
        named.or_else(|| self.scene.world.party_of_words(source.of(self.scene.text)))
    }

    fn described(&mut self, phrase: &Phrase, words: &str, source: Span) -> Voice {
        let party = self.party_in(source);
        if self.scene.world.is_media(words) {
            return self.add(ActorKind::Body, words, party, Sourcing::Media);
        }
        if (phrase.head.is_none() || phrase.head == Some(Head::Office))
            && let Some(voice) = self.body(phrase, source)
        {
            return voice;
        }
        let sourcing = phrase.sourcing();
        if phrase.definite
            && !phrase.plural
            && let Some(actor) = self.referred(phrase, party.as_deref(), source.start())
        {
            return self.of_actor(actor);
        }
        let name = phrase.description(words);
        if sourcing == Sourcing::Anonymous && !phrase.plural {
            return self.unnamed(phrase, name, party);
        }
        let party = if phrase.noun.starts_with("side") && phrase.plural {
            None
        } else {
            party
        };
        self.add(phrase.kind(), &name, party, sourcing)
    }

    pub(super) fn add(
        &mut self,
        kind: ActorKind,
        name: &str,
        party: Option<String>,
        sourcing: Sourcing,
    ) -> Voice {
        let actor = self.cast.add(kind, name, party.clone(), sourcing);
        Voice {
            speaker: Some(actor),
            party,
            sourcing,
        }
    }

    /// Returns the state or body that the source is, where its name is all there is (`Kyiv`, `the Norland government`).
    fn body(&mut self, phrase: &Phrase, source: Span) -> Option<Voice> {
        let text = self.scene.text;
        let found = self
            .entities_in(source)
            .iter()
            .find(|e| matches!(e.kind, EntityKind::State | EntityKind::Organisation))?
            .clone();
        let rest = Span::new(found.span.end(), source.end()).of(text);
        let rest = rest.trim_start_matches(['\'', '’', 's', ' ']);
        let alone = rest.is_empty() || rest.starts_with([',', '(']);
        if !alone && phrase.head.is_some() {
            return None;
        }
        let actor = self.cast.of_entity(&found)?;
        let media = self.scene.world.is_media(found.span.of(text));
        let mut voice = self.of_actor(actor);
        if media {
            voice.sourcing = Sourcing::Media;
        }
        Some(voice)
    }

    /// Returns a new somebody unnamed; numbered where one of the same description spoke before.
    fn unnamed(&mut self, phrase: &Phrase, name: String, party: Option<String>) -> Voice {
        let again = matches!(
            phrase.words.first().map(String::as_str),
            Some("another" | "second" | "other")
        ) || phrase
            .words
            .get(1)
            .is_some_and(|w| w == "second" || w == "other" || w == "third");
        let kind = phrase.kind();
        let known = self.cast.knows(kind, &name);
        let detailed = phrase.head_end < phrase.words.len();
        if known && !again && !detailed && self.cast.knows(kind, &format!("{name} 2")) {
            // One of several who were kept apart, and the text does not say which.
            return Voice {
                speaker: None,
                party,
                sourcing: Sourcing::Anonymous,
            };
        }
        let name = if again && known {
            (2..100)
                .map(|n| format!("{name} {n}"))
                .find(|n| !self.cast.knows(kind, n))
                .unwrap_or(name)
        } else {
            name
        };
        self.add(kind, &name, party, Sourcing::Anonymous)
    }
}

/// Returns whether a name only describes somebody else: `a spokesman for NAME`, `NAME's aide`.
fn describes(before: &str, after: &str, book: &SourceBook) -> bool {
    if !before.contains(',') {
        let phrase = Phrase::read(before, book);
        let goes_on = phrase
            .words
            .get(phrase.head_end..)
            .is_some_and(|rest| rest.iter().any(|w| book.ends_head(w)));
        if goes_on
            && matches!(
                phrase.head,
                Some(Head::Person | Head::Office | Head::Document | Head::Media)
            )
        {
            return true;
        }
    }
    let after = after.split([',', '(']).next().unwrap_or(after);
    let after = after.split(" and ").next().unwrap_or(after);
    !after.trim().is_empty()
        && Phrase::read(after, book).head.is_some()
        && !after.trim_start().starts_with("who")
}

//! Who speaks: from the words of a source to an actor, its side, and on whose authority.

use std::collections::BTreeMap;

use super::cast::Cast;
use super::phrase::{Phrase, Pronoun};
use super::sides::Sides;
use super::sourcebook::{Head, SourceBook};
use super::{ActorKind, Sourcing};
use crate::attribution::{Attribution, Form};
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

/// How many sentences a pronoun looks back.
const REACH: usize = 5;
/// How many earlier speakers a description (`the official`) looks back over.
const MEMORY: usize = 64;

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

struct Finder<'a> {
    scene: &'a Scene<'a>,
    cast: Cast,
    /// Who spoke where, by the first byte of the source.
    spoken: BTreeMap<usize, usize>,
    voices: Vec<Option<Voice>>,
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

    fn of_actor(&self, actor: usize) -> Voice {
        Voice {
            speaker: Some(actor),
            party: self.cast.get(actor).and_then(|a| a.party.clone()),
            sourcing: self.cast.sourcing(actor),
        }
    }

    /// Returns the entities inside a span.
    fn entities_in(&self, span: Span) -> &[Entity] {
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

    fn add(
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

    /// Returns who a definite description points back to: the last speaker or holder of the post that fits.
    fn referred(&self, phrase: &Phrase, party: Option<&str>, at: usize) -> Option<usize> {
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

    fn pronoun(&mut self, pronoun: Pronoun, attribution: &Attribution, source: Span) -> Voice {
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
            return Some(outer);
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

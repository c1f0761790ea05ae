//! Who speaks: from the words of a source to an actor, its side, and on whose authority.

use std::collections::{BTreeMap, HashMap};

use super::author::Author;
use super::cast::{Cast, plain_name};
use super::overview::{anchor, depths, most_offices, own_by_name, quoted, turns};
use super::phrase::{Phrase, without_lead};
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
    pub author: &'a Author,
    pub book: &'a SourceBook,
    pub world: &'a dyn Sides,
}

/// Returns the voices of all attributions, in their order, the cast they belong to, and the side of whoever signs the text.
pub(super) fn voices(scene: &Scene<'_>) -> (Vec<Voice>, Cast, Option<String>) {
    let mut finder = Finder {
        scene,
        cast: Cast::new(scene.book.independent().clone()),
        nested: false,
        spoken: BTreeMap::new(),
        voices: vec![None; scene.attributions.len()],
        turns: turns(scene.attributions),
        surnames: HashMap::new(),
        most_offices: most_offices(scene.entities),
        own_by_name: own_by_name(scene),
        quoted: quoted(scene.attributions),
        house_by_words: None,
    };
    for entity in scene.entities {
        let mut entity = entity.clone();
        if entity.party.is_none() && entity.kind == EntityKind::Person {
            entity.party = side_of_name(&entity.name, scene.world);
        }
        if let Some(actor) = finder.cast.of_entity(&entity) {
            finder.cast.mention(actor, entity.span);
            if entity.kind == EntityKind::Person {
                let name = plain_name(&entity.name);
                let last = name.split(' ').next_back().unwrap_or_default();
                finder.surnames.entry(last.to_lowercase()).or_insert(actor);
            }
        }
    }
    finder.house_by_words = finder.turns.iter().find_map(|(_, turn)| {
        let label = scene.attributions[*turn]
            .source?
            .of(scene.text)
            .to_lowercase();
        scene.book.house(&label).map(str::to_owned)
    });
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
    let signed = finder.house().filter(|_| scene.author.name.is_some());
    let voices = finder
        .voices
        .into_iter()
        .map(|v| v.unwrap_or_else(none))
        .collect();
    (voices, finder.cast, signed)
}

/// Returns the side that the world knows a person to be of, whatever stands between the first and last name.
pub(super) fn side_of_name(name: &str, world: &dyn Sides) -> Option<String> {
    let words = plain_name(name).split(' ').filter(|w| !w.ends_with('.'));
    let name = words.collect::<Vec<_>>().join(" ");
    world.party_of_words(&format!("{name}'s"))
}

/// The search in progress.
pub(super) struct Finder<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) cast: Cast,
    /// Whether the source at hand lies inside another's content.
    pub(super) nested: bool,
    /// Who spoke where, by the first byte of the source.
    pub(super) spoken: BTreeMap<usize, usize>,
    pub(super) voices: Vec<Option<Voice>>,
    /// Transcript turns and where they begin, in the order of the text.
    pub(super) turns: Vec<(usize, usize)>,
    /// People by their surname in small letters; the first of a name.
    surnames: HashMap<String, usize>,
    /// The side whose offices the text names most.
    pub(super) most_offices: Option<String>,
    /// The state that speaks by its name in the present (`Norland welcomes`), as a house does in its own statement.
    pub(super) own_by_name: Option<String>,
    /// Contents of outer attributions in quotation marks, in order.
    quoted: Vec<Span>,
    /// The side whose usage the labels of turns are.
    pub(super) house_by_words: Option<String>,
}

impl Finder<'_> {
    fn voice(&mut self, attribution: &Attribution) -> Voice {
        self.nested = attribution.parent.is_some();
        let Some(source) = attribution.source else {
            return Voice {
                speaker: None,
                party: None,
                sourcing: Sourcing::None,
            };
        };
        let owned = self.with_owner(source);
        let bare = without_lead(owned.of(self.scene.text));
        let source = Span::new(owned.end() - bare.len(), owned.end());
        let words = source.of(self.scene.text);
        let phrase = Phrase::read(words, self.scene.book);
        let first = phrase.words.first().map(String::as_str);
        let of_us = phrase.words.ends_with(&["of".into(), "us".into()]);
        if (matches!(first, Some("my" | "our")) || of_us) && phrase.words.len() > 1 {
            let parent = attribution.parent.and_then(|p| self.voices.get(p)?.clone());
            if let Some(voice) = self.we(parent, source) {
                return voice;
            }
        }
        if let [word] = phrase.words.as_slice()
            && matches!(word.as_str(), "who" | "which" | "that")
        {
            return self.relative(source);
        }
        if phrase.is_count() {
            return self.counted(source);
        }
        if let Some(pronoun) = phrase.pronoun() {
            return self.pronoun(pronoun, attribution, source);
        }
        let turn = attribution.cue.is_none();
        // `The Parties`, `the leaders of the three countries` in their own joint statement.
        let signatories = self.scene.author.joint && !self.nested && phrase.plural;
        if signatories
            && self.scene.book.together(words)
            && self.party_in(source).is_none()
            && let Some(voice) = self.author()
        {
            return voice;
        }
        if turn && let Some(voice) = self.label(words, source) {
            return voice;
        }
        let several = self.joint(source).or_else(|| self.pair(&phrase, source));
        if let Some(voice) = several {
            return voice;
        }
        if let Some(person) = self.named(source) {
            return self.of_actor(person);
        }
        self.described(&phrase, words, source)
    }

    /// Returns the source with the owner that it was cut off from (`’s main opposition group`, `foreign minister` right
    /// behind `Norland’s`).
    fn with_owner(&self, source: Span) -> Span {
        let text = self.scene.text;
        let all = self.scene.entities;
        let before = all.partition_point(|e| e.span.start() < source.start());
        let owner = before.checked_sub(1).and_then(|i| all.get(i));
        let words = source.of(text);
        let cut = |e: &&Entity| match text.get(e.span.end()..source.start()) {
            Some("") => words.starts_with(['\'', '’']),
            Some("'s " | "’s ") => words.starts_with(char::is_lowercase),
            _ => false,
        };
        owner.filter(cut).map_or(source, |o| o.span.cover(source))
    }

    pub(super) fn of_actor(&self, actor: usize) -> Voice {
        Voice {
            speaker: Some(actor),
            party: self.cast.get(actor).and_then(|a| a.party.clone()),
            sourcing: self.cast.sourcing(actor),
        }
    }

    /// Returns the voice of a state by its slug.
    pub(super) fn of_side(&mut self, party: String) -> Voice {
        let name = self
            .scene
            .world
            .name_of(&party)
            .unwrap_or_else(|| party.clone());
        self.add(ActorKind::State, &name, Some(party), Sourcing::Official)
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

    /// Returns whether the words lie in somebody's own, in quotation marks.
    pub(super) fn is_quoted(&self, span: Span) -> bool {
        let before = self.quoted.partition_point(|q| q.start() <= span.start());
        let last = before.checked_sub(1).and_then(|i| self.quoted.get(i));
        last.is_some_and(|q| q.contains(span))
    }

    /// Returns the person of a surname in small letters.
    pub(super) fn by_surname(&self, surname: &str) -> Option<usize> {
        self.surnames.get(surname).copied()
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
        let words = source.of(text);
        let main = part(words, 0);
        let head = Phrase::read(main, self.scene.book).head;
        // The name stands before the first comma, or right after it where a description comes first.
        let end = match head {
            Some(_) => main.len() + 1 + part(words, 1).len(),
            None => main.len(),
        };
        let near = Span::new(source.start(), source.start() + end.min(words.len()));
        let found = self.entities_in(near).iter().find(|e| {
            e.kind == EntityKind::Person && {
                let before = Span::new(source.start(), e.span.start()).of(text);
                let after = Span::new(e.span.end(), source.end()).of(text);
                !describes(before, after, self.scene.book)
            }
        });
        let Some(found) = found else {
            return self.by_name(main);
        };
        let mut found = found.clone();
        if found.party.is_none() {
            let role = found.role.clone().unwrap_or_default();
            let role = Phrase::read(&role, self.scene.book);
            found.party = self
                .scene
                .world
                .party_of_words(words)
                .or_else(|| self.side_nearby(&role, source))
                .or_else(|| self.own_title(&role))
                .or_else(|| self.side_of_body(&role.words, source.start()));
        }
        self.cast.of_entity(&found)
    }

    /// Returns the person of a name that no entity was found for (`Initially Tal`, `Special Representative Tal`).
    fn by_name(&self, main: &str) -> Option<usize> {
        let mut words = main.split_whitespace().rev();
        let last = words.next()?.trim_end_matches(['’', '\'', 's']);
        let before = words.next()?;
        let capital = |w: &str| w.starts_with(char::is_uppercase);
        let described = || {
            let before = main.rfind(last).and_then(|at| main.get(..at));
            describes(before.unwrap_or_default(), "", self.scene.book)
        };
        if !capital(last) || !capital(before) || described() {
            return None;
        }
        self.by_surname(&last.to_lowercase())
    }

    /// Returns the side that a source's own words name.
    pub(super) fn party_in(&self, source: Span) -> Option<String> {
        let told = self.scene.world.party_of_words(source.of(self.scene.text));
        told.or_else(|| {
            let body = |e: &&Entity| e.office || e.kind == EntityKind::Organisation;
            let found = self.entities_in(source).iter().find(body)?;
            let actor = self.cast.find_entity(found)?;
            self.cast.get(actor)?.party.clone()
        })
    }
}

/// Returns the part of a source between its commas, by number; empty where there are fewer.
fn part(words: &str, number: usize) -> &str {
    words.split([',', '(']).nth(number).unwrap_or_default()
}

/// Returns whether a name only describes somebody else: `a spokesman for NAME`, `NAME's aide`.
pub(super) fn describes(before: &str, after: &str, book: &SourceBook) -> bool {
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
        && Phrase::read(after.trim_start_matches(['\'', '’', 's']), book)
            .head
            .is_some()
        && !after.trim_start().starts_with("who")
}

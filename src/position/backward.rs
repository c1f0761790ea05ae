//! Whom words that point back stand for: pronouns, `the official`, `the president`, `the group`.

use super::phrase::{Phrase, Pronoun};
use super::sourcebook::Head;
use super::speakers::{Finder, Voice};
use super::{ActorKind, Sourcing};
use crate::attribution::{Attribution, Form};
use crate::document::Span;
use crate::language::{Entity, EntityKind};

/// How many sentences a pronoun looks back.
const REACH: usize = 5;
/// In how many sentences, with the one at hand, somebody spoke whose words may go on.
const GOES_ON: usize = 2;
/// How many earlier speakers a description (`the official`) looks back over.
const MEMORY: usize = 64;

impl Finder<'_> {
    /// Returns who a definite description points back to: the last speaker or holder of the post that fits.
    pub(super) fn referred(
        &self,
        phrase: &Phrase,
        party: Option<&str>,
        source: Span,
    ) -> Option<usize> {
        let at = source.start();
        // `the leader of the port union` tells by itself who it is.
        if party.is_none() && phrase.head_end < phrase.words.len() {
            return None;
        }
        let own = self.own_side(phrase, source).filter(|_| party.is_none());
        if let Some(own) = own
            && let Some(holder) = self.holder(phrase, Some(&own), at)
        {
            return Some(holder);
        }
        let before = || self.spoken.range(..at).rev().take(MEMORY).map(|(_, a)| *a);
        let name = phrase.description(source.of(self.scene.text));
        // Of two with the same description, the last that spoke is more likely than the first.
        let one = !self.cast.knows(phrase.kind(), &format!("{name} 2"));
        let same = |a: &usize| one && self.cast.get(*a).is_some_and(|k| k.name == name);
        let fits = |a: &usize| self.fits(*a, phrase, party);
        let spoken = before()
            .filter(fits)
            .find(same)
            .or_else(|| before().find(fits));
        if spoken.is_some() {
            return spoken;
        }
        match phrase.head {
            Some(Head::Document | Head::Media) => None,
            Some(Head::Office) => self.named_body(phrase, party, at),
            _ => self.holder(phrase, party, at),
        }
    }

    fn fits(&self, actor: usize, phrase: &Phrase, party: Option<&str>) -> bool {
        let Some(known) = self.cast.get(actor) else {
            return false;
        };
        if party.is_some() && party != known.party.as_deref() {
            return false;
        }
        let called = || known.name.to_lowercase().contains(&phrase.noun);
        match (known.kind, self.cast.sourcing(actor)) {
            (ActorKind::Person, Sourcing::Named) => {
                known.role.as_deref().is_some_and(|r| self.holds(r, phrase))
            }
            (ActorKind::Person, Sourcing::Anonymous) => {
                matches!(phrase.noun.as_str(), "source" | "person") || called()
            }
            (ActorKind::Person, _) => called(),
            (ActorKind::Body, _) => {
                let generic = self.scene.book.is_generic(&phrase.noun);
                let body = phrase.head == Some(Head::Office);
                let speaks = self.cast.sourcing(actor) == Sourcing::Official;
                called() || (body && generic && speaks && !self.scene.world.is_media(&known.name))
            }
            _ => false,
        }
    }

    /// Returns the last person before, or the first after, who holds the post.
    fn holder(&self, phrase: &Phrase, party: Option<&str>, at: usize) -> Option<usize> {
        let holds = |e: &&Entity| {
            e.kind == EntityKind::Person
                && (party.is_none() || party == e.party.as_deref())
                && e.role.as_deref().is_some_and(|r| self.holds(r, phrase))
        };
        let middle = self.scene.entities.partition_point(|e| e.span.start() < at);
        let (before, after) = self.scene.entities.split_at(middle);
        let mut near = before.iter().rev().take(4 * MEMORY);
        let found = near
            .find(holds)
            .or_else(|| after.iter().take(4 * MEMORY).find(holds))?;
        self.cast.find_entity(found)
    }

    /// Returns the last organisation named before that the description fits.
    fn named_body(&self, phrase: &Phrase, party: Option<&str>, at: usize) -> Option<usize> {
        let generic = self.scene.book.is_generic(&phrase.noun);
        let middle = self.scene.entities.partition_point(|e| e.span.start() < at);
        let found = self.scene.entities[..middle]
            .iter()
            .rev()
            .take(MEMORY)
            .find(|e| {
                let side = party.is_none() || party == e.party.as_deref();
                let called = || e.name.to_lowercase().contains(&phrase.noun);
                side && e.kind == EntityKind::Organisation && (generic || called())
            })?;
        self.cast.find_entity(found)
    }

    /// Returns the text's own side where a post with a capital and nothing beside it is asked for
    /// (`the President` in a statement of his own house).
    fn own_side(&self, phrase: &Phrase, source: Span) -> Option<String> {
        let words = source.of(self.scene.text);
        let bare = phrase.words.len() == 2 && phrase.head == Some(Head::Post);
        let capital = words.split(' ').nth(1)?.starts_with(char::is_uppercase);
        (bare && capital).then(|| self.house()).flatten()
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
                .or_else(|| self.author())
                .or_else(|| self.spoke_before(source).map(|a| self.of_actor(a)))
                .unwrap_or(open),
            Pronoun::We => self.we(outer, source).unwrap_or(open),
            Pronoun::You => parent
                .filter(|p| self.scene.attributions[*p].cue.is_none())
                .and_then(|p| self.answers(p))
                .unwrap_or(open),
            _ => self.third(pronoun, parent, outer, source).unwrap_or(Voice {
                sourcing: Sourcing::Named,
                ..open
            }),
        }
    }

    /// Returns whom `she`, `they`, `it` stand for. In an account of somebody's words that is mostly that
    /// speaker; inside quotation marks it is somebody else.
    fn third(
        &mut self,
        pronoun: Pronoun,
        parent: Option<usize>,
        outer: Option<Voice>,
        source: Span,
    ) -> Option<Voice> {
        let quoted = parent.is_some_and(|p| self.in_speech(p));
        let speaker = outer.as_ref().and_then(|v| v.speaker);
        let own = outer.filter(|_| !quoted).filter(|v| {
            let kind = v.speaker.and_then(|a| self.cast.get(a)).map(|a| a.kind);
            kind.is_some_and(|k| suits(pronoun, k))
        });
        if own.is_some() {
            return own;
        }
        if pronoun == Pronoun::They
            && !quoted
            && let Some(several) = self.several(source)
        {
            return Some(several);
        }
        // In an account of what one person said, the text does not say who `they` are.
        let one = speaker.and_then(|a| self.cast.get(a)).map(|a| a.kind) == Some(ActorKind::Person);
        if pronoun == Pronoun::They && one && !quoted {
            return None;
        }
        let found = self.salient(pronoun, source, speaker.filter(|_| quoted))?;
        Some(self.of_actor(found))
    }

    /// Returns whether the content of an attribution is in its speaker's own words: in quotation marks, or of `we`.
    fn in_speech(&self, parent: usize) -> bool {
        let outer = &self.scene.attributions[parent];
        let source = outer.source.map_or("", |s| s.of(self.scene.text));
        let first = Phrase::read(source, self.scene.book).pronoun();
        outer.form == Form::Direct || matches!(first, Some(Pronoun::I | Pronoun::We))
    }

    /// Returns the side of whoever owns a source (`their ambassador`).
    pub(super) fn owner(&mut self, phrase: &Phrase, source: Span) -> Option<String> {
        let pronoun = match phrase.words.first()?.as_str() {
            "his" | "her" => Pronoun::One,
            "its" => Pronoun::It,
            _ => Pronoun::They,
        };
        self.third(pronoun, None, None, source)?.party
    }

    /// Returns the side that speaks as `we`: the speaker's own, else the speaker; outside of quotation marks
    /// that of the author.
    pub(super) fn we(&mut self, outer: Option<Voice>, source: Span) -> Option<Voice> {
        let outer = match outer.or_else(|| self.author()) {
            Some(voice) => voice,
            None => match self.spoke_before(source) {
                Some(speaker) => self.of_actor(speaker),
                None => {
                    let headline = &self.scene.author.headline;
                    let headed = || self.scene.world.party_of_words(headline);
                    let side = self.house().or_else(headed)?;
                    self.of_side(side)
                }
            },
        };
        let several = |a: usize| self.cast.get(a).is_some_and(|a| a.kind == ActorKind::Group);
        let Some(party) = outer
            .party
            .clone()
            .filter(|_| !outer.speaker.is_some_and(several))
        else {
            let sourcing = match outer.sourcing {
                Sourcing::Named | Sourcing::Document | Sourcing::Media => Sourcing::Official,
                other => other,
            };
            return Some(Voice { sourcing, ..outer });
        };
        Some(self.of_side(party))
    }

    /// Returns the person who spoke last before, in the same sentence or the one before: whose words may go on here.
    fn spoke_before(&self, source: Span) -> Option<usize> {
        let person = |a: &usize| {
            let kind = self.cast.get(*a).map(|k| k.kind);
            kind.is_some_and(|k| suits(Pronoun::I, k))
        };
        let mut near = self.sentences_back(source).take(GOES_ON);
        near.find_map(|sentence| {
            let mut spoke = self.spoken.range(sentence.range()).rev().map(|(_, a)| *a);
            spoke.find(person)
        })
    }

    /// Returns the actor that a pronoun most likely stands for: the last that suits, sentence by sentence
    /// backwards; in each, whoever speaks there before whoever is named first.
    fn salient(&self, pronoun: Pronoun, source: Span, but: Option<usize>) -> Option<usize> {
        let own = but.and_then(|a| self.cast.get(a)?.party.as_deref());
        let suits = |a: &usize| {
            but != Some(*a)
                && self.cast.get(*a).is_some_and(|k| {
                    // A colleague may be `he`, but one's own side is `we`.
                    let person = pronoun == Pronoun::One;
                    let other = person || own.is_none() || k.party.as_deref() != own;
                    // In speech a state is `they` as well.
                    let state = but.is_some() && pronoun == Pronoun::They;
                    other && (suits(pronoun, k.kind) || (state && k.kind == ActorKind::State))
                })
        };
        self.sentences_back(source).find_map(|sentence| {
            let spoke = self.spoken.range(sentence.range()).rev().map(|(_, a)| *a);
            let named = self.entities_in(sentence).iter();
            // Bodies that are only named are no `they`: too many are.
            let named = named.filter_map(|e| self.cast.find_entity(e));
            let named = named.filter(|_| pronoun != Pronoun::They || but.is_some());
            spoke.chain(named).find(suits)
        })
    }

    /// Returns the voice of `neither`, `both`, `some`: the group before that they count, else several without a name.
    pub(super) fn counted(&mut self, source: Span) -> Voice {
        self.several(source).unwrap_or(Voice {
            speaker: None,
            party: None,
            sourcing: Sourcing::Collective,
        })
    }

    /// Returns the group that `they` are: the last that spoke, or two named together in one sentence.
    fn several(&mut self, source: Span) -> Option<Voice> {
        let sentences: Vec<Span> = self.sentences_back(source).collect();
        for sentence in sentences {
            let several = |a: &usize| {
                let kind = self.cast.get(*a).map(|k| k.kind);
                let outlet = self.cast.sourcing(*a) == Sourcing::Media;
                matches!(kind, Some(ActorKind::Group | ActorKind::Body)) && !outlet
            };
            let mut spoke = self.spoken.range(sentence.range()).rev().map(|(_, a)| *a);
            if let Some(group) = spoke.find(several) {
                return Some(self.of_actor(group));
            }
            if let Some(pair) = self.two_named(sentence) {
                return Some(pair);
            }
        }
        None
    }

    /// Returns whom `who` stands for: the name right before it; otherwise the text leaves it to the reader.
    pub(super) fn relative(&mut self, source: Span) -> Voice {
        let all = self.scene.entities;
        let before = all.partition_point(|e| e.span.start() < source.start());
        let owner = before.checked_sub(1).and_then(|i| all.get(i));
        let text = self.scene.text;
        let near = |e: &&Entity| {
            let gap = text.get(e.span.end()..source.start());
            gap.is_some_and(|g| g.trim() == "" || g.trim() == ",")
        };
        let actor = owner.filter(near).and_then(|e| self.cast.find_entity(e));
        actor.map(|a| self.of_actor(a)).unwrap_or(Voice {
            speaker: None,
            party: None,
            sourcing: Sourcing::Anonymous,
        })
    }

    /// Returns the sentences before, the one at hand first and up to the source.
    pub(super) fn sentences_back(&self, source: Span) -> impl Iterator<Item = Span> + '_ {
        let all = self.scene.sentences;
        let here = all.partition_point(|s| s.start() <= source.start());
        let cut = move |s: &Span| Span::new(s.start(), s.end().min(source.start()).max(s.start()));
        all[..here].iter().rev().take(REACH).map(cut)
    }
}

/// Returns whether the pronoun can stand for an actor of that kind.
fn suits(pronoun: Pronoun, kind: ActorKind) -> bool {
    match pronoun {
        Pronoun::I | Pronoun::You | Pronoun::One => kind == ActorKind::Person,
        Pronoun::We => true,
        Pronoun::They => matches!(kind, ActorKind::Group | ActorKind::Body),
        Pronoun::It => matches!(kind, ActorKind::Body | ActorKind::State),
    }
}

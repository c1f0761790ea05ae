//! Sources without a person's name: states and bodies, somebody unnamed, texts, outlets.

use super::phrase::Phrase;
use super::sourcebook::{Head, SourceBook};
use super::speakers::{Finder, Voice, describes};
use super::terms::{singular, terms};
use super::{ActorKind, Sourcing};
use crate::document::Span;
use crate::language::{Entity, EntityKind};

/// How many entities back a body is looked for by its noun.
const BODIES: usize = 120;
/// How many sentences back a side that the words do not name is looked for.
const REACH: usize = 3;

impl Finder<'_> {
    pub(super) fn described(&mut self, phrase: &Phrase, words: &str, source: Span) -> Voice {
        let party = self.party_in(main_part(source, words));
        if self.scene.world.is_media(words) {
            return self.add(ActorKind::Body, words, party, Sourcing::Media);
        }
        if (phrase.head.is_none() || phrase.head == Some(Head::Office))
            && let Some(voice) = self.body(phrase, source)
        {
            return voice;
        }
        // `Norland's foreign minister` points at one person as much as `the foreign minister` does.
        let owner = phrase.words.iter().any(|w| w == "'s");
        let owned_post = owner && party.is_some() && phrase.head == Some(Head::Post);
        if (phrase.definite || owned_post)
            && !phrase.plural
            && let Some(actor) = self.referred(phrase, party.as_deref(), source)
        {
            return self.of_actor(actor);
        }
        if phrase.head.is_none()
            && let Some(voice) = self.adjective(phrase, party.as_ref())
        {
            return voice;
        }
        let sourcing = phrase.sourcing();
        let name = phrase.description(words);
        let party = self.side_of(phrase, words, source, party);
        if sourcing == Sourcing::Anonymous && !phrase.plural {
            return self.unnamed(phrase, name, party);
        }
        self.add(phrase.kind(), &name, party, sourcing)
    }

    /// Returns the side of a described source: what its words name, the owner's (`their ambassador`), or one nearby.
    fn side_of(
        &mut self,
        phrase: &Phrase,
        words: &str,
        source: Span,
        told: Option<String>,
    ) -> Option<String> {
        let person = matches!(phrase.head, Some(Head::Person | Head::Crowd));
        let together = phrase.plural && !person && self.scene.book.together(words);
        if together && told.is_none() || (person && self.scene.book.is_unaffiliated(&phrase.noun)) {
            return None;
        }
        let owner = phrase.words.first().map(String::as_str);
        let usage = self
            .scene
            .book
            .house(&words.to_lowercase())
            .map(str::to_owned);
        told.or(usage)
            .or_else(|| match owner {
                Some("his" | "her" | "its" | "their") => self.owner(phrase, source),
                _ => None,
            })
            .or_else(|| self.side_nearby(phrase, source))
            .or_else(|| self.side_of_body(&phrase.words, source.start()))
    }

    /// Returns the state whose demonym is all there is (`Norlandic` demands, `the Norlanders`).
    fn adjective(&mut self, phrase: &Phrase, party: Option<&String>) -> Option<Voice> {
        let party = party.filter(|_| phrase.words.len() <= 3)?;
        let name = self.scene.world.name_of(party)?;
        Some(self.add(
            ActorKind::State,
            &name,
            Some(party.clone()),
            Sourcing::Official,
        ))
    }

    /// Returns the state or body that the source is, where its name is all there is (`Kyiv`, `the Norland government`).
    fn body(&mut self, phrase: &Phrase, source: Span) -> Option<Voice> {
        let text = self.scene.text;
        let rest = |e: &Entity| {
            let rest = Span::new(e.span.end(), source.end()).of(text);
            rest.trim_start_matches(['\'', '’', 's', ' '])
        };
        let ends = |e: &Entity| rest(e).is_empty() || rest(e).starts_with([',', '(']);
        let bodies = || {
            let main = main_part(source, source.of(text));
            let inside = self.entities_in(main).iter();
            // `the main coalition in Norland` is not Norland.
            let within = |e: &Entity| {
                let before = Span::new(source.start(), e.span.start()).of(text);
                describes(before, "", self.scene.book) || hangs(before, self.scene.book)
            };
            inside.filter(move |e| {
                matches!(e.kind, EntityKind::State | EntityKind::Organisation) && !within(e)
            })
        };
        let found = bodies()
            .find(|e| ends(e))
            .or_else(|| bodies().next())?
            .clone();
        let alone = ends(&found);
        if !alone && phrase.head.is_some() {
            return None;
        }
        // `Norlanders`, without an article, are no state.
        let name = found.span.of(text);
        let people = found.kind == EntityKind::State && !found.office && alone;
        let crowd = people
            && name.ends_with('s')
            && found.span.start() == source.start()
            && !found.name.contains(name)
            && name.chars().filter(|c| c.is_lowercase()).count() > 3;
        if crowd {
            let party = found.party.clone().or(found.slug.clone());
            return Some(self.add(ActorKind::Group, name, party, Sourcing::Collective));
        }
        let actor = self.cast.of_entity(&found)?;
        let media = self.scene.world.is_media(found.span.of(text));
        let mut voice = self.of_actor(actor);
        if media {
            voice.sourcing = Sourcing::Media;
        }
        Some(voice)
    }

    /// Returns the side of an office whose words name none (`the government`, `a ministry spokesperson`): that of the
    /// state named last before, or nearest in the same sentence.
    pub(super) fn side_nearby(&self, phrase: &Phrase, source: Span) -> Option<String> {
        let side = |e: &Entity| {
            let other = e.kind == EntityKind::Place;
            e.party
                .clone()
                .or_else(|| e.slug.clone())
                .filter(|_| !other)
        };
        let sentences = self.scene.sentences;
        let here = sentences.partition_point(|s| s.start() <= source.start());
        if phrase.head == Some(Head::Document) && !phrase.plural {
            // A text that is new here is of whoever the sentence begins with; a known one of who spoke last.
            let spoke = self.spoken.range(..source.start()).next_back();
            let spoke = spoke.and_then(|(_, a)| self.cast.get(*a)?.party.clone());
            let sentence = sentences.get(here.checked_sub(1)?)?;
            let before = Span::new(sentence.start(), source.start().max(sentence.start()));
            return match phrase.definite {
                true => spoke.filter(|_| phrase.words.len() == 2 && !self.nested),
                false => {
                    let named = self.entities_in(before).iter().find_map(side);
                    named.or_else(|| self.scene.world.party_of_words(before.of(self.scene.text)))
                }
            };
        }
        // An owner that nobody knows is an owner all the same (`Norland's minister`), unless a post (`the king's office`).
        let owner = phrase.words.iter().position(|w| w == "'s");
        let owned = owner.is_some_and(|at| {
            let before = phrase.words[..at].join(" ");
            Phrase::read(&before, self.scene.book).head.is_none()
        });
        if owned || !self.scene.book.is_of_state(&phrase.words) {
            return None;
        }
        sentences[..here]
            .iter()
            .rev()
            .take(REACH)
            .find_map(|sentence| {
                let near = |e: &&Entity| e.span.start().abs_diff(source.start());
                let inside = self.entities_in(*sentence).iter();
                inside
                    .filter(|e| side(e).is_some() && !self.is_quoted(e.span))
                    .min_by_key(near)
                    .and_then(side)
            })
    }

    /// Returns the side of the body that words call by its noun alone (`union president`, `the company's lawyer`): the
    /// last one named before with that noun in its name.
    pub(super) fn side_of_body(&self, words: &[String], at: usize) -> Option<String> {
        let book = self.scene.book;
        let mut nouns = words.iter().map(|w| singular(w));
        let noun = nouns.find(|w| book.is_generic(w))?;
        let named = self.scene.entities.partition_point(|e| e.span.start() < at);
        let mut near = self.scene.entities[..named].iter().rev().take(BODIES);
        let body = near.find(|e| {
            let mut parts = e.name.split(' ').map(str::to_lowercase);
            e.kind == EntityKind::Organisation && parts.any(|p| p == noun)
        })?;
        self.cast.get(self.cast.find_entity(body)?)?.party.clone()
    }

    /// Returns a new somebody unnamed; numbered where one of the same description spoke before.
    fn unnamed(&mut self, phrase: &Phrase, name: String, party: Option<String>) -> Voice {
        let word = |n: usize| phrase.words.get(n).map_or("", String::as_str);
        let again = matches!(word(0), "another" | "second" | "other" | "third")
            || matches!(word(1), "second" | "other" | "third");
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

/// Returns whether a name with these words before it hangs on a noun (`local councils in Norland`).
fn hangs(before: &str, book: &SourceBook) -> bool {
    let words: Vec<String> = terms(before);
    let Some((last, rest)) = words.split_last() else {
        return false;
    };
    let last = if last == "the" {
        rest.last()
    } else {
        Some(last)
    };
    let noun = |w: &String| w != "the" && !book.ends_head(w);
    last.is_some_and(|w| matches!(w.as_str(), "in" | "from" | "at" | "near" | "across"))
        && rest.iter().any(noun)
}

/// Returns the source without what only describes it further: `the party, which sat in Norland's parliament`.
fn main_part(source: Span, words: &str) -> Span {
    let ends = [
        " which ",
        " who ",
        " whose ",
        " such as ",
        " like ",
        " including ",
    ];
    let end = ends.iter().filter_map(|e| words.find(e)).min();
    Span::new(source.start(), source.start() + end.unwrap_or(words.len()))
}

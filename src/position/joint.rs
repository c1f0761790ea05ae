//! Several who speak together: `X and Y`, `X and his team`, `the two presidents`.

use super::cast::plain_name;
use super::phrase::Phrase;
use super::sourcebook::Head;
use super::speakers::{Finder, Voice};
use super::{ActorKind, Sourcing};
use crate::document::Span;
use crate::language::{Entity, EntityKind};

/// How many entities back the holders of a post are looked for.
const MEMORY: usize = 120;

/// One of those who speak together.
#[derive(Debug)]
struct Part {
    name: String,
    party: Option<String>,
    sourcing: Sourcing,
    /// Whether it has a name of its own.
    entity: bool,
}

impl Finder<'_> {
    /// Returns the voice of a source that joins several with `and`.
    pub(super) fn joint(&mut self, source: Span) -> Option<Voice> {
        let text = self.scene.text;
        let words = source.of(text);
        let spans = conjuncts(words, source.start(), self.scene.book.joins());
        if spans.len() < 2 {
            return None;
        }
        let last = spans.len() - 1;
        let mut parts = Vec::with_capacity(spans.len());
        for (i, span) in spans.into_iter().enumerate() {
            parts.push(self.part(span, i > 0, i == last)?);
        }
        Some(self.together(parts, words))
    }

    /// Returns one conjunct, or `None` where it cannot stand for somebody by itself
    /// (`National Security` in `National Security and Defence Council`).
    fn part(&self, span: Span, later: bool, last: bool) -> Option<Part> {
        let text = self.scene.text;
        let words = span.of(text);
        let phrase = Phrase::read(words, self.scene.book);
        let named = self.entities_in(span).iter().find(|e| {
            let rest = Span::new(e.span.end(), span.end()).of(text);
            let rest = rest.split(',').next().unwrap_or(rest);
            let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
            e.span.end() <= span.end()
                && (rest.is_empty() || rest == "s" || last)
                && Phrase::read(rest, self.scene.book).head.is_none()
        });
        if let Some(entity) = named {
            let mut part = self.as_part(entity);
            part.party = part
                .party
                .or_else(|| self.scene.world.party_of_words(words));
            return Some(part);
        }
        let counts = phrase.head.is_some()
            && (later || phrase.definite || phrase.plural)
            && (phrase.plural || matches!(phrase.head, Some(Head::Office)));
        let trailing = later && words.trim_start().starts_with("others");
        (counts || trailing).then(|| Part {
            name: phrase.description(words),
            party: self.party_in(span),
            sourcing: phrase.sourcing(),
            entity: false,
        })
    }

    fn together(&mut self, parts: Vec<Part>, words: &str) -> Voice {
        let named = parts.iter().any(|p| p.sourcing == Sourcing::Named);
        let first = parts.first().map_or(Sourcing::Official, |p| p.sourcing);
        let all = |s: Sourcing| parts.iter().all(|p| p.sourcing == s);
        let sourcing = match first {
            Sourcing::Named => Sourcing::Named,
            _ if all(first) || !named => first,
            _ => Sourcing::Official,
        };
        let mut sides: Vec<&String> = parts.iter().filter_map(|p| p.party.as_ref()).collect();
        sides.sort_unstable();
        sides.dedup();
        let whole = parts.iter().all(|p| p.party.is_some() || !p.entity);
        let party = match sides.as_slice() {
            [one] if whole => Some((*one).clone()),
            // Several sides: only a name for all of them together is the side of what they say.
            _ => {
                let union = self.scene.world.party_of_words(words);
                let union = union.filter(|u| !sides.contains(&u));
                union.or_else(|| members_of(words))
            }
        };
        let names: Vec<&str> = parts.iter().map(|p| p.name.as_str()).collect();
        let name = match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            _ => names.concat(),
        };
        self.add(ActorKind::Group, &name, party, sourcing)
    }

    /// Returns the voice of `the two presidents`, `the leaders`: the last two named who hold the post.
    pub(super) fn pair(&mut self, phrase: &Phrase, source: Span) -> Option<Voice> {
        let two = phrase
            .words
            .iter()
            .take(2)
            .any(|w| w == "two" || w == "both");
        let bare = phrase.definite && phrase.words.len() == 2;
        let post = phrase.head == Some(Head::Post) || phrase.noun == "leader";
        if !(two || bare) || !phrase.plural || !post {
            return None;
        }
        let all = self.scene.entities;
        let before = all.partition_point(|e| e.span.start() < source.start());
        let near = all[..before].iter().rev().take(MEMORY);
        let holders = near.chain(all[before..].iter().take(MEMORY)).filter(|e| {
            let role = e.role.as_deref();
            e.kind == EntityKind::Person
                && role.is_some_and(|r| self.scene.book.is_post(r, &phrase.noun))
        });
        self.pair_of(holders)
            .or_else(|| self.sentences_back(source).find_map(|s| self.pair_in(s)))
            .map(|pair| self.together(pair, ""))
    }

    /// Returns the voice of the two people that a sentence names.
    pub(super) fn two_named(&mut self, sentence: Span) -> Option<Voice> {
        let pair = self.pair_in(sentence)?;
        // Two who have no part in the talks are no more `they` than anybody else.
        let sides = pair.iter().all(|p| p.party.is_some());
        sides.then(|| self.together(pair, ""))
    }

    fn pair_in(&self, sentence: Span) -> Option<Vec<Part>> {
        let all = self.scene.entities;
        let from = all.partition_point(|e| e.span.start() < sentence.start());
        let to = all.partition_point(|e| e.span.start() < sentence.end());
        let people = all[from..to.max(from)].iter();
        self.pair_of(people.filter(|e| e.kind == EntityKind::Person))
    }

    /// Returns the first two of different names, the text's own side first.
    fn pair_of<'e>(&self, people: impl Iterator<Item = &'e Entity>) -> Option<Vec<Part>> {
        let mut found: Vec<&Entity> = Vec::with_capacity(2);
        for person in people {
            if found.iter().all(|f| f.name != person.name) {
                found.push(person);
            }
            if found.len() == 2 {
                break;
            }
        }
        if found.len() < 2 {
            return None;
        }
        let house = self.house();
        found.sort_by_key(|e| (house.is_none() || e.party != house, e.span));
        Some(found.into_iter().map(|e| self.as_part(e)).collect())
    }

    /// Returns an entity as one of several, with the side that it is known by elsewhere.
    fn as_part(&self, entity: &Entity) -> Part {
        let mut part = Part::of(entity);
        let known = || self.cast.get(self.cast.find_entity(entity)?)?.party.clone();
        part.party = part.party.or_else(known);
        part
    }
}

impl Part {
    fn of(entity: &Entity) -> Self {
        let person = entity.kind == EntityKind::Person;
        Self {
            entity: true,
            name: plain_name(&entity.name).to_owned(),
            party: entity
                .party
                .clone()
                .or_else(|| entity.slug.clone().filter(|_| !person)),
            sourcing: if person {
                Sourcing::Named
            } else {
                Sourcing::Official
            },
        }
    }
}

/// Returns the slug of the body with a name that the words call their members (`as members of the Port League`).
pub(super) fn members_of(words: &str) -> Option<String> {
    let rest = ["members of the ", "members of "]
        .iter()
        .find_map(|opening| words.split_once(opening))?
        .1;
    let mut name: Vec<&str> = Vec::new();
    for word in rest.split_whitespace() {
        let bare = word.trim_end_matches([',', '.', ';', ')']);
        let capital = bare.starts_with(char::is_uppercase);
        if !capital && bare != "of" && bare != "for" {
            break;
        }
        name.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    while name
        .last()
        .is_some_and(|w| !w.starts_with(char::is_uppercase))
    {
        name.pop();
    }
    let slug = name.join("-").to_lowercase();
    (!slug.is_empty()).then_some(slug)
}

/// Returns the parts of a source between words that join: empty where nothing joins.
fn conjuncts(words: &str, start: usize, joins: &[String]) -> Vec<Span> {
    // A relative clause describes; what it joins is not who speaks.
    let end = [" who ", " which ", " that ", " such as ", " including "]
        .iter()
        .filter_map(|w| words.find(w))
        .min();
    let words = &words[..end.unwrap_or(words.len())];
    let Some((at, joint)) = joins
        .iter()
        .filter_map(|j| Some((words.find(j.as_str())?, j.as_str())))
        .min_by_key(|(at, _)| *at)
    else {
        return Vec::new();
    };
    let (left, right) = (&words[..at], at + joint.len());
    let mut spans = Vec::new();
    let mut from = 0;
    for part in left.split_inclusive(',') {
        spans.push((from, from + part.trim_end_matches(',').len()));
        from += part.len();
    }
    spans.push((right, words.len()));
    spans
        .into_iter()
        .filter(|(a, b)| words.get(*a..*b).is_some_and(|w| !w.trim().is_empty()))
        .map(|(a, b)| Span::new(start + a, start + b))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_speak_for_their_body() {
        let named = |words| members_of(words);
        let source = "Norland and Sudmark as members of the Friends of Ostravia, who met";
        assert_eq!(named(source).as_deref(), Some("friends-of-ostravia"));
        assert_eq!(named("members of parliament"), None);
        assert_eq!(named("Norland and Sudmark"), None);
    }

    #[test]
    fn a_list_comes_apart() {
        let joins = [" and ".to_owned(), " along with ".to_owned()];
        let parts = |words: &str| -> Vec<String> {
            let spans = conjuncts(words, 0, &joins);
            spans
                .iter()
                .map(|s| s.of(words).trim().to_owned())
                .collect()
        };
        assert_eq!(
            parts("Norland, Sudmark and Ostravia"),
            ["Norland", "Sudmark", "Ostravia"]
        );
        assert_eq!(
            parts("Norland, along with Oren Tal"),
            ["Norland", "Oren Tal"]
        );
        assert!(parts("Oren Tal, who sings and dances").is_empty());
    }
}

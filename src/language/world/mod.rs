//! World knowledge: states with their names, demonyms, capitals and seats of power; organisations, outlets,
//! places, people in office. `data/world.toml` has it; a case may add to it.

mod file;
mod newcomers;
mod side;

use std::collections::{BTreeMap, HashMap, HashSet};

pub(in crate::language) use self::file::slug;
use self::file::{Ambiguous, File};
use super::lexicon::{NAMES, ROLES};
use super::spelling::{content, same_given};
use super::tokens::{Token, key_of_name, tokens};
use crate::document::Span;
use crate::{Error, Result};

/// What a known name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// A state.
    State,
    /// A demonym before a noun (`Turkish`).
    Adjective,
    /// A demonym as a noun (`Turks`).
    People,
    /// A town that is a place, or stands for the party whose seat it is.
    Capital,
    /// A seat of power (`Kremlin`).
    Seat,
    /// A ministry, service, parliament of a state.
    Office,
    /// An organisation or a party to a conflict.
    Organisation,
    /// An outlet or agency.
    Media,
    /// A town or region.
    Place,
    /// Somebody's full name, or the part of it that stands alone.
    Person,
}

/// A known name.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub sense: Sense,
    /// The usual name of what it names.
    pub name: String,
    /// The slug of the state or organisation that it is or stands for; of a place, the state it lies in.
    pub slug: Option<String>,
    /// The side that it speaks for.
    pub party: Option<String>,
    /// Whether the slug is a state's.
    pub of_state: bool,
}

/// The world as `data/world.toml` has it.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Names by their first token: the other tokens, longest first, and the entry.
    names: HashMap<String, Vec<(Vec<String>, Known)>>,
    /// Usual names by slug.
    usual: BTreeMap<String, String>,
    /// First adjective of a state by slug.
    adjectives: HashMap<String, String>,
    /// Slugs of the members of parties that states form together.
    together: Vec<(Vec<String>, String)>,
    ambiguous: HashMap<String, Ambiguous>,
    not_alone: HashSet<String>,
    /// Phrases in small letters, with sides.
    idioms: Vec<(String, String)>,
    /// People by surname: words of the full name, and side.
    people: HashMap<String, Vec<(Vec<String>, String)>>,
    /// Those of them that a case lists.
    roster: HashMap<String, Vec<(Vec<String>, String)>>,
}

impl World {
    /// Returns the world that comes with the program.
    ///
    /// # Errors
    /// Where an entry does not parse.
    pub fn built_in() -> Result<Self> {
        Self::parse(super::NAMEBOOKS[0])
    }

    /// Returns the world that a text in the form of `data/world.toml` tells.
    ///
    /// # Errors
    /// Where an entry does not parse.
    pub fn parse(text: &str) -> Result<Self> {
        let file: File = toml::from_str(text).map_err(|e| Error::Codebook {
            name: "world.toml".into(),
            reason: e.to_string(),
        })?;
        let mut world = Self::default();
        world.add(file);
        Ok(world)
    }

    /// Adds another world's knowledge; where both know a name, the other's reading of it holds.
    pub fn merge(&mut self, other: World) {
        for (first, entries) in other.names {
            let known = self.names.entry(first).or_default();
            for (rest, entry) in entries {
                known.retain(|(r, _)| *r != rest);
                known.push((rest, entry));
            }
            known.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        self.usual.extend(other.usual);
        self.adjectives.extend(other.adjectives);
        self.together.extend(other.together);
        self.ambiguous.extend(other.ambiguous);
        self.not_alone.extend(other.not_alone);
        self.idioms.extend(other.idioms);
        for (surname, people) in other.people {
            let known = self.people.entry(surname.clone()).or_default();
            known.extend(people.clone());
            self.roster.entry(surname).or_default().extend(people);
        }
    }

    /// Returns the usual name of a party by its slug.
    pub fn name_of(&self, slug: &str) -> Option<&str> {
        self.usual.get(slug).map(String::as_str)
    }

    /// Returns whether the words name an outlet or agency, with nothing beside the name but what it is.
    pub fn is_media(&self, phrase: &str) -> bool {
        let all = tokens(phrase, Span::new(0, phrase.len()));
        let main = all.iter().take_while(|t| !t.is(",")).count();
        let all = &all[..main];
        let known = self.all_in(all);
        let beside = |i: usize| known.iter().all(|m| i < m.0 || m.1 <= i);
        let plain = |(i, t): (usize, &Token)| !beside(i) || ROLES.outlets.contains(&t.low);
        if known.iter().any(|m| m.2.sense == Sense::Media) {
            return all.iter().enumerate().all(plain);
        }
        // `the Harbour Gazette`: nothing but capitals, the last word one of outlets.
        let article = all.first().is_some_and(|t| t.low == "the");
        let words = &all[usize::from(article)..];
        words.len() > 1
            && words.iter().all(Token::capital)
            && words
                .last()
                .is_some_and(|t| NAMES.bodies_media.contains(&t.key))
    }

    /// Returns the longest known name that begins at token `at`, with the number of its tokens.
    pub(super) fn at(&self, tokens: &[Token], at: usize) -> Option<(usize, &Known)> {
        let first = tokens.get(at)?;
        let entries = self.names.get(&first.key)?;
        entries.iter().find_map(|(rest, known)| {
            let after = tokens.get(at + 1..at + 1 + rest.len())?;
            let same = after.iter().zip(rest).all(|(t, r)| t.key == *r);
            same.then_some((rest.len() + 1, known))
        })
    }

    /// Returns all known names among the tokens as first token, token after the last, and entry.
    pub(super) fn all_in(&self, tokens: &[Token]) -> Vec<(usize, usize, &Known)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            if let Some((n, known)) = self.at(tokens, at) {
                found.push((at, at + n, known));
                at += n;
            } else {
                at += 1;
            }
        }
        found
    }

    /// Returns the second reading of a name where an article with these words means it.
    pub(super) fn other_reading(&self, key: &str, words: &HashSet<String>) -> Option<Known> {
        let two = self.ambiguous.get(key)?;
        let any = |list: &[String]| list.iter().any(|w| words.contains(w));
        if !any(&two.words) || any(&two.against) {
            return None;
        }
        Some(match &two.state {
            Some(state) => Known {
                sense: Sense::State,
                name: self.name_of(state).unwrap_or(key).into(),
                slug: Some(state.clone()),
                party: Some(state.clone()),
                of_state: true,
            },
            None => Known {
                sense: Sense::Place,
                name: key.into(),
                slug: two.place.clone().filter(|p| p != "-"),
                party: None,
                of_state: false,
            },
        })
    }

    /// Returns the side that another world's knowledge, merged into this one, gives somebody by given and last name.
    pub(super) fn side_on_roster(&self, words: &[String]) -> Option<&str> {
        let (first, last) = (words.first()?, words.last()?);
        let same = |full: &[String]| words.len() > 1 && full.first() == Some(first);
        let mut listed = self.roster.get(last)?.iter();
        let listed = listed.find(|(full, _)| same(full));
        listed.map(|p| p.1.as_str())
    }

    /// Returns the side of somebody in office by the words of the name, as [`content`] has them.
    pub(super) fn side_of_person(&self, words: &[String]) -> Option<&str> {
        let (first, last) = (words.first()?, words.last()?);
        let known = self.people.get(last).or_else(|| self.people.get(first))?;
        if words.len() == 1 {
            let one = known.iter().all(|p| p.1 == known[0].1);
            return known.first().filter(|_| one).map(|p| p.1.as_str());
        }
        let same = known.iter().find(|(full, _)| {
            let begins = |a: &str, b: &str| b.len() > 3 && a.starts_with(b);
            let given = full
                .first()
                .is_some_and(|g| same_given(g, first) || begins(g, first) || begins(first, g));
            given || full.len() == 1
        });
        same.map(|p| p.1.as_str())
    }

    fn add(&mut self, file: File) {
        let not_alone = file.not_alone.iter().map(|n| key_of_name(n));
        self.not_alone.extend(not_alone);
        self.add_parties(&file);
        self.add_lists(&file);
        self.add_people(&file);
        for (side, phrases) in &file.idioms {
            let phrases = phrases.iter().map(|p| format!(" {p} "));
            self.idioms.extend(phrases.map(|p| (p, side.clone())));
        }
        for two in file.ambiguous {
            self.ambiguous.insert(key_of_name(&two.name), two);
        }
        for entries in self.names.values_mut() {
            entries.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    fn add_parties(&mut self, file: &File) {
        let states = file.states.iter().map(|p| (p, Sense::State));
        let bodies = file.organisations.iter().chain(&file.groups);
        for (party, sense) in states.chain(bodies.map(|p| (p, Sense::Organisation))) {
            let slug = if party.slug.is_empty() {
                slug(&party.name)
            } else {
                party.slug.clone()
            };
            let side = if party.party.is_empty() {
                slug.clone()
            } else {
                party.party.clone()
            };
            let of_state = sense == Sense::State;
            let known = |sense, name: &str| Known {
                of_state,
                sense,
                name: name.into(),
                slug: Some(slug.clone()),
                party: Some(side.clone()),
            };
            for name in std::iter::once(&party.name).chain(&party.names) {
                self.put(name, known(sense, &party.name));
            }
            let seat = if sense == Sense::State {
                Sense::Seat
            } else {
                Sense::Capital
            };
            let lists = [
                (&party.adjectives, Sense::Adjective),
                (&party.people, Sense::People),
                (&party.capitals, Sense::Capital),
            ];
            for (list, sense) in lists {
                list.iter()
                    .for_each(|n| self.put(n, known(sense, &party.name)));
            }
            for name in &party.seats {
                let usual = if seat == Sense::Seat {
                    name
                } else {
                    &party.name
                };
                self.put(name, known(seat, usual));
            }
            if let Some(adjective) = party.adjectives.first() {
                self.adjectives.insert(slug.clone(), adjective.clone());
            }
            if !party.members.is_empty() {
                let mut members = party.members.clone();
                members.sort_unstable();
                self.together.push((members, slug.clone()));
            }
            self.usual.insert(slug, party.name.clone());
        }
    }

    fn add_lists(&mut self, file: &File) {
        let known = |sense, name: &str, side: Option<&str>| Known {
            of_state: sense == Sense::Office,
            sense,
            name: name.into(),
            slug: side.map(Into::into),
            party: side.map(Into::into),
        };
        for name in &file.independent {
            self.put(name, known(Sense::Organisation, name, None));
        }
        for name in &file.media {
            self.put(name, known(Sense::Media, name, None));
        }
        let by_side = [
            (&file.state_media, Sense::Media),
            (&file.offices, Sense::Office),
            (&file.places, Sense::Place),
        ];
        for (lists, sense) in by_side {
            for (side, names) in lists {
                let side = Some(side.as_str()).filter(|s| *s != "-");
                for name in names {
                    self.put(name, known(sense, name, side));
                }
            }
        }
    }

    fn add_people(&mut self, file: &File) {
        for (side, names) in &file.people {
            for name in names {
                let parts = tokens(name, Span::new(0, name.len()));
                let words = content(&parts);
                let long = || parts.iter().filter(|t| t.word && t.key.len() > 1);
                let (Some(first), Some(last)) = (long().next(), long().next_back()) else {
                    continue;
                };
                let family_first = NAMES.family_first.contains(&first.key);
                let known = Known {
                    sense: Sense::Person,
                    name: name.clone(),
                    slug: None,
                    party: Some(side.clone()),
                    of_state: false,
                };
                let alone = if family_first { first } else { last };
                if !self.not_alone.contains(&alone.key) {
                    self.put(&alone.key, known.clone());
                }
                self.put(name, known);
                let surname = if family_first {
                    words.first()
                } else {
                    words.last()
                };
                if let Some(surname) = surname.cloned() {
                    let people = self.people.entry(surname).or_default();
                    people.push((words, side.clone()));
                }
            }
        }
    }

    /// Adds a name; the first entry of a name stays.
    fn put(&mut self, name: &str, known: Known) {
        let mut keys = key_of_name(name)
            .split(' ')
            .map(str::to_owned)
            .collect::<Vec<_>>();
        if keys.first().is_none_or(String::is_empty) {
            return;
        }
        let first = keys.remove(0);
        let entries = self.names.entry(first).or_default();
        if entries.iter().all(|(rest, _)| *rest != keys) {
            entries.push((keys, known));
        }
    }
}

#[cfg(test)]
mod tests;

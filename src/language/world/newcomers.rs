//! States that the world does not know: found in an article by what only states have, each by its name, its demonym, or
//! both (`the Ostravian foreign minister`, `in Ostravia`).

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::file::{File, Party};
use super::{Sense, World};
use crate::document::Document;
use crate::language::lexicon::{NAMES, ROLES};
use crate::language::tokens::{Token, tokens};

/// Letters that a name and its demonym begin with in common at least.
const STEM: usize = 4;
/// Letters of the longer one that may differ from the stem.
const ENDING: usize = 3;
/// From how many points on a name without a demonym is a state's.
const ENOUGH: u32 = 3;

/// What speaks for a word to be the name or the demonym of a state.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    /// `Ostravia's foreign ministry`, `the government of Ostravia`.
    owns: u32,
    /// `the Republic of Ostravia`.
    formal: bool,
    /// `the Ostravian army`.
    lends: u32,
    /// `in Ostravia`.
    place: u32,
    /// `Ostravia said`.
    speaks: u32,
    /// `Mr. Tal`, `Marta Ilves`: somebody.
    person: u32,
}

impl World {
    /// Returns the world with the states that a document tells of and the world does not know.
    pub fn with_newcomers(&self, document: &Document) -> Cow<'_, World> {
        let signs = self.signs(document);
        let states = states(&signs);
        if states.is_empty() {
            return Cow::Borrowed(self);
        }
        let mut world = self.clone();
        let mut known = World::default();
        known.add(File {
            states,
            ..File::default()
        });
        world.merge(known);
        Cow::Owned(world)
    }

    /// Returns the capitalised words of the body that the world does not know, with what speaks for each.
    fn signs(&self, document: &Document) -> BTreeMap<String, Signs> {
        let text = document.text.as_str();
        let mut found: BTreeMap<String, Signs> = BTreeMap::new();
        for block in document.body() {
            let all = tokens(text, block.span);
            for at in 0..all.len() {
                if self.may_be_state(&all, at) {
                    signs_at(&all, at, found.entry(all[at].key.clone()).or_default());
                }
            }
        }
        found
    }

    fn may_be_state(&self, all: &[Token], at: usize) -> bool {
        let token = &all[at];
        token.capital()
            && !token.shouted()
            && token.key.chars().count() > STEM
            && token.key.chars().all(char::is_alphabetic)
            && !NAMES.plain.contains(&token.key)
            && !NAMES.given.contains(&token.key)
            && !self.is_known(all, at)
    }

    /// Returns whether the token is part of a name that the world knows.
    fn is_known(&self, all: &[Token], at: usize) -> bool {
        let alone = |known: &super::Known| known.sense != Sense::Person;
        (at.saturating_sub(3)..=at).any(|from| {
            self.at(all, from)
                .is_some_and(|(n, known)| from + n > at && (n > 1 || alone(known)))
        })
    }
}

/// Adds what the words around token `at` say of it.
fn signs_at(all: &[Token], at: usize, signs: &mut Signs) {
    let low = |i: Option<usize>| i.and_then(|i| all.get(i)).map_or("", |t| t.low.as_str());
    let before = |n: usize| low(at.checked_sub(n));
    let after = |n: usize| low(Some(at + n));
    let capital = |i: Option<usize>| i.and_then(|i| all.get(i)).is_some_and(Token::capital);
    let of_state = |n: usize| ROLES.of_states.contains(after(n));
    // `the Ostravian foreign minister`, `Ostravian and Meridian troops`.
    let next = of_state(1) || ROLES.inside.contains(after(1)) && of_state(2);
    let row = after(1) == "and" && capital(Some(at + 2)) && of_state(3);
    if (next || row) && is_demonym(&all[at].key) {
        signs.lends += 1;
    }
    let owner = matches!(after(1), "'s" | "'");
    if owner && (of_state(2) || ROLES.inside.contains(after(2)) && of_state(3)) {
        signs.owns += 1;
    }
    let of = if before(1) == "the" { 2 } else { 1 };
    if before(of) == "of" && ROLES.of_states.contains(before(of + 1)) {
        // `the Republic of Ostravia` is the whole name of a state.
        let formal = matches!(before(of + 1), "republic" | "kingdom");
        signs.owns += if formal { 2 } else { 1 };
        signs.formal |= formal;
    }
    let place =
        |w: &str| ROLES.place_before.contains(w) || matches!(w, "between" | "with" | "from");
    // `between Meridia and Ostravia`.
    let joined = before(1) == "and" && capital(at.checked_sub(2)) && place(before(3));
    if place(before(1)) || joined {
        signs.place += 1;
    }
    let verb = ROLES.speech.contains(after(1)) || matches!(after(1), "has" | "will" | "would");
    if verb && !capital(at.checked_sub(1)) {
        signs.speaks += 1;
    }
    let titled = ROLES.titles.contains(before(1)) || ROLES.short.contains(before(1));
    // `Marta Ilves`: another name before it, that is no bearing (`Northern Lendor`) and no first word of a sentence.
    let named = at.checked_sub(1).is_some_and(|i| {
        let word = &all[i];
        let bearing = ROLES.place_before.contains(&word.low) || is_demonym(&word.key);
        word.capital() && !bearing && !NAMES.plain.contains(&word.key)
    });
    if titled || named {
        signs.person += 1;
    }
}

/// Returns whether a word ends as demonyms do.
fn is_demonym(word: &str) -> bool {
    ROLES.demonyms.iter().any(|e| word.ends_with(e.as_str()))
}

/// Returns whether the demonym may be made of the name: `Ostravian` of `Ostravia`, `Norlandic` of `Norland`.
fn is_of(demonym: &str, name: &str) -> bool {
    let stem = demonym
        .chars()
        .zip(name.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let longest = demonym.chars().count().max(name.chars().count());
    demonym != name && stem >= STEM && longest - stem <= ENDING
}

/// Returns the states that the signs speak for.
fn states(signs: &BTreeMap<String, Signs>) -> Vec<Party> {
    let demonyms: Vec<&String> = signs
        .iter()
        .filter(|(_, s)| s.lends > 0 && s.person == 0)
        .map(|(word, _)| word)
        .collect();
    let mut names: HashMap<&String, Party> = HashMap::new();
    let mut order: Vec<&String> = Vec::new();
    for (word, signs) in signs {
        if signs.person > 0 || demonyms.contains(&word) {
            continue;
        }
        let demonym = demonyms.iter().find(|d| is_of(d, word));
        let kinds = [signs.owns, signs.place, signs.speaks];
        let kinds = kinds.iter().filter(|n| **n > 0).count();
        let points = 2 * signs.owns.min(2) + signs.place.min(2) + signs.speaks.min(2);
        let state = match demonym {
            Some(_) => kinds > 0,
            None => signs.formal || signs.owns > 0 && kinds > 1 && points >= ENOUGH,
        };
        if state {
            let adjectives: Vec<String> = demonym.iter().map(|d| (**d).clone()).collect();
            names.insert(word, party(word, adjectives));
            order.push(word);
        }
    }
    let mut found: Vec<Party> = order.iter().filter_map(|w| names.remove(w)).collect();
    for demonym in demonyms {
        if found.iter().all(|p| !p.adjectives.contains(demonym)) {
            // The text gives no other name.
            found.push(Party {
                name: demonym.clone(),
                ..party(demonym, vec![demonym.clone()])
            });
        }
    }
    found
}

fn party(name: &str, adjectives: Vec<String>) -> Party {
    let people = adjectives.iter().map(|a| format!("{a}s")).collect();
    Party {
        name: name.to_owned(),
        adjectives,
        people,
        ..Party::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let world = World::built_in().unwrap();
        let document = Document::whole("-", text.into());
        let states = states(&world.signs(&document));
        states
            .into_iter()
            .map(|p| format!("{} {}", p.name, p.adjectives.join(" ")))
            .map(|s| s.trim().to_owned())
            .collect()
    }

    #[test]
    fn a_name_with_its_demonym_is_a_state() {
        let text = "Ostravia said on Monday that it would sign. The Ostravian foreign minister, Pavel Dorn, left.";
        assert_eq!(found(text), ["Ostravia Ostravian"]);
        let text =
            "Talks between Meridia and Ostravia stalled, Ostravian and Meridian officials said.";
        assert_eq!(found(text), ["Meridia Meridian", "Ostravia Ostravian"]);
    }

    #[test]
    fn what_a_state_has_makes_one() {
        let text = "Lendor's foreign ministry denied it. Lendor said its border was shut. Fighting went on in Lendor.";
        assert_eq!(found(text), ["Lendor"]);
        assert_eq!(
            found("Ostravian troops crossed the river."),
            ["Ostravian Ostravian"]
        );
    }

    #[test]
    fn a_formal_name_is_enough() {
        let text = "The Republic of Altmar and the Kingdom of Sorland met in Altmar City.";
        assert_eq!(found(text), ["Altmar", "Sorland"]);
    }

    #[test]
    fn people_towns_and_known_states_are_none() {
        assert!(found("Marta Ilves spoke. Ilves said that Ilves's team would stay. Ilves's government fell.").is_empty());
        assert!(found("They met in Selbyport. Selbyport said nothing.").is_empty());
        assert!(
            found("The Ukrainian army left. Ukraine said so. Republican officials agreed.")
                .is_empty()
        );
    }

    #[test]
    fn the_world_itself_does_not_change() {
        let world = World::built_in().unwrap();
        let text = "Ostravia said so. The Ostravian army left.";
        let document = Document::whole("-", text.into());
        let wider = world.with_newcomers(&document);
        assert_eq!(
            wider.party_of_words("Ostravian officials").as_deref(),
            Some("ostravia")
        );
        assert_eq!(world.party_of_words("Ostravian officials"), None);
        let plain = Document::whole("-", "Nobody came.".into());
        assert!(matches!(world.with_newcomers(&plain), Cow::Borrowed(_)));
    }
}

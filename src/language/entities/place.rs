//! Places that the world does not list: by their noun (`Selby County`, `Mount Orne`) and by where they stand
//! (`in Selby`, `Selby, Norland`).

use super::passage::{Passage, Vocabulary};
use crate::language::lexicon::{NAMES, ROLES};
use crate::language::tokens::Token;
use crate::language::world::Sense;

/// The most words of a place's name.
const LONGEST: usize = 4;

/// Returns the tokens of the places of a passage, in order, without overlap.
pub(super) fn places(passage: &Passage, vocabulary: &Vocabulary) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < passage.tokens.len() {
        let (from, to) = run(passage, at, vocabulary);
        if to > from {
            let last = found.last().copied();
            if named(passage, from, to) || stands_there(passage, from, to, last) {
                found.push((from, to));
            }
        }
        at = to.max(at + 1);
    }
    found
}

/// Returns the run of words with capitals that begins at `at`.
fn run(passage: &Passage, at: usize, vocabulary: &Vocabulary) -> (usize, usize) {
    let mut end = at;
    while end < at + LONGEST && fits(passage, end, vocabulary) && (end == at || !passage.opens[end])
    {
        end += 1;
        let hyphen = passage.after(end).is_some_and(|t| t.dash() && t.glued);
        if hyphen && fits(passage, end + 1, vocabulary) && passage.tokens[end + 1].glued {
            end += 1;
        }
    }
    (at, end)
}

fn fits(passage: &Passage, at: usize, vocabulary: &Vocabulary) -> bool {
    let Some(token) = passage.tokens.get(at) else {
        return false;
    };
    let place = NAMES.places.contains(&token.key) || NAMES.places_first.contains(&token.key);
    let known = passage.known(at).map(|m| m.known.sense);
    let plain = passage.is_plain(at, vocabulary) || ROLES.part(token);
    token.capital()
        && token.key.len() > 1
        && !passage.taken[at]
        && !NAMES.things.contains(&token.key)
        && !NAMES.bodies.contains(&token.key)
        && (place || known.is_none() && !plain && !token.shouted())
}

/// Returns whether a word of the name says that it is a place.
fn named(passage: &Passage, from: usize, to: usize) -> bool {
    let words = &passage.tokens[from..to];
    let many = words.iter().filter(|t| t.word).count() > 1;
    let head = words.last().is_some_and(|t| NAMES.places.contains(&t.key));
    let first = NAMES.places_first.contains(&words[0].key);
    many && (head || first && !passage.opens[from])
}

/// Returns whether the name stands where something is, or in a row with a place.
fn stands_there(passage: &Passage, from: usize, to: usize, last: Option<(usize, usize)>) -> bool {
    let single = NAMES.places.contains(&passage.tokens[from].key) && to == from + 1;
    let noun = passage
        .after(to)
        .is_some_and(|t| t.capital() || t.is("'s") || t.dash() && t.glued);
    if single || noun {
        return false;
    }
    // `Selby, Norland`.
    let state = passage
        .known(to + 1)
        .is_some_and(|m| matches!(m.known.sense, Sense::State | Sense::Place) && m.from == to + 1);
    if passage.after(to).is_some_and(|t| t.is(",")) && state && !passage.opens[from] {
        return true;
    }
    let link = |t: &Token| t.is(",") || t.is("and");
    let row = last.is_some_and(|(_, end)| {
        (1..=2).contains(&(from - end)) && passage.tokens[end..from].iter().all(link)
    });
    let there = passage.before(from).is_some_and(|t| {
        matches!(
            t.low.as_str(),
            "in" | "near"
                | "outside"
                | "around"
                | "at"
                | "into"
                | "nearby"
                | "downtown"
                | "throughout"
        )
    });
    row || there
}

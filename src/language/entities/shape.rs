//! What makes words with capitals a person's name: their shape and the words beside them.

use super::passage::{Passage, Vocabulary};
use super::person::is_noun;
use crate::language::lexicon::{NAMES, ROLES};
use crate::language::tokens::Token;
use crate::language::world::Sense;

/// Returns whether the words have the shape of a full name.
pub(super) fn has_shape(passage: &Passage, from: usize, to: usize, words: &[String]) -> bool {
    let tokens = &passage.tokens[from..to];
    let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
    let place = passage
        .known(from)
        .is_some_and(|m| m.known.sense != Sense::Person);
    let given = NAMES.given.contains(&first.key) && !place;
    let initial = first.initial() || tokens.iter().skip(1).any(Token::initial);
    let particle = tokens
        .iter()
        .skip(1)
        .any(|t| NAMES.particles.contains(&t.key) || NAMES.joined.contains(&t.low))
        && !place;
    let family = NAMES.family_first.contains(&first.key)
        && words.len() <= 3
        && tokens.iter().all(|t| t.key.len() <= 6);
    let surname = NAMES.like_surname(&last.key) && words.len() <= 3 && !passage.opens[from];
    given || initial || particle || family || surname
}

/// Returns whether two or three unknown words with capitals stand where a person's name would: inside a
/// sentence, not where something happens, not opened by an adjective.
pub(super) fn stands_free(
    passage: &Passage,
    (from, to): (usize, usize),
    vocabulary: &Vocabulary,
) -> bool {
    let place = passage.before(from).is_none_or(|t| {
        ROLES.place_before.contains(&t.low)
            || matches!(
                t.low.as_str(),
                "of" | "to" | "from" | "'s" | "\"" | "“" | "a" | "an"
            )
    });
    let letters = |t: &Token| !t.word || t.key.len() > 2 || t.initial();
    let longer = passage.before(from).is_some_and(Token::capital)
        || passage.after(to).is_some_and(Token::capital)
        || from > 0 && passage.known(from - 1).is_some() && !passage.opens[from];
    let word = passage.tokens[from..to]
        .iter()
        .any(|t| vocabulary.small.contains(&t.low) || ROLES.part(t));
    let known = (from..to).any(|i| passage.known(i).is_some());
    // `Planned Parenthood`, `Rising Sun`.
    let verb =
        passage.tokens[from].key.ends_with("ed") || passage.tokens[from].key.ends_with("ing");
    to - from <= 3
        && !verb
        && !place
        && !known
        && !longer
        && !word
        && passage.tokens[from..to].iter().all(letters)
}

/// Returns whether a verb of speech stands beside the name.
pub(super) fn speaks(passage: &Passage, from: usize, to: usize) -> bool {
    let short = to - from <= 3;
    short
        && (said(passage, to)
            || passage
                .before(from)
                .is_some_and(|t| matches!(t.low.as_str(), "said" | "says" | "added")))
}

/// Returns whether a name stands as somebody who does something: before a verb, or as an owner.
pub(super) fn acts(passage: &Passage, from: usize, to: usize) -> bool {
    let article = passage
        .before(from)
        .is_some_and(|t| matches!(t.low.as_str(), "the" | "a" | "an"));
    let verb = |t: &Token| t.is("'s") || t.key.len() > 4 && t.key.ends_with("ed");
    !article && (said(passage, to) || passage.after(to).is_some_and(verb))
}

fn said(passage: &Passage, at: usize) -> bool {
    passage
        .after(at)
        .is_some_and(|t| ROLES.speech.contains(&t.key))
}

/// Returns whether the words are a part of a longer name of a body, place or thing.
pub(super) fn part_of_thing(passage: &Passage, from: usize, to: usize) -> bool {
    let next = passage.after(to).is_some_and(|t| {
        t.capital() && is_noun(&t.key)
            || t.is("&")
            || t.is("/")
            || t.dash()
                && t.glued
                && passage
                    .tokens
                    .get(to + 1)
                    .is_some_and(|n| n.capital() && n.glued)
    });
    let previous = passage.before(from).is_some_and(|t| {
        NAMES.places_first.contains(&t.key) || t.dash() && passage.tokens[from].glued
    });
    next || previous
}

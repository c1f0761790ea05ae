//! Names of people by their shape, the words beside them and what is known of the world.

use super::label::label;
use super::passage::{Passage, Vocabulary};
use super::role;
use super::shape::{acts, has_shape, part_of_thing, speaks, stands_free};
use crate::language::lexicon::{NAMES, ROLES};
use crate::language::spelling::content;
use crate::language::tokens::Token;
use crate::language::world::{Sense, World};

/// The most words that a name has.
const LONGEST: usize = 7;

/// What may be somebody's name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The tokens of the name.
    pub from: usize,
    pub to: usize,
    /// The words of the name that tell people apart: no particles, no `Jr.`; without capitals or accents.
    pub words: Vec<String>,
    /// The tokens of the role beside it.
    pub role: Option<(usize, usize)>,
    /// Whether a title or role stands before it.
    pub titled: bool,
    /// Whether shape and context make it a person's name.
    pub sure: bool,
}

/// Returns the names of a passage in order, sure ones and those that need to be known from elsewhere;
/// marks the sure ones as taken.
pub(super) fn candidates(
    passage: &mut Passage,
    world: &World,
    vocabulary: &Vocabulary,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    if let Some(label) = label(passage, world) {
        at = label.to;
        found.push(label);
    }
    while at < passage.tokens.len() {
        let Some(end) = run(passage, at, vocabulary) else {
            at += 1;
            continue;
        };
        let candidate = judged(passage, (at, end), world, vocabulary);
        if candidate.sure {
            passage.taken[candidate.from..candidate.to].fill(true);
        }
        at = end;
        found.push(candidate);
    }
    found
}

/// Returns the token after the name that may begin at `at`.
fn run(passage: &Passage, at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let tokens = &passage.tokens;
    let mut end = begins(passage, at, vocabulary)?;
    let mut words = 1;
    while words < LONGEST {
        let Some(next) = passage.after(end) else {
            break;
        };
        let step = if free(passage, end) || next.initial() && passage.known(end).is_none() {
            1
        } else if last_word(passage, at, end) {
            end += 1;
            break;
        } else {
            match joint(passage, end, vocabulary) {
                Some(n) => n,
                None => break,
            }
        };
        end += step;
        words += 1;
    }
    // `Jr.`, with or without a comma.
    let comma = usize::from(passage.after(end).is_some_and(|t| t.is(",")));
    if let Some(suffix) = passage.after(end + comma)
        && NAMES.suffixes.contains(&suffix.key)
    {
        let stop = passage
            .after(end + comma + 1)
            .is_some_and(|t| t.is(".") && t.glued);
        let roman = suffix.shouted();
        if comma == 0 || !roman {
            end += comma + 1 + usize::from(stop && !roman);
        }
    }
    // An initial ends no name.
    while end > at + 1 && tokens[end - 1].initial() && tokens[end - 1].key.len() == 1 {
        end -= 1;
    }
    Some(end)
}

/// Returns the token after the first word of a name that may begin at `at`.
fn begins(passage: &Passage, at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let token = &passage.tokens[at];
    if passage.taken[at] || !token.word {
        return None;
    }
    if NAMES.joined.contains(&token.low) && is_hyphen(passage, at + 1) && free(passage, at + 2) {
        return Some(at + 3);
    }
    if NAMES.opening.contains(&token.key) && free_next(passage, at + 1) {
        return Some(at + 2);
    }
    if !token.capital() {
        return None;
    }
    let next_free = free_next(passage, at + 1) || passage.after(at + 1).is_some_and(Token::initial);
    if token.initial() {
        return (next_free && passage.known(at).is_none()).then_some(at + 1);
    }
    if free(passage, at) {
        // The first word of a sentence has a capital anyway.
        let given = NAMES.given.contains(&token.key) && next_free;
        let person = |i: usize| {
            passage
                .known(i)
                .is_some_and(|m| m.known.sense == Sense::Person)
        };
        let adverb = token.low.ends_with("ly") && token.low.len() > 4;
        let plain = passage.opens[at]
            && !given
            && !person(at)
            && (vocabulary.small.contains(&token.low) || adverb || person(at + 1));
        return (!plain).then_some(at + 1);
    }
    // A country or month that is a given name too.
    let given = NAMES.given.contains(&token.key) && next_free && !passage.opens[at];
    let single = passage.known(at).is_none_or(|m| m.to == m.from + 1);
    if given && single {
        return Some(at + 1);
    }
    let titled = role::before(passage, at).any && single && !ROLES.part(token);
    let place = passage
        .known(at)
        .is_some_and(|m| matches!(m.known.sense, Sense::State | Sense::Capital | Sense::Place));
    let short = at > 1 && passage.tokens[at - 1].is(".");
    (titled && place && short).then_some(at + 1)
}

/// Returns whether the word can be part of a name without more ado.
fn free(passage: &Passage, at: usize) -> bool {
    let Some(token) = passage.tokens.get(at) else {
        return false;
    };
    let known = passage.known(at).map(|m| m.known.sense == Sense::Person);
    if known == Some(true) {
        return token.word && !passage.taken[at];
    }
    let short = token.key.len() == 2
        && passage
            .tokens
            .get(at + 1)
            .is_some_and(|t| t.capital() && !t.shouted());
    token.capital()
        && known.is_none()
        && !passage.taken[at]
        && (!token.shouted() || short)
        && !token.key.starts_with(|c: char| c.is_ascii_digit())
        && !NAMES.plain.contains(&token.key)
        && !ROLES.part(token)
        && !ROLES.titles.contains(&token.low)
        && !(ROLES.short.contains(&token.low)
            && passage.tokens.get(at + 1).is_some_and(|t| t.is(".")))
        && !is_noun(&token.key)
        && !NAMES.bodies_first.contains(&token.key)
}

fn free_next(passage: &Passage, at: usize) -> bool {
    passage.after(at).is_some() && free(passage, at)
}

/// Returns whether the word is the head of a body, place or thing.
pub(super) fn is_noun(key: &str) -> bool {
    NAMES.bodies.contains(key) || NAMES.places.contains(key) || NAMES.things.contains(key)
}

fn is_hyphen(passage: &Passage, at: usize) -> bool {
    let hyphen = passage.tokens.get(at).is_some_and(|t| t.dash() && t.glued);
    hyphen && passage.tokens.get(at + 1).is_some_and(|t| t.glued)
}

/// Returns whether the word is a surname although it is a word, town or role: after a given name, with no
/// capital behind (`Theresa May`, `George Washington`).
fn last_word(passage: &Passage, from: usize, at: usize) -> bool {
    let token = &passage.tokens[at];
    let before = &passage.tokens[at - 1];
    let first = &passage.tokens[from];
    let given = at - from <= 3
        && (NAMES.given.contains(&before.key)
            || before.initial()
            || at - from > 1 && NAMES.given.contains(&first.key));
    if !given
        || passage
            .known(from)
            .is_some_and(|m| m.known.sense != Sense::Person)
    {
        return false;
    }
    let ends = passage.after(at + 1).is_none_or(|t| !t.capital());
    let known = passage.known(at);
    let town = known.is_some_and(|m| m.to == m.from + 1 && m.known.sense != Sense::Adjective);
    let word = known.is_none() && !is_noun(&token.key) && !token.shouted();
    token.capital() && ends && (town || word) && !NAMES.suffixes.contains(&token.key)
}

/// Returns how many tokens join the name at `at` to another word of it: `-`, `al-`, `van der`.
fn joint(passage: &Passage, at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let token = passage.after(at)?;
    if is_hyphen(passage, at) {
        let next = &passage.tokens[at + 1];
        if free(passage, at + 1) || next.capital() && NAMES.given.contains(&next.key) {
            return Some(2);
        }
        // `Moo-hyun`: no word of its own.
        let syllable = next.word
            && next.key.len() <= 6
            && next.key.chars().all(char::is_lowercase)
            && !vocabulary.small.contains(&next.low)
            && !ROLES.lent.contains(&next.low)
            && !ROLES.part(next);
        return (syllable
            && !passage
                .tokens
                .get(at + 2)
                .is_some_and(|t| t.dash() && t.glued))
        .then_some(2);
    }
    if NAMES.joined.contains(&token.low)
        && is_hyphen(passage, at + 1)
        && passage.tokens.get(at + 2).is_some_and(Token::capital)
    {
        return Some(3);
    }
    let mut n = 0;
    while n < 3
        && passage
            .after(at + n)
            .is_some_and(|t| NAMES.particles.contains(&t.low))
    {
        n += 1;
    }
    if n == 0 {
        return None;
    }
    if passage
        .after(at + n)
        .is_some_and(|t| NAMES.joined.contains(&t.low))
        && is_hyphen(passage, at + n + 1)
    {
        return Some(n + 3);
    }
    free_next(passage, at + n).then_some(n + 1)
}

/// Weighs a run of words.
fn judged(
    passage: &Passage,
    (from, to): (usize, usize),
    world: &World,
    vocabulary: &Vocabulary,
) -> Candidate {
    let tokens = &passage.tokens;
    let words = content(&tokens[from..to]);
    let before = role::before(passage, from);
    let mut candidate = Candidate {
        from,
        to,
        role: before.role,
        titled: before.any,
        sure: false,
        words,
    };
    let many = candidate.words.len() > 1;
    if candidate.role.is_none() && many {
        candidate.role = role::before_comma(passage, from);
    }
    let after = role::after(passage, to);
    let apposed = after.is_some();
    candidate.role = candidate.role.or(after.filter(|_| many || before.any));
    let known = passage.known(from).is_some_and(|m| {
        m.known.sense == Sense::Person
            && m.to == to
            && (many || !passage.opens[from] || !passage.is_plain(from, vocabulary))
    });
    // In a headline every word has a capital.
    if passage.headline {
        let particle = tokens[from..to]
            .iter()
            .any(|t| NAMES.particles.contains(&t.low) || NAMES.joined.contains(&t.low));
        let short = candidate.words.len() == 2 || particle;
        candidate.sure = known || many && short && has_shape(passage, from, to, &candidate.words);
        return candidate;
    }
    let small = !many && vocabulary.small.contains(&tokens[from].low);
    if known || before.any && !small {
        candidate.sure = !part_of_thing(passage, from, to) || known;
        return candidate;
    }
    // A surname that the world knows but that may be a word: with a verb or an owner's `'s` it is one.
    if !many && world.side_of_person(&candidate.words).is_some() && acts(passage, from, to) {
        candidate.sure = true;
        return candidate;
    }
    let the = passage.before(from).is_some_and(|t| t.low == "the");
    if !many || the || part_of_thing(passage, from, to) {
        return candidate;
    }
    candidate.sure = candidate.role.is_some()
        || apposed
        || has_shape(passage, from, to, &candidate.words)
        || world.side_of_person(&candidate.words).is_some()
        || speaks(passage, from, to)
        || stands_free(passage, (from, to), vocabulary);
    candidate
}

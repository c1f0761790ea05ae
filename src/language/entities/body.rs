//! Bodies that the world does not list: phrases with capitals around a head noun (`Ministry of Fisheries`,
//! `Democratic Harbour Party`), and abbreviations in capitals.

use std::collections::HashMap;

use super::passage::{Passage, Vocabulary};
use crate::language::lexicon::{NAMES, ROLES};
use crate::language::tokens::Token;
use crate::language::world::{Sense, slug};

/// The most tokens on either side of a head noun.
const REACH: usize = 8;

/// A body as found.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub from: usize,
    pub to: usize,
    /// The tokens of the name without article.
    pub name: String,
    pub slug: Option<String>,
    pub party: Option<String>,
    pub office: bool,
}

/// Bodies by their abbreviation (`Harbour Labour Union (HLU)`).
pub(super) type Shorts = HashMap<String, Body>;

/// Returns the bodies of a passage in order, without overlap; learns the abbreviations that it introduces.
pub(super) fn bodies(
    text: &str,
    passage: &Passage,
    vocabulary: &Vocabulary,
    shorts: &mut Shorts,
) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    let mut at = 0;
    while at < passage.tokens.len() {
        let least = found.last().map_or(0, |b| b.to);
        let Some((from, to)) = phrase(passage, at, least, vocabulary) else {
            at += 1;
            continue;
        };
        let body = described(text, passage, (from, at, to));
        learn(passage, &body, shorts);
        found.push(body);
        at = to;
    }
    found
}

/// Returns the phrase around the head noun at `at`.
fn phrase(
    passage: &Passage,
    at: usize,
    least: usize,
    vocabulary: &Vocabulary,
) -> Option<(usize, usize)> {
    let head = &passage.tokens[at];
    if passage.taken[at] || at < least {
        return None;
    }
    if NAMES.bodies_first.contains(&head.key) {
        let end = foreign(passage, at);
        return (end > at + 1).then_some((at, end));
    }
    if !NAMES.bodies.contains(&head.key) {
        return None;
    }
    // `Workers` of `Workers' Union`.
    let owner = passage
        .tokens
        .get(at + 1)
        .is_some_and(|t| t.is("'s") || t.is("'"));
    if owner
        && passage
            .after(at + 2)
            .is_some_and(|t| NAMES.bodies.contains(&t.key))
    {
        return None;
    }
    // A known name that is longer than its head has its own entry.
    if passage.known(at).is_some_and(|m| m.to - m.from > 1) {
        return None;
    }
    let from = left(passage, at, least, vocabulary);
    let mut to = at + 1;
    while passage
        .after(to)
        .is_some_and(|t| NAMES.bodies.contains(&t.key))
        && !passage.taken[to]
    {
        to += 1;
    }
    let end = right(passage, to);
    let thing = passage
        .after(to)
        .is_some_and(|t| NAMES.things.contains(&t.key));
    // `Press for …` opens no name.
    let opens = from == at && NAMES.bodies_media.contains(&head.key);
    let alone = from == at && end == to && to == at + 1 || opens;
    (!alone && !thing).then_some((
        from,
        if from < at && !joins(passage, to) {
            to
        } else {
            end
        },
    ))
}

/// Returns the token after a name that its noun opens (`Partido Liberal de NAME`).
fn foreign(passage: &Passage, from: usize) -> usize {
    let capital = |i: usize| passage.after(i).is_some_and(Token::capital);
    let mut end = from + 1;
    while end - from < REACH {
        let particle = passage
            .after(end)
            .is_some_and(|t| NAMES.particles.contains(&t.key));
        let step = 1 + usize::from(particle);
        if !capital(end + step - 1) || passage.taken[end] {
            break;
        }
        end += step;
    }
    end
}

/// Returns whether `of` or `for` goes on with the name.
fn joins(passage: &Passage, at: usize) -> bool {
    passage.after(at).is_some_and(|t| t.is("of") || t.is("for"))
}

/// Returns where the phrase before the head noun begins.
fn left(passage: &Passage, head: usize, least: usize, vocabulary: &Vocabulary) -> usize {
    let mut from = head;
    while from > least && head - from < REACH && !passage.opens[from] && !passage.taken[from - 1] {
        match step_left(passage, (from, head), least, vocabulary) {
            Some(step) => from -= step.min(from),
            None => break,
        }
    }
    // `The`, a state's owner form and small words do not open a name.
    let opens = |t: &Token| t.word && t.low != "the" && !ROLES.links.contains(&t.low);
    (from..head)
        .find(|i| opens(&passage.tokens[*i]))
        .unwrap_or(head)
}

/// Returns how many tokens before `from` still belong to the phrase.
fn step_left(
    passage: &Passage,
    (from, head): (usize, usize),
    least: usize,
    vocabulary: &Vocabulary,
) -> Option<usize> {
    let at = from - 1;
    let token = &passage.tokens[at];
    if let Some(mention) = passage.known(at) {
        let inside = matches!(
            mention.known.sense,
            Sense::Adjective
                | Sense::State
                | Sense::Place
                | Sense::Capital
                | Sense::Organisation
                | Sense::People
        );
        return (inside && mention.from >= least).then_some(at + 1 - mention.from);
    }
    if token.capital() && !is_opener(passage, at, vocabulary) {
        return Some(1);
    }
    // A mark or small word between two words with capitals.
    let previous = passage.tokens.get(at.checked_sub(1)?)?;
    if at <= least || !previous.capital() {
        return None;
    }
    let own = passage.known(at - 1).is_none() && !passage.taken[at - 1];
    let body = NAMES.bodies.contains(&previous.key);
    let hyphen = token.dash() && token.glued;
    let owner = (token.is("'s") || token.is("'")) && own && owns(previous);
    let joined = (token.is("and") || token.is("&")) && own && !body;
    let of = (token.is("of") || token.is("for")) && from < head && body;
    (hyphen || owner || joined || of).then_some(2)
}

/// Returns whether the plural or office before an apostrophe belongs to the name (`Workers' Party`, `People's`).
fn owns(token: &Token) -> bool {
    token.key.ends_with('s') || ROLES.part(token) || NAMES.plain.contains(&token.key)
}

/// Returns whether the word has its capital only because a sentence opens with it.
fn is_opener(passage: &Passage, at: usize, vocabulary: &Vocabulary) -> bool {
    let token = &passage.tokens[at];
    passage.opens[at] && vocabulary.small.contains(&token.low) || NAMES.opener(token)
}

fn right(passage: &Passage, from: usize) -> usize {
    let mut end = from;
    while end - from < 2 * REACH {
        let Some(link) = passage.after(end) else {
            break;
        };
        let mut next = end + 1;
        let first = end == from;
        let opens = matches!(link.low.as_str(), "of" | "for" | "on")
            || !first && (link.is("and") || link.is("&"));
        if opens {
            // `and the` goes on with something else.
            if !link.is("and") && passage.after(next).is_some_and(|t| t.is("the")) {
                next += 1;
            }
        } else if !first
            && (link.capital() || link.dash() && link.glued)
            && !passage.taken[end]
            && ROLES.head(&passage.tokens, end).is_none()
            && !NAMES.bodies.contains(&link.key)
        {
            next = end;
        } else {
            break;
        }
        let another = link.is("and") && heads_soon(passage, next);
        let fits = !another
            && passage.after(next).is_some_and(|t| {
                (t.capital() || t.dash() && next == end) && !passage.taken[next] && !NAMES.opener(t)
            });
        if !fits {
            break;
        }
        end = passage.known(next).map_or(next + 1, |m| m.to);
    }
    end
}

/// Returns whether the words with capitals from `at` are a body of their own.
fn heads_soon(passage: &Passage, at: usize) -> bool {
    let capitals = (at..at + 6).map_while(|i| passage.after(i).filter(|t| t.capital()));
    let mut capitals = capitals.peekable();
    capitals.peek().is_some() && capitals.any(|t| NAMES.bodies.contains(&t.key))
}

/// Returns the body around the noun `head` with the state that its words, or an owner before them, tell.
fn described(text: &str, passage: &Passage, (from, head, to): (usize, usize, usize)) -> Body {
    let name = passage
        .span(from, to)
        .of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    // `Selby University Press`: the last noun of those in a row tells what it is.
    let nouns = passage.tokens[head..to]
        .iter()
        .take_while(|t| NAMES.bodies.contains(&t.key));
    let last = nouns.last().map(|t| t.key.as_str()).unwrap_or_default();
    let has = |list: &std::collections::HashSet<String>| list.contains(last);
    let owner = from
        .checked_sub(2)
        .filter(|_| passage.tokens[from - 1].is("'s") || passage.tokens[from - 1].is("'"));
    let state = (from..to)
        .chain(owner)
        .filter_map(|i| passage.known(i))
        .find(|m| {
            matches!(
                m.known.sense,
                Sense::State
                    | Sense::Adjective
                    | Sense::Capital
                    | Sense::Organisation
                    | Sense::Office
                    | Sense::Place
            )
        })
        .and_then(|m| m.known.slug.clone());
    // `Shas Party` is `Shas`.
    let listed = (from..to)
        .filter_map(|i| passage.known(i))
        .find(|m| m.known.sense == Sense::Organisation && m.known.slug == m.known.party)
        .filter(|m| m.to + 1 == to && !has(&NAMES.bodies_state));
    if let Some(listed) = listed {
        return Body {
            from,
            to,
            name: listed.known.name.clone(),
            slug: listed.known.slug.clone(),
            party: listed.known.party.clone(),
            office: false,
        };
    }
    let apart = has(&NAMES.bodies_apart);
    let office = has(&NAMES.bodies_state) && !apart;
    let slug = match (&state, office, apart) {
        (_, _, true) => None,
        (Some(state), true, _) => Some(state.clone()),
        (None, true, _) => None,
        _ => Some(slug(&name)),
    };
    Body {
        from,
        to,
        party: slug.clone(),
        office: office && slug.is_some(),
        slug,
        name,
    }
}

/// `NAME (ABC)`.
fn learn(passage: &Passage, body: &Body, shorts: &mut Shorts) {
    let open = passage.after(body.to).is_some_and(|t| t.is("("));
    let close = passage.tokens.get(body.to + 2).is_some_and(|t| t.is(")"));
    if let Some(short) = passage.tokens.get(body.to + 1)
        && open
        && close
        && short.shouted()
    {
        shorts.insert(short.key.clone(), body.clone());
    }
}

/// Returns the bodies of a passage that are named by an abbreviation in capitals.
pub(super) fn abbreviations(passage: &Passage, shorts: &Shorts) -> Vec<Body> {
    let mut found = Vec::new();
    for (at, token) in passage.tokens.iter().enumerate() {
        if !token.shouted() || passage.taken[at] || passage.known(at).is_some() {
            continue;
        }
        let letters = token.key.chars().count();
        let loud = |t: Option<&Token>| t.is_some_and(|t| t.shouted() && t.key.len() > 1);
        let line = loud(passage.before(at)) || loud(passage.after(at + 1));
        let hyphen = token.glued && at > 0 && passage.tokens[at - 1].dash();
        let known = shorts.get(&token.key);
        let letters_only = token.key.chars().all(char::is_alphabetic);
        let unknown = (3..=6).contains(&letters)
            && letters_only
            && !line
            && !hyphen
            && !NAMES.not_bodies.contains(&token.key);
        if known.is_none() && !unknown {
            continue;
        }
        found.push(Body {
            from: at,
            to: at + 1,
            name: known.map_or_else(|| token.key.clone(), |b| b.name.clone()),
            slug: known.and_then(|b| b.slug.clone()),
            party: known.and_then(|b| b.party.clone()),
            office: known.is_some_and(|b| b.office),
        });
    }
    found
}

//! The people of an article: names as found, who is who, what they are and for whom they speak.

use super::passage::{Mention, Passage, Vocabulary, titled};
use super::person::{Candidate, candidates};
use super::roster::Roster;
use super::{Entity, EntityKind};
use crate::document::Span;
use crate::language::lexicon::ROLES;
use crate::language::tokens::Token;
use crate::language::world::{Sense, World};

/// The longest role kept as printed, in bytes.
const LONGEST_ROLE: usize = 120;

/// How many known names `the group` or a bare post looks back over.
const MEMORY: usize = 64;

/// How far two sentences reach back, in tokens.
const NEAR: usize = 200;

/// Returns the mentions of people in the body; what stands aside helps to tell who they are.
pub(super) fn people(
    text: &str,
    body: &mut [Passage],
    aside: &mut [Passage],
    world: &World,
    vocabulary: &Vocabulary,
) -> Vec<Entity> {
    let mut found: Vec<Found> = Vec::new();
    let count = body.len();
    for (at, passage) in body.iter_mut().chain(aside).enumerate() {
        let of_passage = candidates(passage, world, vocabulary);
        let facts = facts(text, passage, world, &of_passage);
        let pairs = of_passage.into_iter().zip(facts);
        found.extend(pairs.map(|(candidate, fact)| Found {
            span: passage.span(candidate.from, candidate.to),
            passage: at,
            candidate,
            fact,
        }));
    }
    let mut roster = Roster::default();
    let who = resolved(text, &mut roster, &found);
    for (found, person) in found.iter().zip(&who) {
        if let Some(person) = *person {
            tell(&mut roster, person, &found.fact);
        }
    }
    with_known_sides(world, &mut roster);
    let mut entities = Vec::new();
    for (found, person) in found.iter().zip(who) {
        let Some(person) = person.filter(|_| found.passage < count) else {
            continue;
        };
        body[found.passage].taken[found.candidate.from..found.candidate.to].fill(true);
        let known = &roster.people[person];
        entities.push(Entity {
            span: found.span,
            kind: EntityKind::Person,
            name: known.name.clone(),
            slug: None,
            party: known.party.clone(),
            role: known.role.clone(),
            office: false,
        });
    }
    entities
}

/// A candidate with what the words beside it tell.
struct Found {
    candidate: Candidate,
    fact: Fact,
    span: Span,
    passage: usize,
}

/// What stands beside a name.
#[derive(Clone, Debug, Default)]
struct Fact {
    role: Option<String>,
    party: Option<String>,
    /// A role that speaks for nobody, or did once.
    apart: bool,
    /// The side whose team the sentence says this one was in.
    team: Option<String>,
    /// The state spoken of, where the role is a post of some government.
    spoken_of: Option<String>,
}

/// Returns whom each candidate names: full names first, then parts of names in the order of the text.
fn resolved(text: &str, roster: &mut Roster, found: &[Found]) -> Vec<Option<usize>> {
    let mut who: Vec<Option<usize>> = vec![None; found.len()];
    let mut firsts: Vec<(usize, usize)> = Vec::new();
    for (at, found) in found.iter().enumerate() {
        if found.candidate.sure && found.candidate.words.len() > 1 {
            let person = roster.add(&found.candidate.words, &printed(text, found.span), at);
            let known = &mut roster.people[person];
            known.role = known.role.take().or_else(|| found.fact.role.clone());
            who[at] = Some(person);
            firsts.push((person, at));
        }
    }
    roster.rewind(&firsts);
    for (at, found) in found.iter().enumerate() {
        if let Some(person) = who[at] {
            roster.touch(person, at);
            continue;
        }
        let role = found.fact.role.as_deref();
        who[at] = roster.find(&found.candidate, role, at);
        if who[at].is_none() && found.candidate.sure {
            who[at] = Some(roster.add(&found.candidate.words, &printed(text, found.span), at));
        }
    }
    who
}

/// Returns a name as printed, in one line; a label's capitals become small.
fn printed(text: &str, span: Span) -> String {
    let loud = |w: &str| w.chars().count() > 2 && !w.contains(char::is_lowercase);
    let words: Vec<String> = span
        .of(text)
        .split_whitespace()
        .map(|w| {
            if loud(w) && !w.contains('.') {
                titled(w)
            } else {
                w.to_owned()
            }
        })
        .collect();
    words.join(" ")
}

/// Adds what one mention tells to what is known of the person.
fn tell(roster: &mut Roster, person: usize, fact: &Fact) {
    let known = &mut roster.people[person];
    // A role that tells the side says more than one that does not.
    let better = known.party.is_none() && fact.party.is_some();
    if known.role.is_none() || better && fact.role.is_some() {
        known.role = fact.role.clone().or(known.role.take());
    }
    if known.party.is_none() && !known.apart {
        known.party = fact.party.clone().or_else(|| fact.team.clone());
    } else if known.party.is_none() {
        known.party.clone_from(&fact.party);
    }
    known.spoken_of = known.spoken_of.take().or_else(|| fact.spoken_of.clone());
    known.apart |= fact.apart;
}

/// Gives those whose side the text does not tell the side that the world knows; what a case's roster says holds against
/// the text.
fn with_known_sides(world: &World, roster: &mut Roster) {
    for person in &mut roster.people {
        if let Some(side) = world.side_on_roster(&person.words) {
            person.party = Some(side.to_owned());
        }
    }
    for person in roster
        .people
        .iter_mut()
        .filter(|p| p.party.is_none() && !p.apart)
    {
        // A title with the given name behind says nothing of the surname (`King NAME`).
        let low = person.role.as_deref().unwrap_or_default().to_lowercase();
        let given = low.split(' ').any(|w| ROLES.by_given.contains(w));
        if person.words.len() > 1 || !given {
            person.party = world.side_of_person(&person.words).map(Into::into);
        }
        if person.party.is_none() {
            person.party = person.spoken_of.take();
        }
    }
}

/// Returns what the words beside each candidate tell.
fn facts(text: &str, passage: &Passage, world: &World, candidates: &[Candidate]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = candidates
        .iter()
        .map(|c| {
            let Some((from, to)) = c.role else {
                return Fact::default();
            };
            let words = &passage.tokens[from..to];
            let party = side_of_role(world, words)
                .or_else(|| referred(passage, from, to))
                .or_else(|| of_state(passage, c.to).filter(|_| from < c.from));
            let role = passage
                .span(from, to)
                .of(text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let past = |t: &Token| ROLES.former.contains(&t.low);
            let none = |t: &Token| ROLES.independent.contains(&t.low);
            Fact {
                apart: party.is_none() && words.iter().any(|t| past(t) || none(t)),
                role: (role.len() <= LONGEST_ROLE).then_some(role),
                spoken_of: post_of_state(passage, from, to),
                party,
                team: None,
            }
        })
        .collect();
    teams(passage, candidates, &mut facts);
    facts
}

/// Returns the side of a role; of two that `and` joins (`ex-minister and leader of NAME`), that of the first that tells.
fn side_of_role(world: &World, words: &[Token]) -> Option<String> {
    let mut parts = words.split(|t| t.is("and"));
    world.side(words).or_else(|| {
        let several = words.iter().any(|t| t.is("and"));
        parts.find_map(|part| world.side(part)).filter(|_| several)
    })
}

/// Returns the state that `of` names right behind a name with a title (`King NAME of Norland`).
fn of_state(passage: &Passage, end: usize) -> Option<String> {
    let of = passage.tokens.get(end).is_some_and(|t| t.low == "of");
    let state = passage.known(end + 1).filter(|m| of && m.from == end + 1)?;
    (state.known.sense == Sense::State).then(|| state.known.party.clone())?
}

/// Returns the one state that this sentence and the one before speak of, where the role is a post of some
/// government (`The Norlandic council met. Foreign Minister NAME …`).
fn post_of_state(passage: &Passage, from: usize, to: usize) -> Option<String> {
    let low: Vec<&str> = passage.tokens[from..to]
        .iter()
        .map(|t| t.low.as_str())
        .collect();
    if !ROLES.posts_of_state.contains(&low.join(" ")) {
        return None;
    }
    let near = (0..=from).rev().take(NEAR);
    let begin = near.filter(|i| passage.opens[*i]).nth(1);
    let begin = begin.unwrap_or(from.saturating_sub(NEAR));
    let owner = |m: &Mention| {
        let owns = passage.tokens.get(m.to).is_some_and(|t| t.is("'s"));
        m.known.of_state && (m.known.sense != Sense::State || owns)
    };
    let before = passage.mentions_before(from).iter().rev().take(MEMORY);
    let near = before.take_while(|m| m.from >= begin);
    let mut sides = near.filter(|m| owner(m)).map(|m| m.known.party.clone());
    let first = sides.next()?;
    sides.all(|s| s == first).then_some(first)?
}

/// `the group's spokesman`: the side of the body or state named last before.
fn referred(passage: &Passage, from: usize, to: usize) -> Option<String> {
    let owner = (from..to).find(|i| passage.tokens.get(i + 1).is_some_and(|t| t.is("'s")))?;
    let word = &passage.tokens[owner].low;
    let state = ROLES.back_to_state.contains(word);
    if !state && !ROLES.back_to_body.contains(word) {
        return None;
    }
    let before = passage.mentions_before(from).iter().rev().take(MEMORY);
    let fits = |sense: Sense| match sense {
        Sense::State => state,
        Sense::Organisation => !state,
        _ => false,
    };
    let mut fitting = before.filter(|m| fits(m.known.sense));
    fitting.next().and_then(|m| m.known.party.clone())
}

/// `Norland's delegation included NAME and NAME`: the names after a side's team have its side.
fn teams(passage: &Passage, candidates: &[Candidate], facts: &mut [Fact]) {
    let mut side: Option<String> = None;
    let mut comprises = false;
    let mut next = 0;
    let mut state: Option<String> = None;
    for (at, token) in passage.tokens.iter().enumerate() {
        if passage.opens[at] {
            (side, comprises, state) = (None, false, None);
        }
        if let Some(mention) = passage.known(at).filter(|m| m.from == at) {
            state.clone_from(&mention.known.party);
        }
        if ROLES.teams.contains(&token.low) && passage.known(at).is_none() {
            side.clone_from(&state);
            comprises = token.low == "side" || token.low == "represented";
        }
        comprises |= ROLES.comprises.contains(&token.low);
        while candidates.get(next).is_some_and(|c| c.from <= at) {
            if comprises && facts[next].party.is_none() && !facts[next].apart {
                facts[next].team.clone_from(&side);
            }
            next += 1;
        }
    }
}

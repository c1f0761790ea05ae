//! What a known name means where it stands: `Moscow said` is the state, `in Moscow` a place.

use super::passage::{Mention, Passage};
use super::{Entity, EntityKind};
use crate::document::Span;
use crate::language::lexicon::{NAMES, ROLES};
use crate::language::world::Sense;

/// Returns the entities of the passage's known names, save people and adjectives, in order.
pub(super) fn known_names(text: &str, passage: &Passage) -> Vec<Entity> {
    let mut found: Vec<Entity> = Vec::new();
    let mut place_end = None;
    let mut row_end = 0;
    for (at, mention) in passage.mentions.iter().enumerate() {
        if passage.taken[mention.from..mention.to].contains(&true) {
            continue;
        }
        if mention.from >= row_end {
            row_end = row(passage, at).max(row_end);
        }
        let follows = mention.from < row_end
            || place_end.is_some_and(|end| lists(passage, end, mention.from));
        let entity = entity(text, passage, mention, follows);
        let place = entity.as_ref().is_some_and(|e| e.kind == EntityKind::Place);
        place_end = place.then_some(mention.to);
        found.extend(entity);
    }
    found
}

fn entity(text: &str, passage: &Passage, mention: &Mention, follows: bool) -> Option<Entity> {
    let known = &mention.known;
    let span = passage.span(mention.from, mention.to);
    let place = || place(text, span);
    // `the Paris Agreement`, `the Vietnam War`.
    let single = mention.to == mention.from + 1;
    let thing = passage
        .after(mention.to)
        .is_some_and(|t| NAMES.things.contains(&t.key));
    if single && thing {
        return None;
    }
    let (kind, office) = match known.sense {
        Sense::Person | Sense::Adjective => return None,
        Sense::Place => return Some(place()),
        Sense::Capital if is_place(passage, mention, follows) => return Some(place()),
        Sense::People if !stands_alone(passage, mention) => return None,
        Sense::State if hyphenated(passage, mention) => return None,
        Sense::State => (EntityKind::State, false),
        Sense::People | Sense::Capital if known.of_state => (EntityKind::State, false),
        Sense::People | Sense::Capital => (EntityKind::Organisation, false),
        Sense::Seat => (EntityKind::State, true),
        Sense::Office => (EntityKind::Organisation, true),
        Sense::Organisation | Sense::Media => (EntityKind::Organisation, false),
    };
    Some(Entity {
        span,
        kind,
        name: known.name.clone(),
        slug: known.slug.clone().filter(|_| known.sense != Sense::Media),
        party: known.party.clone(),
        role: None,
        office,
    })
}

/// Returns a place.
pub(super) fn place(text: &str, span: Span) -> Entity {
    Entity {
        span,
        kind: EntityKind::Place,
        name: plain_name(text, span),
        slug: None,
        party: None,
        role: None,
        office: false,
    }
}

fn plain_name(text: &str, span: Span) -> String {
    span.of(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// `U.S.-led`, `Iran-backed`: an adjective by another name.
fn hyphenated(passage: &Passage, mention: &Mention) -> bool {
    let hyphen = passage
        .after(mention.to)
        .is_some_and(|t| t.dash() && t.glued);
    hyphen
        && passage
            .after(mention.to + 1)
            .is_some_and(|t| ROLES.lent.contains(&t.low))
}

/// A demonym is a noun unless a noun with a capital follows (`Swiss Guards`).
fn stands_alone(passage: &Passage, mention: &Mention) -> bool {
    passage.after(mention.to).is_none_or(|t| !t.capital())
}

/// Returns whether two places stand in a row: `Geneva, Paris and Moscow`.
fn lists(passage: &Passage, from: usize, to: usize) -> bool {
    let between = passage.tokens.get(from..to).unwrap_or_default();
    (1..=2).contains(&between.len())
        && between
            .iter()
            .all(|t| t.is(",") || t.is("and") || t.is("or"))
}

/// The most towns of a row that are looked at together.
const LONGEST_ROW: usize = 64;

/// Returns the token after a row of three towns or more that begins with mention `at`, unless they speak;
/// zero where there is none.
fn row(passage: &Passage, at: usize) -> usize {
    let town = |i: usize| {
        let mention = passage.mentions.get(i)?;
        matches!(mention.known.sense, Sense::Capital | Sense::Place).then_some(mention)
    };
    let mut last = at;
    // A longer row has its towns read in parts.
    while last < at + LONGEST_ROW
        && let (Some(here), Some(next)) = (town(last), town(last + 1))
    {
        if !lists(passage, here.to, next.from) {
            break;
        }
        last += 1;
    }
    let end = passage.mentions.get(last).map_or(0, |m| m.to);
    let verb = passage
        .after(end)
        .is_some_and(|t| ROLES.speech.contains(&t.low));
    if last < at + 2 || verb { 0 } else { end }
}

/// Returns whether a capital is the town rather than the government.
fn is_place(passage: &Passage, mention: &Mention, follows: bool) -> bool {
    let tokens = &passage.tokens;
    let after = passage
        .after(mention.to)
        .map(|t| t.low.as_str())
        .unwrap_or_default();
    let hyphen = matches!(after, "-" | "–");
    let word_after = if hyphen {
        passage
            .after(mention.to + 1)
            .map(|t| t.low.as_str())
            .unwrap_or_default()
    } else {
        after
    };
    if follows || ROLES.place_after.contains(word_after) {
        return true;
    }
    // `Paris, France`.
    let next = passage.known(mention.to + 1);
    let inside = after == ","
        && next
            .is_some_and(|m| m.known.sense == Sense::State && m.known.slug == mention.known.slug);
    if inside {
        return true;
    }
    let Some(before) = passage.before(mention.from) else {
        return false;
    };
    if ROLES.place_before.contains(&before.low) {
        return true;
    }
    if !ROLES.perhaps_before.contains(&before.low) {
        return false;
    }
    let cause = mention.from.checked_sub(2).and_then(|i| tokens.get(i));
    let sent = cause.is_some_and(|t| ROLES.sent.contains(&t.low));
    let away = before.low == "from" && cause.is_some_and(|t| !t.word);
    !sent && !away && before.low != "on" && before.low != "for"
}

//! Whether a word that may name a meeting does so where it stands.

use std::ops::Range;

use super::meeting_book::{Kind, Object, Trigger};
use super::mentions::Spot;
use super::mood::{Form, Mood};
use super::whereabouts::place;
use crate::language::EntityKind;

/// How a meeting is named.
pub(super) struct Hit {
    pub mood: Mood,
    /// How much the word itself speaks for a meeting.
    pub weight: usize,
    /// Whether the word alone may be talk about talks in general.
    pub vague: bool,
    /// Whether people are named who sit together, and no meeting.
    pub people: bool,
}

/// Returns how the word names a meeting, if it does.
pub(super) fn hit(spot: &Spot<'_>, trigger: Trigger) -> Option<Hit> {
    let hit = |mood, weight, vague| Hit {
        mood,
        weight,
        vague,
        people: false,
    };
    match trigger {
        Trigger::Noun { vague, plural, .. } => {
            names(spot).then(|| hit(Mood::Noun, usize::from(!vague && !plural), vague))
        }
        Trigger::People(_) => at_work(spot).then(|| Hit {
            people: true,
            ..hit(Mood::Noun, 1, true)
        }),
        Trigger::Verb { object, form, .. } => {
            let read = spot
                .study
                .books
                .grammar
                .verb(spot.line, spot.at.start, form);
            if read.mood == Mood::Noun || read.negated || !has_object(spot, object) {
                return None;
            }
            // `sitting down to hash it out`: nobody is said to have done it.
            let bare = form == Form::Ing && read.from == spot.at.start;
            Some(hit(read.mood, 2 - usize::from(bare), false))
        }
    }
}

/// Returns whether the noun names an encounter here.
fn names(spot: &Spot<'_>) -> bool {
    let (line, book) = (spot.line, spot.book());
    let (before, after) = (line.before(spot.at.start, 1), line.word(spot.at.end));
    if book.lists("not_before", before) {
        return false;
    }
    let behind = spot.at.end + 1..spot.at.end + 2;
    let dated = after == "on" && line.times_in(behind).next().is_some();
    if spot.kind != Kind::Call {
        return !book.lists("not_after", after) || matches!(after, "on" | "for");
    }
    // `calls it a halt`, `the call for peace`: the noun has a determiner, or somebody it is with.
    let verb = spot.at.len() == 1
        && line.word(spot.at.start).starts_with("call")
        && !spot.study.books.grammar.is_determiner(before)
        && !matches!(after, "with" | "between");
    let pressed = (0..line.low.len()).any(|i| book.is_press_call(&line.low, i));
    let asks = book.lists("not_after", after) || after == "to";
    !pressed && (dated || !verb && !asks)
}

/// Returns whether people sit together somewhere.
fn at_work(spot: &Spot<'_>) -> bool {
    let from = spot.clause.start.max(spot.at.start.saturating_sub(6));
    let mut near = from..spot.clause.end.min(spot.at.end + 3);
    near.any(|i| spot.book().lists("work", spot.line.word(i))) && place(spot).is_some()
}

fn has_object(spot: &Spot<'_>, object: Object) -> bool {
    let (line, book) = (spot.line, spot.book());
    let mut ahead = spot.at.end..spot.clause.end.min(spot.at.end + 7);
    match object {
        Object::Any => !ahead.take(5).any(|i| book.lists("not_met", line.word(i))),
        Object::With => has_partner(spot, ahead),
        Object::Person => {
            let near = spot.at.end..ahead.end;
            let mut named = line.entities_in(near).map(|(_, e)| e.kind);
            named.any(|k| k == EntityKind::Person)
        }
        Object::Place => {
            let leads = |i: &usize| {
                matches!(
                    line.word(*i),
                    "to" | "in" | "the" | "into" | "at" | "today" | "with"
                )
            };
            ahead
                .find(|i| !leads(i))
                .is_some_and(|i| line.is_capital(i))
        }
    }
}

/// Returns whether somebody is spoken with, or by telephone.
fn has_partner(spot: &Spot<'_>, ahead: Range<usize>) -> bool {
    let (line, book) = (spot.line, spot.book());
    let phone = |i: usize| matches!(line.word(i), "phone" | "telephone");
    if ahead.clone().any(phone) {
        return true;
    }
    let with = ahead.clone().find(|i| line.word(*i) == "with");
    with.is_some_and(|with| {
        let mut partner = with + 1..with + 5;
        !partner
            .clone()
            .any(|w| book.lists("audiences", line.word(w)))
            && partner.any(|w| line.is_capital(w))
    })
}

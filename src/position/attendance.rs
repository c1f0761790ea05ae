//! Which sides and people are said to have sat in a meeting.

use std::ops::Range;

use super::encounter::Hit;
use super::meeting_book::{Kind, Sign};
use super::mentions::{Spot, add};
use super::mood::Mood;
use super::named::{party, sides};
use crate::language::EntityKind;

/// Who sat in a meeting, as far as one mention tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Attendance {
    /// Slugs of the sides.
    pub parties: Vec<String>,
    /// Names of people.
    pub people: Vec<String>,
    /// Whether the words tell whom somebody met (`with`, `between`).
    pub with: bool,
    /// Whether it is the members of one body that met (`leaders of the Port Union`).
    members: bool,
    /// Whether the meeting belongs to one body (`a meeting of the council`).
    own: bool,
}

impl Attendance {
    /// Returns whether one side met among itself.
    pub fn is_one_sided(&self, kind: Kind) -> bool {
        self.parties.len() == 1
            && !self.members
            && (!self.with || self.own)
            && kind != Kind::Visit
            && kind != Kind::Call
    }

    /// Takes in the sides and people that the words name; `place` is where it was and stands for no side.
    fn take(&mut self, spot: &Spot<'_>, words: Range<usize>, place: Option<&str>) {
        let line = spot.line;
        let is_place = |at: Range<usize>| Some(line.cover(at).of(line.text)) == place;
        for side in sides(spot.study, line, words.clone()) {
            if !is_place(side.words) {
                add(&mut self.parties, vec![side.party]);
            }
        }
        let people = line.entities_in(words).map(|(_, e)| e);
        for person in people.filter(|e| e.kind == EntityKind::Person) {
            add(&mut self.people, vec![person.name.clone()]);
        }
    }
}

/// Returns who sat in the meeting.
pub(super) fn attendance(spot: &Spot<'_>, hit: &Hit, place: Option<&str>) -> Attendance {
    let line = spot.line;
    let mut found = Attendance::default();
    found.take(spot, hosts(spot, hit), place);
    found.members = are_members(spot);
    let guests = guests(spot, &mut found);
    if found.parties.is_empty() && found.with && hit.mood == Mood::Noun && !is_somebodys(spot) {
        // `He signed after a meeting with Tal`: whoever was named last before it.
        let last = sides(spot.study, line, 0..spot.at.start).pop();
        if let Some(side) = last {
            found.take(spot, side.words, place);
        }
    }
    found.take(spot, guests, place);
    if spot.kind == Kind::Visit {
        // Who is visited is the host.
        let host = line
            .entities
            .iter()
            .find(|e| Some(e.span.of(line.text)) == place);
        add(
            &mut found.parties,
            host.and_then(party).into_iter().collect(),
        );
    }
    found
}

/// Returns whether the words before are about the members of a body that is no state.
fn are_members(spot: &Spot<'_>) -> bool {
    let (line, words) = (spot.line, spot.clause.start..spot.at.start);
    let body = |k: EntityKind| k == EntityKind::Organisation;
    let mut named = line.entities_in(words.clone()).map(|(_, e)| e.kind);
    named.any(body)
        && words
            .clone()
            .any(|i| spot.book().lists("members", line.word(i)))
}

/// Returns whether a pronoun tells whose it is (`his call`), so that names before it need not be.
fn is_somebodys(spot: &Spot<'_>) -> bool {
    let own = |i| {
        matches!(
            spot.line.word(i),
            "his" | "her" | "their" | "its" | "our" | "my"
        )
    };
    spot.before().any(own)
}

/// Returns the words before a meeting's that name whose it is: the subject of the verb, the owner of the noun.
fn hosts(spot: &Spot<'_>, hit: &Hit) -> Range<usize> {
    let (line, start) = (spot.line, spot.at.start);
    if hit.mood != Mood::Noun {
        return spot.clause.start..start;
    }
    let held = (spot.clause.start..start)
        .rev()
        .find(|i| matches!(spot.book().sign(&line.low, *i), Some((Sign::Happens, _))));
    let pronoun = is_somebodys(spot);
    match held {
        Some(verb) if !pronoun => spot.clause.start..verb,
        _ if pronoun => start..start,
        // `U.S. envoys' visit`, `the Norland-Sudmark talks`.
        _ => start.saturating_sub(5).max(spot.clause.start)..start,
    }
}

/// Returns the words behind a meeting's that name who else was there.
fn guests(spot: &Spot<'_>, found: &mut Attendance) -> Range<usize> {
    let (line, book) = (spot.line, spot.book());
    let ends = |i: &usize| {
        let word = line.word(*i);
        book.lists("purpose", word)
            || matches!(word, "in" | "at" | "that" | "which" | "held" | "(")
            || *i > spot.at.end + 1 && matches!(book.sign(&line.low, *i), Some((Sign::Happens, _)))
    };
    let near = spot.at.end..spot.clause.end.min(spot.at.end + 5);
    let happens = |i: &usize| matches!(book.sign(&line.low, *i), Some((Sign::Happens, _)));
    // `the meeting ended with a handshake`: nobody it was with.
    let lead = near.clone().take_while(|i| !happens(i)).find(|i| {
        matches!(line.word(*i), "with" | "between" | "among")
            || line.word(*i) == "of" && *i == spot.at.end
    });
    let Some(lead) = lead else {
        // `Ilves met Tal`: the object stands there by itself; `a conversation that Ilves and Tal had`.
        let object = near.clone().find(|i| ends(i)).unwrap_or(near.end);
        return spot.at.end..object;
    };
    found.own = line.word(lead) == "of";
    found.with = line.word(lead) != "of" || line.entities_in(lead..lead + 6).count() > 1;
    let end = (lead + 1..spot.clause.end)
        .find(|i| ends(i))
        .unwrap_or(spot.clause.end);
    lead..end
}

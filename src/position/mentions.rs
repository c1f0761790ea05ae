//! Mentions of meetings in one sentence, each with the days, place, sides and people near it.

use std::ops::Range;

use super::attendance::{Attendance, attendance};
use super::encounter::{Hit, hit};
use super::line::Line;
use super::meeting_book::{Kind, MeetingBook, Sign};
use super::mood::Mood;
use super::read::Study;
use super::whereabouts::{Days, days, place};
use super::{MeetingFormat, MeetingStatus};
use crate::document::Span;

/// A place in a sentence where a meeting may be named.
pub(super) struct Spot<'a> {
    pub study: &'a Study<'a>,
    pub line: &'a Line<'a>,
    /// The words that name it.
    pub at: Range<usize>,
    pub clause: Range<usize>,
    pub kind: Kind,
}

impl Spot<'_> {
    pub fn book(&self) -> &MeetingBook {
        &self.study.books.meetings
    }

    /// Returns the few words before the meeting's, the nearest first, as far as they describe it.
    pub fn before(&self) -> impl Iterator<Item = usize> {
        let from = self.at.start.saturating_sub(4).max(self.clause.start);
        let nearest_first = (from..self.at.start).rev();
        nearest_first.take_while(|i| !matches!(self.line.word(*i), "," | "after"))
    }

    /// Returns whether one of those words stands in a list of the book.
    pub fn is_behind(&self, list: &str) -> bool {
        self.before()
            .any(|i| self.book().lists(list, self.line.word(i)))
    }
}

/// One mention of a meeting.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub kind: Kind,
    pub days: Days,
    pub place: Option<String>,
    pub parties: Vec<String>,
    pub participants: Vec<String>,
    pub status: MeetingStatus,
    pub format: Option<MeetingFormat>,
    pub evidence: Span,
    /// Whether it points back to a meeting that was told of (`the talks`).
    pub back: bool,
    /// Whether it points at the one just told of, wherever that was (`these talks`).
    pub same: bool,
    /// Whether it only tells who led it (`chaired the meeting`).
    pub led: bool,
    /// The words that tell it apart from others of a row (`second round`); empty where there are none.
    pub series: String,
    /// Whether it tells apart whom somebody met (`his call with allies`), and knows nobody of them.
    pub with_others: bool,
    /// How much speaks for a meeting of its own.
    pub weight: usize,
    /// Whether the word that names it may be talk about talks in general.
    pub vague: bool,
    /// Whether the words before make it a wish, a refusal or a class of meetings.
    pub unreal: bool,
    /// Whether a verb or adjective of its own puts it into the future.
    pub expected: bool,
    /// Whether all that is known of who sat there is one side.
    pub one_sided: bool,
}

/// Returns the mentions of a sentence in order.
pub(super) fn mentions(study: &Study<'_>, line: &Line<'_>) -> Vec<Mention> {
    let mut found: Vec<(usize, Mention)> = Vec::new();
    let mut i = 0;
    while i < line.low.len() {
        let Some((trigger, length)) = study.books.meetings.trigger(&line.low, i) else {
            i += 1;
            continue;
        };
        let spot = Spot {
            study,
            line,
            at: i..i + length,
            clause: line.clause(i),
            kind: trigger.kind(),
        };
        if let Some(hit) = hit(&spot, trigger) {
            put(&mut found, line, i, mention(&spot, &hit));
        }
        i += length;
    }
    found.into_iter().map(|(_, m)| m).collect()
}

/// Adds a mention; two of one clause are one (`they met for talks`) unless their days or kinds differ.
fn put(found: &mut Vec<(usize, Mention)>, line: &Line<'_>, at: usize, mention: Mention) {
    let same = found.last().is_some_and(|(last, m)| {
        let days = m.days == mention.days || mention.days.0.is_none() || m.days.0.is_none();
        let kinds = (m.kind == Kind::Call) == (mention.kind == Kind::Call);
        line.clause(*last) == line.clause(at) && kinds && days
    });
    match found.last_mut().filter(|_| same) {
        Some((_, last)) => last.absorb(mention),
        None => found.push((at, mention)),
    }
}

impl Mention {
    /// Takes in another mention of the same clause.
    fn absorb(&mut self, other: Mention) {
        if self.days.0.is_none() {
            self.days = other.days;
        }
        if self.kind == Kind::Visit {
            self.kind = other.kind;
        }
        self.place = self.place.take().or(other.place);
        self.format = self.format.or(other.format);
        self.vague &= other.vague;
        self.unreal &= other.unreal;
        self.back &= other.back;
        self.led &= other.led;
        self.one_sided &= other.one_sided;
        self.expected |= other.expected;
        self.with_others &= other.with_others;
        self.weight = self.weight.max(other.weight);
        if self.status == MeetingStatus::Held {
            self.status = other.status;
        }
        add(&mut self.parties, other.parties);
        add(&mut self.participants, other.participants);
    }
}

/// Adds what is not yet there.
pub(super) fn add(list: &mut Vec<String>, more: Vec<String>) {
    for entry in more {
        if !list.contains(&entry) {
            list.push(entry);
        }
    }
}

fn mention(spot: &Spot<'_>, hit: &Hit) -> Mention {
    let days = days(spot, hit);
    let place = place(spot);
    let who = attendance(spot, hit, place.as_deref());
    let signs = signs(spot);
    let noun = hit.mood == Mood::Noun;
    let maybe = noun && signs.contains(&Sign::Happens) && may_happen(spot);
    let ahead = noun && spot.is_behind("next");
    let expected = ahead || maybe || hit.mood == Mood::Future;
    let weight = hit.weight
        + 2 * usize::from(days.0.is_some())
        + 2 * usize::from(place.is_some())
        + usize::from(who.with) * (1 + usize::from(spot.kind == Kind::Call))
        + usize::from(signs.contains(&Sign::Happens))
        + usize::from(noun && happens_behind(spot))
        + usize::from(signs.contains(&Sign::UnderWay))
        + usize::from(who.parties.len() > 1)
        + 2 * usize::from(ahead);
    let grammar = &spot.study.books.grammar;
    let mut before = spot.before().map(|i| spot.line.word(i));
    let determiner = before.find(|w| grammar.is_determiner(w));
    let back = noun && determiner.is_some_and(|w| w == "'s" || spot.book().lists("back", w));
    Mention {
        kind: spot.kind,
        format: format(spot.kind, &who, &signs),
        status: status(spot, days, expected || future_clause(spot), &signs, hit),
        days,
        place,
        one_sided: who.is_one_sided(spot.kind),
        led: noun && !who.with && is_led(spot),
        series: series(spot).filter(|_| noun).unwrap_or_default(),
        with_others: who.with
            && who.parties.is_empty()
            && who.people.is_empty()
            && (spot.at.end..spot.at.end + 3).all(|i| spot.line.word(i) != "between"),
        parties: who.parties,
        participants: who.people,
        evidence: spot.line.cover(spot.clause.clone()),
        back: back || hit.vague && weight < 2,
        vague: hit.vague && spot.kind != Kind::Call,
        same: noun && spot.is_behind("same"),
        weight,
        unreal: noun && spot.is_behind("unreal") || hit.mood == Mood::Thought,
        expected,
    }
}

/// Returns whether the verb right behind a noun says that it took place (`the call took place`, `talks broke up`).
fn happens_behind(spot: &Spot<'_>) -> bool {
    let near = spot.at.end..spot.clause.end.min(spot.at.end + 3);
    let mut signs = near.filter_map(|i| spot.book().sign(&spot.line.low, i));
    signs.any(|(sign, _)| sign == Sign::Happens)
}

/// Returns whether somebody is said to lead it: by a verb with the noun as its object, or in the passive.
fn is_led(spot: &Spot<'_>) -> bool {
    let presides = |i| spot.book().presides(&spot.line.low, i);
    let behind = spot.at.end + 1;
    let passive = spot.study.books.grammar.is_be(spot.line.word(spot.at.end));
    spot.before().any(presides) || passive && (presides(behind) || presides(behind + 1))
}

/// Returns the words that tell which of a row it is: its number with the noun's first word (`second round`).
fn series(spot: &Spot<'_>) -> Option<String> {
    let number = spot
        .before()
        .map(|i| spot.line.word(i))
        .find(|w| spot.book().lists("ordinals", w))?;
    Some(format!("{number} {}", spot.line.word(spot.at.start)))
}

/// Returns what the words of the clause tell of the meeting.
fn signs(spot: &Spot<'_>) -> Vec<Sign> {
    let words = spot.clause.clone();
    words
        .filter_map(|i| Some(spot.book().sign(&spot.line.low, i)?.0))
        .collect()
}

/// Returns whether the verb behind a noun says that it may take place.
fn may_happen(spot: &Spot<'_>) -> bool {
    let grammar = &spot.study.books.grammar;
    (spot.at.end..spot.clause.end).any(|i| grammar.is_possible(spot.line.word(i)))
}

fn future_clause(spot: &Spot<'_>) -> bool {
    let (grammar, line) = (&spot.study.books.grammar, spot.line);
    let near = spot.clause.start..spot.clause.end.min(spot.at.end + 6);
    near.clone().any(|i| {
        let planned = spot.book().lists("planned", line.word(i))
            && (i < spot.at.start && spot.at.start - i < 4 || grammar.is_be(line.before(i, 1)));
        planned
            || grammar.is_future(line.word(i))
            || line.word(i) == "to" && line.word(i + 1) == "be"
    })
}

fn status(spot: &Spot<'_>, days: Days, future: bool, signs: &[Sign], hit: &Hit) -> MeetingStatus {
    let published = spot.study.document.metadata.published;
    let ahead = matches!((days.0, published), (Some(d), Some(p)) if d > p);
    let past = matches!((days.0, published), (Some(d), Some(p)) if d < p);
    if signs.contains(&Sign::Cancelled) {
        MeetingStatus::Cancelled
    } else if signs.contains(&Sign::Postponed) {
        MeetingStatus::Postponed
    } else if ahead || future && !past {
        MeetingStatus::Planned
    } else if signs.contains(&Sign::UnderWay) || hit.people && days.0.is_none() {
        MeetingStatus::UnderWay
    } else {
        MeetingStatus::Held
    }
}

fn format(kind: Kind, who: &Attendance, signs: &[Sign]) -> Option<MeetingFormat> {
    if kind == Kind::Call {
        return Some(MeetingFormat::Call);
    }
    let told = [
        (Sign::Indirect, MeetingFormat::Indirect),
        (Sign::Trilateral, MeetingFormat::Trilateral),
        (Sign::Bilateral, MeetingFormat::Bilateral),
        (Sign::Multilateral, MeetingFormat::Multilateral),
    ];
    let told = told.iter().find(|(sign, _)| signs.contains(sign));
    told.map(|(_, format)| *format).or(match who.parties.len() {
        2 => Some(MeetingFormat::Bilateral),
        3 if kind != Kind::Visit => Some(MeetingFormat::Trilateral),
        4.. if kind != Kind::Visit => Some(MeetingFormat::Multilateral),
        _ => None,
    })
}

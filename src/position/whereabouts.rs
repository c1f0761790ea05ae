//! When and where a meeting is said to be.

use std::ops::Range;

use jiff::civil::Date;

use super::encounter::Hit;
use super::line::Line;
use super::markers::marks;
use super::meeting_book::Kind;
use super::mentions::Spot;
use super::read::Study;
use crate::language::{EntityKind, TimeExpression};

/// First and last day.
pub(super) type Days = (Option<Date>, Option<Date>);

/// How far from a meeting, in words and the like, the time stands that is no longer its own.
const FAR: usize = 18;
/// Within how many words of its beginning a sentence tells where all of it was.
const OPENING: usize = 9;
/// A stretch of more days tells no day of a meeting.
const LONGEST: i32 = 21;

/// Returns the days of a mention: those of the time expression nearest to it that tells no other time.
pub(super) fn days(spot: &Spot<'_>, hit: &Hit) -> Days {
    let (study, line, at) = (spot.study, spot.line, &spot.at);
    let cost = |words: &Range<usize>| {
        let behind = words.start >= at.end;
        let gap = if behind {
            words.start - at.end
        } else {
            at.start.saturating_sub(words.end)
        };
        let outside = usize::from(!spot.clause.contains(&words.start));
        match (behind, words.start <= 2) {
            (true, _) => gap + 8 * outside,
            (_, true) => gap.min(3) + 3 * outside,
            _ => gap + 4 + 8 * outside,
        }
    };
    let best = line
        .times_in(0..line.low.len())
        .filter(|(words, time)| time.start.is_some() && !is_said(study, line, words))
        .filter(|(words, _)| !hit.people || words.start >= at.end)
        .filter(|(words, _)| !is_outside(study, line, at.start, words.start))
        .filter(|(words, _)| is_own(line, words, at) || !is_attribute(study, line, words))
        .map(|(words, time)| (cost(&words), time))
        .filter(|(cost, _)| *cost < FAR)
        .min_by_key(|(cost, _)| *cost);
    best.map_or((None, None), |(_, time)| exact(line.text, time))
}

/// Returns the days of an expression that tells days and no vague stretch.
pub(super) fn exact(text: &str, time: &TimeExpression) -> Days {
    let (Some(start), Some(end)) = (time.start, time.end) else {
        return (None, None);
    };
    let counted = time.span.of(text).contains(|c: char| c.is_ascii_digit());
    let short = counted && (end - start).get_days() <= LONGEST;
    if start == end || short {
        (Some(start), Some(end))
    } else {
        (None, None)
    }
}

/// Returns whether the time is that of an act of speech: it stands right behind a cue.
pub(super) fn is_said(study: &Study<'_>, line: &Line<'_>, words: &Range<usize>) -> bool {
    let mut at = words.start;
    while matches!(
        line.before(at, 1),
        "on" | "late" | "early" | "," | "reporters" | "journalists"
    ) {
        at -= 1;
    }
    let Some((cue, word)) = at
        .checked_sub(1)
        .and_then(|i| Some((i, line.spans.get(i)?)))
    else {
        return false;
    };
    // `is expected on Monday`: what nobody is named to say has no day of saying; the day is that of the thing.
    let passive = study.books.grammar.is_be(line.before(cue, 1));
    let awaited = passive && (marks(study, line, cue) || marks(study, line, cue - 1));
    study.spoken.ends_cue(*word) && !awaited
}

/// Returns whether the time describes the meeting's own noun (`the Feb. 1 round`, `today's short call`).
fn is_own(line: &Line<'_>, words: &Range<usize>, at: &Range<usize>) -> bool {
    words.end == at.start
        || line.word(words.end) == "'s" && words.end < at.start && at.start - words.end <= 3
}

/// Returns whether the time describes the noun behind it (`the May 27 proposal`).
fn is_attribute(study: &Study<'_>, line: &Line<'_>, words: &Range<usize>) -> bool {
    let grammar = &study.books.grammar;
    let owned = grammar.is_determiner(line.before(words.start, 1)) || line.word(words.end) == "'s";
    let noun = line.word(words.end);
    let plain = noun.starts_with(char::is_lowercase) || noun == "'s";
    owned && plain && !grammar.is_preposition(noun) && !grammar.is_be(noun)
}

/// Returns whether the word at `at` is somebody's content and a time at `time` is not.
fn is_outside(study: &Study<'_>, line: &Line<'_>, at: usize, time: usize) -> bool {
    let (Some(word), Some(other)) = (line.spans.get(at), line.spans.get(time)) else {
        return false;
    };
    study.spoken.content_at(*word).is_some() && study.spoken.content_at(*other).is_none()
}

/// Returns the place as printed.
pub(super) fn place(spot: &Spot<'_>) -> Option<String> {
    let (line, book) = (spot.line, spot.book());
    let visit = spot.kind == Kind::Visit;
    for i in spot.at.end..spot.clause.end {
        let word = line.word(i);
        let leads = matches!(word, "in" | "at");
        let object = visit && (word == "to" || i == spot.at.end);
        if leads || object {
            let from = i + usize::from(leads || word == "to");
            if let Some(place) = name_at(line, from) {
                return Some(place);
            }
        }
        let timed = line.times_in(i..i + 2).next().is_some();
        let purpose = book.lists("purpose", word) && i > spot.at.end && !timed;
        if purpose || i > spot.at.end && book.is_people(&line.low, i) {
            break;
        }
    }
    // `In Riyadh, the envoys will meet`; `Over the last two days in Norland, he met`.
    let opening = (0..spot.at.start.min(OPENING)).take_while(|i| *i == 0 || line.word(*i) != ",");
    let mut leads = opening.filter(|i| matches!(line.word(*i), "in" | "at"));
    leads.find_map(|lead| {
        let behind_time = lead == 0 || line.times_in(0..lead).next().is_some();
        name_at(line, lead + 1).filter(|_| behind_time)
    })
}

/// Returns the name of a place that begins at word `i`.
pub(super) fn name_at(line: &Line<'_>, i: usize) -> Option<String> {
    let timed = |i: usize| line.times_in(i..i + 1).next().is_some();
    let from = i + usize::from(line.word(i) == "the");
    if timed(from) || !line.is_capital(from) {
        return None;
    }
    let entity = line.entities_in(from..from + 1).next();
    if entity.is_some_and(|(_, e)| e.kind == EntityKind::Person) {
        return None;
    }
    let mut to = from;
    while line.is_capital(to) && !timed(to)
        || to > from && line.word(to) == "of" && line.is_capital(to + 1)
    {
        to += 1;
    }
    (line.word(to) != "'s").then(|| line.cover(from..to).of(line.text).to_owned())
}

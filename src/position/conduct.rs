//! Acts on the ground or against the other side.

use std::ops::Range;

use jiff::civil::Date;

use super::conduct_book::Sense;
use super::grammar::{Form, Mood};
use super::line::Line;
use super::whereabouts::{exact, is_said};
use super::read::Study;
use super::{Conduct, Signal};
use crate::language::EntityKind;

/// Acts older than this many days before publication are history.
const HISTORY: i32 = 400;
/// How many of the last acts a mention is compared with.
const REACH: usize = 24;

struct Deed {
    class: usize,
    word: String,
    /// Whether a noun tells it.
    noun: bool,
    clause: Range<usize>,
    entry: Conduct,
}

/// Returns what happened meanwhile, in the order of the evidence.
pub(super) fn conduct(study: &Study<'_>) -> Vec<Conduct> {
    let mut found: Vec<Deed> = Vec::new();
    for line in study.lines {
        if line.low.last().is_some_and(|w| w == "?") {
            continue;
        }
        let mut here: Vec<(Range<usize>, usize, bool)> = Vec::new();
        let mut i = 0;
        while i < line.low.len() {
            let Some((deed, length)) = deed(study, line, i) else {
                i += 1;
                continue;
            };
            i += length;
            // A noun beside another act of its class in the sentence tells the same.
            let told = here.iter().any(|(clause, class, noun)| {
                *clause == deed.clause || *class == deed.class && (*noun || deed.noun)
            });
            let better =
                told && !deed.noun && here.iter().any(|(_, c, noun)| *c == deed.class && *noun);
            here.push((deed.clause.clone(), deed.class, deed.noun));
            if better
                && let Some(last) = found.last_mut().filter(|d| d.noun && d.class == deed.class)
            {
                *last = deed;
                continue;
            }
            if told {
                continue;
            }
            // `the blasts`: told of before.
            let back = matches!(
                line.before(i - length, 1),
                "the" | "these" | "this" | "those"
            ) && found.iter().rev().take(3).any(|d| d.class == deed.class);
            let again = deed.noun
                && found
                    .last()
                    .is_some_and(|d| d.noun && d.class == deed.class && may_be(d, &deed));
            let lasts = study.books.conduct.lasts(deed.class);
            let same =
                |d: &Deed| is_same(d, &deed) || lasts && d.class == deed.class && may_be(d, &deed);
            if !back && !again && !found.iter().rev().take(REACH).any(same) {
                found.push(deed);
            }
        }
    }
    found.into_iter().map(|d| d.entry).collect()
}

fn deed(study: &Study<'_>, line: &Line<'_>, i: usize) -> Option<(Deed, usize)> {
    let book = &study.books.conduct;
    let verb = book.verb(&line.low, i).and_then(|(form, senses, n)| {
        let class = done(study, line, i..i + n, form, senses)?;
        Some((class, n, false))
    });
    let (class, n, noun) = verb.or_else(|| {
        let (class, n) = book.noun(&line.low, i)?;
        let held = book.lasts(class) || took_place(study, line, i..i + n);
        held.then_some((class, n, true))
    })?;
    let clause = line.clause(i);
    let unreal = (clause.start..i).any(|w| book.is_unreal(&line.low, w));
    if !book.lasts(class) && (unreal || is_wanted(study, line, i)) {
        return None;
    }
    let (date, old) = date(study, line, i);
    if old {
        return None;
    }
    let evidence = line.cover(clause.clone());
    let word = line.word(i);
    let entry = Conduct {
        party: party(line, &clause, i),
        what: evidence.of(line.text).to_owned(),
        date,
        place: place(study, line, i..clause.end),
        evidence,
    };
    let deed = Deed {
        class,
        word: super::terms::singular(word),
        noun,
        clause,
        entry,
    };
    Some((deed, n))
}

/// Returns whether the act lies in what somebody demands, offers or refuses.
fn is_wanted(study: &Study<'_>, line: &Line<'_>, i: usize) -> bool {
    line.spans
        .get(i)
        .and_then(|word| study.spoken.content_at(*word))
        .and_then(|by| study.statements.get(by)?.attribution.cue)
        .and_then(|cue| study.books.cues.read(cue.of(line.text), "", false).class)
        .is_some_and(|class| class.signals.contains(&Signal::Position))
}

/// Returns the class of the act that a verb tells, where it took place.
fn done(
    study: &Study<'_>,
    line: &Line<'_>,
    at: Range<usize>,
    form: Form,
    senses: &[Sense],
) -> Option<usize> {
    let read = study.books.grammar.verb(line, at.start, form);
    if read.mood != Mood::Fact || read.negated {
        return None;
    }
    let clause = line.clause(at.start);
    let near = at.start.saturating_sub(8).max(clause.start)..(at.end + 8).min(clause.end);
    let fits = |things: usize| {
        let mut near = near.clone();
        near.any(|i| !at.contains(&i) && study.books.conduct.is_thing(things, &line.low, i))
    };
    let sense = senses.iter().find(|s| s.things.is_none_or(fits))?;
    Some(sense.class)
}

/// Returns whether words near a noun say that it took place.
fn took_place(study: &Study<'_>, line: &Line<'_>, at: Range<usize>) -> bool {
    let book = &study.books.conduct;
    let clause = line.clause(at.start);
    let before = at.start.saturating_sub(6).max(clause.start)..at.start;
    let after = at.end..(at.end + 20).min(clause.end);
    let happened = before
        .clone()
        .chain(after.clone())
        .any(|i| book.took_place(&line.low, i));
    let dated = line
        .times_in(clause.clone())
        .any(|(_, t)| t.start.is_some() && t.start == t.end);
    let side = line
        .entities_in(at.start.saturating_sub(3)..at.start)
        .any(|(_, e)| e.kind != EntityKind::Place);
    let by = after.clone().any(|i| line.word(i) == "by")
        && line.entities_in(after.clone()).next().is_some();
    // `fighting in Marib`: where it is told.
    let placed = after
        .clone()
        .next()
        .is_some_and(|i| study.books.conduct.leads_place(line.word(i)) && line.is_capital(i + 1));
    happened || dated || side || by || placed
}

fn date(study: &Study<'_>, line: &Line<'_>, i: usize) -> (Option<Date>, bool) {
    let clause = line.clause(i);
    let published = study.document.metadata.published;
    let times = line.times_in(clause).filter(|(words, t)| {
        (t.start.is_some() || t.end.is_some()) && !is_said(study, line, words)
    });
    let Some((_, time)) = times.min_by_key(|(words, _)| words.start.abs_diff(i)) else {
        return (None, false);
    };
    let words = time.span.of(line.text);
    let long = time.start.is_none() && (words.contains("month") || words.contains("year"));
    let old = matches!((time.end, published), (Some(e), Some(p)) if (p - e).get_days() > HISTORY);
    let ahead = matches!((time.start, published), (Some(s), Some(p)) if s > p);
    (exact(line.text, time).0, old || ahead || long)
}

/// Returns the side that acts: the last one named before the act in its clause, else the one behind `by`.
fn party(line: &Line<'_>, clause: &Range<usize>, i: usize) -> Option<String> {
    let side = |e: &crate::language::Entity| e.party.clone().or_else(|| e.slug.clone());
    let before = line
        .entities_in(clause.start..i)
        .rev()
        .filter(|(words, _)| !matches!(line.before(words.start, 1), "in" | "at" | "near" | "on"))
        .find_map(|(_, e)| side(e));
    before.or_else(|| {
        let by = (i..clause.end).find(|w| matches!(line.word(*w), "by"))?;
        line.entities_in(by..clause.end).find_map(|(_, e)| side(e))
    })
}

fn place(study: &Study<'_>, line: &Line<'_>, words: Range<usize>) -> Option<String> {
    words
        .clone()
        .find_map(|i| {
            let leads = study.books.conduct.leads_place(line.word(i));
            let from = i + 1 + usize::from(line.word(i + 1) == "the");
            let time = line.times_in(from..from + 1).next().is_some();
            if !leads || time || !line.is_capital(from) {
                return None;
            }
            let to = (from..line.low.len())
                .find(|t| !line.is_capital(*t))
                .unwrap_or(line.low.len());
            Some(line.cover(from..to).of(line.text).to_owned())
        })
        .filter(|p| !p.is_empty())
}

/// Returns whether two mentions tell of the same act.
fn is_same(one: &Deed, other: &Deed) -> bool {
    one.class == other.class && one.word == other.word && may_be(one, other)
}

/// Returns whether nothing that is known of two acts tells them apart.
fn may_be(one: &Deed, other: &Deed) -> bool {
    let parties = match (&one.entry.party, &other.entry.party) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let days = match (one.entry.date, other.entry.date) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let places = match (&one.entry.place, &other.entry.place) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    parties && days && places
}

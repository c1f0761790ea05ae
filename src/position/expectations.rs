//! Claims about what comes next that can later be checked, in statements and in the author's own voice.

use std::ops::Range;

use jiff::civil::Date;

use super::Expectation;
use super::line::Line;
use super::markers::marks;
use super::read::Study;
use super::terms::terms;
use super::whereabouts::is_said;
use crate::document::Span;
use crate::language::TimeExpression;

/// Returns what is expected, in the order of the evidence.
pub(super) fn expectations(study: &Study<'_>) -> Vec<Expectation> {
    let mut found: Vec<Expectation> = Vec::new();
    let mut days = Days::default();
    for (n, line) in study.lines.iter().enumerate() {
        days.enter(study, line, n);
        if is_aside(study, line) {
            continue;
        }
        let mut behind = 0;
        for at in 0..line.low.len() {
            // `a draft will be shown and could be signed`: the second of one clause begins at its own verb.
            let second = at < behind && line.before(at, 1) == "and";
            if at < behind && !second || !marks(study, line, at) {
                continue;
            }
            let clause = whole(line, at);
            behind = clause.end;
            let from = if second { at } else { clause.start };
            let mut entry = entry(study, line, at, from..clause.end);
            entry.due = entry.due.or_else(|| days.carried(study, line, n));
            days.told = entry.due.map(|due| (n, due)).or(days.told);
            if !found.iter().rev().take(REACH).any(|f| is_same(f, &entry)) {
                found.push(entry);
            }
        }
    }
    found.sort_by_key(|e| e.evidence);
    found
}

/// Returns whether the sentence is a question, or talk about the talk itself.
fn is_aside(study: &Study<'_>, line: &Line<'_>) -> bool {
    let house = &study.books.expectations.housekeeping;
    line.low.last().is_some_and(|w| w == "?")
        || (0..line.low.len()).any(|i| house.at(&line.low, i).is_some())
}

/// Days that hold for sentences that tell none themselves, each with the number of the line that told it.
#[derive(Default)]
struct Days {
    /// Of the last expectation with a day.
    told: Option<(usize, Date)>,
    /// That a list stands under (`The sides will do the following by Friday:`).
    list: Option<(usize, Date)>,
}

impl Days {
    /// Takes notice of a line before it is read.
    fn enter(&mut self, study: &Study<'_>, line: &Line<'_>, n: usize) {
        if line.low.last().is_some_and(|w| w == ":") {
            let published = study.document.metadata.published;
            let mut times = line.times_in(0..line.low.len()).rev();
            self.list = times
                .find_map(|(_, t)| due(t, published))
                .map(|due| (n, due));
        } else if line.word(0) == "after" {
            self.list = None;
        }
    }

    /// Returns the day that holds for line `n`.
    fn carried(&self, study: &Study<'_>, line: &Line<'_>, n: usize) -> Option<Date> {
        let same = &study.books.expectations.same_event;
        let list = self.list.filter(|(m, _)| n <= m + LISTED);
        let event = || {
            let points_back = (0..line.low.len()).any(|i| same.at(&line.low, i).is_some());
            self.told.filter(|(m, _)| m + 1 == n && points_back)
        };
        list.or_else(event).map(|(_, due)| due)
    }
}

/// How many sentences behind a colon count as its list.
const LISTED: usize = 4;

/// How many of the last expectations a claim is compared with.
const REACH: usize = 12;

/// Returns the clause with what hangs on it, up to the next mark that ends it.
fn whole(line: &Line<'_>, at: usize) -> Range<usize> {
    let clause = line.clause(at);
    let end = (clause.end..line.low.len())
        .find(|i| matches!(line.word(*i), ";" | "—" | "but" | "." | "”"))
        .unwrap_or(line.low.len());
    clause.start..end.max(clause.end).min(clause.end + 12)
}

fn entry(study: &Study<'_>, line: &Line<'_>, at: usize, clause: Range<usize>) -> Expectation {
    let by = line
        .spans
        .get(at)
        .and_then(|w| study.spoken.statement_at(*w));
    let evidence = evidence(study, line, at, clause.clone(), by);
    let published = study.document.metadata.published;
    let times = || {
        let inside = line.times_in(clause.clone());
        inside.filter(|(words, _)| !is_said(study, line, words))
    };
    let behind = times().filter(|(words, _)| words.start > at);
    let leads = times().filter(|(words, _)| words.start <= at);
    let due = behind.chain(leads).find_map(|(words, time)| {
        due(time, published).filter(|d| words.start > at || Some(*d) > published)
    });
    Expectation {
        what: evidence.of(line.text).to_owned(),
        due,
        by,
        evidence,
    }
}

/// Returns the words of the clause, of a content no more than itself, without what joins them to others.
fn evidence(
    study: &Study<'_>,
    line: &Line<'_>,
    at: usize,
    clause: Range<usize>,
    by: Option<usize>,
) -> Span {
    let whole = line.cover(clause);
    let content = by.and_then(|by| content_span(study, by, line.spans[at]));
    let words = match content {
        Some(c) if c.overlaps(whole) => {
            Span::new(whole.start().max(c.start()), whole.end().min(c.end()))
        }
        _ => whole,
    };
    let words = line.words_of(words);
    let joined = matches!(line.word(words.start), "that" | "and" | "but");
    line.cover(words.start + usize::from(joined)..words.end)
}

/// Returns the day that a time sets: a single day, or the last of `by Friday`.
fn due(time: &TimeExpression, published: Option<Date>) -> Option<Date> {
    let day = match (time.start, time.end) {
        (Some(a), Some(b)) if a == b => Some(a),
        (None, Some(b)) => Some(b),
        _ => None,
    };
    day.filter(|d| published.is_none_or(|p| *d >= p))
}

/// Returns whether two claims say much the same.
fn is_same(one: &Expectation, other: &Expectation) -> bool {
    let long =
        |what: &str| -> Vec<String> { terms(what).into_iter().filter(|w| w.len() > 3).collect() };
    let subject = |what: &str| what.split(' ').next().map(str::to_lowercase);
    let (a, b) = (long(&one.what), long(&other.what));
    if subject(&one.what) != subject(&other.what) {
        return false;
    }
    let shared = b.iter().filter(|w| a.contains(w)).count();
    shared * 3 >= a.len().min(b.len()) * 2 && shared > 1
}

/// Returns the part of a statement's content that holds a word.
fn content_span(study: &Study<'_>, statement: usize, word: Span) -> Option<Span> {
    let content = &study.statements.get(statement)?.attribution.content;
    content.iter().copied().find(|c| c.contains(word))
}

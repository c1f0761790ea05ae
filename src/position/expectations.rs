//! Claims about what comes next that can later be checked, in statements and in the author's own voice.

use std::ops::Range;

use jiff::civil::Date;

use super::grammar::{Form, Mood};
use super::line::Line;
use super::read::Study;
use super::terms::terms;
use super::whereabouts::is_said;
use super::{Expectation, Modality};
use crate::document::Span;
use crate::language::TimeExpression;

/// Returns what is expected, in the order of the evidence.
pub(super) fn expectations(study: &Study<'_>) -> Vec<Expectation> {
    let mut found: Vec<Expectation> = Vec::new();
    let mut last: Option<(usize, Date)> = None;
    // The day that a list stands under (`The sides will do the following by Friday:`).
    let mut list: Option<(usize, Date)> = None;
    for (n, line) in study.lines.iter().enumerate() {
        let asks = line.low.last().is_some_and(|w| w == "?");
        let house = &study.books.expectations.housekeeping;
        if asks || (0..line.low.len()).any(|i| house.at(&line.low, i).is_some()) {
            continue;
        }
        if line.low.last().is_some_and(|w| w == ":") {
            let published = study.document.metadata.published;
            let mut times = line.times_in(0..line.low.len()).rev();
            list = times
                .find_map(|(_, t)| due(t, published))
                .map(|due| (n, due));
        }
        if line.word(0) == "after" {
            list = None;
        }
        let mut behind = 0;
        for at in 0..line.low.len() {
            let second = at < behind && line.before(at, 1) == "and";
            if at < behind && !second || !marker(study, line, at) {
                continue;
            }
            let mut clause = whole(line, at);
            if second {
                clause.start = at;
            }
            behind = clause.end;
            let mut entry = entry(study, line, at, clause);
            if entry.due.is_none() {
                entry.due = list.filter(|(m, _)| n <= m + LISTED).map(|(_, due)| due);
            }
            if entry.due.is_none() && is_same_event(study, line) {
                entry.due = last.filter(|(m, _)| m + 1 == n).map(|(_, due)| due);
            }
            last = entry.due.map(|due| (n, due)).or(last);
            if !found.iter().rev().take(REACH).any(|f| is_same(f, &entry)) {
                found.push(entry);
            }
        }
    }
    found.sort_by_key(|e| e.evidence);
    found
}

/// How many sentences behind a colon count as its list.
const LISTED: usize = 4;

/// How many of the last expectations a claim is compared with.
const REACH: usize = 12;

/// Returns whether the word at `at` puts an event into the future.
fn marker(study: &Study<'_>, line: &Line<'_>, at: usize) -> bool {
    let (grammar, book) = (&study.books.grammar, &study.books.expectations);
    let word = line.word(at);
    if grammar.is_future(word) {
        return will(study, line, at);
    }
    if word == "would" {
        return would(study, line, at);
    }
    if matches!(word, "could" | "may" | "might") {
        return could(study, line, at);
    }
    if grammar.is_be(word) && !grammar.is_be(line.before(at, 1)) && !word.starts_with("be") {
        let next = adverbs(line, at + 1);
        let Some((_, n)) = book.behind_be.at(&line.low, next) else {
            return false;
        };
        let verb = adverbs(line, next + n);
        let bare_to = n == 1 && line.word(next) == "to";
        let aim = bare_to && (book.is_purpose(line.before(at, 1)) || line.word(verb) == "be");
        let hangs = grammar.is_conditional(line, at) || book.is_self(line.before(at, 1));
        let noun =
            grammar.is_determiner(line.word(verb)) || grammar.is_preposition(line.word(verb));
        let through =
            bare_to && noun || bare_to && line.word(at + 1) != "to" && line.word(at + 1) != "not";
        return book.is_event(line.word(verb)) && !aim && !hangs && !through;
    }
    let Some((noun, n)) = book.announce.at(&line.low, at) else {
        return false;
    };
    if noun && n == 1 {
        // `an imminent attack`, not `the attack was imminent`.
        return !grammar.is_be(line.before(at, 1))
            && line.word(at + 1).starts_with(char::is_alphabetic);
    }
    let form = Form::Past;
    let read = grammar.verb(line, at, form);
    !read.negated
        && matches!(read.mood, Mood::Fact | Mood::Future)
        && book.is_event(line.word(at + n))
        && (noun || !grammar.is_determiner(line.word(at + n)))
}

fn adverbs(line: &Line<'_>, mut i: usize) -> usize {
    // `will (i) change`
    if line.word(i) == "(" && line.word(i + 2) == ")" {
        i += 3;
    }
    while line.word(i).ends_with("ly")
        || matches!(
            line.word(i),
            "also"
                | "now"
                | "not"
                | "soon"
                | "then"
                | "again"
                | "still"
                | "never"
                | "only"
                | "yet"
                | "both"
                | "all"
        )
    {
        i += 1;
    }
    i
}

/// Returns whether an event stands behind `will`.
fn will(study: &Study<'_>, line: &Line<'_>, at: usize) -> bool {
    let (grammar, book) = (&study.books.grammar, &study.books.expectations);
    let subject = line.before(at, 1);
    // `the will`, `force of will`: a noun; `talks that will`: a class of things, unless a day is told.
    let noun = grammar.is_determiner(subject)
        && !matches!(
            subject,
            "this" | "that" | "these" | "those" | "both" | "all"
        )
        || grammar.is_preposition(subject);
    let relative = subject == "that" && line.times_in(line.clause(at)).next().is_none();
    let determined = noun || relative || is_if(line, at);
    let verb = adverbs(line, at + 1);
    let mut ahead = line.clause(at).start.saturating_sub(2)..at;
    let asks = ahead.any(|i| book.asks(line.word(i)) && !grammar.is_conditional(line, at));
    if determined || asks || book.is_self(subject) || !is_event(study, line, verb) {
        return false;
    }
    // A promise of one's own that hangs on something is none.
    let mut rest = at..line.low.len();
    let own = matches!(subject, "we") || matches!(line.before(at, 2), "our" | "my");
    !(own && rest.any(|i| book.until.at(&line.low, i).is_some()))
}

/// Returns whether an event stands behind a `would` that is a `will` as somebody reported it.
fn would(study: &Study<'_>, line: &Line<'_>, at: usize) -> bool {
    let word = line.spans[at];
    let statement = study
        .spoken
        .content_at(word)
        .and_then(|by| study.statements.get(by));
    let Some((statement, cue)) = statement.and_then(|s| Some((s, s.attribution.cue?))) else {
        return false;
    };
    let cue = cue.of(line.text).to_lowercase();
    let speech = study
        .books
        .cues
        .read(&cue, "", false)
        .class
        .is_some_and(|c| c.speech);
    let reported = speech && (cue.ends_with("ed") || matches!(cue.as_str(), "said" | "told"));
    let content = &statement.attribution.content;
    let begins = content
        .iter()
        .any(|c| c.contains(word) && line.words_of(*c).start + 6 > at);
    let verb = adverbs(line, at + 1);
    let conditional = line
        .low
        .iter()
        .any(|w| matches!(w.as_str(), "if" | "unless" | "were"))
        || statement.modality == Modality::Conditional;
    let stative = matches!(line.word(verb), "be" | "have");
    reported && begins && !conditional && !stative && is_event(study, line, verb)
}

/// Returns whether the word stands in the clause of an `if`.
fn is_if(line: &Line<'_>, at: usize) -> bool {
    let clause = line.clause(at);
    let head = clause.start..at.min(clause.start + 3);
    let comma = (clause.start..at).any(|i| line.word(i) == ",");
    !comma
        && head
            .into_iter()
            .any(|i| matches!(line.word(i), "if" | "unless" | "once"))
}

/// Returns whether something stands behind `could` that would be seen when it happens.
fn could(study: &Study<'_>, line: &Line<'_>, at: usize) -> bool {
    let book = &study.books.expectations;
    let verb = adverbs(line, at + 1);
    let word = line.word(verb);
    let subject = line.before(at, 1);
    !is_if(line, at)
        && !matches!(
            subject,
            "we" | "i" | "you" | "it" | "that" | "which" | "who" | "this"
        )
        && book.may_happen(word)
}

fn is_event(study: &Study<'_>, line: &Line<'_>, verb: usize) -> bool {
    let book = &study.books.expectations;
    let word = line.word(verb);
    // `will have seen`: no more than a guess about what was.
    if word == "have" && book.is_participle(line.word(verb + 1)) {
        return false;
    }
    // `need to`, `have to`: an obligation.
    if line.word(verb + 1) == "to" && matches!(word, "have" | "need" | "want") {
        return false;
    }
    if word == "be" && line.before(verb, 2) == "there" {
        return true;
    }
    if word == "be" {
        let next = adverbs(line, verb + 1);
        let there = matches!(line.word(next), "in" | "at") && line.is_capital(next + 1);
        return book.is_participle(line.word(next)) || there;
    }
    word.starts_with(char::is_alphabetic) && book.is_event(word)
}

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
    let mut evidence = line.cover(clause.clone());
    if let Some(content) = by.and_then(|b| content_span(study, b, line.spans[at])) {
        let start = evidence.start().max(content.start());
        let end = evidence.end().min(content.end());
        if start < end {
            evidence = Span::new(start, end);
        }
    }
    let first = line.words_of(evidence).start;
    let opener = matches!(line.word(first), "that" | "and" | "but");
    let evidence = line.cover(first + usize::from(opener)..line.words_of(evidence).end);
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

/// Returns the day that a time sets: a single day, or the last of `by Friday`.
fn due(time: &TimeExpression, published: Option<Date>) -> Option<Date> {
    let day = match (time.start, time.end) {
        (Some(a), Some(b)) if a == b => Some(a),
        (None, Some(b)) => Some(b),
        _ => None,
    };
    day.filter(|d| published.is_none_or(|p| *d >= p))
}

fn is_same_event(study: &Study<'_>, line: &Line<'_>) -> bool {
    let book = &study.books.expectations;
    (0..line.low.len()).any(|i| book.same_event.at(&line.low, i).is_some())
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

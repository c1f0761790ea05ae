//! Time expressions with normalised values: words are read by `grammar`, dated by `resolve`.

mod days;
mod grammar;
mod lexicon;
mod resolve;
mod stretches;
mod tense;

use jiff::civil::Date;

use self::grammar::{Grammar, Meaning, Token};
use self::resolve::{Context, resolve};
use super::sentences;
use super::words::words;
use crate::document::{BlockKind, Document, Span};

/// A time expression of the text with the days that it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// The words.
    pub span: Span,
    /// First day; `None` where the text leaves it open.
    pub start: Option<Date>,
    /// Last day (the same as `start` for one day); `None` where the text leaves it open.
    pub end: Option<Date>,
}

impl TimeExpression {
    /// Returns the day, where the expression stands for exactly one.
    pub fn day(&self) -> Option<Date> {
        self.start.filter(|_| self.start == self.end)
    }
}

/// Returns the time expressions of the document's body, normalised against its date of publication
/// and the anchors that the article itself sets.
pub fn times(document: &Document) -> Vec<TimeExpression> {
    let text = document.text.as_str();
    let mut context = first_context(document);
    let mut found = Vec::new();
    for block in document.body() {
        for sentence in sentences(text, block.span) {
            read(text, sentence, &mut context, &mut found);
        }
    }
    found
}

fn tokens(text: &str, passage: Span) -> Vec<Token<'_>> {
    let token = |span: Span| Token {
        span,
        raw: span.of(text),
        low: span.of(text).to_lowercase(),
    };
    words(text, passage).into_iter().map(token).collect()
}

/// How far into the body a full date counts as the article's own date line, in bytes.
const DATE_LINE: usize = 60;

/// Without a date of publication, that of the date line is the base; failing that, the first full
/// date tells at least the years.
fn first_context(document: &Document) -> Context {
    let mut context = Context {
        base: document.metadata.published,
        near: document.metadata.published,
        ..Context::default()
    };
    let body = document.body().next().map_or(0, |b| b.span.start());
    for block in document
        .blocks
        .iter()
        .filter(|b| b.kind.is_body() || b.kind == BlockKind::DateLine)
    {
        if context.near.is_some() {
            break;
        }
        let t = tokens(&document.text, block.span);
        let grammar = Grammar { t: &t };
        let full = (0..t.len()).find_map(|i| match grammar.plain(i)?.1 {
            Meaning::Date(Some(y), m, d) => Some((i, Date::new(y, m, d).ok()?)),
            _ => None,
        });
        let Some((i, day)) = full else { continue };
        context.near = Some(day);
        if !block.kind.is_body() || t[i].span.start() < body + DATE_LINE {
            context.base = Some(day);
        }
    }
    context
}

fn read(text: &str, sentence: Span, context: &mut Context, found: &mut Vec<TimeExpression>) {
    let t = tokens(text, sentence);
    let grammar = Grammar { t: &t };
    let mut i = 0;
    while i < t.len() {
        let Some((end, meaning)) = grammar.at(i) else {
            i += 1;
            continue;
        };
        let end = end.clamp(i + 1, t.len());
        context.future = tense::is_future(&t, i, end);
        let (first, last) = resolve(&meaning, context);
        if let (Some(a), Some(b)) = (first, last) {
            context.anchor = Some((a, b));
            if a == b {
                context.remember(a);
            } else {
                context.range = Some((a, b));
            }
        }
        found.push(TimeExpression {
            span: t[i].span.cover(t[end - 1].span),
            start: first,
            end: last,
        });
        i = end;
    }
}

//! The queue of readings to decide on, the least certain first. Every form works without script.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use serde::Deserialize;
use serde_json::Value;

use super::super::choices::{Choice, choices, listed};
use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::{Evidence, Lens};
use super::super::marks::{self, Article, Block};
use super::super::state::App;
use super::super::visitor;
use super::super::words;
use super::{Page, query, render};
use crate::document::{CharOffsets, CharSpan, Span};
use crate::export::voices::Voices;
use crate::export::words::tame;
use crate::position::Reading;
use crate::record::{Decidable, FactKind, StatementRow};

pub(super) const SOURCINGS: &[&str] = &[
    "named",
    "official",
    "anonymous",
    "collective",
    "media",
    "document",
    "none",
];
pub(super) const CHANNELS: &[&str] = &["public", "briefing", "private", "unstated"];
pub(super) const MODALITIES: &[&str] =
    &["asserted", "negated", "conditional", "possible", "expected"];
const STANCES: &[&str] = &[
    "demands",
    "supports",
    "open",
    "undecided",
    "opposes",
    "rules_out",
];
const VENUES: &[&str] = &["public", "private", "unstated"];

/// Where in the queue a visitor is.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct At {
    /// Readings of the queue that were passed over.
    skip: usize,
    /// A statement out of turn: `DOCUMENT-NUMBER`.
    fact: String,
    /// The visitor's last decision.
    last: Option<i64>,
}

#[derive(Template)]
#[template(path = "decide.html")]
struct DecidePage {
    frame: Frame,
    who: String,
    /// Address of this page.
    back: String,
    left: String,
    at: At,
    last: Option<i64>,
    /// Whether the statement that the address names is not there any more.
    gone: bool,
    asked: Option<Question>,
}

/// A statement to decide on.
struct Question {
    /// `DOCUMENT-NUMBER`.
    fact: String,
    number: usize,
    article: i64,
    /// Where it stands, as JSON.
    place: String,
    /// The side it speaks for.
    party: String,
    parties: Vec<Choice>,
    issues: Vec<Choice>,
    stances: Vec<Choice>,
    venues: Vec<Choice>,
    evidence: Evidence,
    certainty: String,
    blocks: Vec<Block>,
    statement: Sheet,
    positions: Vec<Sheet>,
}

/// A fact as a form.
pub(super) struct Sheet {
    title: String,
    target: String,
    seen: String,
    fields: Vec<Field>,
}

/// A field of a form.
struct Field {
    name: &'static str,
    label: &'static str,
    value: String,
    /// What can be chosen; empty for free words.
    choices: &'static [&'static str],
    /// Name of the list that free words may come from.
    list: &'static str,
    long: bool,
}

impl Field {
    /// Returns what can be chosen: value, words, and whether it is chosen.
    fn options(&self) -> impl Iterator<Item = (&'static str, String, bool)> {
        let value = self.value.clone();
        self.choices
            .iter()
            .map(move |c| (*c, c.replace('_', " "), *c == value))
    }
}

/// Shows the next reading to decide on.
pub(in super::super) async fn show(
    State(app): State<Arc<App>>,
    Query(at): Query<At>,
    headers: HeaderMap,
) -> Page {
    let frame = Frame::new(&app, "Decide", "/decide")
        .with_data("the queue", "/api/queue")
        .with_data("all decisions", "/api/decisions");
    let who = visitor::name(&headers);
    let page = app.ask(move |lens| page(frame, lens, at, who)).await?;
    render(&page)
}

fn page(frame: Frame, lens: &Lens<'_>, at: At, who: String) -> Result<DecidePage, Fault> {
    let (first, count) = lens.record.least_certain(at.skip)?;
    let left = count.saturating_sub(at.skip);
    let wanted = match named(&at.fact) {
        Some((document, number)) => lens.statement(document, number)?,
        None => None,
    };
    let gone = wanted.is_none() && !at.fact.is_empty();
    let row = wanted.or(first);
    let skip = at.skip.to_string();
    Ok(DecidePage {
        frame,
        who,
        back: query("/decide", &[("skip", &skip), ("fact", &at.fact)], 1),
        gone,
        left: words::count(left, "reading", "readings"),
        last: at.last,
        asked: row.map(|row| question(lens, &row)).transpose()?,
        at,
    })
}

/// Returns the document and number of `DOCUMENT-NUMBER`.
fn named(fact: &str) -> Option<(i64, u32)> {
    let (document, number) = fact.split_once('-')?;
    Some((document.parse().ok()?, number.parse().ok()?))
}

fn question(lens: &Lens<'_>, row: &StatementRow) -> Result<Question, Fault> {
    let (document, number) = (row.place.document, row.place.number as usize);
    let gone = || Fault::not_found("This statement");
    let filed = lens.record.filed(document)?.ok_or_else(gone)?;
    let facts = lens.record.decidables(document)?;
    let reading = &filed.reading;
    let of = |kind| facts.iter().filter(move |f| f.target.kind == kind);
    let statement = of(FactKind::Statement)
        .find(|f| f.number == number)
        .ok_or_else(gone)?;
    let mine = |f: &&Decidable| {
        let position = reading.talks.positions.get(f.number);
        position.is_some_and(|p| p.attribution == Some(number))
    };
    let text = &reading.document.text;
    let evidence = lens.said(row)?;
    let (parties, issues) = choices(lens, "", "")?;
    Ok(Question {
        fact: format!("{document}-{number}"),
        number: number + 1,
        article: document,
        place: format!(
            "[{},{}]",
            evidence.quote.span.start, evidence.quote.span.end
        ),
        party: row.party.map(|p| lens.record.words(p)).unwrap_or_default(),
        parties,
        issues,
        stances: listed(STANCES, ""),
        venues: listed(VENUES, "unstated"),
        evidence,
        certainty: format!("{:.0} %", row.confidence * 100.0),
        blocks: around(
            marks::blocks(&Article {
                reading,
                voices: &Voices::new(reading),
                number: Some(document),
                party: &|slug| lens.party_of(slug.into()).name,
            }),
            row.place.span,
            reading,
        ),
        statement: statement_sheet(statement, text)?,
        positions: of(FactKind::Position)
            .filter(mine)
            .map(position_sheet)
            .collect::<Result<_, _>>()?,
    })
}

/// Returns the blocks that hold the words, with one before and one after.
fn around(blocks: Vec<Block>, span: Span, reading: &Reading) -> Vec<Block> {
    let holds: Vec<bool> = reading
        .document
        .blocks
        .iter()
        .map(|b| b.span.overlaps(span))
        .collect();
    let near = |i: usize| (i.saturating_sub(1)..=i + 1).any(|j| holds.get(j) == Some(&true));
    let shown = blocks.into_iter().enumerate().filter(|(i, _)| near(*i));
    shown.map(|(_, block)| block).collect()
}

fn sheet(fact: &Decidable, title: String, fields: Vec<Field>) -> Result<Sheet, Fault> {
    Ok(Sheet {
        title,
        target: serde_json::to_string(&fact.target).map_err(|_| Fault::broken())?,
        seen: fact.last.map(|l| l.to_string()).unwrap_or_default(),
        fields,
    })
}

fn statement_sheet(fact: &Decidable, text: &str) -> Result<Sheet, Fault> {
    let word = |name: &str| word(fact.fact.get(name));
    let field = |name, label, choices| Field {
        name,
        label,
        value: word(name),
        choices,
        list: match name {
            "party" => "slugs",
            "issue" => "issues",
            _ => "",
        },
        long: false,
    };
    let stretches = |name: &'static str, label| Field {
        name,
        label,
        value: stretches(fact.fact.get(name), text).join("\n"),
        choices: &[],
        list: "",
        long: true,
    };
    sheet(
        fact,
        "The statement".into(),
        vec![
            stretches(
                "content",
                "Content, in words of the text; one stretch a line",
            ),
            stretches("source", "Source, in words of the text"),
            field("speaker", "Speaker", &[]),
            field("party", "Speaks for (short name)", &[]),
            field("sourcing", "Sourcing", SOURCINGS),
            field("channel", "Channel", CHANNELS),
            field("modality", "Modality", MODALITIES),
        ],
    )
}

fn position_sheet(fact: &Decidable) -> Result<Sheet, Fault> {
    let word = |name: &str| word(fact.fact.get(name));
    let field = |name, label, choices| Field {
        name,
        label,
        value: word(name),
        choices,
        list: match name {
            "party" => "slugs",
            "issue" => "issues",
            _ => "",
        },
        long: false,
    };
    let title = format!("Position on {}", words::slug(&word("issue")).to_lowercase());
    sheet(
        fact,
        tame(&title),
        vec![
            field("party", "Party (short name)", &[]),
            field("issue", "Issue (short name)", &[]),
            field("option", "What exactly", &[]),
            field("stance", "Stance", STANCES),
            field("venue", "Venue", VENUES),
        ],
    )
}

/// Returns a field's value as a form has it.
pub(super) fn word(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(word)) => word.clone(),
        Some(other) => other.to_string(),
    }
}

/// Returns the words of a list of spans in code points.
pub(super) fn stretches(value: Option<&Value>, text: &str) -> Vec<String> {
    let offsets = CharOffsets::new(text);
    let list = value.and_then(Value::as_array).cloned().unwrap_or_default();
    let spans = list
        .into_iter()
        .filter_map(|v| serde_json::from_value::<CharSpan>(v).ok());
    spans
        .map(|s| tame(offsets.bytes(text, s).of(text)))
        .collect()
}

//! Decisions that come in, and those that were made.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::Value;

use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::Lens;
use super::super::state::App;
use super::super::visitor;
use super::acts::{Fields, acts, of};
use super::decide::word;
use super::{Page, query, render};
use crate::Error;
use crate::export::words::tame;
use crate::record::{Effect, FactKind, Listed, NewDecision, Record, Verb};

/// Decisions on one page.
const SHOWN: usize = 50;
/// Letters of a value that the history shows.
const LETTERS: usize = 120;

/// Takes the name of the person who decides.
pub(in super::super) async fn name(Form(fields): Form<Fields>) -> Response {
    let cookie = visitor::cookie(of(&fields, "who"));
    let to = Some(of(&fields, "to")).filter(|to| is_back(to));
    let headers = [
        (header::SET_COOKIE, cookie),
        (header::LOCATION, to.unwrap_or("/decide").to_owned()),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// Returns whether an address is one of the pages on which people decide.
fn is_back(to: &str) -> bool {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"/?=&-%_.~".contains(&b);
    to.starts_with("/decide") && to.bytes().all(plain)
}

/// Takes a decision.
pub(in super::super) async fn take(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Result<Response, Fault> {
    let who = visitor::name(&headers);
    if who.is_empty() {
        return Err(Fault::wrong(
            "A decision needs the name of the person who decides. Go back and give yours.",
        ));
    }
    let to = app
        .change(move |record| {
            let last = decide(record, &who, &fields)?;
            onward(record, &fields, last)
        })
        .await?;
    app.warm();
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}

/// Returns where to go on after a decision: whoever changed something wants to see it as it stands now.
fn onward(record: &Record, fields: &Fields, last: Option<i64>) -> Result<String, Fault> {
    let numbers = |name| {
        let word = of(fields, name);
        let plain = word.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if plain { word } else { "" }
    };
    let written = last.map(|l| l.to_string()).unwrap_or_default();
    let queue = |fact: &str, last: &str| {
        let skip = Some(numbers("skip"))
            .filter(|s| !s.is_empty())
            .unwrap_or("0");
        query(
            "/decide",
            &[("skip", skip), ("fact", fact), ("last", last)],
            1,
        )
    };
    Ok(match of(fields, "act") {
        "undo-here" => "/history".into(),
        "undo" => match undone(record, last)? {
            Some((Verb::Merge, _)) => "/decide/actors".into(),
            Some((Verb::Add, Some(article))) => format!("/article/{article}"),
            _ => queue(numbers("fact"), ""),
        },
        "merge" => query(
            "/decide/actors",
            &[("q", of(fields, "q")), ("last", &written)],
            1,
        ),
        "add" => queue(&added(record, fields, last)?, &written),
        "edit" => queue(numbers("fact"), &written),
        _ => queue("", &written),
    })
}

/// Returns what a decision undid: the verb, and the article it is about.
fn undone(record: &Record, last: Option<i64>) -> Result<Option<(Verb, Option<i64>)>, Fault> {
    let found =
        |id: Option<i64>| Ok::<_, Error>(id.map(|id| record.decision(id)).transpose()?.flatten());
    let earlier = found(found(last)?.and_then(|d| d.undoes))?;
    let Some(earlier) = earlier else {
        return Ok(None);
    };
    let hash = earlier.target.map(|t| t.anchor.hash);
    let article = hash.map(|h| record.document_with(&h)).transpose()?;
    Ok(Some((earlier.verb, article.flatten().map(|d| d.id))))
}

/// Returns the statement that was added, or on which what was added rests, as the queue names it.
fn added(record: &Record, fields: &Fields, last: Option<i64>) -> Result<String, Fault> {
    let made = last.map(|id| record.decision(id)).transpose()?.flatten();
    let target = made.and_then(|d| d.target);
    let (Some(target), Ok(article)) = (target, of(fields, "article").parse::<i64>()) else {
        return Ok(String::new());
    };
    if target.kind != FactKind::Statement {
        return Ok(of(fields, "fact").into());
    }
    let facts = record.decidables(article)?;
    let statement = facts.iter().find(|f| f.target == target);
    Ok(statement.map_or_else(String::new, |f| format!("{article}-{}", f.number)))
}

/// Makes the decisions of a form; returns the number of the last one, `None` where nothing was changed.
fn decide(record: &mut Record, who: &str, fields: &Fields) -> Result<Option<i64>, Fault> {
    let now = jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string();
    let note = Some(of(fields, "note").trim().to_owned()).filter(|n| !n.is_empty());
    // Whoever takes a decision back has seen it, and what was decided before it.
    let seen = of(fields, "seen").parse().ok();
    let mut seen: Option<i64> = seen.or(of(fields, "decision").parse().ok());
    let mut last = None;
    for act in acts(record, fields)? {
        let decision = NewDecision {
            who: who.into(),
            act,
            note: note.clone(),
            seen,
        };
        let made = record.decide(&decision, &now).map_err(refused)?;
        seen = Some(made);
        last = seen;
    }
    Ok(last)
}

fn refused(error: Error) -> Fault {
    match error {
        Error::Decided { who, when, what } => Fault::new(
            StatusCode::CONFLICT,
            format!(
                "{who} decided on this at {when}, after you had opened it: {what}. Yours was not written over it. Go back and look at it again."
            ),
        ),
        Error::Decision { reason } => Fault::wrong(format!("This was not written down: {reason}.")),
        other => other.into(),
    }
}

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryPage {
    frame: Frame,
    who: String,
    lines: Vec<Line>,
    page: usize,
    pages: usize,
}

/// A decision as the history shows it.
struct Line {
    id: i64,
    made: String,
    who: String,
    verb: &'static str,
    kind: &'static str,
    words: String,
    change: String,
    note: String,
    link: String,
    citation: String,
    effect: &'static str,
    undoes: Option<i64>,
}

#[derive(Deserialize)]
pub(in super::super) struct Turn {
    page: Option<usize>,
}

/// Shows the decisions, the newest first.
pub(in super::super) async fn history(
    State(app): State<Arc<App>>,
    Query(turn): Query<Turn>,
    headers: HeaderMap,
) -> Page {
    let frame = Frame::new(&app, "History of decisions", "/decide")
        .with_data("all decisions", "/api/decisions");
    let who = visitor::name(&headers);
    let page = app
        .ask(move |lens| {
            let all = lens.record.decisions(None)?;
            let pages = all.len().div_ceil(SHOWN).max(1);
            let page = turn.page.unwrap_or(1).clamp(1, pages);
            let shown = all.iter().rev().skip((page - 1) * SHOWN).take(SHOWN);
            Ok(HistoryPage {
                frame,
                who,
                lines: shown.map(|l| line(lens, l)).collect::<Result<_, _>>()?,
                page,
                pages,
            })
        })
        .await?;
    render(&page)
}

fn line(lens: &Lens<'_>, listed: &Listed) -> Result<Line, Fault> {
    let decision = &listed.decision;
    let short = |value: &Option<Value>| {
        let words = tame(&word(value.as_ref()));
        match words.char_indices().nth(LETTERS) {
            Some((at, _)) => format!("{}…", &words[..at]),
            None => words,
        }
    };
    let change = match &decision.field {
        Some(field) => format!(
            "{field}: {} → {}",
            short(&decision.old),
            short(&decision.new)
        ),
        None => String::new(),
    };
    let anchor = decision.target.as_ref().map(|t| &t.anchor);
    let citation = match (listed.document, anchor) {
        (Some(document), Some(anchor)) => lens.citation_at(document, anchor.span)?,
        _ => String::new(),
    };
    Ok(Line {
        citation,
        id: decision.id,
        made: decision.made.clone(),
        who: tame(&decision.who),
        verb: decision.verb.name(),
        kind: decision.kind.name(),
        words: decision
            .target
            .as_ref()
            .map(|t| tame(&t.anchor.quote))
            .unwrap_or_default(),
        change,
        note: decision.note.as_deref().map(tame).unwrap_or_default(),
        link: listed
            .document
            .map(|d| format!("/article/{d}"))
            .unwrap_or_default(),
        effect: match listed.effect {
            Effect::Active => "holds",
            Effect::Undone => "undone",
            Effect::Orphaned => "without effect: the words are not found",
        },
        undoes: decision.undoes,
    })
}

/// Returns the decisions as data, the newest first.
pub(in super::super) fn data(record: &Record) -> Result<Vec<super::super::rows::Data>, Fault> {
    let all = record.decisions(None)?;
    let rows = all
        .iter()
        .rev()
        .filter_map(|d| match serde_json::to_value(d) {
            Ok(Value::Object(row)) => Some(row),
            _ => None,
        });
    Ok(rows.collect())
}

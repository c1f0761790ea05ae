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
use super::super::state::App;
use super::super::visitor;
use super::decide::{stretches, word};
use super::{Page, render};
use crate::Error;
use crate::export::words::tame;
use crate::record::{Act, Decidable, Effect, Listed, NewDecision, Record, Target};

/// Decisions on one page.
const SHOWN: usize = 50;
/// Letters of a value that the history shows.
const LETTERS: usize = 120;

type Fields = Vec<(String, String)>;

/// Takes the name of the person who decides.
pub(in super::super) async fn name(Form(fields): Form<Fields>) -> Response {
    let cookie = visitor::cookie(of(&fields, "who"));
    let headers = [
        (header::SET_COOKIE, cookie),
        (header::LOCATION, "/decide".to_owned()),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
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
    let back = (
        of(&fields, "skip").to_owned(),
        of(&fields, "fact").to_owned(),
        of(&fields, "act").to_owned(),
    );
    let last = app
        .change(move |record| decide(record, &who, &fields))
        .await?;
    Ok(redirect(&back, last))
}

fn redirect((skip, fact, act): &(String, String, String), last: Option<i64>) -> Response {
    let digits = |word: &str| word.chars().all(|c| c.is_ascii_digit() || c == '-');
    let mut to = format!(
        "/decide?skip={}",
        if digits(skip) && !skip.is_empty() {
            skip
        } else {
            "0"
        }
    );
    // Whoever changed something or took it back wants to see it as it stands now.
    if (act == "edit" || act == "undo") && digits(fact) && !fact.is_empty() {
        to.push_str(&format!("&fact={fact}"));
    }
    if act == "undo-here" {
        "/history".clone_into(&mut to);
    } else if let (Some(last), false) = (last, act == "undo") {
        to.push_str(&format!("&last={last}"));
    }
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

fn of<'a>(fields: &'a Fields, name: &str) -> &'a str {
    fields
        .iter()
        .find(|(n, _)| n == name)
        .map_or("", |(_, v)| v.as_str())
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
        Error::Decision { reason } => Fault::wrong(reason),
        other => other.into(),
    }
}

fn acts(record: &Record, fields: &Fields) -> Result<Vec<Act>, Fault> {
    let act = of(fields, "act");
    if act.starts_with("undo") {
        let id = of(fields, "decision")
            .parse()
            .map_err(|_| Fault::wrong("No decision is named."))?;
        return Ok(vec![Act::Undo(id)]);
    }
    let target: Target = serde_json::from_str(of(fields, "target"))
        .map_err(|_| Fault::wrong("The form does not say what it is about. Open it again."))?;
    match act {
        "confirm" => Ok(vec![Act::Confirm(target)]),
        "reject" => Ok(vec![Act::Reject(target)]),
        "edit" => edits(record, fields, target),
        _ => Err(Fault::wrong("This is no decision.")),
    }
}

/// Returns an edit for each field that the form has otherwise than the record.
fn edits(record: &Record, fields: &Fields, target: Target) -> Result<Vec<Act>, Fault> {
    let gone = || {
        Fault::new(
            StatusCode::CONFLICT,
            "This is not in the record any more as it was. Look at it again.",
        )
    };
    let documents = record.documents(None)?;
    let document = documents
        .iter()
        .find(|d| d.hash == target.anchor.hash)
        .ok_or_else(gone)?
        .id;
    let facts = record.decidables(document)?;
    let stands = facts
        .into_iter()
        .find(|f| f.target == target)
        .ok_or_else(gone)?;
    let text = record.text_of(document)?.text;
    let given = fields
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("f_")?, value.trim())));
    let mut acts = Vec::new();
    for (field, value) in given {
        if let Some(value) = changed(&stands, field, value, &text) {
            acts.push(Act::Edit {
                target: target.clone(),
                field: field.into(),
                value,
            });
        }
    }
    Ok(acts)
}

/// Returns the new value of a field, `None` where it is as it was.
fn changed(stands: &Decidable, field: &str, value: &str, text: &str) -> Option<Value> {
    let old = stands.fact.get(field);
    if ["content", "source", "cue"].contains(&field) {
        // What was selected comes as places, what was typed as words.
        if let Ok(places) = serde_json::from_str::<Vec<[usize; 2]>>(value) {
            return Some(serde_json::json!(places));
        }
        let lines: Vec<String> = value
            .lines()
            .map(|l| l.trim().to_owned())
            .filter(|l| !l.is_empty())
            .collect();
        return (lines != stretches(old, text)).then(|| serde_json::json!(lines));
    }
    if value == word(old) {
        return None;
    }
    Some(if value.is_empty() {
        Value::Null
    } else {
        Value::from(value)
    })
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
    let frame = Frame::new(&app, "History of decisions", "/decide").with_data("/api/decisions");
    let all = app.ask(|_, record| Ok(record.decisions(None)?)).await?;
    let pages = all.len().div_ceil(SHOWN).max(1);
    let page = turn.page.unwrap_or(1).clamp(1, pages);
    let shown = all.iter().rev().skip((page - 1) * SHOWN).take(SHOWN);
    let (who, lines) = (visitor::name(&headers), shown.map(line).collect());
    render(&HistoryPage {
        frame,
        who,
        lines,
        page,
        pages,
    })
}

fn line(listed: &Listed) -> Line {
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
    Line {
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
    }
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

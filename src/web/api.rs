//! The record as data at stable addresses.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;

use super::answers::{self, Question, Stretch};
use super::fault::Fault;
use super::finding::Wanted;
use super::lens::Lens;
use super::openapi::book;
use super::rows::{Data, csv, rows};
use super::state::App;
use crate::export;
use crate::record::{Day, Record, Scope};

/// Rows where no limit is given, and at most.
const LIMIT: (usize, usize) = (1000, 100_000);
const JSON: &str = "application/json";
const CSV: &str = "text/csv; charset=utf-8";

/// What a question is limited to, as addresses have it.
#[derive(Clone, Default, Deserialize)]
pub(super) struct Limits {
    #[serde(default)]
    pub(super) as_of: String,
    #[serde(default)]
    pub(super) since: String,
    #[serde(default)]
    pub(super) until: String,
    #[serde(default)]
    pub(super) party: String,
    #[serde(default)]
    pub(super) issue: String,
    pub(super) from: Option<usize>,
    pub(super) limit: Option<usize>,
}

impl Limits {
    /// Returns the scope; `None` where the record has nothing on the party or the issue.
    pub(super) fn scope(&self, record: &Record) -> Result<Option<Scope>, Fault> {
        let term = |words: &str| match words {
            "" => Ok(Some(None)),
            words => Ok::<_, Fault>(record.term(words)?.map(Some)),
        };
        let (Some(party), Some(issue)) = (term(&self.party)?, term(&self.issue)?) else {
            return Ok(None);
        };
        Ok(Some(Scope {
            as_of: day(&self.as_of)?,
            since: day(&self.since)?,
            until: day(&self.until)?,
            party,
            issue,
            document: None,
        }))
    }
}

/// Returns the day that an address names; an empty field names none.
pub(super) fn day(word: &str) -> Result<Option<Day>, Fault> {
    let word = word.trim();
    if word.is_empty() {
        return Ok(None);
    }
    let date: jiff::civil::Date = word
        .parse()
        .map_err(|_| Fault::wrong(format!("“{word}” is no day. Write it as 2031-03-14.")))?;
    Ok(Some(Day::from(date)))
}

/// Answers with rows of a kind.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    Path(file): Path<String>,
    Query(limits): Query<Limits>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Fault> {
    let (kind, as_csv) = ending(&file)?;
    if !book()?.has(&kind) {
        return Err(Fault::not_found("This kind of row"));
    }
    let shared = Arc::clone(&app);
    let (rows, count) = app
        .ask(move |lens| {
            let stretch = Stretch {
                from: limits.from.unwrap_or(0),
                most: limits.limit.unwrap_or(LIMIT.0).min(LIMIT.1),
            };
            if kind == "decisions" {
                return decisions(lens, stretch);
            }
            let asked = Question {
                limits: &limits,
                wanted: &wanted,
                vectors: &|| shared.vectors(),
                stretch,
            };
            if let Some(found) = answers::answer(lens, &kind, &asked)? {
                return Ok(found);
            }
            match limits.scope(lens.record)? {
                Some(scope) => rows(lens, &kind, &scope, stretch.from, stretch.most),
                None => Ok((Vec::new(), 0)),
            }
        })
        .await?;
    Ok(answer(&rows, count, as_csv))
}

/// Answers with the reading of an article, or with its statements as a table.
pub(super) async fn article(
    State(app): State<Arc<App>>,
    Path(file): Path<String>,
) -> Result<Response, Fault> {
    let (id, as_csv) = ending(&file)?;
    let id: i64 = id.parse().map_err(|_| Fault::not_found("This article"))?;
    app.ask(move |lens| {
        let filed = lens
            .record
            .filed(id)?
            .ok_or_else(|| Fault::not_found("This article"))?;
        if !as_csv {
            return Ok((
                [(CONTENT_TYPE, JSON)],
                json_of(&export::json::reading(&filed.reading))?,
            )
                .into_response());
        }
        let scope = Scope {
            document: Some(id),
            ..Scope::default()
        };
        let (rows, count) = rows(lens, "statements", &scope, 0, LIMIT.1)?;
        Ok(answer(&rows, count, true))
    })
    .await
}

/// Reads an article that is sent as it is, and answers with the reading.
pub(super) async fn read(State(app): State<Arc<App>>, body: Bytes) -> Result<Response, Fault> {
    let reading = app.read(body.to_vec(), None).await?;
    Ok((
        [(CONTENT_TYPE, JSON)],
        json_of(&export::json::reading(&reading))?,
    )
        .into_response())
}

/// Describes all addresses.
pub(super) async fn openapi() -> Result<Response, Fault> {
    let description = book()?.description().to_string();
    Ok(([(CONTENT_TYPE, JSON)], description).into_response())
}

fn decisions(lens: &Lens<'_>, stretch: Stretch) -> Result<(Vec<Data>, usize), Fault> {
    let all = super::pages::decisions::data(lens.record)?;
    let count = all.len();
    let rows = all.into_iter().skip(stretch.from).take(stretch.most);
    Ok((rows.collect(), count))
}

fn json_of(value: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string_pretty(value).map_err(|_| Fault::broken())
}

fn answer(rows: &[Data], count: usize, as_csv: bool) -> Response {
    // A table has no room for how many rows there are in the whole.
    let total = (HeaderName::from_static("x-total-count"), count.to_string());
    if as_csv {
        return ([(CONTENT_TYPE, CSV.to_owned()), total], csv(rows)).into_response();
    }
    let body = json!({"count": count, "rows": rows}).to_string();
    ([(CONTENT_TYPE, JSON.to_owned()), total], body).into_response()
}

/// Returns a file's name without its ending, and whether it is to be CSV.
fn ending(file: &str) -> Result<(String, bool), Fault> {
    match file.rsplit_once('.') {
        Some((name, "json")) => Ok((name.into(), false)),
        Some((name, "csv")) => Ok((name.into(), true)),
        _ => Err(Fault::not_found("This address")),
    }
}

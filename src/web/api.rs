//! The record as data at stable addresses.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::fault::Fault;
use super::lens::Lens;
use super::rows::{Data, KINDS, csv, rows};
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
) -> Result<Response, Fault> {
    let (kind, as_csv) = ending(&file)?;
    if KINDS.iter().all(|(name, _)| *name != kind) {
        return Err(Fault::not_found("This kind of row"));
    }
    let (rows, count) = app
        .ask(move |case, record| {
            if kind == "decisions" {
                let rows = super::pages::decisions::data(record)?;
                let count = rows.len();
                return Ok((rows, count));
            }
            let Some(scope) = limits.scope(record)? else {
                return Ok((Vec::new(), 0));
            };
            let limit = limits.limit.unwrap_or(LIMIT.0).min(LIMIT.1);
            rows(
                &Lens::new(case, record),
                &kind,
                &scope,
                limits.from.unwrap_or(0),
                limit,
            )
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
    app.ask(move |case, record| {
        let filed = record
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
        let (rows, count) = rows(&Lens::new(case, record), "statements", &scope, 0, LIMIT.1)?;
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
pub(super) async fn openapi() -> Response {
    ([(CONTENT_TYPE, JSON)], description().to_string()).into_response()
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

fn description() -> Value {
    let parameter = |name: &str, what: &str, schema: Value| json!({"name": name, "in": "query", "description": what, "schema": schema});
    let date = || json!({"type": "string", "format": "date"});
    let number = || json!({"type": "integer", "minimum": 0});
    let parameters = json!([
        parameter("as_of", "Only what the record knew on this day", date()),
        parameter(
            "since",
            "Only what speaks of this day or later ones",
            date()
        ),
        parameter(
            "until",
            "Only what speaks of this day or earlier ones",
            date()
        ),
        parameter(
            "party",
            "Only this party, by its slug",
            json!({"type": "string"})
        ),
        parameter(
            "issue",
            "Only this issue, by its slug",
            json!({"type": "string"})
        ),
        parameter("from", "Leave out so many rows", number()),
        parameter("limit", "At most so many rows", number()),
    ]);
    let wrong = json!({"description": "A parameter is not what it must be"});
    let table = || json!({"text/csv": {"schema": {"type": "string"}}});
    let list = json!({"application/json": {"schema": {"type": "object", "required": ["count", "rows"], "properties": {
        "count": {"type": "integer", "description": "Rows in the whole"},
        "rows": {"type": "array", "items": {"type": "object"}},
    }}}});
    let mut paths = serde_json::Map::new();
    for (kind, what) in KINDS {
        for (ending, content) in [("json", list.clone()), ("csv", table())] {
            let get = json!({"summary": what, "parameters": parameters, "responses": {
                "200": {"description": "The rows, the newest first", "content": content}, "400": wrong}});
            paths.insert(format!("/api/{kind}.{ending}"), json!({"get": get}));
        }
    }
    let id = json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}}]);
    let reading = json!({"application/json": {"schema": {"type": "object"}}});
    let missing = json!({"description": "The record has no such article"});
    for (ending, content) in [("json", reading.clone()), ("csv", table())] {
        let get = json!({"summary": "The reading of an article; as CSV, its statements", "parameters": id, "responses": {
            "200": {"description": "The reading", "content": content}, "404": missing}});
        paths.insert(format!("/api/article/{{id}}.{ending}"), json!({"get": get}));
    }
    let any = json!({"text/plain": {"schema": {"type": "string"}}, "text/html": {"schema": {"type": "string"}}});
    paths.insert("/api/read".into(), json!({"post": {
        "summary": "Reads an article of up to 4 MB, which is not kept",
        "requestBody": {"required": true, "content": any},
        "responses": {"200": {"description": "The reading", "content": reading}, "422": {"description": "This is no article"}},
    }}));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Rapporteur", "version": env!("CARGO_PKG_VERSION"),
            "description": "The record of a negotiation. Every row has the words it rests on, with article and place; \
                            spans are half-open and count code points.",
        },
        "paths": paths,
    })
}

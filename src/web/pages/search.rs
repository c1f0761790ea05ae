//! Search: statements by words, party, issue, sourcing, channel and days, all of it in the address.

use std::collections::HashSet;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::super::api::Limits;
use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::{Evidence, Lens};
use super::super::state::App;
use super::super::words;
use super::{Page, address, render};
use crate::record::{Said, Scope, StatementRow, phrases};

/// Statements on one page.
const SHOWN: usize = 25;
/// Statements that are ranked at most.
const RANKED: usize = 2000;
const SOURCINGS: [&str; 7] = [
    "named",
    "official",
    "anonymous",
    "collective",
    "media",
    "document",
    "none",
];
const CHANNELS: [&str; 4] = ["public", "briefing", "private", "unstated"];

/// What is asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    q: String,
    speaker: String,
    party: String,
    issue: String,
    sourcing: String,
    channel: String,
    since: String,
    until: String,
    page: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    frame: Frame,
    asked: Asked,
    sourcings: Vec<Choice>,
    channels: Vec<Choice>,
    parties: Vec<Choice>,
    issues: Vec<Choice>,
    count: String,
    found: Vec<Evidence>,
    page: usize,
    pages: usize,
    newer: String,
    older: String,
}

/// An entry of a list to choose from.
struct Choice {
    value: String,
    name: String,
    chosen: bool,
}

impl Choice {
    fn new(value: &str, name: String, chosen: &str) -> Self {
        Self {
            value: value.into(),
            name,
            chosen: value == chosen,
        }
    }
}

impl Asked {
    /// Returns the address of this question's page `page`.
    fn to(&self, page: usize) -> String {
        let mut parts: Vec<String> = self
            .fields()
            .iter()
            .filter(|(_, v)| !v.is_empty())
            .map(|(k, v)| format!("{k}={}", address(v)))
            .collect();
        if page > 1 {
            parts.push(format!("page={page}"));
        }
        format!("/search?{}", parts.join("&"))
    }

    fn fields(&self) -> [(&'static str, &str); 8] {
        [
            ("q", &self.q),
            ("speaker", &self.speaker),
            ("party", &self.party),
            ("issue", &self.issue),
            ("sourcing", &self.sourcing),
            ("channel", &self.channel),
            ("since", &self.since),
            ("until", &self.until),
        ]
    }

    /// Returns the address of the question's rows as data, without the ending; what rows are not told apart by is left out.
    fn data(&self) -> String {
        let fields = self.fields();
        let kept = fields
            .iter()
            .filter(|(k, v)| ["party", "issue", "since", "until"].contains(k) && !v.is_empty());
        let parts: Vec<String> = kept.map(|(k, v)| format!("{k}={}", address(v))).collect();
        format!(
            "/api/{}?{}",
            if self.issue.is_empty() {
                "statements"
            } else {
                "positions"
            },
            parts.join("&")
        )
    }
}

/// Shows what was found.
pub(in super::super) async fn show(
    State(app): State<Arc<App>>,
    Query(asked): Query<Asked>,
) -> Page {
    let frame = Frame::new(&app, "Search", "/search").with_data(asked.data());
    let page = app
        .ask(move |case, record| found(frame, &Lens::new(case, record), asked))
        .await?;
    render(&page)
}

fn found(frame: Frame, lens: &Lens<'_>, asked: Asked) -> Result<SearchPage, Fault> {
    let wanted: usize = asked.page.parse().unwrap_or(1).max(1);
    let (rows, count) = matching(lens, &asked, (wanted - 1) * SHOWN)?;
    let pages = count.div_ceil(SHOWN).max(1);
    let page = wanted.min(pages);
    let listed = |words: &[&str], chosen: &str| {
        words
            .iter()
            .map(|w| Choice::new(w, (*w).into(), chosen))
            .collect::<Vec<_>>()
    };
    let (parties, issues) = choices(lens, &asked)?;
    Ok(SearchPage {
        frame,
        sourcings: listed(&SOURCINGS, &asked.sourcing),
        channels: listed(&CHANNELS, &asked.channel),
        parties,
        issues,
        count: words::count(count, "statement", "statements"),
        found: rows
            .iter()
            .map(|r| lens.said(r))
            .collect::<Result<_, _>>()?,
        page,
        pages,
        newer: asked.to(page.saturating_sub(1)),
        older: asked.to(page + 1),
        asked,
    })
}

/// Returns a page of the statements that are asked for, the best first where words are asked for, else the latest; and
/// how many there are.
fn matching(
    lens: &Lens<'_>,
    asked: &Asked,
    from: usize,
) -> Result<(Vec<StatementRow>, usize), Fault> {
    let limits = Limits {
        party: asked.party.clone(),
        issue: asked.issue.clone(),
        since: asked.since.clone(),
        until: asked.until.clone(),
        ..Limits::default()
    };
    let Some(scope) = limits.scope(lens.record)? else {
        return Ok((Vec::new(), 0));
    };
    let said = Said {
        sourcing: chosen(&asked.sourcing)?,
        channel: chosen(&asked.channel)?,
    };
    let speaker = Some(asked.speaker.trim()).filter(|s| !s.is_empty());
    let hits = match (phrases(&asked.q), speaker) {
        (Some(matching), _) => lens.record.search(&matching, &scope, speaker, RANKED)?,
        (None, Some(speaker)) => lens.record.spoken_by(speaker, &scope, RANKED)?,
        (None, None) => return Ok(lens.record.latest(&scope, said, from, SHOWN)?),
    };
    let mut rows: Vec<StatementRow> = hits.into_iter().map(|h| h.statement).collect();
    rows.retain(|row| {
        said.sourcing.is_none_or(|s| s == row.sourcing)
            && said.channel.is_none_or(|c| c == row.channel)
    });
    let count = rows.len();
    Ok((rows.into_iter().skip(from).take(SHOWN).collect(), count))
}

/// Returns the value of a word that an address has; `None` for an empty one.
fn chosen<T: serde::de::DeserializeOwned>(word: &str) -> Result<Option<T>, Fault> {
    if word.is_empty() {
        return Ok(None);
    }
    let value = serde_json::Value::from(word);
    let read = serde_json::from_value(value).map(Some);
    read.map_err(|_| Fault::wrong(format!("“{word}” is none of those that can be chosen.")))
}

fn choices(lens: &Lens<'_>, asked: &Asked) -> Result<(Vec<Choice>, Vec<Choice>), Fault> {
    let positions = lens.record.positions(&Scope::default())?;
    let parties: HashSet<_> = positions.iter().map(|p| p.party).collect();
    let issues: HashSet<_> = positions.iter().map(|p| p.issue).collect();
    let sorted = |named: Vec<super::super::lens::Named>, chosen: &str| {
        let mut all: Vec<Choice> = named
            .into_iter()
            .map(|n| Choice::new(&n.slug, n.name, chosen))
            .collect();
        // What an address asks for stays in the field, also where the record has nothing on it.
        if !chosen.is_empty() && all.iter().all(|c| !c.chosen) {
            all.push(Choice::new(chosen, words::slug(chosen), chosen));
        }
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all
    };
    Ok((
        sorted(
            parties.into_iter().map(|t| lens.party(t)).collect(),
            &asked.party,
        ),
        sorted(
            issues.into_iter().map(|t| lens.issue(t)).collect(),
            &asked.issue,
        ),
    ))
}

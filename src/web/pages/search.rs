//! Search: statements by words, party, issue, sourcing, channel and days, or alike in meaning to a given one; all of it in
//! the address.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::super::api::Limits;
use super::super::choices::{Choice, choices, listed};
use super::super::fault::Fault;
use super::super::finding::{Found, Vectors, Wanted};
use super::super::frame::Frame;
use super::super::lens::{Evidence, Lens};
use super::super::state::App;
use super::super::words;
use super::{Page, query, render};

/// Statements on one page.
const SHOWN: usize = 25;
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
    like: String,
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
    /// The statement that those found are alike to.
    given: Option<Evidence>,
    /// The same question without it.
    without: String,
    count: String,
    found: Vec<Evidence>,
    page: usize,
    pages: usize,
    newer: String,
    older: String,
}

impl Asked {
    /// Returns the address of this question's page `page`.
    fn to(&self, page: usize) -> String {
        query("/search", &self.fields(), page)
    }

    fn fields(&self) -> [(&'static str, &str); 9] {
        [
            ("q", &self.q),
            ("like", &self.like),
            ("speaker", &self.speaker),
            ("party", &self.party),
            ("issue", &self.issue),
            ("sourcing", &self.sourcing),
            ("channel", &self.channel),
            ("since", &self.since),
            ("until", &self.until),
        ]
    }

    fn limits(&self) -> Limits {
        Limits {
            party: self.party.clone(),
            issue: self.issue.clone(),
            since: self.since.clone(),
            until: self.until.clone(),
            ..Limits::default()
        }
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            q: self.q.clone(),
            speaker: self.speaker.clone(),
            sourcing: self.sourcing.clone(),
            channel: self.channel.clone(),
            like: self.like.clone(),
        }
    }
}

/// Shows what was found.
pub(in super::super) async fn show(
    State(app): State<Arc<App>>,
    Query(asked): Query<Asked>,
) -> Page {
    let frame = Frame::new(&app, "Search", "/search")
        .with_data("what was found", query("/api/search", &asked.fields(), 1));
    let shared = Arc::clone(&app);
    let page = app
        .ask(move |lens| found(frame, lens, &|| shared.vectors(), asked))
        .await?;
    render(&page)
}

fn found(
    frame: Frame,
    lens: &Lens<'_>,
    vectors: Vectors<'_>,
    asked: Asked,
) -> Result<SearchPage, Fault> {
    let turn: usize = asked.page.parse().unwrap_or(1).max(1);
    let wanted = asked.wanted();
    let given = wanted.given(lens)?;
    let from = turn.saturating_sub(1).saturating_mul(SHOWN);
    let found = match asked.limits().scope(lens.record)? {
        Some(scope) => wanted.find(lens, vectors, &scope, (from, SHOWN))?,
        None => Found::default(),
    };
    let pages = found.count.div_ceil(SHOWN).max(1);
    let page = turn.min(pages);
    let (parties, issues) = choices(lens, &asked.party, &asked.issue)?;
    let without = Asked {
        like: String::new(),
        page: String::new(),
        ..asked.clone()
    };
    Ok(SearchPage {
        frame,
        sourcings: listed(&SOURCINGS, &asked.sourcing),
        channels: listed(&CHANNELS, &asked.channel),
        parties,
        issues,
        count: counted(&found, given.is_some()),
        given: given.map(|row| lens.said(&row)).transpose()?,
        without: without.to(1),
        found: found
            .rows
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

/// Returns how many there are, and in which order.
fn counted(found: &Found, is_likeness: bool) -> String {
    let count = words::count(found.count, "statement", "statements");
    match (is_likeness, found.is_cut, found.is_ranked) {
        (true, ..) => format!("{count} alike, the most alike first"),
        (_, true, true) => format!("The best {count}; there may be more: narrow the search"),
        (_, true, false) => format!("The latest {count}; there may be more: narrow the search"),
        (_, false, true) => format!("{count}, the best first"),
        (_, false, false) => format!("{count}, the latest first"),
    }
}

//! Gaps and contested claims: two accounts face to face, with who vouches for each.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::super::api::Limits;
use super::super::choices::{Choice, choices};
use super::super::contested::{Kind, contested_in};
use super::super::faces::Pair;
use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::Lens;
use super::super::state::App;
use super::super::words;
use super::{Page, query, render};

/// Pairs of each kind on one page.
const SHOWN: usize = 20;

/// What is asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    party: String,
    issue: String,
    since: String,
    until: String,
    page: String,
}

#[derive(Template)]
#[template(path = "gaps.html")]
struct GapsPage {
    frame: Frame,
    asked: Asked,
    parties: Vec<Choice>,
    issues: Vec<Choice>,
    sections: Vec<Section>,
    page: usize,
    pages: usize,
    newer: String,
    older: String,
}

/// Pairs that part in one way.
struct Section {
    anchor: &'static str,
    title: &'static str,
    /// What makes a pair of this kind, in a sentence.
    meaning: &'static str,
    count: String,
    pairs: Vec<Pair>,
}

const SECTIONS: [(Kind, &str, &str, &str); 4] = [
    (
        Kind::PublicPrivate,
        "gaps",
        "Public and private accounts that part",
        "What a party says in public, and what is told of it behind closed doors.",
    ),
    (
        Kind::Denied,
        "denied",
        "What unnamed people claim and others deny",
        "A claim without a name, and the latest who says otherwise on that day or later.",
    ),
    (
        Kind::Meeting,
        "outcomes",
        "Meetings of which two sides tell differently",
        "Different results on one issue of the same meeting.",
    ),
    (
        Kind::Mood,
        "moods",
        "Meetings whose mood two sides tell differently",
        "One side calls the mood good, the other bad.",
    ),
];

impl Asked {
    fn fields(&self) -> [(&'static str, &str); 4] {
        [
            ("party", &self.party),
            ("issue", &self.issue),
            ("since", &self.since),
            ("until", &self.until),
        ]
    }

    /// Returns the address of this question's page `page`.
    fn to(&self, page: usize) -> String {
        query("/gaps", &self.fields(), page)
    }
}

/// Shows the gaps.
pub(in super::super) async fn show(
    State(app): State<Arc<App>>,
    Query(asked): Query<Asked>,
) -> Page {
    let frame = Frame::new(&app, "Gaps and contested claims", "/gaps")
        .with_data("this view", query("/api/contested", &asked.fields(), 1))
        .with_data("positions", query("/api/positions", &asked.fields(), 1));
    let page = app.ask(move |lens| page(frame, lens, asked)).await?;
    render(&page)
}

fn page(frame: Frame, lens: &Lens<'_>, asked: Asked) -> Result<GapsPage, Fault> {
    let limits = Limits {
        party: asked.party.clone(),
        issue: asked.issue.clone(),
        since: asked.since.clone(),
        until: asked.until.clone(),
        ..Limits::default()
    };
    let all = match limits.scope(lens.record)? {
        Some(scope) => contested_in(lens, &scope)?,
        None => Vec::new(),
    };
    let of_kind = |kind| all.iter().filter(move |d| d.kind == kind);
    let longest = SECTIONS.iter().map(|(kind, ..)| of_kind(*kind).count());
    let pages = longest.max().unwrap_or(0).div_ceil(SHOWN).max(1);
    let page = asked.page.parse().unwrap_or(1).clamp(1, pages);
    let section = |(kind, anchor, title, meaning)| {
        let pairs = of_kind(kind).skip((page - 1) * SHOWN).take(SHOWN);
        Ok(Section {
            anchor,
            title,
            meaning,
            count: words::number(of_kind(kind).count()),
            pairs: pairs
                .map(|d| Pair::of(lens, d))
                .collect::<Result<_, Fault>>()?,
        })
    };
    let (parties, issues) = choices(lens, &asked.party, &asked.issue)?;
    Ok(GapsPage {
        frame,
        parties,
        issues,
        sections: SECTIONS
            .into_iter()
            .map(section)
            .collect::<Result<_, Fault>>()?,
        page,
        pages,
        newer: asked.to(page.saturating_sub(1)),
        older: asked.to(page + 1),
        asked,
    })
}

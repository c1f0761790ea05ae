//! The first page: what is new, what comes next, where everybody stands, what moved, what is contested.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::super::api;
use super::super::board::{Board, board};
use super::super::dates::{Dated, dates};
use super::super::faces::Pair;
use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::{Evidence, Lens};
use super::super::moved::{Moved, moved};
use super::super::state::App;
use super::super::words;
use super::{Page, query, read, render};
use crate::export::words::tame;
use crate::record::{Day, DocumentRow, Scope};

/// Articles and dates that the first page shows.
const SHOWN: usize = 8;
/// Movements and contested matters.
const EACH: usize = 4;
/// What the address asks for.
#[derive(Deserialize)]
pub(in super::super) struct Visit {
    /// Only what speaks of this day or later ones.
    #[serde(default)]
    since: String,
    /// Only articles added after this one: the newest at the visitor's last visit.
    #[serde(default)]
    after: Option<i64>,
}

#[derive(Template)]
#[template(path = "overview.html")]
struct OverviewPage {
    frame: Frame,
    articles: usize,
    counts: String,
    newest: String,
    newest_id: i64,
    after: String,
    new_title: String,
    fresh: Vec<Line>,
    further: usize,
    next: Vec<Next>,
    moved: Vec<Moved>,
    further_moved: bool,
    contested: Vec<Pair>,
    further_contested: usize,
    board: Board,
}

/// An article in a list.
pub(super) struct Line {
    pub(super) id: i64,
    pub(super) title: String,
    pub(super) outlet: String,
    pub(super) day: String,
    pub(super) folded: String,
}

struct Next {
    day: Day,
    what: String,
    evidence: Evidence,
}

/// Shows the overview; without a case, the page that reads one article.
pub(in super::super) async fn show(
    State(app): State<Arc<App>>,
    Query(visit): Query<Visit>,
) -> Page {
    if app.case.is_none() {
        return read::form(State(app)).await;
    }
    let since = [("since", visit.since.as_str())];
    let frame = Frame::new(&app, "Overview", "/")
        .with_data("new articles", query("/api/articles", &since, 1))
        .with_data("next dates", "/api/dates")
        .with_data("the board", "/api/board")
        .with_data("what moved", query("/api/movements", &since, 1))
        .with_data("what is contested", query("/api/contested", &since, 1));
    let page = app.ask(move |lens| overview(frame, lens, &visit)).await?;
    render(&page)
}

fn overview(frame: Frame, lens: &Lens<'_>, visit: &Visit) -> Result<OverviewPage, Fault> {
    let since = api::day(&visit.since)?;
    let documents = lens.record.documents(None)?;
    let newest = documents.last().map_or(Day::NEVER, |d| d.known);
    let recent = |d: &&DocumentRow| match (visit.after, since) {
        (Some(id), _) => d.id > id,
        (None, Some(day)) => d.known >= day,
        // To somebody who was never here all of it is new: the newest are shown.
        (None, None) => true,
    };
    let new_title = match (visit.after, since) {
        (Some(_), _) => "New since your last visit".into(),
        (None, Some(day)) => format!("New since {day}"),
        (None, None) => "The newest articles".into(),
    };
    let fresh: Vec<Line> = lines(documents.iter().rev().filter(recent), &documents);
    let further = fresh.len().saturating_sub(SHOWN);
    let reports: HashSet<i64> = documents.iter().map(|d| d.report).collect();
    let positions = lens.whole.positions(lens)?;
    let contested = lens.whole.contested(lens)?;
    let standing = contested
        .iter()
        .filter(|d| since.is_none_or(|since| d.day() >= since));
    let scope = Scope {
        since,
        ..Scope::default()
    };
    let mut moved = moved(lens, &scope, EACH + 1)?;
    let further_moved = moved.len() > EACH;
    moved.truncate(EACH);
    Ok(OverviewPage {
        frame,
        articles: documents.len(),
        counts: format!(
            "{}, {}",
            words::count(documents.len(), "article", "articles"),
            words::count(reports.len(), "independent report", "independent reports"),
        ),
        newest: newest.to_string(),
        newest_id: documents.iter().map(|d| d.id).max().unwrap_or(0),
        after: visit.after.map(|a| a.to_string()).unwrap_or_default(),
        new_title,
        fresh: fresh.into_iter().take(SHOWN).collect(),
        further,
        next: next(lens, newest)?,
        moved,
        further_moved,
        contested: standing
            .clone()
            .take(EACH)
            .map(|d| Pair::of(lens, d))
            .collect::<Result<_, _>>()?,
        further_contested: standing.count().saturating_sub(EACH),
        board: board(lens, &positions, newest, false),
    })
}

/// Returns the lines of articles, near-copies folded into the first of their report.
pub(super) fn lines<'a>(
    shown: impl Iterator<Item = &'a DocumentRow>,
    all: &[DocumentRow],
) -> Vec<Line> {
    let mut of_report: HashMap<i64, usize> = HashMap::new();
    for row in all {
        *of_report.entry(row.report).or_default() += 1;
    }
    let mut seen = HashSet::new();
    let line = |row: &DocumentRow| Line {
        id: row.id,
        title: tame(row.title.as_deref().unwrap_or(&row.origin)),
        outlet: tame(row.outlet.as_deref().unwrap_or("outlet unknown")),
        day: row.known.to_string(),
        folded: match of_report.get(&row.report).map_or(0, |n| n - 1) {
            0 => String::new(),
            n => words::count(n, "more copy or version", "more copies or versions"),
        },
    };
    shown.filter(|d| seen.insert(d.report)).map(line).collect()
}

/// Returns the dates that lie ahead of the newest article, with the words that set them.
fn next(lens: &Lens<'_>, newest: Day) -> Result<Vec<Next>, Fault> {
    let ahead = dates(lens, newest)?;
    let next = |dated: Dated| {
        let evidence = lens.evidence(&dated.place, dated.statement)?;
        Ok(Next {
            day: dated.day,
            // What stands in the words anyway is not told twice.
            what: dated.what_beside(&evidence.words),
            evidence,
        })
    };
    ahead.into_iter().take(SHOWN).map(next).collect()
}

//! The first page: what is new, what moved, what comes next, and where everybody stands.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::super::api;
use super::super::board::{Board, board};
use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::{Evidence, Lens};
use super::super::moved::{Moved, moved};
use super::super::state::App;
use super::super::words;
use super::{Page, read, render};
use crate::export::words::tame;
use crate::position::MeetingStatus;
use crate::record::{Day, DocumentRow, Scope};

/// Articles, movements and dates that the first page shows.
const SHOWN: usize = 8;
/// Days that count as new to somebody who was never here.
const RECENT: i64 = 7;

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
    moved: Vec<Moved>,
    next: Vec<Next>,
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
    let frame = Frame::new(&app, "Overview", "/").with_data("/api/positions");
    let page = app
        .ask(move |case, record| overview(frame, &Lens::new(case, record), &visit))
        .await?;
    render(&page)
}

fn overview(frame: Frame, lens: &Lens<'_>, visit: &Visit) -> Result<OverviewPage, Fault> {
    let since = api::day(&visit.since)?;
    let documents = lens.record.documents(None)?;
    let newest = documents.last().map_or(Day::NEVER, |d| d.known);
    let recent = |d: &&DocumentRow| match (visit.after, since) {
        (Some(id), _) => d.id > id,
        (None, Some(day)) => d.known >= day,
        (None, None) => d.known.days_until(newest).is_some_and(|n| n < RECENT),
    };
    let new_title = match (visit.after, since) {
        (Some(_), _) => "New since your last visit".into(),
        (None, Some(day)) => format!("New since {day}"),
        (None, None) => "The newest articles".into(),
    };
    let fresh: Vec<Line> = lines(documents.iter().rev().filter(recent), &documents);
    let further = fresh.len().saturating_sub(SHOWN);
    let reports: HashSet<i64> = documents.iter().map(|d| d.report).collect();
    let positions = lens.record.positions(&Scope::default())?;
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
        moved: moved(
            lens,
            &positions,
            &Scope {
                since,
                ..Scope::default()
            },
            SHOWN,
        )?,
        next: next(lens, newest)?,
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

/// Returns the dates that lie ahead of the newest article, the nearest first.
fn next(lens: &Lens<'_>, newest: Day) -> Result<Vec<Next>, Fault> {
    let everything = Scope::default();
    let mut all = Vec::new();
    for row in lens.record.meetings(&everything)? {
        let planned = matches!(
            row.status,
            MeetingStatus::Planned | MeetingStatus::Postponed
        );
        if let (true, Some(day)) = (planned, row.first.filter(|d| *d >= newest)) {
            let parties: Vec<String> = row
                .parties
                .iter()
                .map(|p| lens.party_of(p.clone()).name)
                .collect();
            let mut what = words::slug(&words::word(row.status)) + " meeting";
            for part in [
                (!parties.is_empty()).then(|| parties.join(", ")),
                row.venue.as_deref().map(tame),
            ] {
                what.extend(part.map(|p| format!(" · {p}")));
            }
            all.push((day, what, row.place, row.statement));
        }
    }
    for row in lens.record.expectations(&everything)? {
        if let Some(day) = row.due.filter(|d| *d >= newest) {
            all.push((day, tame(&row.what), row.place, row.statement));
        }
    }
    all.sort_by_key(|(day, _, place, _)| (*day, place.report, place.id));
    let mut seen = HashSet::new();
    all.retain(|(day, _, place, _)| seen.insert((*day, place.report)));
    all.truncate(SHOWN);
    all.into_iter()
        .map(|(day, what, place, statement)| {
            let evidence = lens.evidence(&place, statement)?;
            Ok(Next {
                day,
                what,
                evidence,
            })
        })
        .collect()
}

//! One issue, one party: where they stand, over time, in whose words.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use serde::Deserialize;

use super::super::board::{Board, Held, board, held};
use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::{Evidence, Lens};
use super::super::moved::{Moved, moved};
use super::super::state::App;
use super::super::timeline::{By, Timeline};
use super::super::words;
use super::{Page, address, render};
use crate::export::words::tame;
use crate::position::Venue;
use crate::record::{Day, PositionRow, Scope, Term};

/// Statements on one page.
const SHOWN: usize = 25;
/// Lanes of a time line.
const LANES: usize = 8;

#[derive(Template)]
#[template(path = "issues.html")]
struct IssuesPage {
    frame: Frame,
    board: Board,
}

#[derive(Template)]
#[template(path = "subject.html")]
struct SubjectPage {
    frame: Frame,
    kind: &'static str,
    other: &'static str,
    column: &'static str,
    counts: String,
    search: String,
    timeline: Timeline,
    rows: Vec<Row>,
    moved: Vec<Item>,
    outcomes: Vec<Item>,
    said: Vec<Said>,
    page: usize,
    pages: usize,
}

/// Where one party stands on the issue, or the party on one issue: public, private, unstated.
struct Row {
    name: String,
    link: String,
    cells: [Option<Held>; 3],
}

struct Item {
    head: String,
    what: String,
    evidence: Evidence,
}

struct Said {
    key: String,
    sign: &'static str,
    stance: String,
    head: String,
    evidence: Evidence,
}

#[derive(Deserialize)]
pub(in super::super) struct Turn {
    page: Option<usize>,
}

/// Shows all issues and parties.
pub(in super::super) async fn all(State(app): State<Arc<App>>) -> Page {
    let frame = Frame::new(&app, "Issues and parties", "/issues")
        .with_data("the board", "/api/board")
        .with_data("positions", "/api/positions");
    let board = app
        .ask(|lens| {
            let newest = lens.record.newest_day()?.unwrap_or(Day::NEVER);
            Ok(board(lens, &lens.whole.positions(lens)?, newest, true))
        })
        .await?;
    render(&IssuesPage { frame, board })
}

/// Shows one issue.
pub(in super::super) async fn issue(
    state: State<Arc<App>>,
    slug: Path<String>,
    turn: Query<Turn>,
) -> Page {
    subject(state, slug, turn, By::Party).await
}

/// Shows one party.
pub(in super::super) async fn party(
    state: State<Arc<App>>,
    slug: Path<String>,
    turn: Query<Turn>,
) -> Page {
    subject(state, slug, turn, By::Issue).await
}

async fn subject(
    State(app): State<Arc<App>>,
    Path(slug): Path<String>,
    Query(turn): Query<Turn>,
    by: By,
) -> Page {
    let key = if by == By::Party { "issue" } else { "party" };
    let of = format!("{key}={}", address(&slug));
    let mut frame = Frame::new(&app, "", "/issues")
        .with_data("positions", format!("/api/positions?{of}"))
        .with_data("where they stand", format!("/api/board?{of}"))
        .with_data("what moved", format!("/api/movements?{of}"))
        .with_data("what is contested", format!("/api/contested?{of}"));
    if by == By::Party {
        frame = frame.with_data("outcomes", format!("/api/outcomes?{of}"));
    }
    let page = app
        .ask(move |lens| page(frame, lens, &slug, by, turn.page.unwrap_or(1)))
        .await?;
    render(&page)
}

fn page(
    mut frame: Frame,
    lens: &Lens<'_>,
    slug: &str,
    by: By,
    page: usize,
) -> Result<SubjectPage, Fault> {
    let what = if by == By::Party {
        "This issue"
    } else {
        "This party"
    };
    let term = lens
        .record
        .term(slug)?
        .ok_or_else(|| Fault::not_found(what))?;
    let mut scope = Scope::default();
    let (kind, other, column, key) = match by {
        By::Party => {
            scope.issue = Some(term);
            frame.title = lens.issue(term).name;
            ("Issue", "the parties", "Party", "issue")
        }
        By::Issue => {
            scope.party = Some(term);
            frame.title = lens.party(term).name;
            ("Party", "they", "Issue", "party")
        }
    };
    let everywhere = lens.whole.positions(lens)?;
    let mine = |p: &&PositionRow| term == if by == By::Party { p.issue } else { p.party };
    let mut positions: Vec<PositionRow> = everywhere.iter().filter(mine).copied().collect();
    let lanes = lanes(by, &positions);
    let reports: HashSet<i64> = positions.iter().map(|p| p.place.report).collect();
    let shown = &lanes[..lanes.len().min(LANES)];
    let everything = Scope::default();
    let conduct = match by {
        By::Party => lens.record.conduct(&everything)?,
        By::Issue => lens.record.conduct(&scope)?,
    };
    let meetings = lens.record.meetings(&everything)?;
    let timeline = Timeline::draw(lens, by, shown, &positions, &meetings, &conduct)?;
    let rows = rows(lens, by, &lanes, &positions)?;
    let movements = movements(lens, by, &scope)?;
    positions.sort_by_key(|p| std::cmp::Reverse((p.place.day, p.place.id)));
    let mut seen = HashSet::new();
    // The same stance in a near-copy is no second one.
    positions.retain(|p| {
        seen.insert((
            p.party,
            p.issue,
            p.option,
            p.stance,
            p.venue,
            p.place.report,
        ))
    });
    let pages = positions.len().div_ceil(SHOWN).max(1);
    let page = page.clamp(1, pages);
    let said = positions.iter().skip((page - 1) * SHOWN).take(SHOWN);
    Ok(SubjectPage {
        kind,
        other,
        column,
        counts: words::count(reports.len(), "independent report", "independent reports"),
        search: format!("/search?{key}={}", address(slug)),
        timeline,
        rows,
        moved: movements,
        outcomes: if by == By::Party {
            outcomes(lens, &scope)?
        } else {
            Vec::new()
        },
        said: said
            .map(|p| said_of(lens, by, p))
            .collect::<Result<_, _>>()?,
        page,
        pages,
        frame,
    })
}

/// Returns the lanes, those with most independent reports first.
fn lanes(by: By, positions: &[PositionRow]) -> Vec<Term> {
    let mut reports: HashMap<Term, HashSet<i64>> = HashMap::new();
    for row in positions {
        let term = if by == By::Party {
            row.party
        } else {
            row.issue
        };
        reports.entry(term).or_default().insert(row.place.report);
    }
    let mut terms: Vec<Term> = reports.keys().copied().collect();
    terms.sort_by_key(|t| (std::cmp::Reverse(reports[t].len()), *t));
    terms
}

fn rows(
    lens: &Lens<'_>,
    by: By,
    lanes: &[Term],
    positions: &[PositionRow],
) -> Result<Vec<Row>, Fault> {
    let today = lens.record.newest_day()?.unwrap_or(Day::NEVER);
    let row = |term: &Term| {
        let mine = |p: &&PositionRow| *term == if by == By::Party { p.party } else { p.issue };
        let mine: Vec<&PositionRow> = positions.iter().filter(mine).collect();
        let held = held(&mine, today);
        let at = |venue| held.iter().find(|h| h.venue == venue).cloned();
        let (name, path) = match by {
            By::Party => (lens.party(*term), "party"),
            By::Issue => (lens.issue(*term), "issue"),
        };
        Row {
            link: format!("/{path}/{}", address(&name.slug)),
            name: name.name,
            cells: [at(Venue::Public), at(Venue::Private), at(Venue::Unstated)],
        }
    };
    Ok(lanes.iter().map(row).collect())
}

fn movements(lens: &Lens<'_>, by: By, scope: &Scope) -> Result<Vec<Item>, Fault> {
    let found = moved(lens, scope, SHOWN)?;
    let item = |m: Moved| {
        let name = if by == By::Party { m.party } else { m.issue };
        Item {
            head: format!("{} · {}", m.day, name.name),
            what: m.what,
            evidence: m.evidence,
        }
    };
    Ok(found.into_iter().map(item).collect())
}

fn outcomes(lens: &Lens<'_>, scope: &Scope) -> Result<Vec<Item>, Fault> {
    let mut rows = lens.record.outcomes(scope)?;
    rows.sort_by_key(|r| std::cmp::Reverse((r.place.day, r.place.id)));
    let mut seen = HashSet::new();
    rows.retain(|r| seen.insert((r.result as u8, r.place.report)));
    rows.truncate(SHOWN);
    rows.iter()
        .map(|row| {
            Ok(Item {
                head: format!("{} · {}", row.place.day, words::word(row.result)),
                what: String::new(),
                evidence: lens.evidence(&row.place, row.statement)?,
            })
        })
        .collect()
}

fn said_of(lens: &Lens<'_>, by: By, row: &PositionRow) -> Result<Said, Fault> {
    let name = if by == By::Party {
        lens.party(row.party)
    } else {
        lens.issue(row.issue)
    };
    let option = row.option.map(|o| tame(&lens.record.words(o)));
    let voucher = lens.voucher(row.voucher);
    let voucher = voucher
        .map(|v| format!(", as told by {v}"))
        .unwrap_or_default();
    let mut head = format!("{} {}{voucher}", name.name, words::venue(row.venue));
    head.extend(option.map(|o| format!(": {o}")));
    Ok(Said {
        key: words::key(row.stance),
        sign: words::stance_sign(row.stance),
        stance: words::word(row.stance),
        head,
        evidence: lens.evidence(&row.place, row.statement)?,
    })
}

//! Who says how much, named or not, and whose expectations came true.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::{Evidence, Lens, Named};
use super::super::state::App;
use super::rounds::Told;
use super::{Page, address, render};
use crate::analysis::foresight::Fate;
use crate::analysis::sources::{Track, tracks};
use crate::export::words::tame;
use crate::record::Scope;

/// Rows of each table.
const SHOWN: usize = 40;

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    frame: Frame,
    tables: Vec<Table>,
}

struct Table {
    anchor: &'static str,
    title: &'static str,
    column: &'static str,
    rows: Vec<Row>,
    further: usize,
}

struct Row {
    name: String,
    link: String,
    party: Option<Named>,
    statements: usize,
    reports: usize,
    named: usize,
    met: usize,
    late: usize,
    missed: usize,
    open: usize,
    share: String,
    /// What it said last.
    latest: Option<Evidence>,
}

/// Who says how much, and what came of what they expected.
pub(in super::super) struct Tracks {
    /// By the actor's number.
    pub(in super::super) speakers: Vec<Track<i64>>,
    /// By the outlet's place among the names.
    pub(in super::super) outlets: Vec<Track<usize>>,
    /// Names of the outlets.
    pub(in super::super) names: Vec<String>,
}

impl Tracks {
    /// Counts all statements.
    pub(in super::super) fn load(lens: &Lens<'_>, told: &Told) -> Result<Self, Fault> {
        let voices = lens.record.voices(&Scope::default())?;
        let mut number: HashMap<String, usize> = HashMap::new();
        let mut names = Vec::new();
        let mut of: HashMap<i64, usize> = HashMap::new();
        for (document, outlet) in lens.record.outlets()? {
            if let Some(outlet) = outlet {
                let n = *number.entry(outlet).or_insert_with_key(|outlet| {
                    names.push(outlet.clone());
                    names.len() - 1
                });
                of.insert(document, n);
            }
        }
        let outlet = |document: i64| of.get(&document).copied();
        let (expectations, foreseen) = (&told.expectations, &told.foreseen);
        Ok(Self {
            speakers: tracks(&voices, expectations, foreseen, |v| v.speaker, |_| None),
            outlets: tracks(
                &voices,
                expectations,
                foreseen,
                |v| outlet(v.document),
                outlet,
            ),
            names,
        })
    }
}

/// Shows the sources.
pub(in super::super) async fn show(State(app): State<Arc<App>>) -> Page {
    let frame = Frame::new(&app, "Sources", "/sources")
        .with_data("speakers", "/api/speakers")
        .with_data("outlets", "/api/outlets")
        .with_data("statements", "/api/statements");
    let tables = app.ask(tables).await?;
    render(&SourcesPage { frame, tables })
}

fn tables(lens: &Lens<'_>) -> Result<Vec<Table>, Fault> {
    let tracks = lens.whole.tracks(lens)?;
    let speaker = |id: i64| -> Result<(String, String), Fault> {
        let actor = lens.record.actor(id)?;
        let name = actor.map_or_else(String::new, |a| tame(&a.name));
        let link = format!("/search?speaker={}", address(&name));
        Ok((name, link))
    };
    let paper = |n: usize| {
        let name = tracks.names.get(n).map(|n| tame(n));
        Ok((name.unwrap_or_default(), String::new()))
    };
    Ok(vec![
        table(
            lens,
            ("speakers", "Who says most", "Speaker"),
            &tracks.speakers,
            speaker,
        )?,
        table(
            lens,
            ("outlets", "Who reports most", "Outlet"),
            &tracks.outlets,
            paper,
        )?,
    ])
}

fn table<K: Copy>(
    lens: &Lens<'_>,
    (anchor, title, column): (&'static str, &'static str, &'static str),
    all: &[Track<K>],
    name: impl Fn(K) -> Result<(String, String), Fault>,
) -> Result<Table, Fault> {
    let row = |track: &Track<K>| {
        let (name, link) = name(track.of)?;
        Ok(Row {
            name,
            link,
            party: track
                .party
                .filter(|_| column == "Speaker")
                .map(|p| lens.party(p)),
            statements: track.statements,
            reports: track.reports,
            named: track.named,
            met: track.count(Fate::Met),
            late: track.count(Fate::Late),
            missed: track.count(Fate::Missed),
            open: track.count(Fate::Open),
            share: track
                .share_met()
                .map(|s| format!("{:.0} %", s * 100.0))
                .unwrap_or_else(|| "–".into()),
            latest: lens
                .statement(track.newest.0, track.newest.1)?
                .map(|row| lens.said(&row))
                .transpose()?,
        })
    };
    Ok(Table {
        anchor,
        title,
        column,
        rows: all
            .iter()
            .take(SHOWN)
            .map(row)
            .collect::<Result<_, Fault>>()?,
        further: all.len().saturating_sub(SHOWN),
    })
}

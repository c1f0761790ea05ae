//! Who says how much, named or not, and whose expectations came true.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::{Lens, Named};
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
}

/// Shows the sources.
pub(in super::super) async fn show(State(app): State<Arc<App>>) -> Page {
    let frame = Frame::new(&app, "Sources", "/sources").with_data("/api/statements");
    let tables = app
        .ask(|case, record| tables(&Lens::new(case, record)))
        .await?;
    render(&SourcesPage { frame, tables })
}

fn tables(lens: &Lens<'_>) -> Result<Vec<Table>, Fault> {
    let record = lens.record;
    let told = Told::load(lens)?;
    let voices = record.voices(&Scope::default())?;
    let speakers = tracks(
        &voices,
        &told.expectations,
        &told.foreseen,
        |v| v.speaker,
        |_| None,
    );
    let documents = record.documents(None)?;
    let mut number: HashMap<&str, usize> = HashMap::new();
    let mut of: HashMap<i64, usize> = HashMap::new();
    let mut names: Vec<&str> = Vec::new();
    for row in &documents {
        if let Some(outlet) = row.outlet.as_deref() {
            let n = *number.entry(outlet).or_insert_with(|| {
                names.push(outlet);
                names.len() - 1
            });
            of.insert(row.id, n);
        }
    }
    let outlet = |document: i64| of.get(&document).copied();
    let outlets = tracks(
        &voices,
        &told.expectations,
        &told.foreseen,
        |v| outlet(v.document),
        outlet,
    );
    let speaker = |id: i64| -> Result<(String, String), Fault> {
        let actor = record.actor(id)?;
        let name = actor.map_or_else(String::new, |a| tame(&a.name));
        let link = format!("/search?speaker={}", address(&name));
        Ok((name, link))
    };
    let paper = |n: usize| {
        Ok((
            names.get(n).map(|n| tame(n)).unwrap_or_default(),
            String::new(),
        ))
    };
    Ok(vec![
        table(
            lens,
            ("speakers", "Who says most", "Speaker"),
            &speakers,
            speaker,
        )?,
        table(
            lens,
            ("outlets", "Who reports most", "Outlet"),
            &outlets,
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

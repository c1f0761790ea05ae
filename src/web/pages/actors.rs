//! Actors that are one: names that may be, and any two that somebody says are.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use serde::Deserialize;

use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::Lens;
use super::super::state::App;
use super::super::visitor;
use super::super::words;
use super::{Page, address, render};
use crate::analysis::namesakes::{Name, namesakes};
use crate::export::words::tame;
use crate::record::NamedActor;

/// Actors in the list.
const SHOWN: usize = 60;
/// Actors among which names that may be of one are looked for, those that say most.
const COMPARED: usize = 5_000;
/// Such names on the page.
const SUGGESTED: usize = 12;

/// What is asked for.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Asked {
    /// Letters of the names.
    q: String,
    /// The visitor's last decision.
    last: Option<i64>,
}

#[derive(Template)]
#[template(path = "actors.html")]
struct ActorsPage {
    frame: Frame,
    who: String,
    back: String,
    q: String,
    last: Option<i64>,
    /// The newest decision that the visitor sees.
    seen: i64,
    pairs: Vec<[Actor; 2]>,
    actors: Vec<Actor>,
    is_cut: bool,
}

/// An actor as the page shows it.
#[derive(Clone)]
struct Actor {
    id: i64,
    name: String,
    kind: String,
    party: String,
    statements: String,
    /// The same with its noun.
    said: String,
    link: String,
}

/// Shows the actors.
pub(in super::super) async fn show(
    State(app): State<Arc<App>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Page {
    let frame = Frame::new(&app, "Actors that are one", "/decide")
        .with_data("speakers", "/api/speakers")
        .with_data("all decisions", "/api/decisions");
    let who = visitor::name(&headers);
    let page = app.ask(move |lens| page(frame, lens, asked, who)).await?;
    render(&page)
}

fn page(frame: Frame, lens: &Lens<'_>, asked: Asked, who: String) -> Result<ActorsPage, Fault> {
    let q = asked.q.trim().to_owned();
    let mut found = lens.record.named_actors(&q, SHOWN + 1)?;
    let is_cut = found.len() > SHOWN;
    found.truncate(SHOWN);
    Ok(ActorsPage {
        frame,
        who,
        back: format!("/decide/actors?q={}", address(&q)),
        last: asked.last,
        seen: lens.record.stamp()?.decision,
        pairs: match q.is_empty() {
            true => pairs(lens)?,
            false => Vec::new(),
        },
        actors: found.iter().map(|a| actor(lens, a)).collect(),
        is_cut,
        q,
    })
}

/// Returns names that may be of one actor, the shorter first.
fn pairs(lens: &Lens<'_>) -> Result<Vec<[Actor; 2]>, Fault> {
    let all = lens.record.named_actors("", COMPARED)?;
    let names: Vec<Name<'_>> = all
        .iter()
        .map(|a| Name {
            name: &a.actor.name,
            kind: &a.actor.kind,
            party: a.actor.party,
        })
        .collect();
    let found = namesakes(&names).into_iter().take(SUGGESTED);
    Ok(found
        .map(|(short, full)| [short, full].map(|at| actor(lens, &all[at])))
        .collect())
}

fn actor(lens: &Lens<'_>, of: &NamedActor) -> Actor {
    let name = tame(&of.actor.name);
    Actor {
        id: of.actor.id,
        link: format!("/search?speaker={}", address(&of.actor.name)),
        kind: of.actor.kind.clone(),
        party: of
            .actor
            .party
            .map(|p| lens.party(p).name)
            .unwrap_or_default(),
        statements: words::number(of.statements),
        said: words::count(of.statements, "statement", "statements"),
        name,
    }
}

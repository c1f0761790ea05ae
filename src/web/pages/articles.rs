//! The list of articles.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::super::frame::Frame;
use super::super::state::App;
use super::overview::{Line, lines};
use super::{Page, render};

/// Articles on one page.
const SHOWN: usize = 100;

#[derive(Template)]
#[template(path = "articles.html")]
struct ArticlesPage {
    frame: Frame,
    lines: Vec<Line>,
    page: usize,
    pages: usize,
}

#[derive(Deserialize)]
pub(in super::super) struct Turn {
    page: Option<usize>,
}

/// Shows the articles, the newest first.
pub(in super::super) async fn show(State(app): State<Arc<App>>, Query(turn): Query<Turn>) -> Page {
    let frame =
        Frame::new(&app, "Articles", "/articles").with_data("all articles", "/api/articles");
    let all = app
        .ask(|lens| {
            let documents = lens.record.documents(None)?;
            Ok(lines(documents.iter().rev(), &documents))
        })
        .await?;
    let pages = all.len().div_ceil(SHOWN).max(1);
    let page = turn.page.unwrap_or(1).clamp(1, pages);
    let lines = all
        .into_iter()
        .skip((page - 1) * SHOWN)
        .take(SHOWN)
        .collect();
    render(&ArticlesPage {
        frame,
        lines,
        page,
        pages,
    })
}

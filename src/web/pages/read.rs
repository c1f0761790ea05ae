//! One article without a record: paste it, or drop a file, and see it read.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::State;
use serde::Deserialize;

use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::state::App;
use super::super::words;
use super::{Page, article, render};
use crate::export::words::tame;

#[derive(Template)]
#[template(path = "read.html")]
struct ReadPage {
    frame: Frame,
}

/// What the form brings.
#[derive(Deserialize)]
pub(in super::super) struct Pasted {
    #[serde(default)]
    text: String,
    /// The day of publication; empty where not given.
    #[serde(default)]
    published: String,
}

/// Shows the form.
pub(in super::super) async fn form(State(app): State<Arc<App>>) -> Page {
    render(&ReadPage {
        frame: Frame::new(&app, "Read an article", "/read"),
    })
}

/// Reads what was pasted.
pub(in super::super) async fn answer(
    State(app): State<Arc<App>>,
    Form(pasted): Form<Pasted>,
) -> Page {
    let day = pasted.published.trim();
    let published = match day {
        "" => None,
        day => Some(day.parse().map_err(|_| {
            Fault::wrong(format!(
                "“{day}” is no day. Write it as 2031-03-14, or leave it out."
            ))
        })?),
    };
    // Browsers send line ends of forms in a form of their own.
    let text = pasted.text.replace("\r\n", "\n");
    let reading = app.read(text.into_bytes(), published).await?;
    let title = reading.document.metadata.title.clone();
    let frame = Frame::new(
        &app,
        title.unwrap_or_else(|| "Pasted article".into()),
        "/read",
    );
    let party = |slug: &str| {
        let case = app.case.as_ref();
        let named = case.and_then(|c| c.party(slug)).map(|p| p.name.clone());
        named.unwrap_or_else(|| tame(&words::proper(slug)))
    };
    render(&article::page(frame, &reading, None, &party))
}

//! From a raw article to a document.

use serde_json::{Map, Value};

use super::blocks::Hinted;
use super::encoding::decode;
use super::facts::{complete, set};
use super::html::page;
use super::layout::pieces;
use super::tongue::note_language;
use super::{Document, Metadata, blocks, dates};
use crate::acquire::{RawArticle, RawBody};
use crate::{Error, Result};

/// Returns the document of a raw article; with `whole`, every line of the input is body.
///
/// # Errors
/// Where the input holds no text.
pub fn read(raw: RawArticle, whole: bool) -> Result<Document> {
    let origin = raw.origin;
    let mut document = match raw.body {
        RawBody::Bytes { bytes, html } => {
            let (text, warning) = decode(&bytes, html);
            let mut document = from_text(&origin, text, Metadata::default(), html, whole)?;
            document.warnings.extend(warning);
            document
        }
        RawBody::Record(fields) => from_record(&origin, fields, whole)?,
    };
    note_language(&mut document);
    Ok(document)
}

fn from_text(
    origin: &str,
    text: String,
    known: Metadata,
    html: bool,
    whole: bool,
) -> Result<Document> {
    let no_article = |reason: &str| Error::NotAnArticle {
        origin: origin.into(),
        reason: reason.into(),
    };
    if text.trim().is_empty() {
        return Err(no_article("is empty"));
    }
    if !html {
        let hinted = pieces(&text)
            .into_iter()
            .map(|piece| (piece, None))
            .collect();
        return Ok(sorted(origin, text, hinted, known, whole));
    }
    let page = page(&text)
        .ok_or_else(|| no_article("is a page without text; save it as the browser shows it"))?;
    Ok(sorted(
        origin,
        page.text,
        page.pieces,
        completed(known, page.metadata),
        whole,
    ))
}

/// Returns the document over a text and its pieces.
fn sorted(
    origin: &str,
    text: String,
    pieces: Vec<Hinted>,
    mut known: Metadata,
    whole: bool,
) -> Document {
    if whole {
        let mut document = Document::whole(origin, text);
        document.metadata = known;
        return document;
    }
    let blocks = blocks::blocks(&text, &pieces, known.title.as_deref());
    complete(&mut known, &text, &blocks);
    Document::new(origin, text, known, blocks)
}

/// Returns what is known, completed by what a page says.
fn completed(mut known: Metadata, page: Metadata) -> Metadata {
    let method = |from: Option<String>| from.unwrap_or_default();
    set(
        &mut known.title,
        &mut known.title_from,
        page.title,
        &method(page.title_from),
    );
    set(
        &mut known.outlet,
        &mut known.outlet_from,
        page.outlet,
        &method(page.outlet_from),
    );
    set(
        &mut known.published,
        &mut known.published_from,
        page.published,
        &method(page.published_from),
    );
    known.url = known.url.or(page.url);
    if known.bylines.is_empty() {
        known.bylines = page.bylines;
    }
    known
}

/// Returns the document of a JSON line. What its fields say wins over what is found in the text.
fn from_record(origin: &str, mut fields: Map<String, Value>, whole: bool) -> Result<Document> {
    let mut known = Metadata::default();
    let mut take = |name: &str| match fields.shift_remove(name) {
        Some(Value::String(words)) if !words.trim().is_empty() => Some(words),
        _ => None,
    };
    let (text, html) = (take("text"), take("html"));
    let record = "record";
    set(
        &mut known.title,
        &mut known.title_from,
        take("title"),
        record,
    );
    set(
        &mut known.outlet,
        &mut known.outlet_from,
        take("outlet"),
        record,
    );
    known.url = take("url");
    let published = take("published");
    let day = published.as_deref().and_then(dates::parse);
    set(&mut known.published, &mut known.published_from, day, record);
    known.extra = fields;
    let is_html = text.is_none();
    let mut document = from_text(
        origin,
        text.or(html).unwrap_or_default(),
        known,
        is_html,
        whole,
    )?;
    if let (None, Some(published)) = (day, published) {
        document.warnings.push(format!(
            "the field published holds no day: {}",
            published.chars().take(40).collect::<String>()
        ));
    }
    Ok(document)
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;

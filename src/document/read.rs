//! From a raw article to a document.

use serde_json::{Map, Value};

use super::encoding::decode;
use super::facts::{complete, set};
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
    if text.trim().is_empty() {
        return Err(Error::NotAnArticle {
            origin: origin.into(),
            reason: "is empty".into(),
        });
    }
    let _ = html;
    Ok(plain(origin, text, known, whole))
}

/// Returns the document of plain text, which stays as it is.
fn plain(origin: &str, text: String, mut known: Metadata, whole: bool) -> Document {
    if whole {
        let mut document = Document::whole(origin, text);
        document.metadata = known;
        return document;
    }
    let pieces: Vec<_> = pieces(&text)
        .into_iter()
        .map(|piece| (piece, None))
        .collect();
    let blocks = blocks::blocks(&text, &pieces, known.title.as_deref());
    complete(&mut known, &text, &blocks);
    Document::new(origin, text, known, blocks)
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

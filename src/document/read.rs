//! From a raw article to a document.

use super::Document;
use crate::acquire::{RawArticle, RawBody};
use crate::{Error, Result};

/// Returns the document of a raw article; with `whole`, every line of the input is body.
///
/// # Errors
/// Where the input is no text.
pub fn read(raw: RawArticle, whole: bool) -> Result<Document> {
    let _ = whole;
    match raw.body {
        RawBody::Bytes { bytes, .. } => Ok(Document::whole(
            raw.origin,
            String::from_utf8_lossy(&bytes).into_owned(),
        )),
        RawBody::Record(_) => Err(Error::NotAnArticle {
            origin: raw.origin,
            reason: "is no text".into(),
        }),
    }
}

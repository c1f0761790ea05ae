//! Documents and readings as they lie in the record: JSON, deflated.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::document::Document;
use crate::position::{Actor, Engine, Reading, Statement, Talks};

/// A reading without its document, which lies beside it.
#[derive(Serialize, Deserialize)]
pub(super) struct Body {
    actors: Vec<Actor>,
    statements: Vec<Statement>,
    talks: Talks,
}

impl Body {
    /// Returns the reading of this body.
    pub fn reading(self, engine: Engine, document: Document) -> Reading {
        Reading {
            engine,
            document,
            actors: self.actors,
            statements: self.statements,
            talks: self.talks,
        }
    }
}

/// What is written of a reading: as [`Body`], but borrowed.
#[derive(Serialize)]
pub(super) struct BodyOf<'a> {
    actors: &'a [Actor],
    statements: &'a [Statement],
    talks: &'a Talks,
}

impl<'a> From<&'a Reading> for BodyOf<'a> {
    fn from(reading: &'a Reading) -> Self {
        Self {
            actors: &reading.actors,
            statements: &reading.statements,
            talks: &reading.talks,
        }
    }
}

/// Returns a value as deflated JSON. Writing to memory does not fail, and our types have only string keys; should it
/// happen all the same, the seal is empty and [`opened`] says so.
pub(super) fn sealed(value: &impl Serialize) -> Vec<u8> {
    let mut writer = DeflateEncoder::new(Vec::new(), Compression::fast());
    let json = serde_json::to_vec(value).unwrap_or_default();
    let written = writer.write_all(&json).and_then(|()| writer.finish());
    written.unwrap_or_default()
}

/// Returns the value of deflated JSON, or why it is none.
pub(super) fn opened<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let mut json = Vec::new();
    DeflateDecoder::new(bytes)
        .read_to_end(&mut json)
        .map_err(|e| e.to_string())?;
    serde_json::from_slice(&json).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_again_and_rubbish_does_not() {
        let document = Document::whole("x.txt", "Mara Lind said “no”.\n\nAnd left.".into());
        assert_eq!(opened::<Document>(&sealed(&document)), Ok(document));
        assert!(opened::<Document>(b"rubbish").is_err());
        assert!(opened::<Document>(b"").is_err());
    }
}

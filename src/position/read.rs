//! From what the earlier stages found to the reading.

use super::{Channel, Engine, Modality, Reading, Sourcing, Statement};
use crate::Result;
use crate::attribution::Attribution;
use crate::document::Document;
use crate::language::{Entity, TimeExpression};

/// The knowledge that a reading rests on, as data.
#[derive(Debug, Default)]
pub struct Codebooks {}

impl Codebooks {
    /// Returns the codebooks that come with the program.
    ///
    /// # Errors
    /// Where an entry does not parse.
    pub fn built_in() -> Result<Self> {
        Ok(Self {})
    }
}

/// What the earlier stages found in a document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Entities of the body, in order.
    pub entities: Vec<Entity>,
    /// Time expressions of the body, in order.
    pub times: Vec<TimeExpression>,
    /// Attributions, in order.
    pub attributions: Vec<Attribution>,
}

/// Returns the reading of a document.
pub fn read(document: Document, found: Found, books: &Codebooks, engine: Engine) -> Reading {
    let _ = books;
    let statements = found
        .attributions
        .into_iter()
        .map(|attribution| Statement {
            attribution,
            speaker: None,
            party: None,
            sourcing: Sourcing::None,
            channel: Channel::Unstated,
            addressee: None,
            said_on: None,
            modality: Modality::Asserted,
            signals: Vec::new(),
        })
        .collect();
    Reading {
        engine,
        document,
        actors: Vec::new(),
        statements,
    }
}

//! The one place that calls the stages in order: raw article → document → language → attributions → reading.

use sha2::{Digest, Sha256};

use crate::Result;
use crate::acquire::RawArticle;
use crate::attribution::{Extractor, LEAST_CONFIDENCE, StoredModel};
use crate::document::{self, Document};
use crate::language::{World, entities, times};
use crate::position::{self, Codebooks, Engine, Found, Reading};

/// Everything that reads an article: the model and the codebooks. Made once, used for many articles.
pub struct Pipeline {
    extractor: Extractor,
    world: World,
    books: Codebooks,
    engine: Engine,
    least_confidence: f32,
}

impl Pipeline {
    /// Returns the pipeline of a model, running on `threads` threads.
    ///
    /// # Errors
    /// Where the model is no tagger or a codebook does not parse.
    pub fn new(model: StoredModel, threads: usize) -> Result<Self> {
        let extractor = Extractor::new(model, threads)?;
        let engine = Engine {
            version: env!("CARGO_PKG_VERSION").into(),
            model: extractor.model().into(),
            codebook: codebook_id(),
        };
        Ok(Self {
            extractor,
            world: World::built_in()?,
            books: Codebooks::built_in()?,
            engine,
            least_confidence: LEAST_CONFIDENCE,
        })
    }

    /// Returns the pipeline that leaves out attributions less probable than `least` (0 to 1).
    pub fn with_least_confidence(mut self, least: f32) -> Self {
        self.least_confidence = least;
        self
    }

    /// Returns the reading of a raw article; with `whole`, every line of the input is body.
    ///
    /// # Errors
    /// Where the input is no article.
    pub fn read(&self, raw: RawArticle, whole: bool) -> Result<Reading> {
        self.read_document(document::read(raw, whole)?)
    }

    /// Returns the reading of a document.
    ///
    /// # Errors
    /// Where the model does not run.
    pub fn read_document(&self, document: Document) -> Result<Reading> {
        let found = Found {
            entities: entities(&document, &self.world),
            times: times(&document),
            attributions: self.extractor.extract(&document, self.least_confidence)?,
        };
        Ok(position::read(
            document,
            found,
            &self.books,
            self.engine.clone(),
        ))
    }
}

/// Returns the first 12 hexadecimal digits of the SHA-256 of the built-in codebooks.
fn codebook_id() -> String {
    let books: [&str; 0] = [];
    let mut hash = Sha256::new();
    for book in books {
        hash.update(book.as_bytes());
    }
    hash.finalize()
        .iter()
        .take(6)
        .map(|b| format!("{b:02x}"))
        .collect()
}

//! Attribution extraction: from the words of a document to relations of source, cue and content.

mod relation;
mod rows;

pub use relation::{Attribution, Form};
pub use rows::{FEATURES, Passage, passages};

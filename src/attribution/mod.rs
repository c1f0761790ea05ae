//! Attribution extraction.

mod rows;

pub use rows::{FEATURES, Passage, passages};

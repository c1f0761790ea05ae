//! Attribution extraction, learned: rows of words → tagger → decoding → linking → attributions, and the
//! same again inside each content.

mod confidence;
mod decode;
mod embedded;
mod extract;
mod lessons;
mod link;
mod model;
mod relation;
mod rows;
mod select;
mod signed;
mod tagger;
mod turns;
mod windows;
mod word_vectors;

pub use confidence::Evidence;
pub use decode::Role;
pub use extract::{Extractor, Judged, content_passages};
pub use lessons::{GoldSpan, LinkLesson, link_lessons};
pub use model::{Settings, StoredModel};
pub use relation::{Attribution, Form};
pub use rows::{FEATURES, Passage, passages};
pub use select::LEAST_CONFIDENCE;
pub use tagger::Tagger;
pub use turns::{Turn, turns};
pub use word_vectors::WordVectors;

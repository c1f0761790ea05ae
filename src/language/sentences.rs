//! Sentences of one passage.

use crate::document::Span;

/// Returns the sentences of a passage in order, trimmed, without overlap.
pub fn sentences(text: &str, passage: Span) -> Vec<Span> {
    vec![passage.trimmed(text)]
}

//! The attribution relation: whose words, by which cue, which content.

use serde::{Deserialize, Serialize};

use crate::document::Span;

/// How much of the content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// One attribution: the text passes on what somebody says, writes, thinks or wants, and marks it as theirs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// The words that name whose it is; `None` where the text names nobody.
    pub source: Option<Span>,
    /// The words that signal it; `None` for a speaker's turn in a transcript or a floating quotation.
    pub cue: Option<Span>,
    /// What is attributed, in as many spans as the text splits it into, in order; never empty.
    pub content: Vec<Span>,
    /// Quotation marks around the content.
    pub form: Form,
    /// The attribution inside whose content this one lies: an index into the same list.
    pub parent: Option<usize>,
    /// The probability that content and source are right, between 0 and 1.
    pub confidence: f32,
}

impl Attribution {
    /// Returns the smallest span over all parts.
    pub fn extent(&self) -> Span {
        let parts = self.source.iter().chain(&self.cue).chain(&self.content);
        parts
            .copied()
            .reduce(Span::cover)
            .unwrap_or(Span::new(0, 0))
    }
}

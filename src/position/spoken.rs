//! Which statement a word of the text belongs to.

use super::Statement;
use crate::document::Span;

/// The words of cues and contents of a text's statements.
#[derive(Debug)]
pub(super) struct Spoken {
    /// In order, each with the index of its statement.
    cues: Vec<(Span, usize)>,
    /// The parts of contents in order, an outer before an inner one, each with the index of its statement.
    contents: Vec<(Span, usize)>,
}

/// How many cues and contents begun before a word are asked whether they hold it: as deep as people nest.
const NESTED: usize = 12;

impl Spoken {
    /// Returns the index over the statements.
    pub fn new(statements: &[Statement]) -> Self {
        let all = || statements.iter().enumerate();
        let mut cues: Vec<(Span, usize)> = all()
            .filter_map(|(i, s)| Some((s.attribution.cue?, i)))
            .collect();
        cues.sort_unstable();
        let mut contents: Vec<(Span, usize)> = all()
            .flat_map(|(i, s)| s.attribution.content.iter().map(move |c| (*c, i)))
            .collect();
        contents.sort_by_key(|(c, i)| (c.start(), std::cmp::Reverse(c.end()), *i));
        Self { cues, contents }
    }

    /// Returns whether the word ends a cue.
    pub fn ends_cue(&self, word: Span) -> bool {
        before(&self.cues, word).any(|(c, _)| c.end() == word.end())
    }

    /// Returns the index of the statement that a word belongs to, by its cue or the innermost content.
    pub fn statement_at(&self, word: Span) -> Option<usize> {
        let cue = before(&self.cues, word).find(|(c, _)| c.contains(word));
        cue.map(|(_, i)| *i).or_else(|| self.content_at(word))
    }

    /// Returns the index of the innermost statement whose content holds a word.
    pub fn content_at(&self, word: Span) -> Option<usize> {
        before(&self.contents, word)
            .find(|(c, _)| c.contains(word))
            .map(|(_, i)| *i)
    }
}

/// Returns the last spans that begin at or before a word, the nearest first.
fn before(spans: &[(Span, usize)], word: Span) -> impl Iterator<Item = &(Span, usize)> {
    let at = spans.partition_point(|(s, _)| s.start() <= word.start());
    spans[at.saturating_sub(NESTED)..at].iter().rev()
}

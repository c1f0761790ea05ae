//! The codebooks: cue words and words of sourcing, as the files of `data/` have them.

use super::conduct_book::ConductBook;
use super::cues::CueBook;
use super::expectation_book::ExpectationBook;
use super::grammar::Grammar;
use super::meeting_book::MeetingBook;
use super::modality::ModalityBook;
use super::sourcebook::SourceBook;
use crate::{Error, Result};

/// The texts of the codebooks that come with the program.
pub const CODEBOOKS: [&str; 7] = [
    include_str!("../../data/cues.toml"),
    include_str!("../../data/sourcing.toml"),
    include_str!("../../data/modality.toml"),
    include_str!("../../data/clauses.toml"),
    include_str!("../../data/meetings.toml"),
    include_str!("../../data/expectations.toml"),
    include_str!("../../data/conduct.toml"),
];

/// The knowledge that a reading rests on, as data.
#[derive(Debug, Default)]
pub struct Codebooks {
    pub(super) cues: CueBook,
    pub(super) sources: SourceBook,
    pub(super) grammar: Grammar,
    pub(super) meetings: MeetingBook,
    pub(super) expectations: ExpectationBook,
    pub(super) conduct: ConductBook,
    pub(super) modality: ModalityBook,
}

impl Codebooks {
    /// Returns the codebooks that come with the program.
    ///
    /// # Errors
    /// Where an entry does not parse.
    pub fn built_in() -> Result<Self> {
        Self::parse(CODEBOOKS)
    }

    fn parse(books: [&str; 7]) -> Result<Self> {
        let [
            cues,
            sources,
            modality,
            clauses,
            meetings,
            expectations,
            conduct,
        ] = books;
        let wrong = |name: &str, e: toml::de::Error| Error::Codebook {
            name: name.into(),
            reason: e.to_string(),
        };
        let grammar = Grammar::parse(clauses).map_err(|e| wrong("clauses.toml", e))?;
        Ok(Self {
            meetings: MeetingBook::parse(meetings, &grammar)
                .map_err(|e| wrong("meetings.toml", e))?,
            expectations: ExpectationBook::parse(expectations)
                .map_err(|e| wrong("expectations.toml", e))?,
            conduct: ConductBook::parse(conduct, &grammar).map_err(|e| wrong("conduct.toml", e))?,
            grammar,
            cues: CueBook::parse(cues).map_err(|e| wrong("cues.toml", e))?,
            sources: SourceBook::parse(sources).map_err(|e| wrong("sourcing.toml", e))?,
            modality: ModalityBook::parse(modality).map_err(|e| wrong("modality.toml", e))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_book_is_named() {
        let mut books = CODEBOOKS;
        books[0] = "[[class]]\nname = 3";
        let error = Codebooks::parse(books).unwrap_err();
        assert!(error.to_string().contains("cues.toml"), "{error}");
    }
}

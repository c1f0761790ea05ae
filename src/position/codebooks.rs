//! The codebooks: cue words, words of sourcing, issues, stances, outcomes and moves, as the files of `data/` have them.

use super::conduct_book::ConductBook;
use super::cues::CueBook;
use super::expectation_book::ExpectationBook;
use super::grammar::Grammar;
use super::issues::IssueBook;
use super::meeting_book::MeetingBook;
use super::modality::ModalityBook;
use super::outcomes::OutcomeBook;
use super::shifts::MoveBook;
use super::signals::SignalBook;
use super::sourcebook::SourceBook;
use super::stances::StanceBook;
use crate::{Error, Result};

/// The texts of the codebooks that come with the program.
pub const CODEBOOKS: [&str; 12] = [
    include_str!("../../data/cues.toml"),
    include_str!("../../data/sourcing.toml"),
    include_str!("../../data/modality.toml"),
    include_str!("../../data/signals.toml"),
    include_str!("../../data/clauses.toml"),
    include_str!("../../data/meetings.toml"),
    include_str!("../../data/expectations.toml"),
    include_str!("../../data/conduct.toml"),
    include_str!("../../data/issues.toml"),
    include_str!("../../data/stances.toml"),
    include_str!("../../data/outcomes.toml"),
    include_str!("../../data/moves.toml"),
];

/// Codebooks by which a record looks at texts and statements once more, apart from their reading: acts told to be done,
/// and how a mood is told.
pub const RECORD_BOOKS: [&str; 2] = [
    include_str!("../../data/done.toml"),
    include_str!("../../data/tone.toml"),
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
    pub(super) signals: SignalBook,
    pub(super) issues: IssueBook,
    pub(super) stances: StanceBook,
    pub(super) outcomes: OutcomeBook,
    pub(super) moves: MoveBook,
}

impl Codebooks {
    /// Returns the codebooks that come with the program.
    ///
    /// # Errors
    /// Where an entry does not parse.
    pub fn built_in() -> Result<Self> {
        Self::parse(CODEBOOKS)
    }

    /// Returns the codebooks with a case's issues added.
    ///
    /// # Errors
    /// Where an entry does not parse.
    pub fn with_issues(mut self, text: &str) -> Result<Self> {
        self.issues = self.issues.merge(text).map_err(|e| Error::Codebook {
            name: "case.toml".into(),
            reason: e.to_string(),
        })?;
        Ok(self)
    }

    /// Returns the slug of the issue that words by themselves are about.
    pub fn issue_of(&self, words: &str) -> Option<&str> {
        self.issues.issue_of(words)
    }

    fn parse(books: [&str; 12]) -> Result<Self> {
        let [
            cues,
            sources,
            modality,
            signals,
            clauses,
            meetings,
            expectations,
            conduct,
            issues,
            stances,
            outcomes,
            moves,
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
            signals: SignalBook::parse(signals).map_err(|e| wrong("signals.toml", e))?,
            issues: IssueBook::parse(issues).map_err(|e| wrong("issues.toml", e))?,
            stances: StanceBook::parse(stances).map_err(|e| wrong("stances.toml", e))?,
            outcomes: OutcomeBook::parse(outcomes).map_err(|e| wrong("outcomes.toml", e))?,
            moves: MoveBook::parse(moves).map_err(|e| wrong("moves.toml", e))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_book_is_named() {
        for (i, name) in [
            "cues",
            "sourcing",
            "modality",
            "signals",
            "clauses",
            "meetings",
            "expectations",
            "conduct",
            "issues",
            "stances",
            "outcomes",
            "moves",
        ]
        .into_iter()
        .enumerate()
        {
            let mut books = CODEBOOKS;
            books[i] = "[[class]]\nname = 3";
            let error = Codebooks::parse(books).unwrap_err();
            assert!(error.to_string().contains(name), "{error}");
        }
    }
}

//! The codebooks: cue words, words of sourcing, issues, stances, outcomes and moves, as the files of `data/` have them.

use super::cues::CueBook;
use super::issues::IssueBook;
use super::outcomes::OutcomeBook;
use super::shifts::MoveBook;
use super::sourcebook::SourceBook;
use super::stances::StanceBook;
use crate::{Error, Result};

/// The texts of the codebooks that come with the program.
pub const CODEBOOKS: [&str; 6] = [
    include_str!("../../data/cues.toml"),
    include_str!("../../data/sourcing.toml"),
    include_str!("../../data/issues.toml"),
    include_str!("../../data/stances.toml"),
    include_str!("../../data/outcomes.toml"),
    include_str!("../../data/moves.toml"),
];

/// The knowledge that a reading rests on, as data.
#[derive(Debug, Default)]
pub struct Codebooks {
    pub(super) cues: CueBook,
    pub(super) sources: SourceBook,
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

    fn parse([cues, sources, issues, stances, outcomes, moves]: [&str; 6]) -> Result<Self> {
        let wrong = |name: &str, e: toml::de::Error| Error::Codebook {
            name: name.into(),
            reason: e.to_string(),
        };
        Ok(Self {
            cues: CueBook::parse(cues).map_err(|e| wrong("cues.toml", e))?,
            sources: SourceBook::parse(sources).map_err(|e| wrong("sourcing.toml", e))?,
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
        for (i, name) in ["cues", "sourcing", "issues", "stances", "outcomes", "moves"].into_iter().enumerate() {
            let mut books = CODEBOOKS;
            books[i] = "[[class]]\nname = 3";
            let error = Codebooks::parse(books).unwrap_err();
            assert!(error.to_string().contains(name), "{error}");
        }
    }
}

//! The codebooks: cue words and words of sourcing, as the files of `data/` have them.

use super::cues::CueBook;
use super::modality::ModalityBook;
use super::sourcebook::SourceBook;
use crate::{Error, Result};

/// The texts of the codebooks that come with the program.
pub const CODEBOOKS: [&str; 3] = [
    include_str!("../../data/cues.toml"),
    include_str!("../../data/sourcing.toml"),
    include_str!("../../data/modality.toml"),
];

/// The knowledge that a reading rests on, as data.
#[derive(Debug, Default)]
pub struct Codebooks {
    pub(super) cues: CueBook,
    pub(super) sources: SourceBook,
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

    fn parse([cues, sources, modality]: [&str; 3]) -> Result<Self> {
        let wrong = |name: &str, e: toml::de::Error| Error::Codebook {
            name: name.into(),
            reason: e.to_string(),
        };
        Ok(Self {
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
        let error =
            Codebooks::parse(["[[class]]\nname = 3", CODEBOOKS[1], CODEBOOKS[2]]).unwrap_err();
        assert!(error.to_string().contains("cues.toml"), "{error}");
    }
}

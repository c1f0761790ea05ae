//! The stored model: an ONNX graph, a vocabulary and the settings that go with them, as three files
//! of one folder or embedded in the program. A better model drops in as a folder.

use std::path::Path;

use serde::Deserialize;

use crate::language::WordPiece;
use crate::{Error, Result};

/// The format of `tagger.json` that this version reads.
const FORMAT: u32 = 1;

/// The tags, in the order of the model's output.
pub(super) const TAGS: [&str; 7] = [
    "O",
    "B-source",
    "I-source",
    "B-cue",
    "I-cue",
    "B-content",
    "I-content",
];

/// `tagger.json`: everything about a model that is not a weight of the network.
#[derive(Clone, Debug, Deserialize)]
pub struct Settings {
    /// The model's name, printed in every reading.
    pub name: String,
    /// Format version of this file.
    pub format: u32,
    /// Longest window in word pieces, with its two markers.
    pub max_pieces: usize,
    /// The tags in the order of the network's output.
    pub tags: Vec<String>,
    /// Log-probabilities of a tag after a tag, counted on the training part; the last row is the
    /// start of a document.
    pub transitions: Vec<Vec<f32>>,
    /// Whether the network gives a second set of tags, for the attributions inside contents. Without it, each content
    /// is read again as a text of its own.
    #[serde(default)]
    pub inner: bool,
    /// How much transitions count beside emissions.
    pub transition_weight: f32,
    /// Width of each of the four link vectors.
    pub link_dim: usize,
    /// Score of "this cue has no source", on the scale of link scores.
    pub no_source: f32,
    /// Piece that opens a window.
    pub cls: u32,
    /// Piece that closes a window.
    pub sep: u32,
    /// Piece that fills up shorter windows.
    pub pad: u32,
    /// Weights of the linker's local features and of the calibration; absent in models without.
    #[serde(default)]
    pub linker: Option<super::link::LinkerSettings>,
    /// Weights that turn a score into a probability.
    #[serde(default)]
    pub calibration: Option<super::confidence::Calibration>,
}

/// A model as stored, ready to be made into a tagger.
pub struct StoredModel {
    /// See [`Settings`].
    pub settings: Settings,
    /// Cuts words into the pieces that the network knows.
    pub word_pieces: WordPiece,
    /// The network.
    pub network: rten::Model,
}

impl StoredModel {
    /// Opens the model in `folder` (`tagger.onnx`, `vocab.txt`, `tagger.json`).
    ///
    /// # Errors
    /// Where a file is missing, does not parse, or is of another format.
    pub fn open(folder: &Path) -> Result<Self> {
        let name = folder.display().to_string();
        let read = |file: &str| {
            std::fs::read(folder.join(file)).map_err(|e| Error::Model {
                name: name.clone(),
                reason: format!(
                    "{file}: {e}; a model is a folder with tagger.onnx, vocab.txt and tagger.json"
                ),
            })
        };
        let text = |file: &str| {
            String::from_utf8(read(file)?).map_err(|_| Error::Model {
                name: name.clone(),
                reason: format!("{file} is not UTF-8"),
            })
        };
        let network = options()
            .load(read("tagger.onnx")?)
            .map_err(|e| broken(&name, e))?;
        Self::of_parts(&name, network, &text("vocab.txt")?, &text("tagger.json")?)
    }

    /// Opens a model whose files were embedded in the program.
    ///
    /// # Errors
    /// Where the parts do not parse or do not fit together.
    pub fn embedded(network: &'static [u8], vocabulary: &str, settings: &str) -> Result<Self> {
        let network = options()
            .load_static_slice(network)
            .map_err(|e| broken("embedded", e))?;
        Self::of_parts("embedded", network, vocabulary, settings)
    }

    fn of_parts(
        name: &str,
        network: rten::Model,
        vocabulary: &str,
        settings: &str,
    ) -> Result<Self> {
        let wrong = |reason: String| Error::Model {
            name: name.into(),
            reason,
        };
        let settings: Settings =
            serde_json::from_str(settings).map_err(|e| wrong(format!("tagger.json: {e}")))?;
        if settings.format != FORMAT {
            return Err(wrong(format!(
                "tagger.json is of format {}, this version reads {FORMAT}",
                settings.format
            )));
        }
        if settings.tags != TAGS {
            return Err(wrong(format!(
                "its tags are {:?}, expected {TAGS:?}",
                settings.tags
            )));
        }
        if settings.transitions.len() != TAGS.len() + 1
            || settings.transitions.iter().any(|r| r.len() != TAGS.len())
        {
            return Err(wrong("transitions must be 8 rows of 7 numbers".into()));
        }
        if settings.max_pieces < 16 {
            return Err(wrong(format!(
                "max_pieces is {}, at least 16 are needed",
                settings.max_pieces
            )));
        }
        Ok(Self {
            settings,
            word_pieces: WordPiece::new(vocabulary)?,
            network,
        })
    }
}

fn options() -> rten::ModelOptions {
    let mut options = rten::ModelOptions::with_all_ops();
    options.prepack_weights(true);
    options
}

fn broken(name: &str, error: rten::LoadError) -> Error {
    Error::Model {
        name: name.into(),
        reason: format!("tagger.onnx: {error}; it may be cut off"),
    }
}

//! The model that is part of the program.

use super::model::StoredModel;
use crate::Result;

static NETWORK: &[u8] = include_bytes!("../../models/minilm-l6/tagger.onnx");
static VOCABULARY: &str = include_str!("../../models/minilm-l6/vocab.txt");
static SETTINGS: &str = include_str!("../../models/minilm-l6/tagger.json");

/// Returns the network as it is stored.
pub(super) fn network() -> &'static [u8] {
    NETWORK
}

/// Returns the word pieces that it knows, one a line.
pub(super) fn vocabulary() -> &'static str {
    VOCABULARY
}

impl StoredModel {
    /// Returns the model that is part of the program.
    ///
    /// # Errors
    /// Where its files do not fit together, which the tests rule out.
    pub fn built_in() -> Result<Self> {
        Self::embedded(NETWORK, VOCABULARY, SETTINGS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_opens() {
        let model = StoredModel::built_in().unwrap();
        assert_eq!(model.settings.name, "minilm-l6");
    }
}

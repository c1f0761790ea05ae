//! Scores of the engine against articles read by people: brat folders in the layout of PolNeAR, and
//! gold readings as JSON. Predictions and gold meet as words of the text, so that a comma more or
//! less does not count.

mod attribution;
mod brat;
mod index;
mod prediction;
mod reading;
mod tally;

pub use attribution::{Relation, score_relations};
pub use brat::{BratArticle, brat_articles, relations_of};
pub use prediction::{GoldArticle, Prediction, gold_articles, predictions, relations_of_reading};
pub use reading::{Accuracy, Share, score_reading};
pub use tally::{Figure, Tally};

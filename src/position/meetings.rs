//! Rounds, visits, calls and summits between sides.

use super::Meeting;
use super::read::Study;

/// Returns the meetings, in the order of the evidence.
pub(super) fn meetings(study: &Study<'_>) -> Vec<Meeting> {
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

//! Rows that several questions need together: meetings with their rounds, and what expectations are held against.

use crate::Result;
use crate::analysis::foresight::{Foreseen, Ground, foresight};
use crate::analysis::rounds::{Round, rounds};
use crate::record::{
    ConductRow, ExpectationRow, MeetingRow, OutcomeRow, PositionRow, Record, Scope,
};

/// What the record knew on a day of meetings, outcomes, conduct and positions.
pub(super) struct Known {
    pub meetings: Vec<MeetingRow>,
    pub rounds: Vec<Round>,
    pub outcomes: Vec<OutcomeRow>,
    pub conduct: Vec<ConductRow>,
    pub positions: Vec<PositionRow>,
}

impl Known {
    /// Returns all that was known on the day of the scope, whatever else limits it: an answer may lie outside the days
    /// that a question is limited to.
    pub(super) fn of(record: &Record, scope: &Scope) -> Result<Self> {
        let all = Scope {
            as_of: scope.as_of,
            ..Scope::default()
        };
        let meetings = record.meetings(&all)?;
        Ok(Self {
            rounds: rounds(&meetings),
            meetings,
            outcomes: record.outcomes(&all)?,
            conduct: record.conduct(&all)?,
            positions: record.positions(&all)?,
        })
    }

    /// Returns expectations with what came of them.
    pub(super) fn foresee(
        &self,
        record: &Record,
        rows: &[ExpectationRow],
        scope: &Scope,
    ) -> Result<Vec<Foreseen>> {
        let denied = record.of_modality(crate::position::Modality::Negated, scope.as_of)?;
        let ground = Ground {
            meetings: &self.meetings,
            rounds: &self.rounds,
            outcomes: &self.outcomes,
            conduct: &self.conduct,
            positions: &self.positions,
        };
        Ok(foresight(rows, &denied, ground, &|term| record.words(term)))
    }
}

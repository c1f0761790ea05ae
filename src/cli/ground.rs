//! Rows that several questions need together: meetings with their rounds, and what expectations are held against.

use crate::Result;
use crate::analysis::foresight::{Folded, Foreseen, Ground};
use crate::analysis::rounds::{Round, rounds};
use crate::position::Modality;
use crate::record::{
    ConductRow, Day, ExpectationRow, MeetingRow, OutcomeRow, PositionRow, Record, Scope,
};

/// Documents whose positions are asked for one by one; those of more are read with all others.
const FEW: usize = 500;

/// What the record knew on a day of meetings, outcomes and conduct.
pub(super) struct Known {
    as_of: Option<Day>,
    pub meetings: Vec<MeetingRow>,
    pub rounds: Vec<Round>,
    pub outcomes: Vec<OutcomeRow>,
    pub conduct: Vec<ConductRow>,
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
            as_of: scope.as_of,
            rounds: rounds(&meetings),
            meetings,
            outcomes: record.outcomes(&all)?,
            conduct: record.conduct(&all)?,
        })
    }

    /// Returns expectations as all reports tell them together.
    pub(super) fn fold<'a>(&'a self, rows: &'a [ExpectationRow]) -> Folded<'a> {
        Folded::new(rows, &self.meetings)
    }

    /// Returns what came of some expectations.
    pub(super) fn foresee(
        &self,
        record: &Record,
        folded: &Folded<'_>,
        some: &[usize],
    ) -> Result<Vec<Foreseen>> {
        let denied = record.of_modality(Modality::Negated, self.as_of)?;
        let positions = self.positions(record, folded, some)?;
        let done = match folded.days(some) {
            Some((after, last)) => record.done(self.as_of, after, last)?,
            None => Vec::new(),
        };
        let ground = Ground {
            meetings: &self.meetings,
            rounds: &self.rounds,
            outcomes: &self.outcomes,
            conduct: &self.conduct,
            positions: &positions,
            done: &done,
        };
        Ok(folded.foresee(some, &denied, ground, &|term| record.words(term)))
    }

    /// Returns the positions of the documents that voice these expectations, and perhaps of others.
    fn positions(
        &self,
        record: &Record,
        folded: &Folded<'_>,
        some: &[usize],
    ) -> Result<Vec<PositionRow>> {
        let all = Scope {
            as_of: self.as_of,
            ..Scope::default()
        };
        let documents = folded.documents(some);
        if documents.len() > FEW {
            return record.positions(&all);
        }
        let mut rows = Vec::new();
        for document in documents {
            rows.extend(record.positions(&Scope {
                document: Some(document),
                ..all
            })?);
        }
        Ok(rows)
    }
}

//! What a reading tells about the talks, out of its JSON.

use jiff::civil::Date;
use serde::Deserialize;

use super::read_json::Places;
use crate::document::CharSpan;
use crate::position::{
    Conduct, Expectation, Meeting, MeetingFormat, MeetingStatus, Outcome, OutcomeResult, Position,
    Shift, Stance, Talks, Venue,
};

#[derive(Deserialize)]
pub(super) struct TalksIn {
    positions: Vec<PositionIn>,
    meetings: Vec<MeetingIn>,
    outcomes: Vec<OutcomeIn>,
    shifts: Vec<ShiftIn>,
    conduct: Vec<ConductIn>,
    expectations: Vec<ExpectationIn>,
}

#[derive(Deserialize)]
struct PositionIn {
    party: String,
    issue: String,
    option: Option<String>,
    stance: Stance,
    venue: Venue,
    voucher: String,
    evidence: CharSpan,
    attribution: Option<usize>,
    date: Option<Date>,
}

#[derive(Deserialize)]
struct MeetingIn {
    start: Option<Date>,
    end: Option<Date>,
    place: Option<String>,
    format: Option<MeetingFormat>,
    parties: Vec<String>,
    participants: Vec<String>,
    status: MeetingStatus,
    evidence: CharSpan,
}

#[derive(Deserialize)]
struct OutcomeIn {
    issue: String,
    result: OutcomeResult,
    evidence: CharSpan,
}

#[derive(Deserialize)]
struct ShiftIn {
    party: String,
    issue: String,
    from: Option<String>,
    to: Option<String>,
    by: Option<usize>,
    evidence: CharSpan,
}

#[derive(Deserialize)]
struct ConductIn {
    party: Option<String>,
    what: String,
    date: Option<Date>,
    place: Option<String>,
    evidence: CharSpan,
}

#[derive(Deserialize)]
struct ExpectationIn {
    what: String,
    due: Option<Date>,
    by: Option<usize>,
    evidence: CharSpan,
}

/// Returns every item turned by `one`, or the first thing that is wrong.
fn all<I, O>(items: Vec<I>, one: impl Fn(I) -> Result<O, String>) -> Result<Vec<O>, String> {
    items.into_iter().map(one).collect()
}

impl TalksIn {
    /// Returns the talks with spans in bytes.
    pub(super) fn talks(self, places: &Places<'_>) -> Result<Talks, String> {
        Ok(Talks {
            positions: all(self.positions, |p| {
                Ok(Position {
                    party: p.party,
                    issue: p.issue,
                    option: p.option,
                    stance: p.stance,
                    venue: p.venue,
                    voucher: p.voucher,
                    evidence: places.span(p.evidence)?,
                    attribution: places.attribution(p.attribution)?,
                    date: p.date,
                })
            })?,
            meetings: all(self.meetings, |m| {
                Ok(Meeting {
                    start: m.start,
                    end: m.end,
                    place: m.place,
                    format: m.format,
                    parties: m.parties,
                    participants: m.participants,
                    status: m.status,
                    evidence: places.span(m.evidence)?,
                })
            })?,
            outcomes: all(self.outcomes, |o| {
                Ok(Outcome {
                    issue: o.issue,
                    result: o.result,
                    evidence: places.span(o.evidence)?,
                })
            })?,
            shifts: all(self.shifts, |s| {
                Ok(Shift {
                    party: s.party,
                    issue: s.issue,
                    from: s.from,
                    to: s.to,
                    by: places.attribution(s.by)?,
                    evidence: places.span(s.evidence)?,
                })
            })?,
            conduct: all(self.conduct, |c| {
                Ok(Conduct {
                    party: c.party,
                    what: c.what,
                    date: c.date,
                    place: c.place,
                    evidence: places.span(c.evidence)?,
                })
            })?,
            expectations: all(self.expectations, |e| {
                Ok(Expectation {
                    what: e.what,
                    due: e.due,
                    by: places.attribution(e.by)?,
                    evidence: places.span(e.evidence)?,
                })
            })?,
        })
    }
}

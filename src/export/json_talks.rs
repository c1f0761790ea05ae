//! What a reading tells about the talks, in the shape of its JSON.

use serde::Serialize;

use super::json::Spans;
use crate::document::CharSpan;
use crate::position::{MeetingFormat, MeetingStatus, OutcomeResult, Stance, Talks, Venue};

/// The six lists of [`Talks`], dates in ISO 8601, spans in code points.
#[derive(Debug, Serialize)]
pub(super) struct TalksJson<'a> {
    positions: Vec<PositionJson<'a>>,
    meetings: Vec<MeetingJson<'a>>,
    outcomes: Vec<OutcomeJson<'a>>,
    shifts: Vec<ShiftJson<'a>>,
    conduct: Vec<ConductJson<'a>>,
    expectations: Vec<ExpectationJson<'a>>,
}

#[derive(Debug, Serialize)]
struct PositionJson<'a> {
    party: &'a str,
    issue: &'a str,
    option: Option<&'a str>,
    stance: Stance,
    venue: Venue,
    voucher: &'a str,
    evidence: CharSpan,
    attribution: Option<usize>,
    date: Option<String>,
}

#[derive(Debug, Serialize)]
struct MeetingJson<'a> {
    start: Option<String>,
    end: Option<String>,
    place: Option<&'a str>,
    format: Option<MeetingFormat>,
    parties: &'a [String],
    participants: &'a [String],
    status: MeetingStatus,
    evidence: CharSpan,
}

#[derive(Debug, Serialize)]
struct OutcomeJson<'a> {
    issue: &'a str,
    result: OutcomeResult,
    evidence: CharSpan,
}

#[derive(Debug, Serialize)]
struct ShiftJson<'a> {
    party: &'a str,
    issue: &'a str,
    from: Option<&'a str>,
    to: Option<&'a str>,
    by: Option<usize>,
    evidence: CharSpan,
}

#[derive(Debug, Serialize)]
struct ConductJson<'a> {
    party: Option<&'a str>,
    what: &'a str,
    date: Option<String>,
    place: Option<&'a str>,
    evidence: CharSpan,
}

#[derive(Debug, Serialize)]
struct ExpectationJson<'a> {
    what: &'a str,
    due: Option<String>,
    by: Option<usize>,
    evidence: CharSpan,
}

/// Returns the lists in the shape of their JSON.
pub(super) fn talks<'a>(talks: &'a Talks, spans: &Spans<'_>) -> TalksJson<'a> {
    let day = |date: Option<jiff::civil::Date>| date.map(|d| d.to_string());
    TalksJson {
        positions: talks
            .positions
            .iter()
            .map(|p| PositionJson {
                party: &p.party,
                issue: &p.issue,
                option: p.option.as_deref(),
                stance: p.stance,
                venue: p.venue,
                voucher: &p.voucher,
                evidence: spans.one(p.evidence),
                attribution: p.attribution,
                date: day(p.date),
            })
            .collect(),
        meetings: talks
            .meetings
            .iter()
            .map(|m| MeetingJson {
                start: day(m.start),
                end: day(m.end),
                place: m.place.as_deref(),
                format: m.format,
                parties: &m.parties,
                participants: &m.participants,
                status: m.status,
                evidence: spans.one(m.evidence),
            })
            .collect(),
        outcomes: talks
            .outcomes
            .iter()
            .map(|o| OutcomeJson {
                issue: &o.issue,
                result: o.result,
                evidence: spans.one(o.evidence),
            })
            .collect(),
        shifts: talks
            .shifts
            .iter()
            .map(|s| ShiftJson {
                party: &s.party,
                issue: &s.issue,
                from: s.from.as_deref(),
                to: s.to.as_deref(),
                by: s.by,
                evidence: spans.one(s.evidence),
            })
            .collect(),
        conduct: talks
            .conduct
            .iter()
            .map(|c| ConductJson {
                party: c.party.as_deref(),
                what: &c.what,
                date: day(c.date),
                place: c.place.as_deref(),
                evidence: spans.one(c.evidence),
            })
            .collect(),
        expectations: talks
            .expectations
            .iter()
            .map(|e| ExpectationJson {
                what: &e.what,
                due: day(e.due),
                by: e.by,
                evidence: spans.one(e.evidence),
            })
            .collect(),
    }
}

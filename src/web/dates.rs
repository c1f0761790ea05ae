//! What comes next: meetings that are planned and expectations that fall due after the newest article.

use std::collections::HashSet;

use super::fault::Fault;
use super::lens::Lens;
use super::words;
use crate::export::words::tame;
use crate::position::MeetingStatus;
use crate::record::{Day, MeetingRow, Place, Scope};

/// Something that is to come on a day.
pub(super) struct Dated {
    pub(super) day: Day,
    pub(super) what: String,
    pub(super) place: Place,
    pub(super) statement: Option<u32>,
}

impl Dated {
    /// Returns what is to come, unless these words say it in the same way.
    pub(super) fn what_beside(&self, words: &str) -> String {
        beside(&self.what, words)
    }
}

/// Returns what is told, unless the words that it rests on say the same.
pub(super) fn beside(what: &str, words: &str) -> String {
    match words.contains(what) {
        true => String::new(),
        false => what.to_owned(),
    }
}

/// Returns what lies ahead of a day, the nearest first, each day once for each report.
pub(super) fn dates(lens: &Lens<'_>, newest: Day) -> Result<Vec<Dated>, Fault> {
    let everything = Scope::default();
    let meetings = lens.record.meetings(&everything)?;
    let expectations = lens.record.expectations(&everything)?;
    let planned = meetings.iter().filter_map(|row| {
        let to_come = matches!(
            row.status,
            MeetingStatus::Planned | MeetingStatus::Postponed
        );
        Some(Dated {
            day: row.first.filter(|d| to_come && *d >= newest)?,
            what: meeting(lens, row),
            place: row.place,
            statement: row.statement,
        })
    });
    let expected = expectations.iter().filter_map(|row| {
        Some(Dated {
            day: row.due.filter(|d| *d >= newest)?,
            what: tame(&row.what),
            place: row.place,
            statement: row.statement,
        })
    });
    let mut all: Vec<Dated> = planned.chain(expected).collect();
    all.sort_by_key(|d| (d.day, d.place.report, d.place.id));
    let mut seen = HashSet::new();
    all.retain(|d| seen.insert((d.day, d.place.report)));
    Ok(all)
}

/// Returns a meeting in words: what became of it, who sits there, where.
fn meeting(lens: &Lens<'_>, row: &MeetingRow) -> String {
    let parties: Vec<String> = row
        .parties
        .iter()
        .map(|p| lens.party_of(p.clone()).name)
        .collect();
    let mut what = words::slug(&words::word(row.status)) + " meeting";
    for part in [
        (!parties.is_empty()).then(|| parties.join(", ")),
        row.venue.as_deref().map(tame),
    ] {
        what.extend(part.map(|p| format!(" · {p}")));
    }
    what
}

//! Movements as pages show them: what sources claim, and what the days show.

use std::borrow::Cow;

use super::fault::Fault;
use super::lens::{Evidence, Lens, Named};
use super::words;
use crate::analysis::{Move, MoveKind, moves};
use crate::export::words::tame;
use crate::record::{Day, PositionRow, Scope, ShiftRow};

/// Positions among which movements are looked for, the newest ones.
const COMPARED: usize = 2_000;

/// A movement of a party on an issue.
pub(super) struct Moved {
    pub(super) party: Named,
    pub(super) issue: Named,
    pub(super) day: Day,
    pub(super) what: String,
    pub(super) evidence: Evidence,
}

/// Returns the latest movements in scope: those that sources claim and those that two days show.
pub(super) fn moved(
    lens: &Lens<'_>,
    positions: &[PositionRow],
    scope: &Scope,
    most: usize,
) -> Result<Vec<Moved>, Fault> {
    let shifts = lens.record.shifts(scope)?;
    let kinds = [MoveKind::Claimed, MoveKind::Visible];
    let positions = newest(positions, COMPARED);
    let mut found = moves(&positions, &shifts, &kinds, most, &|term| {
        lens.record.words(term)
    });
    found.retain(|m| scope.since.is_none_or(|since| m.day() >= since));
    found.truncate(most);
    found
        .iter()
        .filter_map(|m| told(lens, m).transpose())
        .collect()
}

/// Returns the newest positions, so many at most: what a page shows of many is what was told last.
pub(super) fn newest(positions: &[PositionRow], most: usize) -> Cow<'_, [PositionRow]> {
    if positions.len() <= most {
        return Cow::Borrowed(positions);
    }
    let mut newest = positions.to_vec();
    newest.select_nth_unstable_by_key(most, |p| std::cmp::Reverse((p.place.day, p.place.id)));
    newest.truncate(most);
    Cow::Owned(newest)
}

fn told(lens: &Lens<'_>, movement: &Move) -> Result<Option<Moved>, Fault> {
    Ok(match movement {
        Move::Claimed(row) => Some(Moved {
            party: lens.party(row.party),
            issue: lens.issue(row.issue),
            day: row.place.day,
            what: claimed(row),
            evidence: lens.evidence(&row.place, row.statement)?,
        }),
        Move::Visible(before, now) => Some(Moved {
            party: lens.party(now.party),
            issue: lens.issue(now.issue),
            day: now.place.day,
            what: format!(
                "{} on {}, {} on {}",
                words::word(before.stance),
                before.place.day,
                words::word(now.stance),
                now.place.day
            ),
            evidence: lens.evidence(&now.place, now.statement)?,
        }),
        Move::New(_) | Move::Repeated(..) => None,
    })
}

/// Returns what a text claims to have moved.
fn claimed(row: &ShiftRow) -> String {
    let part = |words: &Option<String>| words.as_deref().map(tame);
    match (part(&row.from), part(&row.to)) {
        (_, Some(to)) if to == "unchanged" => "said not to have moved".into(),
        (Some(from), Some(to)) => format!("said to have moved from “{from}” to “{to}”"),
        (None, Some(to)) => format!("said to have moved to “{to}”"),
        (Some(from), None) => format!("said to have moved away from “{from}”"),
        (None, None) => "said to have moved".into(),
    }
}

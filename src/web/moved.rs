//! Movements as pages show them: what sources claim, and what the days show.

use super::fault::Fault;
use super::lens::{Evidence, Lens, Named};
use super::words;
use crate::analysis::{Move, MoveKind, moves};
use crate::export::words::tame;
use crate::record::{Day, Scope, ShiftRow};

/// A movement of a party on an issue.
pub(super) struct Moved {
    pub(super) party: Named,
    pub(super) issue: Named,
    pub(super) day: Day,
    pub(super) what: String,
    pub(super) evidence: Evidence,
}

/// Returns the latest movements in scope, `most` at most: those that sources claim and those that two days show.
pub(super) fn moved(lens: &Lens<'_>, scope: &Scope, most: usize) -> Result<Vec<Moved>, Fault> {
    let all = lens.whole.moves(lens)?;
    let mine = all.iter().filter(|m| is_in(m, scope));
    shown(lens, mine, most)
}

/// Returns the movements in scope, the latest first. Days limit when a movement shows, not what it is compared with.
pub(super) fn moves_in(lens: &Lens<'_>, scope: &Scope) -> Result<Vec<Move>, Fault> {
    if scope.as_of.is_none() {
        let all = lens.whole.moves(lens)?;
        return Ok(all.iter().filter(|m| is_in(m, scope)).cloned().collect());
    }
    let over_time = Scope {
        since: None,
        until: None,
        ..*scope
    };
    let positions = lens.record.positions(&over_time)?;
    let shifts = lens.record.shifts(&over_time)?;
    let mut all = moves(&positions, &shifts, &KINDS, usize::MAX, &|term| {
        lens.record.words(term)
    });
    all.retain(|m| is_in(m, scope));
    Ok(all)
}

/// Movements that are told of: those of one party on one issue are found among their own positions alone, so what the
/// whole record shows of them is all there is.
pub(super) const KINDS: [MoveKind; 2] = [MoveKind::Claimed, MoveKind::Visible];

/// Returns whether a movement is of the party and the issue in scope, and shows on its days.
fn is_in(movement: &Move, scope: &Scope) -> bool {
    let (party, issue) = match movement {
        Move::Claimed(row) => (row.party, row.issue),
        Move::Visible(_, row) | Move::New(row) | Move::Repeated(_, row) => (row.party, row.issue),
    };
    scope.party.is_none_or(|p| p == party)
        && scope.issue.is_none_or(|i| i == issue)
        && scope.since.is_none_or(|s| movement.day() >= s)
        && scope.until.is_none_or(|u| movement.day() <= u)
}

fn shown<'m>(
    lens: &Lens<'_>,
    moves: impl Iterator<Item = &'m Move>,
    most: usize,
) -> Result<Vec<Moved>, Fault> {
    let told = moves.take(most).map(|m| told(lens, m));
    told.filter_map(Result::transpose).collect()
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

//! What is contested: two accounts of one matter that part, for the overview, the page of gaps and the data.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::fault::Fault;
use super::lens::Lens;
use crate::analysis::{
    About, Account, Claim, Conflict, Gap, HeldAccount, MoodConflict, Reports, answered_claims,
    conflicts, gaps, moods,
};
use crate::position::{OutcomeResult, Stance, Tone, Venue};
use crate::record::{Day, Place, PositionRow, Scope, StatementRow, Term};

/// Days around a claim in which others answer it.
const WITHIN: i64 = 14;

/// In which way two accounts part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// What a party says in public, and what is told of it in private.
    PublicPrivate,
    /// What somebody unnamed claims, and who denies it.
    Denied,
    /// What two sides say came of one meeting.
    Meeting,
    /// How two sides tell the mood of one meeting.
    Mood,
}

/// Two accounts of one matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dispute {
    pub(super) kind: Kind,
    /// Whose position it is; none where it is what two sides tell of a meeting.
    pub(super) party: Option<Term>,
    /// A mood is on no issue.
    pub(super) issue: Option<Term>,
    /// What a public and a private account are both about.
    pub(super) about: Option<About>,
    /// First and last day of the meeting of which two sides tell.
    pub(super) meeting: Option<(Day, Day)>,
    /// The public account first, the claim before its denial, the earlier side before the later.
    pub(super) sides: [Side; 2],
}

/// One account.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Side {
    pub(super) place: Place,
    pub(super) statement: Option<u32>,
    pub(super) issue: Option<Term>,
    pub(super) option: Option<Term>,
    pub(super) stance: Option<Stance>,
    pub(super) result: Option<OutcomeResult>,
    pub(super) tone: Option<Tone>,
    pub(super) venue: Option<Venue>,
    /// Who tells it: a party, or `self`, `author`, `media`.
    pub(super) voucher: Option<Term>,
    pub(super) reports: usize,
}

impl Dispute {
    /// Returns the day from which the two stand against each other.
    pub(super) fn day(&self) -> Day {
        let [one, other] = &self.sides;
        one.place.day.max(other.place.day)
    }
}

/// Returns what is contested in scope, the newest first. Days limit when the later of two accounts was told, not what it
/// stands against.
pub(super) fn contested_in(lens: &Lens<'_>, scope: &Scope) -> Result<Vec<Dispute>, Fault> {
    let over_time = Scope {
        since: None,
        until: None,
        ..*scope
    };
    let mut all = match over_time == Scope::default() {
        true => lens.whole.contested(lens)?.to_vec(),
        false => contested(lens, &lens.record.positions(&over_time)?, &over_time)?,
    };
    all.retain(|d| {
        scope.since.is_none_or(|s| d.day() >= s) && scope.until.is_none_or(|u| d.day() <= u)
    });
    Ok(all)
}

/// Returns what is contested among positions and what came of meetings in scope, the newest first.
pub(super) fn contested(
    lens: &Lens<'_>,
    positions: &[PositionRow],
    scope: &Scope,
) -> Result<Vec<Dispute>, Fault> {
    let record = lens.record;
    let words = |term| record.words(term);
    let parted = gaps(positions, record.term("settlement")?, usize::MAX, &words);
    let mut all: Vec<Dispute> = parted.iter().map(Dispute::from).collect();
    all.extend(denied(lens, positions)?);
    all.extend(of_meetings(lens, scope)?);
    let mut seen = HashSet::new();
    // A private account that is denied in public parts from it too: that is told once.
    all.retain(|d| {
        let mut rows = d.sides.map(|s| (s.place.document, s.place.number));
        rows.sort_unstable();
        seen.insert((rows, d.meeting.is_some()))
    });
    all.sort_by_key(|d| {
        let [one, other] = d.sides.map(|s| (s.place.document, s.place.number));
        Reverse((d.day(), one.max(other)))
    });
    Ok(all)
}

/// Returns where two sides tell the results or the mood of one meeting differently.
fn of_meetings(lens: &Lens<'_>, scope: &Scope) -> Result<Vec<Dispute>, Fault> {
    let record = lens.record;
    let concerns = |sides: [Option<Term>; 2]| scope.party.is_none_or(|p| sides.contains(&Some(p)));
    let meetings = record.meetings(scope)?;
    let outcomes = record.outcomes(scope)?;
    let told = conflicts(&meetings, &outcomes, &record.outcome_tellers(scope)?);
    let told = told
        .iter()
        .filter(|c| concerns([c.one.teller.party, c.other.teller.party]));
    let mut found: Vec<Dispute> = told.map(Dispute::from).collect();
    if scope.issue.is_none() {
        // Both sides are compared, also where only one of them is asked for.
        let both = Scope {
            party: None,
            ..*scope
        };
        let told = moods(&meetings, &record.on_mood(&both)?);
        let told = told
            .iter()
            .filter(|m| concerns([m.one.party, m.other.party]));
        found.extend(told.map(Dispute::from));
    }
    Ok(found)
}

/// Returns the claims of somebody unnamed that others deny.
fn denied(lens: &Lens<'_>, positions: &[PositionRow]) -> Result<Vec<Dispute>, Fault> {
    let record = lens.record;
    let reports = Reports {
        positions,
        events: &[],
        own: record.term("self")?,
        parties: &[],
        within: WITHIN,
    };
    let all = answered_claims(&reports, usize::MAX, &|term| record.words(term));
    let answered: Vec<&Claim> = all.iter().filter(|c| !c.denies.is_empty()).collect();
    // Claims know their places alone; statement and venue are the rows'.
    let wanted: HashSet<i64> = answered
        .iter()
        .flat_map(|c| [c.last.place.id, c.denies[0].place.id])
        .collect();
    let rows: HashMap<i64, &PositionRow> = positions
        .iter()
        .filter(|p| wanted.contains(&p.place.id))
        .map(|p| (p.place.id, p))
        .collect();
    let dispute = |claim: &&Claim| {
        let said = rows.get(&claim.last.place.id)?;
        let denied = rows.get(&claim.denies[0].place.id)?;
        Some(Dispute {
            kind: Kind::Denied,
            party: Some(said.party),
            issue: Some(said.issue),
            about: None,
            meeting: None,
            sides: [Side::of(said, claim.reports), Side::of(denied, 1)],
        })
    };
    Ok(answered.iter().filter_map(dispute).collect())
}

impl From<&Gap> for Dispute {
    fn from(gap: &Gap) -> Self {
        let side = |held: &HeldAccount| Side::of(&held.row, held.reports);
        Self {
            kind: Kind::PublicPrivate,
            party: Some(gap.public.row.party),
            issue: Some(gap.public.row.issue),
            about: Some(gap.about),
            meeting: None,
            sides: [side(&gap.public), side(&gap.private)],
        }
    }
}

impl From<&Conflict> for Dispute {
    fn from(conflict: &Conflict) -> Self {
        Self {
            kind: Kind::Meeting,
            party: None,
            issue: Some(conflict.one.row.issue),
            about: None,
            meeting: Some(conflict.days),
            sides: [Side::from(&conflict.one), Side::from(&conflict.other)],
        }
    }
}

impl From<&MoodConflict> for Dispute {
    fn from(moods: &MoodConflict) -> Self {
        Self {
            kind: Kind::Mood,
            party: None,
            issue: None,
            about: None,
            meeting: Some(moods.days),
            sides: [Side::from(&moods.one), Side::from(&moods.other)],
        }
    }
}

impl From<&StatementRow> for Side {
    fn from(row: &StatementRow) -> Self {
        Self {
            place: row.place,
            statement: Some(row.place.number),
            issue: None,
            option: None,
            stance: None,
            result: None,
            tone: row.tone,
            venue: None,
            voucher: row.party,
            reports: 1,
        }
    }
}

impl Side {
    fn of(row: &PositionRow, reports: usize) -> Self {
        Self {
            place: row.place,
            statement: row.statement,
            issue: Some(row.issue),
            option: row.option,
            stance: Some(row.stance),
            result: None,
            tone: None,
            venue: Some(row.venue),
            voucher: Some(row.voucher),
            reports,
        }
    }
}

impl From<&Account> for Side {
    fn from(account: &Account) -> Self {
        let row = &account.row;
        Self {
            place: row.place,
            statement: row.statement,
            issue: Some(row.issue),
            option: None,
            stance: None,
            result: Some(row.result),
            tone: None,
            venue: None,
            voucher: account.teller.party,
            reports: 1,
        }
    }
}

//! Claims of people who are not named: who confirms them, who denies them, who is silent.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::standing::distinct;
use super::{Blocks, Leaning, Likeness, Words};
use crate::position::{OutcomeResult, Sourcing, Stance};
use crate::record::{Day, OutcomeRow, Place, PositionRow, ShiftRow, TellerRow, Tellers, Term};

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// What a party holds.
    Position,
    /// What came of talks.
    Outcome,
    /// That a position moved, or did not.
    Shift,
}

/// A row that is a claim or answers one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Claimed {
    /// What it is about.
    pub kind: ClaimKind,
    /// Document, words, days.
    pub place: Place,
    /// The party it tells of.
    pub party: Option<Term>,
    /// On what.
    pub issue: Term,
    /// What exactly.
    pub option: Option<Term>,
    /// The stance, of a position.
    pub stance: Option<Stance>,
    /// The result, of an outcome.
    pub result: Option<OutcomeResult>,
    /// The class that others confirm or deny.
    pub class: Leaning,
    /// Who tells it, `self` for the party itself.
    pub voucher: Option<Term>,
    /// On whose authority.
    pub sourcing: Sourcing,
}

impl Claimed {
    /// Returns a position as something claimed.
    pub fn position(row: &PositionRow) -> Self {
        Self {
            kind: ClaimKind::Position,
            place: row.place,
            party: Some(row.party),
            issue: row.issue,
            option: row.option,
            stance: Some(row.stance),
            result: None,
            class: Leaning::of(row.stance),
            voucher: Some(row.voucher),
            sourcing: row.sourcing,
        }
    }

    /// Returns an outcome as something claimed: agreed is for, in part open, not agreed and put off against.
    pub fn outcome(row: &OutcomeRow, tellers: &Tellers) -> Self {
        let class = match row.result {
            OutcomeResult::Agreed => Leaning::For,
            OutcomeResult::Partly => Leaning::Open,
            OutcomeResult::NotAgreed | OutcomeResult::Postponed => Leaning::Against,
        };
        let of = (ClaimKind::Outcome, class, None);
        Self {
            result: Some(row.result),
            ..Self::told(
                of,
                row.place,
                row.issue,
                teller(tellers, row.place, row.statement),
            )
        }
    }

    /// Returns a shift as something claimed: moved is for, unchanged against.
    pub fn shift(row: &ShiftRow, tellers: &Tellers) -> Self {
        let unchanged = row.to.as_deref() == Some("unchanged");
        let class = if unchanged {
            Leaning::Against
        } else {
            Leaning::For
        };
        let of = (ClaimKind::Shift, class, Some(row.party));
        Self::told(
            of,
            row.place,
            row.issue,
            teller(tellers, row.place, row.statement),
        )
    }

    fn told(
        (kind, class, party): (ClaimKind, Leaning, Option<Term>),
        place: Place,
        issue: Term,
        teller: Option<TellerRow>,
    ) -> Self {
        Self {
            kind,
            place,
            party,
            issue,
            option: None,
            stance: None,
            result: None,
            class,
            voucher: teller.and_then(|t| t.party),
            sourcing: teller.map_or(Sourcing::None, |t| t.sourcing),
        }
    }

    fn is_unnamed(&self) -> bool {
        is_unnamed(self.sourcing)
    }
}

fn teller(tellers: &Tellers, place: Place, statement: Option<u32>) -> Option<TellerRow> {
    tellers.get(&(place.document, statement?)).copied()
}

fn is_unnamed(sourcing: Sourcing) -> bool {
    matches!(sourcing, Sourcing::Anonymous | Sourcing::Collective)
}

/// A claim of somebody unnamed.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Where it is told first.
    pub first: Claimed,
    /// Where it is told last.
    pub last: Claimed,
    /// How many independent reports have it from somebody unnamed.
    pub reports: usize,
    /// Who else says so: the latest row of each voucher and kind of sourcing.
    pub confirms: Vec<Claimed>,
    /// Who says otherwise, likewise.
    pub denies: Vec<Claimed>,
    /// Parties that do neither.
    pub silent: Vec<Term>,
}

/// What claims are looked for in.
#[derive(Clone, Copy)]
pub struct Reports<'a> {
    /// All positions.
    pub positions: &'a [PositionRow],
    /// All outcomes and shifts.
    pub events: &'a [Claimed],
    /// The term of `self`.
    pub own: Option<Term>,
    /// The parties of the case; where it lists none, those that speak for themselves on the issue in the same days.
    pub parties: &'a [Term],
    /// Days around a claim in which others answer it.
    pub within: i64,
}

/// Returns the claims, the party and issue with the latest one first, at least `most` where there are so many.
pub fn claims(reports: &Reports<'_>, most: usize, words: Words<'_>) -> Vec<Claim> {
    let mut found = answered_claims(reports, most, words);
    add_silent(&mut found, reports);
    found
}

/// Returns the same claims with who confirms and denies them; who is silent on each is not looked for, which for all
/// claims of a large record would take longer than all the rest.
pub fn answered_claims(reports: &Reports<'_>, most: usize, words: Words<'_>) -> Vec<Claim> {
    // A block counts by its latest unnamed row alone.
    let nought = Day::from_number(0);
    let day = |unnamed: bool, place: &Place| if unnamed { place.day } else { nought };
    let positions = Blocks::of(
        reports.positions,
        |r| (r.party, r.issue),
        |r| day(is_unnamed(r.sourcing), &r.place),
    );
    let events = Blocks::of(
        reports.events,
        |r| (r.kind, r.party, r.issue),
        |r| day(r.is_unnamed(), &r.place),
    );
    let mut order: Vec<(Day, bool, usize)> = Vec::new();
    order.extend(
        positions
            .newest_first()
            .into_iter()
            .map(|b| (positions.latest(b), true, b)),
    );
    order.extend(
        events
            .newest_first()
            .into_iter()
            .map(|b| (events.latest(b), false, b)),
    );
    order.sort_by_key(|(day, ..)| Reverse(*day));
    let mut found: Vec<Claim> = Vec::new();
    for (day, is_position, block) in order {
        if found.len() >= most || day == nought {
            break;
        }
        let rows = if is_position {
            let rows = positions.rows(block, reports.positions);
            rows.iter().map(Claimed::position).collect()
        } else {
            events.rows(block, reports.events)
        };
        found.extend(of_block(rows, reports, words));
    }
    found
}

/// Returns the claims of one block, the latest first. The same claim after a pause is another one.
fn of_block(mut rows: Vec<Claimed>, reports: &Reports<'_>, words: Words<'_>) -> Vec<Claim> {
    rows.sort_by_key(|r| (r.place.day, r.place.known, r.place.document, r.place.number));
    let likeness = Likeness::of(rows.iter().rev().filter_map(|r| r.option), words);
    let mut open: BTreeMap<(Option<Term>, Leaning), Vec<Claimed>> = BTreeMap::new();
    let mut told: Vec<Vec<Claimed>> = Vec::new();
    for row in rows.iter().filter(|r| r.is_unnamed()) {
        let claim = open
            .entry((likeness.same(row.option), row.class))
            .or_default();
        let paused = claim.last().is_some_and(|l| apart(l, row) > reports.within);
        if paused {
            told.push(std::mem::take(claim));
        }
        claim.push(*row);
    }
    told.extend(open.into_values());
    let mut claims: Vec<Claim> = told
        .iter()
        .filter_map(|t| claim(t, &rows, &likeness, reports.within))
        .collect();
    claims.sort_by_key(|c| Reverse((c.last.place.day, c.last.place.document, c.last.place.number)));
    claims
}

fn apart(a: &Claimed, b: &Claimed) -> i64 {
    b.place.day.ordinal() - a.place.day.ordinal()
}

/// Returns the claim of rows that tell the same, with what the block says to it.
fn claim(told: &[Claimed], rows: &[Claimed], likeness: &Likeness, within: i64) -> Option<Claim> {
    let (first, last) = (*told.first()?, *told.last()?);
    let reports = distinct(told.iter().map(|r| r.place.report));
    let vouchers: BTreeSet<Option<Term>> = told.iter().map(|r| r.voucher).collect();
    let option = likeness.same(first.option);
    let (mut confirms, mut denies) = (Vec::new(), Vec::new());
    let begin = rows.partition_point(|r| apart(r, &first) > within);
    let near = rows[begin..]
        .iter()
        .take_while(|r| apart(&last, r) <= within);
    for row in near {
        let other = likeness.same(row.option);
        if other != option && other.is_some() && option.is_some() {
            continue;
        }
        let itself = row.is_unnamed() && vouchers.contains(&row.voucher);
        let elsewhere = reports.binary_search(&row.place.report).is_err();
        if row.class == first.class && !itself && (elsewhere || answers(row)) {
            confirms.push(*row);
        } else if row.class.denies(first.class) && row.place.day >= first.place.day {
            denies.push(*row);
        }
    }
    Some(Claim {
        first,
        last,
        reports: reports.len(),
        confirms: latest_of_each(confirms),
        denies: latest_of_each(denies),
        silent: Vec::new(),
    })
}

/// Returns whether somebody answers for a row, so that it counts even in the same report.
fn answers(row: &Claimed) -> bool {
    matches!(
        row.sourcing,
        Sourcing::Named | Sourcing::Official | Sourcing::Document
    ) || is_unnamed(row.sourcing)
}

/// Returns the latest row of each voucher and kind of sourcing, the latest first.
fn latest_of_each(rows: Vec<Claimed>) -> Vec<Claimed> {
    let mut known = Vec::new();
    let mut kept = Vec::new();
    for row in rows.into_iter().rev() {
        if !known.contains(&(row.voucher, row.sourcing)) {
            known.push((row.voucher, row.sourcing));
            kept.push(row);
        }
    }
    kept
}

/// Adds the parties that neither tell, confirm nor deny a claim.
fn add_silent(claims: &mut [Claim], reports: &Reports<'_>) {
    let speak = own_words(claims, reports);
    for claim in claims {
        let who = |r: &Claimed| {
            if r.voucher == reports.own {
                r.party
            } else {
                r.voucher
            }
        };
        let told = [claim.first, claim.last];
        let heard: BTreeSet<Term> = told
            .iter()
            .chain(&claim.confirms)
            .chain(&claim.denies)
            .filter_map(who)
            .collect();
        let mut parties: BTreeSet<Term> = reports.parties.iter().copied().collect();
        if let Some(days) = speak.get(&claim.first.issue) {
            let distance = |from: Day, to: Day| from.days_until(to).unwrap_or(i64::MAX);
            let (first, last) = (claim.first.place.day, claim.last.place.day);
            let begin = days.partition_point(|(day, _)| distance(*day, first) > reports.within);
            let near = days[begin..].iter();
            let near = near.take_while(|(day, _)| distance(last, *day) <= reports.within);
            parties.extend(near.map(|(_, party)| *party));
        }
        claim.silent = parties.difference(&heard).copied().collect();
    }
}

/// Returns who speaks for itself on the issues of the claims, by day; nothing where the case lists the parties.
fn own_words(claims: &[Claim], reports: &Reports<'_>) -> HashMap<Term, Vec<(Day, Term)>> {
    let mut speak: HashMap<Term, Vec<(Day, Term)>> = HashMap::new();
    if !reports.parties.is_empty() {
        return speak;
    }
    for claim in claims {
        speak.entry(claim.first.issue).or_default();
    }
    for row in reports
        .positions
        .iter()
        .filter(|r| Some(r.voucher) == reports.own)
    {
        if let Some(days) = speak.get_mut(&row.issue) {
            days.push((row.place.day, row.party));
        }
    }
    for days in speak.values_mut() {
        days.sort_unstable();
        days.dedup();
    }
    speak
}

#[cfg(test)]
#[path = "corroboration_tests.rs"]
mod tests;

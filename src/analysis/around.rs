//! What stands around a round: outcomes, mood and conduct in the articles that tell of it first.

use std::collections::HashMap;

use super::rounds::Round;
use crate::position::Signal;
use crate::record::{ConductRow, Day, MeetingRow, OutcomeRow, Place, StatementRow};

/// Days after a round within which an article still reports it.
const FRESH: i64 = 7;

/// Rows that stand around a round, each report once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Around {
    /// Outcomes, by their place in the list handed in; so for the others.
    pub outcomes: Vec<usize>,
    /// Statements on the mood.
    pub mood: Vec<usize>,
    /// Acts on the ground.
    pub conduct: Vec<usize>,
}

/// Returns what stands around each round, in the order of the rounds.
pub fn around(
    rounds: &[Round],
    meetings: &[MeetingRow],
    outcomes: &[OutcomeRow],
    statements: &[StatementRow],
    conduct: &[ConductRow],
) -> Vec<Around> {
    let told = told(rounds, meetings);
    let mut all = vec![Around::default(); rounds.len()];
    for (n, outcome) in outcomes.iter().enumerate() {
        if let Some(at) = told.get(&outcome.place.document) {
            all[*at].outcomes.push(n);
        }
    }
    for (n, statement) in statements.iter().enumerate() {
        let on_mood = statement.tone.is_some() || statement.signals.contains(&Signal::Atmosphere);
        if let (true, Some(at)) = (on_mood, told.get(&statement.place.document)) {
            all[*at].mood.push(n);
        }
    }
    for (n, act) in conduct.iter().enumerate() {
        let at = told.get(&act.place.document).copied();
        if let Some(at) = at.filter(|at| is_near(&rounds[*at], act.date)) {
            all[at].conduct.push(n);
        }
    }
    for around in &mut all {
        around.outcomes.sort_by_key(|n| order(&outcomes[*n].place));
        around.mood.sort_by_key(|n| order(&statements[*n].place));
        around.conduct.sort_by_key(|n| order(&conduct[*n].place));
    }
    all
}

/// Returns the round that each article tells of first, of those that lay behind it by a few days at most. Copies of
/// a report are left out: they add no outcome.
fn told(rounds: &[Round], meetings: &[MeetingRow]) -> HashMap<i64, usize> {
    let mut first: HashMap<i64, (u32, usize)> = HashMap::new();
    let mut reports: HashMap<i64, i64> = HashMap::new();
    for (at, round) in rounds.iter().enumerate() {
        for account in round.accounts.iter().filter_map(|a| meetings.get(*a)) {
            let place = &account.place;
            let happened = super::rounds::took_place(account.status);
            if !happened || !is_fresh(round, place.known) {
                continue;
            }
            let entry = first.entry(place.document).or_insert((place.number, at));
            *entry = (*entry).min((place.number, at));
            let document = reports.entry(place.report).or_insert(place.document);
            *document = (*document).min(place.document);
        }
    }
    reports
        .into_values()
        .filter_map(|d| Some((d, first.get(&d)?.1)))
        .collect()
}

fn is_fresh(round: &Round, known: Day) -> bool {
    let last = round.last.or(round.first).map(Day::ordinal);
    last.is_none_or(|l| (l - 1..=l + FRESH).contains(&known.ordinal()))
}

/// Returns whether an act lies around a round: on its days, the day before or after, or undated.
fn is_near(round: &Round, date: Option<Day>) -> bool {
    match (round.first, date) {
        (Some(first), Some(date)) => {
            let last = round.last.unwrap_or(first).ordinal();
            (first.ordinal() - 1..=last + 1).contains(&date.ordinal())
        }
        _ => true,
    }
}

fn order(place: &Place) -> (Day, i64, u32) {
    (place.day, place.document, place.number)
}

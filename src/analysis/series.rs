//! Series of rounds: meetings of the same sides, counted.

use std::collections::{BTreeSet, HashMap};

use super::rounds::Round;
use crate::position::{MeetingFormat, MeetingStatus};

/// Meetings of the same sides so far.
struct Series<'a> {
    /// The sides that all of them share.
    sides: BTreeSet<&'a str>,
    rounds: Vec<usize>,
}

/// Numbers the rounds of each series; a single meeting is no series and gets no number.
pub(super) fn number(rounds: &mut [Round]) {
    let mut all: Vec<Series<'_>> = Vec::new();
    let mut known: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, round) in rounds.iter().enumerate().filter(|(_, r)| counts(r)) {
        let pairs = pairs(round.parties.iter().map(String::as_str));
        let lists = pairs.iter().filter_map(|p| known.get(p));
        let fitting = lists.flatten().copied().filter(|s| fits(&all[*s], round));
        let series = match fitting.max_by_key(|s| (all[*s].rounds.len(), std::cmp::Reverse(*s))) {
            Some(series) => series,
            None => {
                all.push(Series {
                    sides: round.parties.iter().map(String::as_str).collect(),
                    rounds: Vec::new(),
                });
                all.len() - 1
            }
        };
        let sides = &mut all[series].sides;
        sides.retain(|s| round.parties.contains(*s));
        all[series].rounds.push(at);
        for pair in pairs {
            let list = known.entry(pair).or_default();
            if !list.contains(&series) {
                list.push(series);
            }
        }
    }
    let series = all.into_iter().filter(|s| s.rounds.len() > 1);
    let numbered: Vec<(u32, usize)> = series.flat_map(|s| (1..).zip(s.rounds)).collect();
    for (number, at) in numbered {
        rounds[at].number = Some(number);
    }
}

/// Returns whether a meeting counts as a round: dated, face to face or through a go-between, not called off.
fn counts(round: &Round) -> bool {
    let off = matches!(
        round.status,
        MeetingStatus::Cancelled | MeetingStatus::Postponed
    );
    let call = round.format == Some(MeetingFormat::Call);
    round.first.is_some() && round.parties.len() > 1 && !off && !call
}

/// A go-between may be left out of an account, so one set of sides may hold the other.
fn fits(series: &Series<'_>, round: &Round) -> bool {
    series.sides.iter().all(|s| round.parties.contains(*s))
        || round.parties.len() > 1
            && round
                .parties
                .iter()
                .all(|p| series.sides.contains(p.as_str()))
}

/// Returns each two of the first sides, which come sorted.
pub(super) fn pairs<'a>(sides: impl Iterator<Item = &'a str>) -> Vec<(&'a str, &'a str)> {
    let sides: Vec<&str> = sides.take(6).collect();
    let mut pairs = Vec::new();
    for (n, a) in sides.iter().enumerate() {
        pairs.extend(sides[n + 1..].iter().map(|b| (*a, *b)));
    }
    pairs
}

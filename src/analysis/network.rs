//! Networks of positions: who holds what on which issue, and who holds the same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::position::{Stance, Venue};

/// A position as networks see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Whose.
    pub party: String,
    /// On what.
    pub issue: String,
    /// What exactly.
    pub option: Option<String>,
    /// For or against.
    pub stance: Stance,
    /// In public or in private.
    pub venue: Venue,
    /// The first document of all that tell the same report.
    pub report: i64,
    /// The day it speaks of, where known.
    pub day: Option<Date>,
}

/// What ties carry: how often, and when first and last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Independent reports.
    pub reports: BTreeSet<i64>,
    /// First day.
    pub first: Option<Date>,
    /// Last day.
    pub last: Option<Date>,
}

impl Told {
    fn add(&mut self, held: &Held) {
        self.reports.insert(held.report);
        if let Some(day) = held.day {
            self.first = Some(self.first.map_or(day, |d| d.min(day)));
            self.last = Some(self.last.map_or(day, |d| d.max(day)));
        }
    }
}

/// A party's stance on an issue in one venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affiliation {
    /// Whose.
    pub party: String,
    /// On what.
    pub issue: String,
    /// For or against.
    pub stance: Stance,
    /// In public or in private.
    pub venue: Venue,
    /// What exactly, each once.
    pub options: BTreeSet<String>,
    /// How often and when.
    pub told: Told,
}

/// Returns each party's stances on each issue, by party, issue, stance and venue.
pub fn affiliations(held: &[Held]) -> Vec<Affiliation> {
    let mut ties: BTreeMap<_, Affiliation> = BTreeMap::new();
    for h in held {
        // Venues have no order of their own.
        let venue = h.venue as u8;
        let tie = ties
            .entry((&h.party, &h.issue, h.stance, venue))
            .or_insert_with(|| Affiliation {
                party: h.party.clone(),
                issue: h.issue.clone(),
                stance: h.stance,
                venue: h.venue,
                options: BTreeSet::new(),
                told: Told::default(),
            });
        tie.options.extend(h.option.clone());
        tie.told.add(h);
    }
    ties.into_values().collect()
}

/// Two parties that stand on the same side somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Congruence {
    /// The one that comes first in the alphabet.
    pub one: String,
    /// The other.
    pub other: String,
    /// Items on which both stand on the same side: `issue` or `issue: option`.
    pub agree: BTreeSet<String>,
    /// Items on which they stand on different sides.
    pub differ: BTreeSet<String>,
    /// How often and when either of them was reported on what they agree on.
    pub told: Told,
}

/// Returns the side of a stance; being open or undecided is none.
fn side(stance: Stance) -> Option<bool> {
    match stance {
        Stance::Demands | Stance::Supports => Some(true),
        Stance::Opposes | Stance::RulesOut => Some(false),
        Stance::Open | Stance::Undecided => None,
    }
}

/// Returns an issue with its option in small letters, without an article before it.
fn item(held: &Held) -> String {
    let Some(option) = &held.option else {
        return held.issue.clone();
    };
    let option = option.to_lowercase();
    let bare = ["the ", "a ", "an "]
        .iter()
        .find_map(|a| option.strip_prefix(a));
    format!("{}: {}", held.issue, bare.unwrap_or(&option).trim())
}

/// Returns the pairs of parties that stand on the same side of at least one item. A party that was reported on both
/// sides of an item stands on both.
pub fn congruences(held: &[Held]) -> Vec<Congruence> {
    let mut items: BTreeMap<String, BTreeMap<(&str, bool), Told>> = BTreeMap::new();
    for h in held {
        if let Some(side) = side(h.stance) {
            let sides = items.entry(item(h)).or_default();
            sides.entry((&h.party, side)).or_default().add(h);
        }
    }
    let mut pairs: BTreeMap<(&str, &str), Congruence> = BTreeMap::new();
    for (item, sides) in &items {
        for ((one, a), told_one) in sides {
            for ((other, b), told_other) in sides.iter().filter(|((p, _), _)| p > one) {
                let pair = pairs.entry((one, other)).or_insert_with(|| Congruence {
                    one: (*one).to_owned(),
                    other: (*other).to_owned(),
                    agree: BTreeSet::new(),
                    differ: BTreeSet::new(),
                    told: Told::default(),
                });
                if a == b {
                    pair.agree.insert(item.clone());
                    pair.told.join(told_one);
                    pair.told.join(told_other);
                } else {
                    pair.differ.insert(item.clone());
                }
            }
        }
    }
    pairs
        .into_values()
        .filter(|p| !p.agree.is_empty())
        .collect()
}

impl Told {
    fn join(&mut self, other: &Told) {
        self.reports.extend(&other.reports);
        let days = |a: Option<Date>, b: Option<Date>, pick: fn(Date, Date) -> Date| match (a, b) {
            (Some(a), Some(b)) => Some(pick(a, b)),
            (a, b) => a.or(b),
        };
        self.first = days(self.first, other.first, Date::min);
        self.last = days(self.last, other.last, Date::max);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn held(party: &str, option: Option<&str>, stance: Stance, report: i64, day: i8) -> Held {
        Held {
            party: party.into(),
            issue: "fishing".into(),
            option: option.map(Into::into),
            stance,
            venue: Venue::Public,
            report,
            day: Some(date(2031, 3, day)),
        }
    }

    #[test]
    fn copies_of_a_report_count_once() {
        let all = [
            held("norland", Some("the quota"), Stance::Demands, 1, 9),
            held("norland", Some("the quota"), Stance::Demands, 1, 7),
            held("norland", Some("a register"), Stance::Demands, 4, 8),
            held("norland", None, Stance::Opposes, 4, 8),
        ];
        let ties = affiliations(&all);
        assert_eq!(ties.len(), 2);
        assert_eq!(ties[0].told.reports.len(), 2);
        assert_eq!(ties[0].options.len(), 2);
        assert_eq!(ties[0].told.first, Some(date(2031, 3, 7)));
        assert_eq!(ties[0].told.last, Some(date(2031, 3, 9)));
    }

    #[test]
    fn those_on_one_side_of_an_option_are_tied() {
        let all = [
            held("norland", Some("the quota"), Stance::Demands, 1, 9),
            held("sudmark", Some("Quota"), Stance::Supports, 2, 10),
            held("sudmark", Some("a register"), Stance::RulesOut, 2, 10),
            held("norland", Some("a register"), Stance::Supports, 1, 9),
            held("league", Some("a register"), Stance::Open, 3, 9),
            held("ostravia", Some("quota"), Stance::Opposes, 3, 9),
        ];
        let pairs = congruences(&all);
        assert_eq!(pairs.len(), 1);
        assert_eq!((&*pairs[0].one, &*pairs[0].other), ("norland", "sudmark"));
        assert_eq!(
            pairs[0].agree.iter().collect::<Vec<_>>(),
            ["fishing: quota"]
        );
        assert_eq!(
            pairs[0].differ.iter().collect::<Vec<_>>(),
            ["fishing: register"]
        );
        assert_eq!(pairs[0].told.reports.len(), 2);
    }
}

//! How far people agree who decided on the same facts: Krippendorff's alpha for nominal values, field by field.
//!
//! Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: any number of people, values
//! missing. With `o_cc` the pairs of equal values, each unit's weighted by one over the number of its values less one,
//! `n_c` how often a value is given and `n` how many are given in all,
//!
//! alpha = ((n - 1) * sum(o_cc) - sum(n_c * (n_c - 1))) / (n * (n - 1) - sum(n_c * (n_c - 1)))

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::record::{FactKind, Judgement};

/// How far people agree on one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Of what kind of fact.
    pub kind: FactKind,
    /// Which field; `kept` for whether it is a fact at all.
    pub field: &'static str,
    /// Facts on which two people or more gave a value.
    pub facts: usize,
    /// People who gave a value on one of these.
    pub people: usize,
    /// Values that they gave.
    pub values: usize,
    /// Krippendorff's alpha; `None` where all values are the same, so that there is nothing to tell agreement from chance.
    pub alpha: Option<f64>,
}

/// Returns the agreement on every field on which two people or more gave a value of the same fact, by kind and field.
pub fn agreement(judgements: &[Judgement]) -> Vec<Agreement> {
    let mut fields: BTreeMap<(FactKind, &'static str), Vec<&Judgement>> = BTreeMap::new();
    for judgement in judgements {
        let of = (judgement.kind, judgement.field);
        fields.entry(of).or_default().push(judgement);
    }
    let all = fields.into_iter();
    all.filter_map(|((kind, field), given)| on_field(kind, field, &given))
        .collect()
}

fn on_field(kind: FactKind, field: &'static str, given: &[&Judgement]) -> Option<Agreement> {
    let mut facts: BTreeMap<usize, Vec<&Judgement>> = BTreeMap::new();
    for judgement in given {
        facts.entry(judgement.fact).or_default().push(judgement);
    }
    facts.retain(|_, values| values.len() > 1);
    if facts.is_empty() {
        return None;
    }
    let people: HashSet<&str> = facts.values().flatten().map(|j| j.who.as_str()).collect();
    let units: Vec<Vec<&str>> = facts
        .values()
        .map(|values| values.iter().map(|j| j.value.as_str()).collect())
        .collect();
    Some(Agreement {
        kind,
        field,
        facts: units.len(),
        people: people.len(),
        values: units.iter().map(Vec::len).sum(),
        alpha: alpha(&units),
    })
}

/// Returns Krippendorff's alpha of nominal values, given by unit; units with one value or none do not count. `None` where
/// all values are the same or there are none.
pub fn alpha(units: &[Vec<&str>]) -> Option<f64> {
    let pairable = || units.iter().filter(|u| u.len() > 1);
    let mut all: HashMap<&str, usize> = HashMap::new();
    let mut agreeing = 0.0;
    for unit in pairable() {
        let counts = counts(unit);
        let pairs: usize = counts.values().map(|n| n * (n - 1)).sum();
        agreeing += pairs as f64 / (unit.len() - 1) as f64;
        for (value, count) in counts {
            *all.entry(value).or_default() += count;
        }
    }
    let n: usize = all.values().sum();
    let by_chance: usize = all.values().map(|n| n * (n - 1)).sum();
    let room = (n * n.saturating_sub(1)).checked_sub(by_chance)?;
    let gained = n.saturating_sub(1) as f64 * agreeing - by_chance as f64;
    (room > 0).then(|| gained / room as f64)
}

fn counts<'v>(unit: &[&'v str]) -> HashMap<&'v str, usize> {
    let mut counts = HashMap::new();
    for value in unit {
        *counts.entry(*value).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reliability data of Krippendorff (2011), section C: four people, twelve units, a dot for no value.
    const DATA: [&str; 4] = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ];

    fn units(data: &[&'static str]) -> Vec<Vec<&'static str>> {
        let mut units = vec![Vec::new(); 12];
        for person in data {
            for (unit, value) in person.split(' ').enumerate().filter(|(_, v)| *v != ".") {
                units[unit].push(value);
            }
        }
        units
    }

    #[test]
    fn alpha_is_that_of_the_worked_example() {
        // By hand: the twelfth unit has one value only; n = 40; n_c = 9, 13, 10, 5, 3, so that sum n_c (n_c - 1) = 344;
        // sum o_cc = 3 + 2 + 4 + 4 + 4 + 0 + 4 + 2 + 4 + 3 + 2 = 32.
        // (39 * 32 - 344) / (40 * 39 - 344) = 904 / 1216 = 0.743, as printed there.
        let alpha = alpha(&units(&DATA)).unwrap();
        assert!((alpha - 904.0 / 1216.0).abs() < 1e-12, "{alpha}");
    }

    #[test]
    fn full_agreement_is_one_and_no_difference_is_nothing() {
        assert_eq!(alpha(&[vec!["a", "a"], vec!["b", "b"]]), Some(1.0));
        assert_eq!(alpha(&[vec!["a", "a"], vec!["a", "a"]]), None);
        assert_eq!(alpha(&[vec!["a"], vec![]]), None);
        assert!(alpha(&[vec!["a", "b"], vec!["b", "a"]]).unwrap() < 0.0);
    }

    #[test]
    fn each_field_is_judged_by_itself() {
        let judgement = |fact, field, who: &str, value: &str| Judgement {
            fact,
            kind: FactKind::Position,
            field,
            who: who.into(),
            value: value.into(),
        };
        let all = [
            judgement(0, "stance", "ada", "open"),
            judgement(0, "stance", "bo", "open"),
            judgement(1, "stance", "ada", "demands"),
            judgement(1, "stance", "cy", "open"),
            judgement(2, "stance", "ada", "open"),
            judgement(0, "party", "ada", "norland"),
        ];
        let got = agreement(&all);
        assert_eq!(got.len(), 1, "one person alone agrees with nobody");
        let stance = &got[0];
        assert_eq!((stance.facts, stance.people, stance.values), (2, 3, 4));
        // n = 4, n_c = 3 and 1, sum o_cc = 2: (3 * 2 - 6) / (12 - 6) = 0.
        assert_eq!(stance.alpha, Some(0.0));
    }
}

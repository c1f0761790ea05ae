//! Lists to choose from in the filters of pages.

use std::collections::HashSet;

use super::fault::Fault;
use super::lens::{Lens, Named};
use super::words;

/// An entry of a list to choose from.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) name: String,
    pub(super) chosen: bool,
}

impl Choice {
    fn new(value: &str, name: String, chosen: &str) -> Self {
        Self {
            value: value.into(),
            name,
            chosen: value == chosen,
        }
    }
}

/// Returns words as a list to choose from.
pub(super) fn listed(values: &[&str], chosen: &str) -> Vec<Choice> {
    let choice = |value: &&str| Choice::new(value, value.replace('_', " "), chosen);
    values.iter().map(choice).collect()
}

/// Returns the parties and the issues that positions are about.
pub(super) fn choices(
    lens: &Lens<'_>,
    party: &str,
    issue: &str,
) -> Result<(Vec<Choice>, Vec<Choice>), Fault> {
    let positions = lens.whole.positions(lens)?;
    let parties: HashSet<_> = positions.iter().map(|p| p.party).collect();
    let issues: HashSet<_> = positions.iter().map(|p| p.issue).collect();
    let parties = parties.into_iter().map(|t| lens.party(t));
    let issues = issues.into_iter().map(|t| lens.issue(t));
    Ok((sorted(parties, party), sorted(issues, issue)))
}

fn sorted(named: impl Iterator<Item = Named>, chosen: &str) -> Vec<Choice> {
    let mut all: Vec<Choice> = named
        .map(|n| Choice::new(&n.slug, n.name, chosen))
        .collect();
    // What an address asks for stays in the field, also where the record has nothing on it.
    if !chosen.is_empty() && all.iter().all(|c| !c.chosen) {
        all.push(Choice::new(chosen, words::slug(chosen), chosen));
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

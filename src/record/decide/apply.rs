//! Decisions on top of a reading: each finds its fact again, or is orphaned; none is moved silently.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::fields::{Fields, completed, fields};
use super::row::{Decision, FactKind, Target, Verb, undone};
use super::sheet::{Entry, Sheet, alike, span_of};
use crate::document::Span;
use crate::position::Reading;
use crate::record::State;

/// A reading with decisions applied.
#[derive(Clone, Debug)]
pub(in crate::record) struct Decided<'r> {
    /// The reading; its lists are without what was rejected and with what was added.
    pub reading: Cow<'r, Reading>,
    states: HashMap<(FactKind, usize), State>,
    targets: HashMap<(FactKind, usize), Target>,
    /// Decisions whose fact or place is not there any more or not one only.
    pub orphans: HashSet<i64>,
}

impl<'r> Decided<'r> {
    /// Returns a reading on which nobody decided.
    pub fn untouched(reading: Cow<'r, Reading>) -> Self {
        Self {
            reading,
            states: HashMap::new(),
            targets: HashMap::new(),
            orphans: HashSet::new(),
        }
    }

    /// Returns who stands behind a fact.
    pub fn state(&self, kind: FactKind, number: usize) -> State {
        self.states
            .get(&(kind, number))
            .copied()
            .unwrap_or(State::Engine)
    }

    /// Returns how decisions name a fact that people decided on already.
    pub fn target(&self, kind: FactKind, number: usize) -> Option<&Target> {
        self.targets.get(&(kind, number))
    }
}

/// All decisions that hold on one fact.
struct Chain<'d> {
    target: &'d Target,
    decisions: Vec<&'d Decision>,
    /// Whether people added the fact and do not stand by that any more.
    withdrawn: bool,
}

/// What the decisions on a fact make of it.
pub(super) struct Verdict {
    /// Its fields.
    pub fact: Fields,
    /// Who stands behind it.
    pub state: State,
    /// Whether it is not so.
    pub rejected: bool,
}

/// Returns what decisions make of a fact, applied in order.
pub(super) fn verdict<'d>(
    kind: FactKind,
    fact: &Fields,
    decisions: impl IntoIterator<Item = &'d Decision>,
) -> Verdict {
    let mut verdict = Verdict {
        fact: fact.clone(),
        state: State::Engine,
        rejected: false,
    };
    for decision in decisions {
        match decision.verb {
            Verb::Reject => verdict.rejected = true,
            Verb::Confirm => {
                verdict.rejected = false;
                // What was approved is what stood then, even if an edit before it was undone since.
                if let Some(Value::Object(stood)) = &decision.new {
                    verdict.fact.clone_from(stood);
                }
                verdict.state = match verdict.state {
                    State::Added => State::Added,
                    _ if alike(kind, &verdict.fact, fact) => State::Confirmed,
                    _ => State::Edited,
                };
            }
            Verb::Edit => {
                verdict.rejected = false;
                if let (Some(field), Some(new)) = (&decision.field, &decision.new) {
                    verdict.fact.insert(field.clone(), new.clone());
                }
                if verdict.state != State::Added {
                    verdict.state = State::Edited;
                }
            }
            Verb::Add => {
                verdict.rejected = false;
                verdict.state = State::Added;
            }
            Verb::Merge | Verb::Note | Verb::Undo => {}
        }
    }
    verdict
}

/// Applies the decisions on a text to a reading of it.
pub(super) fn decided<'r>(reading: Cow<'r, Reading>, decisions: &[Decision]) -> Decided<'r> {
    let chains = chains(decisions);
    if chains.is_empty() {
        return Decided::untouched(reading);
    }
    let mut sheet = Sheet::of(&reading);
    let mut orphans = HashSet::new();
    let mut taken: HashMap<usize, usize> = HashMap::new();
    let mut open = Vec::new();
    // What stands as it stood comes first, so that nothing else takes its place.
    for (number, chain) in chains.iter().enumerate() {
        let place = chain.target.anchor.place(sheet.text.text);
        let stood = place.and_then(|place| as_it_stood(&sheet, chain.target, place, &taken));
        match (place, stood) {
            (_, Some(entry)) => drop(taken.insert(entry, number)),
            (Some(place), None) => open.push((number, place)),
            (None, None) => orphans.extend(chain.decisions.iter().map(|d| d.id)),
        }
    }
    let mut added = Vec::new();
    for (number, place) in open {
        match closest(&sheet, &chains[number], place, &taken) {
            Match::One(entry) => drop(taken.insert(entry, number)),
            Match::None => added.push(number),
            Match::Unclear => orphans.extend(chains[number].decisions.iter().map(|d| d.id)),
        }
    }
    settle(&mut sheet, &chains, taken, &added, &mut orphans);
    finish(sheet, orphans)
}

/// Returns the decisions that hold, by the fact they are about, in the order of the first on each.
fn chains(decisions: &[Decision]) -> Vec<Chain<'_>> {
    let undone = undone(decisions);
    let mut chains: Vec<Chain<'_>> = Vec::new();
    for decision in decisions {
        let acts = matches!(
            decision.verb,
            Verb::Confirm | Verb::Reject | Verb::Edit | Verb::Add
        );
        let Some(target) = decision.target.as_ref().filter(|_| acts) else {
            continue;
        };
        let known = chains.iter().position(|c| c.target == target);
        let at = known.unwrap_or_else(|| {
            chains.push(Chain {
                target,
                decisions: Vec::new(),
                withdrawn: false,
            });
            chains.len() - 1
        });
        let holds = !undone.contains(&decision.id);
        if decision.verb == Verb::Add {
            chains[at].withdrawn = !holds;
        }
        if holds {
            chains[at].decisions.push(decision);
        }
    }
    chains.retain(|c| !c.decisions.is_empty());
    chains
}

fn as_it_stood(
    sheet: &Sheet<'_>,
    target: &Target,
    place: Span,
    taken: &HashMap<usize, usize>,
) -> Option<usize> {
    let stands = |(at, entry): &(usize, &Entry)| {
        entry.kind == target.kind
            && entry.span == place
            && !taken.contains_key(at)
            && alike(target.kind, &entry.fact, &target.fact)
    };
    sheet
        .entries
        .iter()
        .enumerate()
        .find(stands)
        .map(|(at, _)| at)
}

enum Match {
    One(usize),
    None,
    Unclear,
}

/// Returns the engine's fact that is the chain's in other words: first one at the same place about the same, then any
/// that stands alone at the place, then one about the same at a place that overlaps.
fn closest(
    sheet: &Sheet<'_>,
    chain: &Chain<'_>,
    place: Span,
    taken: &HashMap<usize, usize>,
) -> Match {
    let target = chain.target;
    let verdict = verdict(target.kind, &target.fact, chain.decisions.iter().copied());
    let free = || {
        let entries = sheet.entries.iter().enumerate();
        entries.filter(|(at, e)| e.kind == target.kind && !taken.contains_key(at))
    };
    let about = |e: &Entry| {
        same_matter(target.kind, &e.fact, &target.fact)
            || same_matter(target.kind, &e.fact, &verdict.fact)
    };
    let all = |found: Vec<(usize, &Entry)>| found.into_iter().map(|(at, _)| at).collect::<Vec<_>>();
    let here = all(free()
        .filter(|(_, e)| e.span == place && about(e))
        .collect());
    let alone = all(free().filter(|(_, e)| e.span == place).collect());
    let near = all(free()
        .filter(|(_, e)| e.span.overlaps(place) && about(e))
        .collect());
    match (here.as_slice(), alone.as_slice(), near.as_slice()) {
        ([one], ..) => Match::One(*one),
        ([_, _, ..], ..) => Match::Unclear,
        // Another claim in the same words is not what was rejected.
        ([], [one], _) if !verdict.rejected => Match::One(*one),
        ([], _, [one]) => Match::One(*one),
        ([], _, [_, _, ..]) => Match::Unclear,
        ([], _, []) => {
            let overlaps = free().any(|(_, e)| e.span.overlaps(place));
            // Nothing is left to reject; but where something stands in the way, a person should look at it.
            if verdict.rejected && overlaps {
                Match::Unclear
            } else {
                Match::None
            }
        }
    }
}

/// Returns whether two facts of a kind are about the same matter.
fn same_matter(kind: FactKind, a: &Fields, b: &Fields) -> bool {
    let by: &[&str] = match kind {
        FactKind::Statement
            if a.get("cue")
                .is_some_and(|c| c.as_array().is_some_and(Vec::is_empty)) =>
        {
            &["cue", "content"]
        }
        FactKind::Statement => &["cue"],
        FactKind::Position | FactKind::Shift => &["party", "issue"],
        FactKind::Outcome => &["issue"],
        FactKind::Meeting => &["start", "status"],
        FactKind::Conduct => &["party"],
        FactKind::Expectation => &["due"],
        FactKind::Actor => &[],
    };
    by.iter().all(|name| a.get(*name) == b.get(*name))
}

/// Carries the verdicts out.
fn settle(
    sheet: &mut Sheet<'_>,
    chains: &[Chain<'_>],
    taken: HashMap<usize, usize>,
    added: &[usize],
    orphans: &mut HashSet<i64>,
) {
    let mut rejected = HashSet::new();
    for (entry, chain) in taken {
        let chain = &chains[chain];
        let ids = chain.decisions.iter().map(|d| d.id);
        match made(sheet, chain) {
            // What people added and took back is the engine's own find.
            None if chain.withdrawn => {}
            None => orphans.extend(ids),
            Some(made) if made.state == State::Engine => drop(rejected.insert(entry)),
            Some(made) => {
                let from = sheet.entries[entry].from;
                sheet.entries[entry] = Entry { from, ..made };
            }
        }
    }
    let mut number = 0;
    sheet.entries.retain(|_| {
        number += 1;
        !rejected.contains(&(number - 1))
    });
    for chain in added.iter().map(|c| &chains[*c]) {
        match made(sheet, chain) {
            None => orphans.extend(chain.decisions.iter().map(|d| d.id)),
            Some(made) if made.state == State::Engine => {}
            Some(made) => sheet.insert(made),
        }
    }
}

/// Returns what a chain makes of its fact; the state is the engine's for one that is not so. `None` where the fields
/// make no fact.
fn made(sheet: &Sheet<'_>, chain: &Chain<'_>) -> Option<Entry> {
    let kind = chain.target.kind;
    let verdict = verdict(kind, &chain.target.fact, chain.decisions.iter().copied());
    if chain.withdrawn {
        return None;
    }
    let set = |(name, _): &(&String, _)| fields(kind).iter().any(|f| f.name == name.as_str());
    let fact: Fields = verdict
        .fact
        .iter()
        .filter(set)
        .map(|(n, v)| (n.clone(), v.clone()))
        .collect();
    completed(kind, &fact, &sheet.text).ok()?;
    Some(Entry {
        kind,
        span: span_of(kind, &verdict.fact, &sheet.text)?,
        fact: verdict.fact,
        from: None,
        state: if verdict.rejected {
            State::Engine
        } else {
            verdict.state
        },
        target: Some(chain.target.clone()),
    })
}

fn finish<'r>(sheet: Sheet<'_>, orphans: HashSet<i64>) -> Decided<'r> {
    let (reading, entries) = sheet.compose();
    let mut decided = Decided {
        orphans,
        ..Decided::untouched(Cow::Owned(reading))
    };
    let mut numbers: HashMap<FactKind, usize> = HashMap::new();
    for entry in entries {
        let next = numbers.entry(entry.kind).or_default();
        let at = (entry.kind, *next);
        *next += 1;
        if let Some(target) = entry.target {
            decided.states.insert(at, entry.state);
            decided.targets.insert(at, target);
        }
    }
    decided
}

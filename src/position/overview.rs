//! What is known of all attributions before any is resolved: how deep they are nested, where they begin, which are turns
//! and which somebody's own words, and whose text it seems to be.

use std::collections::BTreeMap;

use super::speakers::Scene;
use crate::attribution::{Attribution, Form};
use crate::document::Span;
use crate::language::{Entity, EntityKind};

/// Returns how deep each attribution is nested; a parent that makes a circle counts as none.
pub(super) fn depths(attributions: &[Attribution]) -> Vec<usize> {
    (0..attributions.len())
        .map(|i| {
            let chain = std::iter::successors(Some(i), |i| attributions.get(*i)?.parent);
            chain.take(9).count()
        })
        .collect()
}

/// Returns the turns of a transcript, in the order of the text: where each begins, and its number.
pub(super) fn turns(attributions: &[Attribution]) -> Vec<(usize, usize)> {
    let mut turns: Vec<(usize, usize)> = attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| a.cue.is_none() && a.source.is_some() && a.parent.is_none())
        .map(|(i, a)| (anchor(a), i))
        .collect();
    turns.sort_unstable();
    turns
}

/// Returns the contents of outer attributions whose words are somebody's own, in order.
pub(super) fn quoted(attributions: &[Attribution]) -> Vec<Span> {
    let own = |a: &&Attribution| {
        a.parent.is_none() && a.source.is_some() && a.cue.is_some() && a.form == Form::Direct
    };
    let mut found: Vec<Span> = attributions
        .iter()
        .filter(own)
        .flat_map(|a| a.content.iter().copied())
        .collect();
    found.sort_unstable();
    found
}

/// Returns the state that first speaks by its name and in the present, outside quotation marks.
pub(super) fn own_by_name(scene: &Scene<'_>) -> Option<String> {
    let own = |a: &&Attribution| {
        let cue = a.cue.map_or("", |c| c.of(scene.text));
        let first = cue.split(' ').next().unwrap_or_default();
        a.parent.is_none() && a.form != Form::Direct && first.ends_with('s') && first != "was"
    };
    scene.attributions.iter().filter(own).find_map(|a| {
        let source = a.source?.of(scene.text);
        let bare = source.trim_start_matches("The ").trim_start_matches("the ");
        let of_name = |e: &&Entity| e.kind == EntityKind::State && e.span.of(scene.text) == bare;
        let from = scene
            .entities
            .partition_point(|e| e.span.end() <= a.source.map_or(0, Span::start));
        scene.entities[from..]
            .iter()
            .take(1)
            .find(of_name)?
            .slug
            .clone()
    })
}

/// Returns the side whose offices are named most.
pub(super) fn most_offices(entities: &[Entity]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in entities.iter().filter(|e| e.office) {
        if let Some(party) = entity.party.as_deref().or(entity.slug.as_deref()) {
            *counts.entry(party).or_default() += 1;
        }
    }
    let best = counts.into_iter().max_by_key(|(_, n)| *n)?;
    Some(best.0.to_owned())
}

pub(super) fn anchor(attribution: &Attribution) -> usize {
    attribution
        .source
        .unwrap_or_else(|| attribution.extent())
        .start()
}

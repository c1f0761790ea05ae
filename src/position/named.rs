//! Sides named among the words of a sentence: by entities, and by what is derived from a side's name (`Norland troops`).

use std::ops::Range;

use super::line::Line;
use super::read::Study;
use crate::language::{Entity, EntityKind};

/// A side named in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Side {
    /// The words that name it.
    pub words: Range<usize>,
    /// Its slug.
    pub party: String,
}

/// Returns the side that an entity is or speaks for.
pub(super) fn party(entity: &Entity) -> Option<String> {
    entity.party.clone().or_else(|| entity.slug.clone())
}

/// Returns the sides named among the words, in order; places stand for none.
pub(super) fn sides(study: &Study<'_>, line: &Line<'_>, words: Range<usize>) -> Vec<Side> {
    let mut found = Vec::new();
    let mut i = words.start;
    while i < words.end.min(line.low.len()) {
        if let Some((at, entity)) = line.entities_in(i..i + 1).next() {
            if entity.kind != EntityKind::Place
                && let Some(party) = party(entity)
            {
                let words = at.clone();
                found.push(Side { words, party });
            }
            i = at.end.max(i + 1);
            continue;
        }
        if line.is_capital(i)
            && let Some(party) = derived(study, line, i)
        {
            let words = i..i + 1;
            found.push(Side { words, party });
        }
        i += 1;
    }
    found
}

/// Returns the side whose name the word at `i` is derived from, as it describes what follows it.
fn derived(study: &Study<'_>, line: &Line<'_>, i: usize) -> Option<String> {
    let word = line.spans.get(i)?;
    let next = line.spans.get(i + 1).filter(|_| !line.is_capital(i + 1));
    let of = |span: crate::document::Span| study.world.party_of_words(span.of(line.text));
    next.and_then(|n| of(word.cover(*n))).or_else(|| of(*word))
}

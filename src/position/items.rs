//! Enumerations: the items of an object that are about issues of their own.

use std::ops::Range;

use super::claims::Claim;
use super::codebooks::Codebooks;
use super::parties::Parties;
use super::stances::Kind;
use super::wording::{Pause, Word};

/// Returns the items of an object that are about issues of their own; else the object whole.
pub(super) fn items(
    books: &Codebooks,
    parties: &Parties<'_>,
    sentence: &[Word],
    claim: &Claim,
) -> Vec<Range<usize>> {
    let object = claim.object.clone();
    if matches!(claim.kind, Kind::Judgement | Kind::Refusal | Kind::Backing) {
        return vec![object];
    }
    let mut items: Vec<(Range<usize>, Option<String>)> = Vec::new();
    for item in parts(books, sentence, &object) {
        let topic = books.issues.topic(&sentence[item.clone()]);
        let slug = topic
            .filter(|t| !t.general && t.words.start < 6)
            .map(|t| t.slug.to_owned());
        let apart = claim.kind == Kind::Condition && item.len() > 3;
        match items.last_mut() {
            // `the lantern tax and the tolls`: an item of its own though the codebook lacks it.
            Some((last, None))
                if slug.is_some()
                    && !claim.weak
                    && is_name(books, parties, &sentence[last.clone()]) =>
            {
                items.push((item, slug));
            }
            Some((last, known))
                if slug.is_none() || known.is_none() || (slug == *known && !apart) =>
            {
                *last = last.start..item.end;
                if known.is_none() {
                    *known = slug;
                }
            }
            _ => items.push((item, slug)),
        }
    }
    if items.is_empty() {
        vec![object]
    } else {
        items.into_iter().map(|(range, _)| range).collect()
    }
}

/// Returns the parts of an enumeration: between commas and `and`, but not of what only illustrates or adds.
fn parts(books: &Codebooks, sentence: &[Word], object: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = object.start;
    for at in object.clone().skip(1) {
        let text = sentence[at].text.as_str();
        if matches!(
            text,
            "including" | "particularly" | "especially" | "such" | "like"
        ) {
            break;
        }
        let next = sentence.get(at + 1).map_or("", |w| w.text.as_str());
        let parted = sentence[at].pause != Pause::None || text == "and";
        let adds = matches!((text, next), ("and", "other" | "its" | "their"));
        let hangs = text != "to" && books.stances.prepositions.contains(text);
        if parted && !adds && !hangs && at > from {
            found.push(from..at);
            from = at;
        }
    }
    found.push(from..object.end);
    found
}

/// Returns whether the words are a noun phrase and nothing more.
fn is_name(books: &Codebooks, parties: &Parties<'_>, words: &[Word]) -> bool {
    let issues = &books.issues;
    let named = words
        .iter()
        .filter(|w| !issues.ends_phrase(w) || w.pause != Pause::None && w.text.len() > 3)
        .count();
    issues
        .slug(words)
        .is_some_and(|s| s.split('-').count() == named)
        && parties.among(words).is_empty()
}

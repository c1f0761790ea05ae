//! Acts on the ground or against the other side: what is told of the same act more than once is one entry.

use std::ops::Range;

use super::Conduct;
use super::deeds::{Deed, deed};
use super::line::Line;
use super::read::Study;

/// How many of the last acts a mention is compared with: enough for an article, and work stays linear.
const REACH: usize = 24;
/// How far back `the attack` points.
const BACK: usize = 3;

/// Returns what happened meanwhile, in the order of the evidence.
pub(super) fn conduct(study: &Study<'_>) -> Vec<Conduct> {
    let mut found: Vec<Deed> = Vec::new();
    for line in study.lines {
        if line.low.last().is_none_or(|w| w != "?") {
            read(study, line, &mut found);
        }
    }
    found.into_iter().flat_map(|d| d.entries).collect()
}

fn read(study: &Study<'_>, line: &Line<'_>, found: &mut Vec<Deed>) {
    // Clauses of the sentence that told an act, with its class and whether by a noun.
    let mut here: Vec<(Range<usize>, usize, bool)> = Vec::new();
    let mut i = 0;
    // The word behind the last `and` or comma, where another act of the same clause begins.
    let mut joint = 0;
    let mut last_act = 0;
    while i < line.low.len() {
        if matches!(line.word(i), "and" | ",") {
            joint = i + 1;
        }
        let other = here.last().is_some_and(|_| joint > last_act);
        let from = if other { joint } else { 0 };
        let Some((deed, length)) = deed(study, line, i, from) else {
            i += 1;
            continue;
        };
        i += length.max(1);
        let same_class = || here.iter().filter(|(_, class, _)| *class == deed.class);
        // A noun beside another act of its class in the sentence tells the same; the verb tells it better.
        let nouns = same_class().any(|(_, _, noun)| *noun);
        let told = here
            .iter()
            .any(|(clause, class, _)| *clause == deed.clause && (*class == deed.class || !other))
            || nouns
            || deed.noun && same_class().next().is_some();
        last_act = i;
        here.push((deed.clause.clone(), deed.class, deed.noun));
        if let Some(last) = found.last_mut().filter(|d| d.noun && d.class == deed.class)
            && nouns
            && !deed.noun
            && last.clause != deed.clause
        {
            *last = deed;
        } else if !told && !is_known(study, found, &deed) {
            found.push(deed);
        }
    }
}

/// Returns whether the act was told of before.
fn is_known(study: &Study<'_>, found: &[Deed], deed: &Deed) -> bool {
    let lasts = study.books.conduct.lasts(deed.class);
    found.iter().rev().take(REACH).enumerate().any(|(n, d)| {
        let near = deed.back && n < BACK;
        let again = deed.noun && d.noun && n == 0;
        let same = lasts || d.word == deed.word;
        d.class == deed.class && (near || (again || same) && may_be(d, deed))
    })
}

/// Returns whether nothing that is known of two acts tells them apart.
fn may_be(one: &Deed, other: &Deed) -> bool {
    fn differ<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
        matches!((one, other), (Some(a), Some(b)) if a != b)
    }
    let (Some(a), Some(b)) = (one.entries.first(), other.entries.first()) else {
        return false;
    };
    !differ(a.party.as_ref(), b.party.as_ref())
        && !differ(a.date.as_ref(), b.date.as_ref())
        && !differ(a.place.as_ref(), b.place.as_ref())
}

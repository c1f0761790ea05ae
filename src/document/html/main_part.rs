//! Which element of a page is the article.

use super::super::look::folded;
use super::marks::Parts;
use super::tree::{Child, Element, Tree};

/// Steps that are climbed from the densest element to one that holds more of the same.
const CLIMB: usize = 4;

/// Characters of the longest headline, and headlines of a page that are looked at.
const LONGEST_HEADLINE: usize = 400;
const MOST_HEADLINES: usize = 50;

/// Returns the element that holds the article: the one marked as such if it holds a good part of the page's text, or the
/// one with the most paragraphs.
pub(super) fn main_part(tree: &Tree, parts: &Parts) -> usize {
    let all = parts.prose.first().copied().unwrap_or(0);
    let kept = |at: &usize| !parts.dropped.get(*at).copied().unwrap_or(true);
    let largest = |is: &dyn Fn(&Element) -> bool| {
        let marked = tree
            .elements
            .iter()
            .enumerate()
            .filter(|(_, e)| is(e))
            .map(|(at, _)| at)
            .filter(kept);
        // Of two that hold the same the outer one comes first.
        first_largest(marked, |at| parts.prose.get(at).copied().unwrap_or(0))
    };
    let holds = |at: &usize, of: usize, part: usize| {
        parts
            .prose
            .get(*at)
            .is_some_and(|n| *n > 0 && n * of >= all * part)
    };
    let body = largest(&|e| {
        e.attribute("itemprop")
            .is_some_and(|p| p.split_whitespace().any(|p| p == "articleBody"))
    });
    if let Some(at) = body.filter(|at| holds(at, 10, 4)) {
        return at;
    }
    if let Some(at) = largest(&|e| e.name == "article").filter(|at| holds(at, 10, 5)) {
        return at;
    }
    let main = largest(&|e| e.name == "main" || e.attribute("role") == Some("main"))
        .filter(|at| holds(at, 10, 5));
    densest(tree, parts, main.unwrap_or(0))
}

/// Returns the element with the largest value, the first of several.
fn first_largest(
    elements: impl Iterator<Item = usize>,
    value: impl Fn(usize) -> usize,
) -> Option<usize> {
    elements.fold(None, |best, at| {
        best.filter(|best| value(*best) >= value(at)).or(Some(at))
    })
}

/// Returns the element inside `from` with the most running text in paragraphs right inside it; what stands one level
/// deeper counts half (after Readability).
fn densest(tree: &Tree, parts: &Parts, from: usize) -> usize {
    let mut scores = vec![0usize; tree.elements.len()];
    let end = end_of(tree, from);
    for (at, element) in tree.elements.iter().enumerate().take(end).skip(from) {
        let weight = if parts.dropped[at] {
            0
        } else {
            2 * parts.own[at]
        };
        let holder = if element.is(&["p", "li", "blockquote", "pre", "dd"]) {
            element.parent
        } else {
            at
        };
        scores[holder] += weight;
        let outer = tree.elements[holder].parent;
        if outer != holder {
            scores[outer] += weight / 2;
        }
    }
    let Some(mut best) = first_largest(from..end, |at| scores[at]).filter(|at| scores[*at] > 0)
    else {
        return from;
    };
    for _ in 0..CLIMB {
        let outer = tree.elements[best].parent;
        if best == from || !holds_more_of_the_same(tree, parts, best, outer) {
            break;
        }
        best = outer;
    }
    best
}

/// Returns the number after the last element inside an element: they follow it without a gap.
fn end_of(tree: &Tree, outer: usize) -> usize {
    let behind = tree
        .elements
        .iter()
        .skip(outer + 1)
        .position(|e| e.parent < outer);
    behind.map_or(tree.elements.len(), |n| outer + 1 + n)
}

/// Returns whether the element around the best one holds paragraphs of its own, or other parts like it.
fn holds_more_of_the_same(tree: &Tree, parts: &Parts, best: usize, outer: usize) -> bool {
    let this = &tree.elements[best];
    let others = tree.elements[outer]
        .children
        .iter()
        .filter_map(|c| match c {
            Child::Element(at) if *at != best => Some(*at),
            _ => None,
        });
    let alike = others.filter(|at| {
        let other = &tree.elements[*at];
        other.name == "p"
            || (other.name == this.name && other.attribute("class") == this.attribute("class"))
    });
    let more: usize = alike.map(|at| parts.prose[at]).sum::<usize>() + parts.own[outer];
    more * 10 >= parts.prose[best]
}

/// Returns the element with the headline: in the article, or else the one on the page that says the same as the known
/// headline, or the last above the article.
pub(super) fn heading(
    tree: &Tree,
    parts: &Parts,
    root: usize,
    known: Option<&str>,
) -> Option<usize> {
    let headings: Vec<(usize, String)> = tree
        .elements
        .iter()
        .enumerate()
        .filter(|(at, e)| e.name == "h1" && parts.size[*at] <= LONGEST_HEADLINE)
        .take(MOST_HEADLINES)
        .map(|(at, _)| (at, folded(&tree.text(at))))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    let same = headings.iter().find(|(_, words)| {
        known.is_some_and(|k| k == words || k.starts_with(&format!("{words} ")))
    });
    let end = end_of(tree, root);
    let inside = headings
        .iter()
        .find(|(at, _)| (root..end).contains(at) && !parts.dropped[*at]);
    let above = headings
        .iter()
        .rev()
        .find(|(at, words)| *at < root && words.contains(' '));
    same.or(inside).or(above).map(|(at, _)| *at)
}

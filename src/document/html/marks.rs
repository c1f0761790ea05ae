//! What the names, roles and classes of elements say: `data/pages.toml`. How much text each element holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::super::BlockKind;
use super::tree::{Child, Element, Tree};

static SOURCE: &str = include_str!("../../../data/pages.toml");

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Book {
    part: Vec<Part>,
    kind: Vec<Kind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    names: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    others: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    kind: BlockKind,
    longest: usize,
    names: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    examples: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the tests"))]
    others: Vec<String>,
}

/// Names of parts that are no article, and of kinds with the longest text of that kind.
struct Names {
    parts: BTreeSet<String>,
    kinds: BTreeMap<String, (BlockKind, usize)>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let book: Book = toml::from_str(SOURCE).unwrap_or_default();
    let kinds = book
        .kind
        .into_iter()
        .flat_map(|k| k.names.into_iter().map(move |n| (n, (k.kind, k.longest))));
    Names {
        parts: book.part.into_iter().flat_map(|p| p.names).collect(),
        kinds: kinds.collect(),
    }
});

/// Elements that are never part of an article's text.
const NO_TEXT: [&str; 27] = [
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
    "canvas", "audio", "video", "nav", "footer", "form", "button", "select", "input", "textarea",
    "dialog", "head", "title", "link", "meta", "noembed", "noframes", "datalist",
];

/// Elements that may hold the article whatever their classes say.
const NEVER_DROPPED: [&str; 4] = ["html", "body", "main", "article"];

/// Characters of the shortest paragraph that counts as running text.
const SHORTEST: usize = 50;

/// What each element of a page is and holds.
pub(super) struct Parts {
    /// Whether the element, or one that it stands in, is no part of an article.
    pub(super) dropped: Vec<bool>,
    /// Characters of text in the element and all inside it.
    pub(super) size: Vec<usize>,
    /// Characters of running text that stand in the element itself or in what is part of its lines.
    pub(super) own: Vec<usize>,
    /// Characters of running text in the element and all inside it.
    pub(super) prose: Vec<usize>,
}

impl Parts {
    /// Looks at every element of a page once.
    pub(super) fn of(tree: &Tree) -> Self {
        let count = tree.elements.len();
        let (size, own) = sizes(tree);
        let all = sum(tree, &own, &vec![false; count]);
        let most = all.first().copied().unwrap_or(0) / 2;
        let mut dropped = vec![false; count];
        for (at, element) in tree.elements.iter().enumerate().skip(1) {
            let outside = dropped.get(element.parent).copied().unwrap_or(false);
            let holds_most = all.get(at).is_some_and(|n| *n > most);
            dropped[at] =
                outside || is_no_text(element) || (is_other_part(tree, element) && !holds_most);
        }
        let prose = sum(tree, &own, &dropped);
        Self {
            dropped,
            size,
            own,
            prose,
        }
    }
}

/// Returns the characters in each element, and those of running text that are its own.
fn sizes(tree: &Tree) -> (Vec<usize>, Vec<usize>) {
    let count = tree.elements.len();
    let (mut size, mut own) = (vec![0; count], vec![0; count]);
    let mut linked = vec![false; count];
    for (at, element) in tree.elements.iter().enumerate() {
        linked[at] = element.name == "a" || linked[element.parent];
        let texts = element.children.iter().filter_map(|c| {
            if let Child::Text(t) = c {
                Some(t)
            } else {
                None
            }
        });
        let text: usize = texts
            .map(|t| {
                t.split_whitespace()
                    .map(|w| w.chars().count() + 1)
                    .sum::<usize>()
            })
            .sum();
        size[at] = if is_no_text(element) { 0 } else { text };
        own[at] = if linked[at] { 0 } else { size[at] };
    }
    // From the last element on, all that stands in an element comes before it.
    for at in (1..count).rev() {
        let parent = tree.elements[at].parent;
        size[parent] += if is_no_text(&tree.elements[at]) {
            0
        } else {
            size[at]
        };
        if !is_block(&tree.elements[at].name) {
            own[parent] += std::mem::take(&mut own[at]);
        }
    }
    own.iter_mut()
        .filter(|n| **n < SHORTEST)
        .for_each(|n| *n = 0);
    (size, own)
}

/// Returns the sums over each element and all inside it that is not dropped.
fn sum(tree: &Tree, of: &[usize], dropped: &[bool]) -> Vec<usize> {
    let mut sums: Vec<usize> = of
        .iter()
        .zip(dropped)
        .map(|(n, d)| if *d { 0 } else { *n })
        .collect();
    for at in (1..sums.len()).rev() {
        sums[tree.elements[at].parent] += sums[at];
    }
    sums
}

/// Returns whether an element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    const INLINE: [&str; 42] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del",
        "dfn", "em", "font", "i", "img", "ins", "kbd", "label", "mark", "nobr", "picture", "q",
        "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub",
        "sup", "time", "tt", "u", "var", "wbr", "noscript",
    ];
    !INLINE.contains(&name)
}

fn is_no_text(element: &Element) -> bool {
    element.is(&NO_TEXT)
}

/// Returns whether an element says of itself that it is something else than the article.
fn is_other_part(tree: &Tree, element: &Element) -> bool {
    if element.is(&NEVER_DROPPED) {
        return false;
    }
    let role = element.attribute("role").unwrap_or_default();
    let style = element
        .attribute("style")
        .unwrap_or_default()
        .replace(' ', "");
    let hidden = element.attribute("hidden").is_some()
        || element.attribute("aria-hidden") == Some("true")
        || style.contains("display:none");
    // The header of an article is part of it; that of the page is not.
    let site_header = element.name == "header" && is_outside_article(tree, element);
    let other_role = matches!(
        role,
        "navigation"
            | "complementary"
            | "banner"
            | "contentinfo"
            | "search"
            | "dialog"
            | "menu"
            | "alertdialog"
    );
    hidden
        || other_role
        || site_header
        || (element.name == "aside" && !is_ornament(element))
        || names_of(element).any(|n| NAMES.parts.contains(&n))
}

/// Returns whether an aside may repeat words of the article.
fn is_ornament(element: &Element) -> bool {
    names_of(element).any(|n| n.contains("quote"))
}

fn is_outside_article(tree: &Tree, element: &Element) -> bool {
    let mut at = element.parent;
    while let Some(outer) = tree.elements.get(at).filter(|_| at != 0) {
        if outer.is(&["article", "main", "section"]) {
            return false;
        }
        at = outer.parent;
    }
    true
}

/// Returns what the class of an element says it is, if a text of that length can be.
pub(super) fn kind_of(element: &Element, size: usize) -> Option<BlockKind> {
    let property = element.attribute("itemprop").unwrap_or_default();
    let named = names_of(element).find_map(|n| NAMES.kinds.get(&n).copied());
    let kind = named.or(match property {
        "author" => Some((BlockKind::Byline, 300)),
        "datePublished" | "dateModified" => Some((BlockKind::DateLine, 120)),
        _ => None,
    });
    kind.filter(|(_, longest)| size <= *longest)
        .map(|(kind, _)| kind)
}

/// Returns the names in an element's class and id: each word between hyphens, and each two and three that follow one
/// another.
fn names_of(element: &Element) -> impl Iterator<Item = String> {
    let marks = [element.attribute("class"), element.attribute("id")];
    let classes: Vec<String> = marks
        .into_iter()
        .flatten()
        .flat_map(|m| m.split_whitespace().take(40))
        .map(str::to_owned)
        .collect();
    classes.into_iter().flat_map(|class| {
        let words: Vec<String> = class
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .take(12)
            .map(str::to_lowercase)
            .collect();
        let joined = |n: usize| words.windows(n).map(|w| w.concat()).collect::<Vec<_>>();
        [joined(1), joined(2), joined(3)].concat()
    })
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;

    #[test]
    fn the_examples_hold() {
        let book: Book = toml::from_str(SOURCE).unwrap();
        let names = |class: &str| -> Vec<String> {
            let tree = parse(&format!("<div class=\"{class}\">"));
            names_of(&tree.elements[1]).collect()
        };
        let parts = book.part.iter().map(|p| (&p.names, &p.examples, &p.others));
        for (own, examples, others) in
            parts.chain(book.kind.iter().map(|k| (&k.names, &k.examples, &k.others)))
        {
            for class in examples {
                assert!(names(class).iter().any(|n| own.contains(n)), "{class}");
            }
            for class in others {
                assert!(!names(class).iter().any(|n| own.contains(n)), "{class}");
            }
        }
    }

    #[test]
    fn a_part_that_holds_the_article_is_kept_whatever_its_name() {
        let words =
            "The envoys met in Brae on Friday and spoke for an hour about the quota. ".repeat(4);
        let tree = parse(&format!(
            "<div class=share-enabled><p>{words}</p></div><div class=share><p>{}</p></div>",
            &words[..80]
        ));
        let parts = Parts::of(&tree);
        assert_eq!(parts.dropped, [false, false, false, true, true]);
    }
}

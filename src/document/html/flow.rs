//! The text of an article's element, part by part, with what the markup says of each.

use super::super::blocks::Hinted;
use super::super::facts::one_line;
use super::super::layout::{Piece, ends_sentence, pieces};
use super::super::{BlockKind, Span};
use super::marks::{Parts, is_block, kind_of};
use super::tree::{Child, Element, Tree};

/// Characters of text in a figure that are its caption; more are a figure around something else.
const LONGEST_CAPTION: usize = 600;

/// The text and its parts.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub(super) text: String,
    pub(super) pieces: Vec<Hinted>,
}

/// Returns the text of an element; the headline first, where it stands elsewhere.
pub(super) fn article(tree: &Tree, parts: &Parts, root: usize, heading: Option<usize>) -> Article {
    let mut flow = Flow {
        tree,
        parts,
        heading,
        article: Article::default(),
        line: Line::default(),
    };
    if let Some(heading) = heading.filter(|h| !is_reached(tree, parts, *h, root)) {
        flow.walk(heading, Some(BlockKind::Title));
    }
    flow.walk(root, None);
    flow.article
}

/// Returns whether an element lies inside another, with nothing dropped between.
fn is_reached(tree: &Tree, parts: &Parts, mut at: usize, root: usize) -> bool {
    if parts.dropped[at] {
        return false;
    }
    while at > root {
        at = tree.elements[at].parent;
    }
    at == root
}

/// One step of the walk.
enum Step {
    Enter(usize, Option<BlockKind>),
    Leave(usize, Option<BlockKind>),
    Text(usize, usize),
}

/// The words of the part that is being read.
#[derive(Default)]
struct Line {
    words: String,
    /// Characters, and those of them in links.
    length: usize,
    linked: usize,
    links: usize,
    /// Open elements whose line feeds count.
    as_typed: usize,
}

struct Flow<'a> {
    tree: &'a Tree,
    parts: &'a Parts,
    heading: Option<usize>,
    article: Article,
    line: Line,
}

impl Flow<'_> {
    /// Reads an element; `kind` is what it is known to be.
    fn walk(&mut self, root: usize, kind: Option<BlockKind>) {
        let mut steps = vec![Step::Enter(root, kind)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Text(at, child) => {
                    if let Some(Child::Text(words)) = self.tree.elements[at].children.get(child) {
                        self.line.add(words);
                    }
                }
                Step::Leave(at, kind) => {
                    let element = &self.tree.elements[at];
                    if is_block(&element.name) {
                        self.flush(kind);
                    }
                    self.line.leave(element);
                }
                Step::Enter(at, outer) => {
                    if self.parts.dropped[at] && at != root {
                        continue;
                    }
                    let element = &self.tree.elements[at];
                    let kind = self.kind(at, outer, at == root);
                    if is_block(&element.name) || kind != outer {
                        self.flush(outer);
                    }
                    self.line.enter(element);
                    steps.push(Step::Leave(at, kind));
                    let children = element.children.iter().enumerate().rev();
                    steps.extend(children.map(|(n, child)| match child {
                        Child::Element(inner) => Step::Enter(*inner, kind),
                        Child::Text(_) => Step::Text(at, n),
                    }));
                }
            }
        }
        self.flush(kind);
    }

    /// Returns what an element is, inside one that is `outer`.
    fn kind(&self, at: usize, outer: Option<BlockKind>, is_root: bool) -> Option<BlockKind> {
        let element = &self.tree.elements[at];
        if self.heading == Some(at) {
            return Some(BlockKind::Title);
        }
        if outer.is_some_and(|k| !k.is_body()) || is_root || !is_block(&element.name) {
            return outer;
        }
        let size = self.parts.size[at];
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Heading),
            "figcaption" | "caption" => Some(BlockKind::Caption),
            "figure" if size <= LONGEST_CAPTION => Some(BlockKind::Caption),
            "aside" => Some(BlockKind::PullQuote),
            "li" => kind_of(element, size).or(Some(BlockKind::ListItem)),
            _ => kind_of(element, size).or(outer),
        }
    }

    /// Ends the part that was read so far.
    fn flush(&mut self, kind: Option<BlockKind>) {
        let line = std::mem::take(&mut self.line);
        (self.line.links, self.line.as_typed) = (line.links, line.as_typed);
        let kept = kind.is_some_and(|k| !k.is_body()) || !line.is_link();
        if !kept {
            return;
        }
        let parts = if line.as_typed > 0 {
            pieces(&line.words)
                .iter()
                .map(|p| one_line(p.span.of(&line.words)))
                .collect()
        } else {
            parts_of(&line.words)
        };
        parts.into_iter().for_each(|words| self.add(words, kind));
    }

    fn add(&mut self, words: String, kind: Option<BlockKind>) {
        let article = &mut self.article;
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(&words);
        let span = Span::new(start, article.text.len());
        article.pieces.push((Piece { span, apart: true }, kind));
    }
}

impl Line {
    fn add(&mut self, words: &str) {
        if self.as_typed > 0 {
            self.words.push_str(words);
        } else {
            self.words.push_str(&words.replace(['\n', '\r'], " "));
        }
        let length = words.chars().filter(|c| !c.is_whitespace()).count();
        self.length += length;
        self.linked += if self.links > 0 { length } else { 0 };
    }

    fn enter(&mut self, element: &Element) {
        match element.name.as_str() {
            "br" => self.words.push('\n'),
            "a" => self.links += 1,
            "pre" => self.as_typed += 1,
            "q" => self.words.push('“'),
            _ => {}
        }
    }

    fn leave(&mut self, element: &Element) {
        match element.name.as_str() {
            "a" => self.links = self.links.saturating_sub(1),
            "pre" => self.as_typed = self.as_typed.saturating_sub(1),
            "q" => self.words.push('”'),
            _ => {}
        }
    }

    /// Returns whether the line is a link to somewhere else rather than a sentence.
    fn is_link(&self) -> bool {
        self.linked * 10 > self.length * 7 && !ends_sentence(self.words.trim())
    }
}

/// Returns the paragraphs of a part: `<br><br>` divides them, and a single one behind the end of a sentence does.
fn parts_of(words: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut divided = true;
    for line in words.split('\n') {
        let line = one_line(line);
        if line.is_empty() {
            divided = true;
            continue;
        }
        match parts
            .last_mut()
            .filter(|part| !divided && !ends_sentence(part))
        {
            Some(part) => {
                part.push(' ');
                part.push_str(&line);
            }
            None => parts.push(line),
        }
        divided = false;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_divide_where_a_sentence_ends() {
        assert_eq!(
            parts_of("  The envoys \n met.\n They left.\n\nNobody\nspoke"),
            ["The envoys met.", "They left.", "Nobody spoke"]
        );
        assert!(parts_of(" \n \n").is_empty());
    }
}

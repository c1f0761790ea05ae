//! The elements of a web page. Built from tokens in time linear in the page, however broken or deeply nested it is,
//! which the tree of the HTML standard is not.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, EndTag, StartTag, Tag, TagToken, Token, TokenSink,
    TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::bounds::bounded;

/// Elements inside elements that are kept apart; the text of deeper ones belongs to the last of these. Browsers stop at
/// the same depth.
const DEEPEST: usize = 512;
/// Open elements that an end tag is looked for among.
const REACH: usize = 64;
/// One element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// Its name in small letters; empty for the page as a whole.
    pub(super) name: String,
    /// The element that it stands in; the page stands in itself.
    pub(super) parent: usize,
    /// What stands in it, in order.
    pub(super) children: Vec<Child>,
    attributes: Vec<(String, String)>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Child {
    /// The number of an element.
    Element(usize),
    /// Text.
    Text(String),
}

impl Element {
    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// Returns whether its name is one of these.
    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name.as_str())
    }
}

/// A page. Its first element is the page as a whole; an element stands after the one that it is in.
#[derive(Debug)]
pub(super) struct Tree {
    /// All elements.
    pub(super) elements: Vec<Element>,
}

impl Tree {
    /// Returns the text inside an element, scripts left out.
    pub(super) fn text(&self, of: usize) -> String {
        let mut text = String::new();
        let mut open: Vec<&Child> = self
            .elements
            .get(of)
            .into_iter()
            .flat_map(|e| e.children.iter().rev())
            .collect();
        while let Some(child) = open.pop() {
            match child {
                Child::Text(words) => text.push_str(words),
                Child::Element(at) => {
                    let inner = self
                        .elements
                        .get(*at)
                        .filter(|e| !e.is(&["script", "style"]));
                    open.extend(inner.into_iter().flat_map(|e| e.children.iter().rev()));
                }
            }
        }
        text
    }
}

/// Returns the elements of a page.
pub(super) fn parse(html: &str) -> Tree {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(bounded(html)));
    let tokenizer = Tokenizer::new(Builder::default(), TokenizerOpts::default());
    // Scripts pause the tokenizer.
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    Tree {
        elements: tokenizer.sink.open.into_inner().elements,
    }
}

/// Takes the tokenizer's tokens.
#[derive(Default)]
struct Builder {
    open: RefCell<Open>,
}

/// The elements so far, and those that are still open.
struct Open {
    elements: Vec<Element>,
    stack: Vec<usize>,
    /// Start tags beyond the depth that is kept.
    beyond: usize,
}

impl Default for Open {
    fn default() -> Self {
        Self {
            elements: vec![Element::default()],
            stack: vec![0],
            beyond: 0,
        }
    }
}

impl TokenSink for Builder {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut open = self.open.borrow_mut();
        match token {
            CharacterTokens(text) => open.text(&text),
            TagToken(tag) if tag.kind == StartTag => return open.start(tag),
            TagToken(tag) if tag.kind == EndTag => open.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

const EMPTY: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements that end a paragraph that was not closed.
const ENDS_PARAGRAPH: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "details",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
    "dt",
    "dd",
    "tr",
];

/// Elements that are part of a line; their end tags close no others.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "kbd", "mark", "nobr", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
];

impl Open {
    fn top(&self) -> usize {
        self.stack.last().copied().unwrap_or(0)
    }

    fn text(&mut self, text: &str) {
        let top = self.top();
        let Some(element) = self.elements.get_mut(top) else {
            return;
        };
        match element.children.last_mut() {
            Some(Child::Text(words)) => words.push_str(text),
            _ => element.children.push(Child::Text(text.to_owned())),
        }
    }

    fn start(&mut self, tag: Tag) -> TokenSinkResult<()> {
        let name = tag.name.to_string();
        self.close_implied(&name);
        let empty = EMPTY.contains(&name.as_str()) || (tag.self_closing && !is_usual(&name));
        if !empty && (self.stack.len() >= DEEPEST || self.beyond > 0) {
            self.beyond += 1;
        } else {
            let attributes = tag
                .attrs
                .into_iter()
                .map(|a| (a.name.local.to_string(), a.value.to_string()))
                .collect();
            let (number, parent) = (self.elements.len(), self.top());
            self.elements.push(Element {
                name: name.clone(),
                parent,
                children: Vec::new(),
                attributes,
            });
            if let Some(parent) = self.elements.get_mut(parent) {
                parent.children.push(Child::Element(number));
            }
            if !empty {
                self.stack.push(number);
            }
        }
        match name.as_str() {
            "script" => TokenSinkResult::RawData(ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                TokenSinkResult::RawData(Rawtext)
            }
            "textarea" | "title" => TokenSinkResult::RawData(Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Closes what the start of an element closes: a paragraph, the item or cell before.
    fn close_implied(&mut self, name: &str) {
        let (closes, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "option" => (&["option"], &["select"]),
            "body" => (&["head"], &["body"]),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                (&HEADINGS, &["div", "section", "article", "td", "li"])
            }
            _ => (&[], &[]),
        };
        if !closes.is_empty() {
            self.close(closes, within);
        }
        if ENDS_PARAGRAPH.contains(&name) {
            self.close(
                &["p"],
                &[
                    "table",
                    "td",
                    "th",
                    "li",
                    "div",
                    "section",
                    "article",
                    "blockquote",
                    "button",
                    "figure",
                ],
            );
        }
    }

    fn end(&mut self, name: &str) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if name == "br" {
            self.text("\n");
        } else if INLINE.contains(&name) {
            self.close(&[name], &ENDS_PARAGRAPH);
        } else if matches!(
            name,
            "table" | "tr" | "tbody" | "td" | "th" | "body" | "html"
        ) {
            self.close(&[name], &[]);
        } else {
            self.close(&[name], &["td", "th", "table"]);
        }
    }

    /// Closes the innermost open element of these names, and all inside it, unless it lies outside one of `within`.
    fn close(&mut self, names: &[&str], within: &[&str]) {
        for depth in (1..self.stack.len()).rev().take(REACH) {
            let Some(element) = self.stack.get(depth).and_then(|n| self.elements.get(*n)) else {
                return;
            };
            if element.is(names) {
                self.stack.truncate(depth);
                return;
            }
            if element.is(within) {
                return;
            }
        }
    }
}

/// Returns whether an element is open even if it is written like an empty one (`<div/>`).
fn is_usual(name: &str) -> bool {
    ENDS_PARAGRAPH.contains(&name)
        || INLINE.contains(&name)
        || matches!(
            name,
            "script" | "style" | "iframe" | "title" | "textarea" | "body" | "html" | "head"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the elements as nested names with their text.
    fn shape(html: &str) -> String {
        fn write(tree: &Tree, at: usize, out: &mut String) {
            for child in &tree.elements[at].children {
                match child {
                    Child::Text(words) => out.push_str(words),
                    Child::Element(at) => {
                        out.push_str(&format!("{}[", tree.elements[*at].name));
                        write(tree, *at, out);
                        out.push(']');
                    }
                }
            }
        }
        let mut out = String::new();
        write(&parse(html), 0, &mut out);
        out
    }

    #[test]
    fn what_is_not_closed_is_closed() {
        assert_eq!(shape("<p>a<p>b<div>c</div>d"), "p[a]p[b]div[c]d");
        assert_eq!(
            shape("<ul><li>a<li>b<ul><li>c</ul></ul>d"),
            "ul[li[a]li[b[]ul[li[c]]]]d".replace("[]", "")
        );
        assert_eq!(
            shape("<table><tr><td>a<td>b<tr><td>c</table>"),
            "table[tr[td[a]td[b]]tr[td[c]]]"
        );
        assert_eq!(shape("<b><div>a</b>b</div>"), "b[div[ab]]");
        assert_eq!(shape("a</p>b</i><br/>c&eacute;"), "abbr[]cé");
    }

    #[test]
    fn scripts_are_one_text() {
        assert_eq!(
            shape("<script>if (a<b) '<p>'</script>x"),
            "script[if (a<b) '<p>']x"
        );
    }

    #[test]
    fn depth_is_bounded() {
        let deep = format!("{}x{}y", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let tree = parse(&deep);
        assert_eq!(tree.elements.len(), DEEPEST);
        assert_eq!(tree.text(0), "xy");
    }
}

//! Where a decision holds on to: a text, a place in it, the words there and the words around them.

use serde::{Deserialize, Serialize};

use crate::document::Span;

/// Characters of the words before and after that are kept.
const AROUND: usize = 32;

/// A place in a text that is found again by its words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Anchor {
    /// `sha256:` of the text.
    pub hash: String,
    /// The place, in bytes.
    pub span: Span,
    /// The words there.
    pub quote: String,
    /// The words before them.
    pub before: String,
    /// The words after them.
    pub after: String,
}

impl Anchor {
    /// Returns the anchor of a place in the text of a document.
    pub fn new(hash: &str, text: &str, span: Span) -> Self {
        let (head, tail) = (
            Span::new(0, span.start()).of(text),
            Span::new(span.end(), text.len()).of(text),
        );
        let from = head
            .char_indices()
            .rev()
            .nth(AROUND - 1)
            .map_or(0, |(at, _)| at);
        let to = tail
            .char_indices()
            .nth(AROUND)
            .map_or(tail.len(), |(at, _)| at);
        Self {
            hash: hash.into(),
            span,
            quote: span.of(text).into(),
            before: head[from..].into(),
            after: tail[..to].into(),
        }
    }

    /// Returns the place in a text: where it was if the words stand there, else where the words stand with the same
    /// words around them, if that is one place only.
    pub fn place(&self, text: &str) -> Option<Span> {
        if self.quote.is_empty() {
            return None;
        }
        if self.span.of(text) == self.quote {
            return Some(self.span);
        }
        let mut places = text
            .match_indices(&self.quote)
            .map(|(at, words)| Span::new(at, at + words.len()));
        let mut places = places.by_ref().filter(|place| {
            text[..place.start()].ends_with(&self.before)
                && text[place.end()..].starts_with(&self.after)
        });
        match (places.next(), places.next()) {
            (Some(place), None) => Some(place),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "“No,” Mara Lind said. Later she said: “No,” and left the hall of Varnhem for good.";

    fn anchor(words: &str) -> Anchor {
        let at = TEXT.rfind(words).unwrap();
        Anchor::new("sha256:0", TEXT, Span::new(at, at + words.len()))
    }

    #[test]
    fn a_place_is_found_where_it_was() {
        let anchor = anchor("“No,”");
        assert_eq!(anchor.place(TEXT), Some(anchor.span));
        assert!(anchor.before.ends_with("said: ") && anchor.after.starts_with(" and left"));
        assert!(anchor.before.chars().count() == AROUND && anchor.after.chars().count() == AROUND);
    }

    #[test]
    fn words_elsewhere_are_found_by_what_stands_around_them() {
        let mut anchor = anchor("“No,”");
        let was = anchor.span;
        anchor.span = Span::new(3, 9);
        assert_eq!(anchor.place(TEXT), Some(was));
    }

    #[test]
    fn a_place_that_is_not_one_is_none() {
        let mut anchor = anchor("“No,”");
        anchor.span = Span::new(3, 9);
        (anchor.before, anchor.after) = (String::new(), String::new());
        assert_eq!(anchor.place(TEXT), None, "two places");
        anchor.quote = "“Yes,”".into();
        assert_eq!(anchor.place(TEXT), None, "no place");
        anchor.quote = String::new();
        assert_eq!(anchor.place(TEXT), None, "no words");
    }
}

//! The issue that a claim is about: from its object, its clause, or what stands before where it points back.

use super::claims::{Claim, Holder};
use super::issues::{IssueBook, Topic};
use super::read::Study;
use super::wording::{Pause, Word};
use crate::document::{BlockKind, Span};

/// How many sentences words that point back look back.
const REACH: usize = 4;

/// Sentences with their issues, to look back over.
pub(super) struct Subjects<'a> {
    book: &'a IssueBook,
    /// Begin of every sentence and heading, and the specific issue that it is about.
    sentences: Vec<(usize, Option<&'a str>)>,
}

impl<'a> Subjects<'a> {
    /// Reads the issue of every sentence and heading.
    pub fn new(study: &Study<'a>, body: &[Word]) -> Self {
        let book = &study.books.issues;
        let text = &study.document.text;
        let specific = |words: &[Word]| book.topic(words).filter(|t| !t.general && !t.talks).map(|t| t.slug);
        let mut sentences = Vec::new();
        let mut from = 0;
        for at in 1..=body.len() {
            if body.get(at).is_none_or(|w| w.pause == Pause::Stop) {
                sentences.push((body[from].span.start(), specific(&body[from..at])));
                from = at;
            }
        }
        let headings = study.document.blocks.iter().filter(|b| b.kind == BlockKind::Heading);
        for heading in headings {
            let words = super::wording::words(text, &[heading.span]);
            sentences.push((heading.span.start(), specific(&words)));
        }
        sentences.sort_unstable_by_key(|s| s.0);
        Self { book, sentences }
    }

    /// Returns the issue of a claim. A weak one needs an issue that the codebook knows.
    pub fn issue(&self, object: &[Word], clause: &[Word], claim: &Claim) -> Option<String> {
        let place = clause.first().or(object.first())?.span;
        // `that such a scheme would reward the other side` is about the scheme.
        let subject = object.iter().position(|w| matches!(w.text.as_str(), "would" | "will" | "could"));
        if let Some(head) = subject.map(|n| &object[..n]).filter(|h| h.len() > 1 && self.book.points_back(h))
            && let Some(slug) = self.before(place)
        {
            return Some(slug.to_owned());
        }
        let topic = self.book.topic(object);
        let keep = |t: &Topic<'_>| !(claim.weak && t.talks);
        if let Some(topic) = topic.as_ref().filter(|t| !t.general) {
            return keep(topic).then(|| topic.slug.to_owned());
        }
        if self.book.points_back(object)
            && let Some(slug) = self.before(place)
        {
            return Some(slug.to_owned());
        }
        if let Some(topic) = topic {
            return Some(topic.slug.to_owned());
        }
        let around = self.book.topic(clause).filter(|t| !t.talks);
        match around {
            Some(topic) => Some(topic.slug.to_owned()),
            None if claim.whole => self.book.whole().map(str::to_owned),
            None if claim.weak || matches!(claim.holder, Holder::Party(_)) => None,
            None => self.book.slug(object),
        }
    }

    /// Returns the nearest specific issue before a place.
    pub fn before(&self, place: Span) -> Option<&'a str> {
        let at = self.sentences.partition_point(|s| s.0 <= place.start());
        self.sentences[..at].iter().rev().take(REACH + 1).find_map(|s| s.1)
    }
}

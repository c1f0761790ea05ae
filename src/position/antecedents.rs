//! The issue that a claim is about: from its object, its clause, or what stands before where it points back.

use std::collections::BTreeMap;

use super::claims::Claim;
use super::frame::Holder;
use super::issues::{IssueBook, Topic};
use super::read::Study;
use super::stances::Kind;
use super::wording::{Pause, Word};
use crate::document::{BlockKind, Span};

/// How many sentences words that point back look back.
const REACH: usize = 4;
/// The same for words that stand for a text.
const FURTHER: usize = 8;
/// In how many sentences the issue of a document stands at least.
const LEAST: usize = 3;

/// Sentences with their issues, to look back over.
pub(super) struct Antecedents<'a> {
    book: &'a IssueBook,
    /// Begin of every sentence and heading, the specific issue that it is about, and whether it names a text.
    sentences: Vec<(usize, Option<&'a str>, bool)>,
}

impl<'a> Antecedents<'a> {
    /// Reads the issue of every sentence and heading.
    pub fn new(study: &Study<'a>, body: &[Word]) -> Self {
        let book = &study.books.issues;
        let text = &study.document.text;
        let specific = |words: &[Word]| {
            book.topic(words)
                .filter(|t| !t.general && !t.talks)
                .map(|t| t.slug)
        };
        let mut sentences = Vec::new();
        let mut from = 0;
        for at in 1..=body.len() {
            if body.get(at).is_none_or(|w| w.pause == Pause::Stop) {
                sentences.push((
                    body[from].span.start(),
                    specific(&body[from..at]),
                    book.names_vessel(&body[from..at]),
                ));
                from = at;
            }
        }
        let headings = study
            .document
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Heading);
        for heading in headings {
            let words = super::wording::words(text, &[heading.span]);
            sentences.push((
                heading.span.start(),
                specific(&words),
                book.names_vessel(&words),
            ));
        }
        sentences.sort_unstable_by_key(|s| s.0);
        Self { book, sentences }
    }

    /// Returns the issue of a claim. A weak one needs an issue that the codebook knows; in the turn of a transcript, one
    /// that is not the talks as a whole.
    pub fn issue(
        &self,
        object: &[Word],
        clause: &[Word],
        claim: &Claim,
        turn: bool,
    ) -> Option<String> {
        let place = clause.first().or(object.first())?.span;
        // `that such a scheme would reward the other side` is about the scheme.
        let subject = object
            .iter()
            .position(|w| matches!(w.text.as_str(), "would" | "will" | "could"));
        let head = subject.map(|n| &object[..n]);
        if head.is_some_and(|h| h.len() > 1 && self.book.points_back(h))
            && let Some(slug) = self.before(place, true)
        {
            return Some(slug.to_owned());
        }
        let topic = self.book.topic(object);
        let keep = |t: &Topic<'_>| {
            !(claim.weak && t.talks && claim.kind != Kind::Noun && claim.kind != Kind::Duty)
        };
        if let Some(topic) = topic.as_ref().filter(|t| !t.general) {
            return keep(topic).then(|| topic.slug.to_owned());
        }
        if self.book.points_back(object)
            && let Some(slug) = self.before(place, self.book.names_vessel(object))
        {
            return Some(slug.to_owned());
        }
        if topic.is_none() && self.book.names_known_vessel(object) {
            let slug = self.before(place, true).or(self.book.whole());
            return slug.map(str::to_owned).filter(|_| !turn);
        }
        let topic = topic.or_else(|| self.book.topic(clause).filter(|t| !t.talks));
        match topic {
            Some(topic) if topic.general && turn && claim.weak => None,
            Some(topic) => Some(topic.slug.to_owned()),
            None if claim.whole => self.book.whole().map(str::to_owned),
            None if claim.weak || turn || matches!(claim.holder, Holder::Parties(_)) => None,
            // `must curb the lantern tax`: the verb names nothing.
            None if claim.kind == Kind::Duty => self.book.slug(object.get(1..)?),
            // `reject it outright`: what was spoken of before.
            None => {
                let before = || self.before(place, false).map(str::to_owned);
                self.book.slug(object).or_else(before)
            }
        }
    }

    /// Returns the issue of most sentences that are about one, where one is: what the document is about.
    pub fn main(&self) -> Option<&'a str> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let named = self.sentences.iter().filter_map(|s| s.1);
        named.for_each(|slug| *counts.entry(slug).or_default() += 1);
        let all: usize = counts.values().sum();
        counts
            .into_iter()
            .find(|(_, n)| *n >= LEAST && 2 * n > all)
            .map(|(slug, _)| slug)
    }

    /// Returns the nearest specific issue before a place; for a text (`the agreement`), that of a sentence with a text
    /// before others.
    pub fn before(&self, place: Span, vessel: bool) -> Option<&'a str> {
        // The sentence that the place stands in does not count.
        let at = self
            .sentences
            .partition_point(|s| s.0 <= place.start())
            .saturating_sub(1);
        let mut back = self.sentences[..at].iter().rev();
        let texts = back.clone().take(FURTHER).find_map(|s| s.1.filter(|_| s.2));
        texts
            .filter(|_| vessel)
            .or_else(|| back.by_ref().take(REACH + 1).find_map(|s| s.1))
    }
}

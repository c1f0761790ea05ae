//! Where attributions stand: sentences, what lies beside the contents, days, and what kind of text it is.

use jiff::civil::Date;

use super::sourcebook::SourceBook;
use crate::attribution::Attribution;
use crate::document::{Block, BlockKind, Document, Span};
use crate::language::{TimeExpression, sentences};

/// From how many words on a line is a sentence rather than a date line.
const SENTENCE: usize = 6;
/// How many blocks at the top may hold a signature.
const TOP: usize = 6;

/// What the manner of a statement is read from.
pub(super) struct Setting<'a> {
    pub text: &'a str,
    pub published: Option<Date>,
    /// The headline, or the first line.
    pub headline: &'a str,
    /// Whether the whole text is one side's account of a meeting or call, where all was said in the room.
    pub readout: bool,
    /// Sentences of the body, in order.
    pub sentences: Vec<Span>,
    /// For each sentence the number of its paragraph.
    paragraphs: Vec<usize>,
    times: &'a [TimeExpression],
    /// Contents of outer attributions, in order, without overlap.
    contents: Vec<Span>,
    /// Outer attributions with a cue, by where it starts.
    cues: Vec<(usize, &'a Attribution)>,
}

impl<'a> Setting<'a> {
    /// Returns the setting of a document's attributions.
    pub fn new(
        document: &'a Document,
        attributions: &'a [Attribution],
        times: &'a [TimeExpression],
        book: &SourceBook,
    ) -> Self {
        let text = document.text.as_str();
        let (mut found, mut paragraphs) = (Vec::new(), Vec::new());
        for (number, block) in document.body().enumerate() {
            let inside = sentences(text, block.span);
            paragraphs.resize(paragraphs.len() + inside.len(), number);
            found.extend(inside);
        }
        let outer = attributions.iter().filter(|a| a.parent.is_none());
        let mut cues: Vec<(usize, &Attribution)> = outer
            .clone()
            .filter_map(|a| Some((a.cue?.start(), a)))
            .collect();
        cues.sort_by_key(|(start, _)| *start);
        let headline = headline(document);
        Self {
            text,
            headline,
            published: document.metadata.published,
            readout: book.is_readout(headline),
            sentences: found,
            paragraphs,
            times,
            contents: merged(outer.flat_map(|a| a.content.iter().copied()).collect()),
            cues,
        }
    }

    /// Returns the bylines, and short lines at the top that may be one (`Marta Ilves, Foreign Minister`).
    pub fn signatures(&self, document: &Document) -> Vec<String> {
        let short = |line: &&str| {
            line.contains(',') && line.split_whitespace().count() <= 10 && !line.ends_with('.')
        };
        let top = document.blocks.iter().take(TOP);
        let top = top.map(|b| b.span.of(self.text));
        let lines = top.filter(short).map(str::to_owned);
        document
            .metadata
            .bylines
            .iter()
            .cloned()
            .chain(lines)
            .collect()
    }

    /// Returns the number of the sentence that begins at or before the byte.
    pub fn sentence_number(&self, at: usize) -> Option<usize> {
        self.sentences
            .partition_point(|s| s.start() <= at)
            .checked_sub(1)
    }

    /// Returns the sentence that begins at or before the byte.
    pub fn sentence_of(&self, at: usize) -> Option<Span> {
        self.sentences.get(self.sentence_number(at)?).copied()
    }

    /// Returns the number of a sentence's paragraph.
    pub fn paragraph(&self, sentence: usize) -> usize {
        self.paragraphs.get(sentence).copied().unwrap_or_default()
    }

    /// Returns the parts of the sentence that no outer content covers.
    pub fn beside(&self, sentence: Span) -> Vec<Span> {
        beside(sentence, &self.contents)
    }

    /// Returns the time expressions that begin in the span.
    pub fn times_in(&self, span: Span) -> &'a [TimeExpression] {
        let from = self
            .times
            .partition_point(|t| t.span.start() < span.start());
        let to = self.times.partition_point(|t| t.span.start() < span.end());
        &self.times[from..to.max(from)]
    }

    /// Returns the outer attributions whose cue begins in the span.
    pub fn cues_in(&self, span: Span) -> impl Iterator<Item = &'a Attribution> + '_ {
        let from = self.cues.partition_point(|(at, _)| *at < span.start());
        let to = self.cues.partition_point(|(at, _)| *at < span.end());
        self.cues[from..to.max(from)].iter().map(|(_, a)| *a)
    }

    /// Returns the day of the meeting that a readout is about: the one that its first sentence with a time names.
    pub fn day_of_meeting(&self) -> Option<Date> {
        let whole = |s: &&Span| s.of(self.text).split_whitespace().count() >= SENTENCE;
        let mut told = self
            .sentences
            .iter()
            .filter(whole)
            .map(|s| self.times_in(*s));
        let day = told.find_map(<[TimeExpression]>::first)?.day()?;
        self.published.is_none_or(|p| day <= p).then_some(day)
    }
}

/// Returns the headline, or the first line where none was told from the text.
fn headline(document: &Document) -> &str {
    let text = document.text.as_str();
    let titled = |b: &&Block| b.kind == BlockKind::Title;
    document.metadata.title.as_deref().unwrap_or_else(|| {
        let blocks = &document.blocks;
        let line = blocks.iter().find(titled).or(blocks.first());
        line.map_or("", |b| b.span.of(text))
    })
}

/// Returns the spans in order, overlapping ones as one, so that they are in order by their ends as well.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// Returns the parts of the sentence that none of the contents, which are in order, covers.
fn beside(sentence: Span, contents: &[Span]) -> Vec<Span> {
    let mut free = Vec::new();
    let mut at = sentence.start();
    let from = contents.partition_point(|c| c.end() <= sentence.start());
    for content in contents[from..]
        .iter()
        .take_while(|c| c.start() < sentence.end())
    {
        if content.start() > at {
            free.push(Span::new(at, content.start()));
        }
        at = at.max(content.end());
    }
    if at < sentence.end() {
        free.push(Span::new(at, sentence.end()));
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_content_covers_is_beside_it() {
        let free = beside(Span::new(0, 20), &[Span::new(3, 8), Span::new(12, 30)]);
        assert_eq!(free, [Span::new(0, 3), Span::new(8, 12)]);
    }

    #[test]
    fn overlapping_contents_are_one() {
        let found = merged(vec![Span::new(9, 12), Span::new(0, 8), Span::new(2, 5)]);
        assert_eq!(found, [Span::new(0, 8), Span::new(9, 12)]);
    }
}

//! Extraction: puts tagging, decoding and linking together over one document, and reads each content as
//! a text of its own to find the attributions inside it.

use std::ops::Range;

use super::confidence::Evidence;
use super::decode::{RoleSpan, Transitions, spans};
use super::link::{Linked, Places, link};
use super::model::StoredModel;
use super::relation::{Attribution, Form};
use super::rows::{Passage, passages};
use super::select::select;
use super::signed::told_by_layout;
use super::tagger::Tagger;
use super::turns::Turn;
use super::windows::Row;
use crate::Result;
use crate::document::{Document, Span};
use crate::language::{Quotation, WordPiece, sentences};

/// Words of a section: longer documents are read in sections cut between passages, so that memory
/// stays bounded whatever their length.
const SECTION_WORDS: usize = 6000;

/// How deep contents are read within contents by a model that does not see what lies inside them at once. Each level
/// costs about half of the one before; beyond the first, what was found was seldom right.
const DEPTH: usize = 1;

/// A content of fewer words holds no attribution of its own.
const FEWEST_NESTED_WORDS: usize = 4;

/// Finds the attributions of documents.
pub struct Extractor {
    tagger: Tagger,
    transitions: Transitions,
}

/// An attribution with what speaks for it.
pub type Judged = (Attribution, Evidence);

/// A text to be read on its own: a section of the body, or the content of an attribution.
struct Text {
    passages: Vec<Passage>,
    /// Index of the attribution whose content it is.
    parent: Option<usize>,
}

impl Extractor {
    /// Returns the extractor of a stored model, running on `threads` threads.
    ///
    /// # Errors
    /// Where the network does not have the inputs and outputs of a tagger.
    pub fn new(model: StoredModel, threads: usize) -> Result<Self> {
        let tagger = Tagger::new(model, threads)?;
        let transitions = Transitions::new(tagger.settings());
        Ok(Self {
            tagger,
            transitions,
        })
    }

    /// Returns the name of the model.
    pub fn model(&self) -> &str {
        &self.tagger.settings().name
    }

    /// Returns what cuts words into the pieces that the model knows.
    pub fn word_pieces(&self) -> &WordPiece {
        self.tagger.word_pieces()
    }

    /// Returns the attributions of a document that are at least as probable as `least`, in the order of the text,
    /// nested ones after their parent.
    ///
    /// # Errors
    /// Where the network does not run.
    pub fn extract(&self, document: &Document, least: f32) -> Result<Vec<Attribution>> {
        let found = self.extract_with_evidence(document)?;
        let found = found
            .into_iter()
            .map(|(attribution, _)| attribution)
            .collect();
        Ok(select(&document.text, found, least))
    }

    /// Returns every attribution that the model sees, each with what its confidence was computed from.
    ///
    /// # Errors
    /// Where the network does not run.
    pub fn extract_with_evidence(&self, document: &Document) -> Result<Vec<Judged>> {
        let text = &document.text;
        let body = passages(document, self.word_pieces());
        let places: Vec<Span> = body.iter().map(|p| p.span).collect();
        let turns = told_by_layout(text, &places);
        let mut found: Vec<Judged> = turns.iter().map(of_turn).collect();
        let sections = sections(body, &turns).into_iter().map(|passages| Text {
            passages,
            parent: None,
        });
        let said = (0..turns.len()).filter_map(|i| self.content_of(text, &found[i].0, i));
        let texts: Vec<Text> = sections.chain(said).collect();
        let mut level = found.len()..found.len();
        self.read(text, texts, &mut found)?;
        level.end = found.len();
        if !self.tagger.settings().inner {
            for _ in 0..DEPTH {
                let inner = level
                    .clone()
                    .filter_map(|i| self.content_of(text, &found[i].0, i))
                    .collect();
                level = found.len()..found.len();
                self.read(text, inner, &mut found)?;
                level.end = found.len();
            }
        }
        Ok(in_order(found))
    }

    /// Reads texts apart from each other, in bounded groups.
    fn read(&self, text: &str, texts: Vec<Text>, found: &mut Vec<Judged>) -> Result<()> {
        let mut group: Vec<Text> = Vec::new();
        let mut words = 0;
        for one in texts {
            words += one.passages.iter().map(|p| p.words.len()).sum::<usize>();
            group.push(one);
            if words >= SECTION_WORDS {
                self.read_group(text, &std::mem::take(&mut group), found)?;
                words = 0;
            }
        }
        self.read_group(text, &group, found)
    }

    fn read_group(&self, text: &str, group: &[Text], found: &mut Vec<Judged>) -> Result<()> {
        let rows: Vec<Row<'_>> = group.iter().map(|t| Row::new(&t.passages)).collect();
        let scores = self.tagger.score(&rows)?;
        for (one, scores) in group.iter().zip(&scores) {
            let layout = Layout::new(text, &one.passages);
            let tagged = spans(&scores.emissions, &self.transitions);
            let mut owner: Vec<Option<usize>> = vec![None; layout.words.len()];
            for linked in link(&layout.places(&tagged), scores, self.tagger.settings()) {
                for content in &linked.contents {
                    owner[tagged[*content].words.clone()].fill(Some(found.len()));
                }
                found.push(self.attribution(&layout, &tagged, &linked, one.parent));
            }
            let tagged = spans(&scores.inner, &self.transitions);
            for linked in link(&layout.places(&tagged), scores, self.tagger.settings()) {
                // An attribution inside no content, or astride two, is none: there is nothing it could lie in.
                let mut parts = linked
                    .contents
                    .iter()
                    .chain([&linked.cue])
                    .chain(&linked.source);
                let parent = owner[tagged[linked.cue].words.start];
                if parent.is_some() && parts.all(|i| owner[tagged[*i].words.start] == parent) {
                    found.push(self.attribution(&layout, &tagged, &linked, parent));
                }
            }
        }
        Ok(())
    }

    fn attribution(
        &self,
        layout: &Layout,
        tagged: &[RoleSpan],
        linked: &Linked,
        parent: Option<usize>,
    ) -> Judged {
        let place = |i: usize| layout.span(&tagged[i].words);
        let content: Vec<Span> = linked.contents.iter().map(|i| place(*i)).collect();
        let least = |value: fn(&RoleSpan) -> f32| {
            linked
                .contents
                .iter()
                .map(|i| value(&tagged[*i]))
                .fold(1.0, f32::min)
        };
        let evidence = Evidence {
            content: least(|s| s.probability),
            begin: least(|s| s.begin),
            cue: tagged[linked.cue].probability,
            source: linked.source.map_or(1.0, |s| tagged[s].probability),
            link: linked.probability,
            nested: parent.is_some(),
        };
        // Where the cue stands in quotation marks too, they are the outer attribution's.
        let outer = parent.is_some() && layout.quoted[tagged[linked.cue].words.start];
        let form = if outer {
            Form::Indirect
        } else {
            let words = linked.contents.iter().map(|i| tagged[*i].words.clone());
            layout.form(&words.collect::<Vec<_>>())
        };
        let attribution = Attribution {
            source: linked.source.map(place),
            cue: Some(place(linked.cue)),
            form,
            content,
            parent,
            confidence: evidence.confidence(self.tagger.settings().calibration.as_ref()),
        };
        (attribution, evidence)
    }

    /// Returns the content of an attribution as a text of its own, if it is long enough to hold another.
    fn content_of(&self, text: &str, attribution: &Attribution, index: usize) -> Option<Text> {
        let passages = content_passages(text, &attribution.content, self.word_pieces());
        let words: usize = passages.iter().map(|p| p.words.len()).sum();
        (words >= FEWEST_NESTED_WORDS).then_some(Text {
            passages,
            parent: Some(index),
        })
    }
}

/// Returns a content as a text of its own: without its opening `that` and its outer quotation marks.
pub fn content_passages(text: &str, content: &[Span], pieces_of: &WordPiece) -> Vec<Passage> {
    let passage = |s: &Span| Passage::new(text, bare(text, *s), false, pieces_of);
    content
        .iter()
        .map(passage)
        .filter(|p| !p.is_empty())
        .collect()
}

/// Returns the content without its opening `that` and without the quotation marks around all of it, so
/// that it reads like a text of its own.
fn bare(text: &str, content: Span) -> Span {
    let mut span = content.trimmed(text);
    if let Some(rest) = span.of(text).strip_prefix("that ") {
        span = Span::new(span.end() - rest.len(), span.end());
    }
    let marks = ['"', '“', '”', '„', '«', '»', '‘', '’', '\''];
    if let Some(rest) = span.of(text).strip_prefix(marks) {
        let inner = rest.strip_suffix(marks).unwrap_or(rest);
        // Marks inside mean that the outer ones do not belong together.
        if !inner.contains(['"', '“', '”', '«', '»']) {
            let start = span.end() - rest.len();
            span = Span::new(start, start + inner.len());
        }
    }
    span
}

fn of_turn(turn: &Turn) -> Judged {
    let attribution = Attribution {
        source: Some(turn.label),
        cue: turn.cue,
        content: turn.content.clone(),
        form: Form::Direct,
        parent: None,
        confidence: 0.95,
    };
    (attribution, Evidence::CERTAIN)
}

/// Returns the passages that no turn takes up, in sections of bounded length.
fn sections(body: Vec<Passage>, turns: &[Turn]) -> Vec<Vec<Passage>> {
    let mut sections = Vec::new();
    let mut open: Vec<Passage> = Vec::new();
    let mut words = 0;
    let mut turns = turns.iter().peekable();
    for (i, passage) in body.into_iter().enumerate() {
        while turns.next_if(|t| t.passages.end <= i).is_some() {}
        if turns.peek().is_some_and(|t| t.passages.contains(&i)) {
            continue;
        }
        words += passage.words.len();
        open.push(passage);
        if words >= SECTION_WORDS {
            sections.push(std::mem::take(&mut open));
            words = 0;
        }
    }
    if !open.is_empty() {
        sections.push(open);
    }
    sections
}

/// Where the words of a text stand.
pub(super) struct Layout {
    words: Vec<Span>,
    passage: Vec<u32>,
    sentence: Vec<u32>,
    quoted: Vec<bool>,
    wordlike: Vec<bool>,
}

impl Layout {
    pub(super) fn new(text: &str, passages: &[Passage]) -> Self {
        let count = passages.iter().map(|p| p.words.len()).sum();
        let mut layout = Layout {
            words: Vec::with_capacity(count),
            passage: Vec::with_capacity(count),
            sentence: Vec::with_capacity(count),
            quoted: Vec::with_capacity(count),
            wordlike: Vec::with_capacity(count),
        };
        let mut sentence = 0;
        for (i, passage) in passages.iter().enumerate() {
            let borders = sentences(text, passage.span);
            let mut next = 0;
            for word in &passage.words {
                while next + 1 < borders.len() && word.start() >= borders[next].end() {
                    next += 1;
                }
                layout.words.push(*word);
                layout.passage.push(i as u32);
                layout.sentence.push(sentence + next as u32);
                layout.quoted.push(is_quoted(&passage.quotations, *word));
                layout
                    .wordlike
                    .push(word.of(text).chars().any(char::is_alphanumeric));
            }
            sentence += borders.len().max(1) as u32;
        }
        layout
    }

    pub(super) fn places<'a>(&'a self, spans: &'a [RoleSpan]) -> Places<'a> {
        Places {
            spans,
            passage: &self.passage,
            sentence: &self.sentence,
            quoted: &self.quoted,
        }
    }

    fn span(&self, words: &Range<usize>) -> Span {
        self.words[words.start].cover(self.words[words.end - 1])
    }

    fn form(&self, content: &[Range<usize>]) -> Form {
        let words = || {
            content
                .iter()
                .flat_map(Clone::clone)
                .filter(|w| self.wordlike[*w])
        };
        let quoted = words().filter(|w| self.quoted[*w]).count();
        match quoted {
            0 => Form::Indirect,
            n if n == words().count() => Form::Direct,
            _ => Form::Mixed,
        }
    }
}

fn is_quoted(quotations: &[Quotation], word: Span) -> bool {
    let next = quotations.partition_point(|q| q.span.end() <= word.start());
    quotations
        .get(next)
        .is_some_and(|q| q.span.holds(word.start()))
}

/// Puts attributions into the order of the text; `parent` follows.
fn in_order(found: Vec<Judged>) -> Vec<Judged> {
    let depth = |mut i: usize| {
        let mut depth = 0;
        while let Some(parent) = found[i].0.parent {
            depth += 1;
            i = parent;
        }
        depth
    };
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|i| {
        (
            found[*i].0.extent().start(),
            depth(*i),
            found[*i].0.extent().end(),
            *i,
        )
    });
    let mut place = vec![0; found.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old] = new;
    }
    let mut found: Vec<Option<Judged>> = found.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|old| found[old].take())
        .map(|(mut attribution, evidence)| {
            attribution.parent = attribution.parent.map(|p| place[p]);
            (attribution, evidence)
        })
        .collect()
}

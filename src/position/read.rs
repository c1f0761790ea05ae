//! From what the earlier stages found to the reading.

use super::codebooks::Codebooks;
use super::cues::Cue;
use super::line::{self, Line};
use super::sides::Sides;
use super::speakers::{self, Scene, Voice};
use super::{
    Actor, Channel, Engine, Reading, Sourcing, Statement, Talks, conduct, content, expectations,
    manner, meetings, outcomes, positions, shifts,
};
use crate::attribution::Attribution;
use crate::document::{Document, Span};
use crate::language::{Entity, TimeExpression, sentences};

/// What the earlier stages found in a document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Entities of the body, in order.
    pub entities: Vec<Entity>,
    /// Time expressions of the body, in order.
    pub times: Vec<TimeExpression>,
    /// Attributions, in order.
    pub attributions: Vec<Attribution>,
}

/// What is known of a document when what it tells about the talks is read.
pub(super) struct Study<'a> {
    pub document: &'a Document,
    /// Sentences of the body, in order.
    pub sentences: &'a [Span],
    /// The same as words.
    pub lines: &'a [Line<'a>],
    /// The words of cues, in order, with the index of the statement.
    pub cues: &'a [(Span, usize)],
    /// The parts of contents, in order, with the index of the statement.
    pub contents: &'a [(Span, usize)],
    pub entities: &'a [Entity],
    pub times: &'a [TimeExpression],
    pub actors: &'a [Actor],
    pub statements: &'a [Statement],
    pub books: &'a Codebooks,
    pub world: &'a dyn Sides,
}

impl Study<'_> {
    /// Returns whether the word ends a cue.
    pub fn is_cue(&self, word: Span) -> bool {
        self.cues_near(word).any(|(c, _)| c.end() == word.end())
    }

    fn cues_near(&self, word: Span) -> impl Iterator<Item = &(Span, usize)> {
        let at = self.cues.partition_point(|(c, _)| c.start() <= word.start());
        self.cues[at.saturating_sub(3)..at].iter().rev()
    }

    /// Returns the index of the statement that a word belongs to, by its cue or the innermost content.
    pub fn statement_at(&self, word: Span) -> Option<usize> {
        let cue = self.cues_near(word).find(|(c, _)| c.contains(word));
        cue.map(|(_, i)| *i).or_else(|| self.content_at(word))
    }
}

impl Study<'_> {
    /// Returns the index of the innermost statement whose content holds a word.
    pub fn content_at(&self, word: Span) -> Option<usize> {
        let at = self.contents.partition_point(|(c, _)| c.start() <= word.start());
        self.contents[at.saturating_sub(NESTED)..at]
            .iter()
            .rev()
            .find(|(c, _)| c.contains(word))
            .map(|(_, i)| *i)
    }

    /// Returns the part of a statement's content that holds a word.
    pub fn content_span(&self, statement: usize, word: Span) -> Option<Span> {
        let content = &self.statements.get(statement)?.attribution.content;
        content.iter().copied().find(|c| c.contains(word))
    }
}

/// How many contents begun before a word are asked whether they hold it.
const NESTED: usize = 12;

/// Returns the reading of a document.
pub fn read(
    document: Document,
    found: Found,
    world: &dyn Sides,
    books: &Codebooks,
    engine: Engine,
) -> Reading {
    let text = document.text.as_str();
    let body: Vec<Span> = document
        .body()
        .flat_map(|block| sentences(text, block.span))
        .collect();
    let scene = Scene {
        text,
        sentences: &body,
        entities: &found.entities,
        attributions: &found.attributions,
        book: &books.sources,
        world,
    };
    let (voices, cast) = speakers::voices(&scene);
    let (actors, place) = cast.finish();
    let contents = outer_contents(&found.attributions);
    let mut statements: Vec<Statement> = Vec::with_capacity(voices.len());
    for (attribution, voice) in found.attributions.iter().zip(voices) {
        let beside = free_words(attribution, &body, &contents);
        let mut statement = statement(text, attribution, voice, &beside, &found.times, books);
        statement.speaker = statement.speaker.and_then(|a| place.get(a).copied());
        statements.push(statement);
    }
    brief_transcripts(&mut statements);
    let lines = line::lines(text, &body, &found.entities, &found.times, &books.grammar);
    let mut cues: Vec<(Span, usize)> = statements
        .iter()
        .enumerate()
        .filter_map(|(i, s)| Some((s.attribution.cue?, i)))
        .collect();
    cues.sort_unstable();
    let parts = content_parts(&statements);
    let study = Study {
        document: &document,
        sentences: &body,
        lines: &lines,
        cues: &cues,
        contents: &parts,
        entities: &found.entities,
        times: &found.times,
        actors: &actors,
        statements: &statements,
        books,
        world,
    };
    let talks = Talks {
        positions: positions::positions(&study),
        meetings: meetings::meetings(&study),
        outcomes: outcomes::outcomes(&study),
        shifts: shifts::shifts(&study),
        conduct: conduct::conduct(&study),
        expectations: expectations::expectations(&study),
    };
    Reading {
        engine,
        actors,
        statements,
        talks,
        document,
    }
}

fn statement(
    text: &str,
    attribution: &Attribution,
    voice: Voice,
    beside: &[Span],
    times: &[TimeExpression],
    books: &Codebooks,
) -> Statement {
    let cue: Cue<'_> = books.cues.read(attribution.cue.map_or("", |c| c.of(text)));
    let nested = attribution.parent.is_some();
    let words: Vec<&str> = attribution.content.iter().map(|s| s.of(text)).collect();
    Statement {
        speaker: voice.speaker,
        party: voice.party,
        sourcing: voice.sourcing,
        channel: manner::channel(text, beside, voice.sourcing, &cue, nested, &books.sources),
        addressee: manner::addressee(text, attribution),
        said_on: attribution
            .cue
            .filter(|_| !nested)
            .and_then(|c| manner::said_on(beside, times, c)),
        modality: content::modality(&words.join(" "), &cue),
        signals: content::signals(text, &attribution.content, &cue, books),
        attribution: attribution.clone(),
    }
}

/// Returns the contents of the attributions that lie in no other, in order.
fn outer_contents(attributions: &[Attribution]) -> Vec<Span> {
    let outer = attributions.iter().filter(|a| a.parent.is_none());
    let mut spans: Vec<Span> = outer.flat_map(|a| a.content.iter().copied()).collect();
    spans.sort_unstable();
    // Overlapping contents become one, so that they are in order by their ends as well.
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => merged.push(span),
        }
    }
    merged
}

/// Returns the parts of contents in order, an outer before an inner one, each with the index of its statement.
fn content_parts(statements: &[Statement]) -> Vec<(Span, usize)> {
    let mut parts: Vec<(Span, usize)> = statements
        .iter()
        .enumerate()
        .flat_map(|(i, s)| s.attribution.content.iter().map(move |c| (*c, i)))
        .collect();
    parts.sort_by_key(|(c, i)| (c.start(), std::cmp::Reverse(c.end()), *i));
    parts
}

/// Returns the words of the cue's sentence that no content covers.
fn free_words(attribution: &Attribution, body: &[Span], contents: &[Span]) -> Vec<Span> {
    let Some(cue) = attribution.cue else {
        return Vec::new();
    };
    let at = body.partition_point(|s| s.start() <= cue.start());
    let Some(sentence) = at.checked_sub(1).and_then(|i| body.get(i)) else {
        return Vec::new();
    };
    manner::beside(*sentence, contents)
}

/// In a transcript with a speaker not for naming, every turn is said under the same rule.
fn brief_transcripts(statements: &mut [Statement]) {
    let turn = |s: &Statement| s.attribution.cue.is_none() && s.attribution.source.is_some();
    let background = statements
        .iter()
        .any(|s| turn(s) && s.sourcing == Sourcing::Anonymous);
    for statement in statements.iter_mut().filter(|s| background && turn(s)) {
        statement.channel = Channel::Briefing;
    }
}

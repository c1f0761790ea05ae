//! Readings out of their JSON: code points become bytes again, ids places in lists. The engine stays as the line says.

use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::read_json_talks::TalksIn;
use crate::attribution::{Attribution, Form};
use crate::document::{
    Block, BlockKind, CharOffsets, CharSpan, Document, Metadata, Span, content_id,
};
use crate::position::{
    Actor, ActorKind, Channel, Engine, Modality, Reading, Signal, Sourcing, Statement,
};

/// What one line holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The reading.
    pub reading: Reading,
    /// The same document in the further places where it appeared.
    pub elsewhere: Vec<Document>,
}

#[derive(Deserialize)]
struct ReadingIn {
    engine: Engine,
    document: DocumentIn,
    actors: Vec<ActorIn>,
    attributions: Vec<AttributionIn>,
    #[serde(flatten)]
    talks: TalksIn,
}

#[derive(Deserialize)]
struct DocumentIn {
    id: String,
    origin: String,
    title: Option<String>,
    outlet: Option<String>,
    bylines: Vec<String>,
    published: Option<Date>,
    published_from: Option<String>,
    url: Option<String>,
    language: Option<String>,
    text: String,
    blocks: Vec<BlockIn>,
    warnings: Vec<String>,
    #[serde(default)]
    extra: Map<String, Value>,
    #[serde(default)]
    appearances: Vec<AppearanceIn>,
}

#[derive(Deserialize)]
struct BlockIn {
    kind: BlockKind,
    span: CharSpan,
}

#[derive(Deserialize)]
struct AppearanceIn {
    origin: String,
    title: Option<String>,
    outlet: Option<String>,
    published: Option<Date>,
    url: Option<String>,
}

#[derive(Deserialize)]
struct ActorIn {
    id: String,
    name: String,
    kind: ActorKind,
    party: Option<String>,
    role: Option<String>,
    anonymous: bool,
    mentions: Vec<CharSpan>,
}

#[derive(Deserialize)]
struct AttributionIn {
    id: usize,
    parent: Option<usize>,
    source: Vec<CharSpan>,
    cue: Vec<CharSpan>,
    content: Vec<CharSpan>,
    form: Form,
    speaker: Option<String>,
    party: Option<String>,
    sourcing: Sourcing,
    channel: Channel,
    addressee: Option<String>,
    said_on: Option<Date>,
    modality: Modality,
    signals: Vec<Signal>,
    confidence: f32,
}

/// Returns the reading of a line, or what is wrong with it.
///
/// # Errors
/// Where the line is no reading, or points at what is not there.
pub fn line(json: &str) -> Result<Line, String> {
    let read: ReadingIn =
        serde_json::from_str(json).map_err(|e| format!("is not the JSON of a reading ({e})"))?;
    if content_id(&read.document.text) != read.document.id {
        return Err(
            "has another text than its id stands for: it was changed; `rapporteur add` reads changed texts"
                .into(),
        );
    }
    let offsets = CharOffsets::new(&read.document.text);
    let length = offsets.chars_before(&read.document.text, read.document.text.len());
    let text = read.document.text.clone();
    let places = Places {
        text: &text,
        offsets,
        length,
        attributions: read.attributions.len(),
    };
    let (document, elsewhere) = document(read.document, &places)?;
    let statements = read.attributions.into_iter().enumerate();
    let statements = statements.map(|(at, a)| statement(at, a, &read.actors, &places));
    let statements = statements.collect::<Result<_, String>>()?;
    let actors = read.actors.into_iter().map(|a| actor(a, &places));
    let reading = Reading {
        engine: read.engine,
        document,
        actors: actors.collect::<Result<_, String>>()?,
        statements,
        talks: read.talks.talks(&places)?,
    };
    Ok(Line { reading, elsewhere })
}

/// Where spans and ids of one line may point.
pub(super) struct Places<'a> {
    text: &'a str,
    offsets: CharOffsets,
    length: usize,
    attributions: usize,
}

impl Places<'_> {
    pub(super) fn span(&self, span: CharSpan) -> Result<Span, String> {
        if span.start > span.end || span.end > self.length {
            return Err(format!(
                "has the span [{}, {}], but its text has {} code points",
                span.start, span.end, self.length
            ));
        }
        Ok(self.offsets.bytes(self.text, span))
    }

    fn spans(&self, spans: Vec<CharSpan>) -> Result<Vec<Span>, String> {
        spans.into_iter().map(|s| self.span(s)).collect()
    }

    pub(super) fn attribution(&self, id: Option<usize>) -> Result<Option<usize>, String> {
        match id {
            Some(id) if id >= self.attributions => {
                Err(format!("names attribution {id}, which it does not have"))
            }
            id => Ok(id),
        }
    }
}

fn document(read: DocumentIn, places: &Places<'_>) -> Result<(Document, Vec<Document>), String> {
    let blocks = read.blocks.into_iter().map(|b| {
        Ok(Block {
            kind: b.kind,
            span: places.span(b.span)?,
        })
    });
    let metadata = Metadata {
        title: read.title,
        outlet: read.outlet,
        bylines: read.bylines,
        published: read.published,
        published_from: read.published_from,
        title_from: None,
        outlet_from: None,
        url: read.url,
        language: read.language,
        extra: read.extra,
    };
    let blocks = blocks.collect::<Result<_, String>>()?;
    let mut document = Document::new(read.origin, read.text, metadata, blocks);
    document.warnings = read.warnings;
    let elsewhere = read.appearances.into_iter().map(|a| {
        let mut there = document.clone();
        there.origin = a.origin;
        there.metadata.title = a.title;
        there.metadata.outlet = a.outlet;
        there.metadata.published = a.published;
        there.metadata.url = a.url;
        there
    });
    let elsewhere = elsewhere.collect();
    Ok((document, elsewhere))
}

fn actor(read: ActorIn, places: &Places<'_>) -> Result<Actor, String> {
    Ok(Actor {
        id: read.id,
        name: read.name,
        kind: read.kind,
        party: read.party,
        role: read.role,
        anonymous: read.anonymous,
        mentions: places.spans(read.mentions)?,
    })
}

fn statement(
    at: usize,
    read: AttributionIn,
    actors: &[ActorIn],
    places: &Places<'_>,
) -> Result<Statement, String> {
    if read.id != at {
        return Err(format!(
            "has attribution {} in place {at}: ids count from 0 in order",
            read.id
        ));
    }
    if read.content.is_empty() {
        return Err(format!("has attribution {at} without content"));
    }
    let speaker = read.speaker.map(|id| {
        let known = actors.iter().position(|a| a.id == id);
        known.ok_or_else(|| format!("names actor {id}, which it does not have"))
    });
    let one = |spans| Ok::<_, String>(places.spans(spans)?.into_iter().reduce(Span::cover));
    Ok(Statement {
        attribution: Attribution {
            source: one(read.source)?,
            cue: one(read.cue)?,
            content: places.spans(read.content)?,
            form: read.form,
            parent: places.attribution(read.parent)?,
            confidence: read.confidence,
        },
        speaker: speaker.transpose()?,
        party: read.party,
        sourcing: read.sourcing,
        channel: read.channel,
        addressee: read.addressee,
        said_on: read.said_on,
        modality: read.modality,
        signals: read.signals,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::json;

    const HARBOUR: &str = include_str!("../../tests/golden/harbour.json");

    #[test]
    fn a_reading_comes_back_as_it_went_out() {
        let read = line(HARBOUR).unwrap();
        let out = serde_json::to_value(json::reading(&read.reading)).unwrap();
        let golden: Value = serde_json::from_str(HARBOUR).unwrap();
        assert_eq!(out, golden);
        assert!(!read.reading.document.text.is_ascii());
        assert!(!read.reading.talks.positions.is_empty());
    }

    #[test]
    fn what_points_nowhere_is_refused() {
        let golden: Value = serde_json::from_str(HARBOUR).unwrap();
        let refused = |pointer: &str, value: Value, word: &str| {
            let mut json = golden.clone();
            *json.pointer_mut(pointer).unwrap() = value;
            let error = line(&json.to_string()).unwrap_err();
            assert!(error.contains(word), "{pointer}: {error}");
        };
        refused("/attributions/0/cue/0/1", 999_999.into(), "code points");
        refused("/attributions/0/speaker", "a99".into(), "a99");
        refused("/attributions/1/parent", 99.into(), "attribution 99");
        refused("/attributions/1/id", 7.into(), "in place 1");
        refused("/attributions/0/content", Value::Array(vec![]), "without");
        refused("/positions/0/attribution", 99.into(), "attribution 99");
        refused("/document/text", "Other words.".into(), "changed");
        refused("/document/published", "soon".into(), "not the JSON");
        assert!(line("{}").unwrap_err().contains("engine"));
    }
}

//! The reading as JSON: spans in Unicode code points, attributions and actors by id.

use serde::Serialize;
use serde_json::{Map, Value};

use super::json_talks::{TalksJson, talks};
use crate::attribution::Form;
use crate::document::{BlockKind, CharOffsets, CharSpan, Document, Span};
use crate::position::{ActorKind, Channel, Engine, Modality, Reading, Signal, Sourcing, Statement};
use crate::record::{Appearance, Filed};

/// A reading in the shape of its JSON.
#[derive(Debug, Serialize)]
pub struct ReadingJson<'a> {
    engine: &'a Engine,
    document: DocumentJson<'a>,
    actors: Vec<ActorJson<'a>>,
    attributions: Vec<AttributionJson<'a>>,
    #[serde(flatten)]
    talks: TalksJson<'a>,
}

#[derive(Debug, Serialize)]
struct DocumentJson<'a> {
    id: &'a str,
    origin: &'a str,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    bylines: &'a [String],
    published: Option<String>,
    published_from: Option<&'a str>,
    url: Option<&'a str>,
    language: Option<&'a str>,
    text: &'a str,
    blocks: Vec<BlockJson>,
    warnings: &'a [String],
    #[serde(skip_serializing_if = "Map::is_empty")]
    extra: &'a Map<String, Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    appearances: Vec<AppearanceJson<'a>>,
}

#[derive(Debug, Serialize)]
struct AppearanceJson<'a> {
    origin: &'a str,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<String>,
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct BlockJson {
    kind: BlockKind,
    span: CharSpan,
}

#[derive(Debug, Serialize)]
struct ActorJson<'a> {
    id: &'a str,
    name: &'a str,
    kind: ActorKind,
    party: Option<&'a str>,
    role: Option<&'a str>,
    anonymous: bool,
    mentions: Vec<CharSpan>,
}

#[derive(Debug, Serialize)]
struct AttributionJson<'a> {
    id: usize,
    parent: Option<usize>,
    source: Vec<CharSpan>,
    cue: Vec<CharSpan>,
    content: Vec<CharSpan>,
    form: Form,
    speaker: Option<&'a str>,
    party: Option<&'a str>,
    sourcing: Sourcing,
    channel: Channel,
    addressee: Option<&'a str>,
    said_on: Option<String>,
    modality: Modality,
    signals: &'a [Signal],
    confidence: f64,
}

/// Returns the reading in the shape of its JSON.
pub fn reading(reading: &Reading) -> ReadingJson<'_> {
    let offsets = CharOffsets::new(&reading.document.text);
    let spans = Spans {
        text: &reading.document.text,
        offsets: &offsets,
    };
    ReadingJson {
        engine: &reading.engine,
        document: document(&reading.document, &spans),
        actors: reading
            .actors
            .iter()
            .map(|a| ActorJson {
                id: &a.id,
                name: &a.name,
                kind: a.kind,
                party: a.party.as_deref(),
                role: a.role.as_deref(),
                anonymous: a.anonymous,
                mentions: spans.all(&a.mentions),
            })
            .collect(),
        attributions: reading
            .statements
            .iter()
            .enumerate()
            .map(|(id, s)| attribution(id, s, reading, &spans))
            .collect(),
        talks: talks(&reading.talks, &spans),
    }
}

/// Returns the reading in the shape of its JSON, with the further places where the record saw its text.
pub fn filed(filed: &Filed) -> ReadingJson<'_> {
    let mut json = reading(&filed.reading);
    let further = filed.appearances.iter().skip(1);
    json.document.appearances = further.map(appearance).collect();
    json
}

fn appearance(appearance: &Appearance) -> AppearanceJson<'_> {
    AppearanceJson {
        origin: &appearance.origin,
        title: appearance.title.as_deref(),
        outlet: appearance.outlet.as_deref(),
        published: appearance.published.map(|d| d.to_string()),
        url: appearance.url.as_deref(),
    }
}

/// Turns byte spans into spans in code points.
pub(super) struct Spans<'a> {
    text: &'a str,
    offsets: &'a CharOffsets,
}

impl Spans<'_> {
    pub(super) fn one(&self, span: Span) -> CharSpan {
        self.offsets.span(self.text, span)
    }

    fn all<'s>(&self, spans: impl IntoIterator<Item = &'s Span>) -> Vec<CharSpan> {
        spans.into_iter().map(|s| self.one(*s)).collect()
    }
}

fn document<'a>(document: &'a Document, spans: &Spans<'_>) -> DocumentJson<'a> {
    let known = &document.metadata;
    DocumentJson {
        id: &document.id,
        origin: &document.origin,
        title: known.title.as_deref(),
        outlet: known.outlet.as_deref(),
        bylines: &known.bylines,
        published: known.published.map(|d| d.to_string()),
        published_from: known.published_from.as_deref(),
        url: known.url.as_deref(),
        language: known.language.as_deref(),
        text: &document.text,
        blocks: document
            .blocks
            .iter()
            .map(|b| BlockJson {
                kind: b.kind,
                span: spans.one(b.span),
            })
            .collect(),
        warnings: &document.warnings,
        extra: &known.extra,
        appearances: Vec::new(),
    }
}

fn attribution<'a>(
    id: usize,
    statement: &'a Statement,
    reading: &'a Reading,
    spans: &Spans<'_>,
) -> AttributionJson<'a> {
    let relation = &statement.attribution;
    AttributionJson {
        id,
        parent: relation.parent,
        source: spans.all(&relation.source),
        cue: spans.all(&relation.cue),
        content: spans.all(&relation.content),
        form: relation.form,
        speaker: statement
            .speaker
            .and_then(|i| reading.actors.get(i))
            .map(|a| a.id.as_str()),
        party: statement.party.as_deref(),
        sourcing: statement.sourcing,
        channel: statement.channel,
        addressee: statement.addressee.as_deref(),
        said_on: statement.said_on.map(|d| d.to_string()),
        modality: statement.modality,
        signals: &statement.signals,
        // Three digits: more would claim a precision that calibration does not have.
        confidence: (f64::from(relation.confidence) * 1000.0).round() / 1000.0,
    }
}

//! W3C Web Annotation (JSON-LD): one annotation an attribution, its words as targets with a position
//! selector in code points and a quote selector that finds them again in a changed text.

use serde_json::{Value, json};

use super::voices::{channel_word, sourcing_word};
use crate::document::{CharOffsets, Span};
use crate::position::{Reading, Statement};

/// Characters of context on each side of a quote selector.
const CONTEXT: usize = 32;

/// Returns the annotation page of a reading.
pub fn page(reading: &Reading) -> Value {
    let document = &reading.document;
    let offsets = CharOffsets::new(&document.text);
    let hash = document.id.replace(':', "-");
    let source = document.metadata.url.clone();
    let source = source.unwrap_or_else(|| format!("urn:rapporteur:{hash}"));
    let items: Vec<Value> = reading
        .statements
        .iter()
        .enumerate()
        .map(|(i, statement)| {
            let targets = targets(statement, &document.text, &offsets, &source);
            let mut item = json!({
                "id": format!("urn:rapporteur:{hash}:attribution:{i}"),
                "type": "Annotation",
                "motivation": "classifying",
                "body": bodies(reading, statement),
                "target": targets,
            });
            if let Some(parent) = statement.attribution.parent {
                item["rapporteur:parent"] =
                    json!(format!("urn:rapporteur:{hash}:attribution:{parent}"));
            }
            item
        })
        .collect();
    json!({
        "@context": [
            "http://www.w3.org/ns/anno.jsonld",
            {"rapporteur": "urn:rapporteur:terms:"},
        ],
        "id": format!("urn:rapporteur:{hash}:page"),
        "type": "AnnotationPage",
        "label": document.metadata.title,
        "generator": {
            "type": "Software",
            "name": format!("rapporteur {} ({})", reading.engine.version, reading.engine.model),
        },
        "items": items,
    })
}

fn bodies(reading: &Reading, statement: &Statement) -> Vec<Value> {
    let tag = |purpose: &str, value: &str| {
        json!({
            "type": "TextualBody",
            "purpose": "tagging",
            "rapporteur:field": purpose,
            "value": value,
        })
    };
    let mut bodies = Vec::new();
    if let Some(actor) = statement.speaker.and_then(|i| reading.actors.get(i)) {
        bodies.push(tag("speaker", &actor.name));
    }
    if let Some(party) = &statement.party {
        bodies.push(tag("party", party));
    }
    bodies.push(tag("sourcing", sourcing_word(statement.sourcing)));
    bodies.push(tag("channel", channel_word(statement.channel)));
    bodies
}

fn targets(statement: &Statement, text: &str, offsets: &CharOffsets, source: &str) -> Vec<Value> {
    let relation = &statement.attribution;
    let content = relation.content.iter().map(|s| ("content", *s));
    let cue = relation.cue.iter().map(|s| ("cue", *s));
    let who = relation.source.iter().map(|s| ("source", *s));
    content
        .chain(cue)
        .chain(who)
        .map(|(role, span)| {
            let place = offsets.span(text, span);
            json!({
                "type": "SpecificResource",
                "source": source,
                "rapporteur:role": role,
                "selector": [
                    {"type": "TextPositionSelector", "start": place.start, "end": place.end},
                    {
                        "type": "TextQuoteSelector",
                        "exact": span.of(text),
                        "prefix": before(text, span),
                        "suffix": after(text, span),
                    },
                ],
            })
        })
        .collect()
}

fn before(text: &str, span: Span) -> &str {
    let text = &text[..span.start()];
    let from = text.char_indices().rev().nth(CONTEXT - 1);
    &text[from.map_or(0, |(at, _)| at)..]
}

fn after(text: &str, span: Span) -> &str {
    let text = &text[span.end()..];
    let to = text.char_indices().nth(CONTEXT);
    &text[..to.map_or(text.len(), |(at, _)| at)]
}

//! Readings from gold attributions: what the stages after the tagger make of spans without fault.
//! Usage: `cargo run --example oracle -- GOLD_DIR > readings.jsonl`, to be scored against the same folder.

use std::path::Path;

use rapporteur::attribution::{Attribution, Form};
use rapporteur::document::{CharOffsets, CharSpan, Document, Span};
use rapporteur::export::json;
use rapporteur::language::{Entity, EntityKind, World, times};
use rapporteur::position::{self, Codebooks, Engine, Found};
use serde_json::Value;

fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    let world = World::built_in()?;
    let books = Codebooks::built_in()?;
    let mut files: Vec<_> = std::fs::read_dir(&folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".gold.json"))
        .collect();
    files.sort();
    for path in files {
        let gold: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
        let gold = gold.get(0).unwrap_or(&gold);
        let name = path.to_string_lossy().replace(".gold.json", ".txt");
        let text = std::fs::read_to_string(&name)?;
        let attributions = attributions(gold, &text);
        let mut document = Document::whole(origin(&name), text);
        document.metadata.published = gold["published"].as_str().and_then(|d| d.parse().ok());
        let found = Found {
            entities: fake(&document),
            times: times(&document),
            overrides: overrides(gold),
            attributions,
        };
        let engine = Engine {
            version: env!("CARGO_PKG_VERSION").into(),
            model: "gold".into(),
            codebook: String::new(),
        };
        let reading = position::read(document, found, &world, &books, engine);
        println!("{}", serde_json::to_string(&json::reading(&reading))?);
    }
    Ok(())
}

fn overrides(gold: &Value) -> Vec<(Option<String>, position::Sourcing, position::Channel, Vec<position::Signal>)> {
    gold["attributions"].as_array().into_iter().flatten().map(|a| (
        a["party"].as_str().map(|p| match p { "un" => "united-nations", p => p }.to_owned()),
        serde_json::from_value(a["sourcing"].clone()).unwrap_or(position::Sourcing::None),
        serde_json::from_value(a["channel"].clone()).unwrap_or(position::Channel::Unstated),
        serde_json::from_value(a["signals"].clone()).unwrap_or_default(),
    )).collect()
}
fn fake(document: &Document) -> Vec<Entity> {
    let list = std::fs::read_to_string("/tmp/pos_names.txt").unwrap_or_default();
    let mut found = Vec::new();
    for line in list.lines() {
        let Some((name, slug)) = line.split_once('=') else { continue };
        for (at, _) in document.text.match_indices(name) {
            let end = at + name.len();
            if document.text[end..].starts_with(char::is_alphanumeric) || document.text[..at].ends_with(char::is_alphanumeric) { continue }
            let span = Span::new(at, end);
            if found.iter().any(|e: &Entity| e.span.overlaps(span)) { continue }
            found.push(Entity { span, kind: EntityKind::State, name: name.into(), slug: Some(slug.into()), party: Some(slug.into()), role: None, office: false });
        }
    }
    found.sort_by_key(|e| e.span);
    found
}
fn origin(path: &str) -> String {
    let name = Path::new(path).file_name();
    name.map_or_else(String::new, |n| n.to_string_lossy().into_owned())
}

fn attributions(gold: &Value, text: &str) -> Vec<Attribution> {
    let offsets = CharOffsets::new(text);
    let spans = |value: &Value| -> Vec<Span> {
        let found: Vec<CharSpan> = serde_json::from_value(value.clone()).unwrap_or_default();
        found.into_iter().map(|s| offsets.bytes(text, s)).collect()
    };
    let whole = |value: &Value| spans(value).into_iter().reduce(Span::cover);
    let list = gold["attributions"].as_array();
    list.into_iter()
        .flatten()
        .map(|a| Attribution {
            source: whole(&a["source"]),
            cue: whole(&a["cue"]),
            content: spans(&a["content"]),
            form: serde_json::from_value(a["form"].clone()).unwrap_or(Form::Indirect),
            parent: a["parent"].as_u64().and_then(|p| usize::try_from(p).ok()),
            confidence: 1.0,
        })
        .collect()
}

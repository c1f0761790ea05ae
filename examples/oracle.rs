//! Readings from gold attributions: what the stages after the tagger make of spans without fault.
//! Usage: `cargo run --example oracle -- GOLD_DIR > readings.jsonl`, to be scored against the same folder. With
//! `--signals`, the lines are what signals are learned from instead: `{"doc", "features": [[name]], "grounds": [[name]], "signals": [[gold]]}`.

use std::path::Path;

use rapporteur::attribution::{Attribution, Form};
use rapporteur::document::{CharOffsets, CharSpan, Document, Span};
use rapporteur::export;
use rapporteur::language::{World, entities, times};
use rapporteur::position::{self, Codebooks, Engine, Found};
use serde_json::{Value, json};

fn main() -> anyhow::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    let rows = std::env::args().any(|a| a == "--signals");
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
            entities: entities(&document, &world),
            times: times(&document),
            attributions,
        };
        let engine = Engine {
            version: env!("CARGO_PKG_VERSION").into(),
            model: "gold".into(),
            codebook: String::new(),
        };
        let reading = position::read(document, found, &world, &books, engine);
        if rows {
            let features = |s| position::signal_features(&reading.document.text, s, &books);
            let features: Vec<_> = reading.statements.iter().map(features).collect();
            let grounds = position::grounds(&reading.statements, &reading.talks);
            let list = gold["attributions"].as_array();
            let signals: Vec<&Value> = list.into_iter().flatten().map(|a| &a["signals"]).collect();
            let doc = &reading.document.origin;
            println!(
                "{}",
                json!({"doc": doc, "features": features, "grounds": grounds, "signals": signals})
            );
        } else {
            println!(
                "{}",
                serde_json::to_string(&export::json::reading(&reading))?
            );
        }
    }
    Ok(())
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

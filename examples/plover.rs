//! What the engine makes of the example sentences of PLOVER, the event coding scheme of POLECAT: for every event type
//! the stances that one would expect, and those that come out. PLOVER codes one event with actor and recipient and drops
//! what was said about what, so that the two are set side by side, not scored.
//!
//! `cargo run --release --example plover -- PLOVER_GSR_CAMEO.txt [--model FOLDER] [--show TYPE]`

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use rapporteur::attribution::StoredModel;
use rapporteur::document::Document;
use rapporteur::pipeline::Pipeline;
use rapporteur::position::{Reading, Stance};
use serde_json::Value;

/// Event types of PLOVER that are positions in our sense or their neighbours, each with the stances it maps to. DEMAND is
/// the file's older name of REQUEST, DISAPPROVE of ACCUSE.
const TYPES: [(&str, &[Stance]); 8] = [
    ("REQUEST", &[Stance::Demands]),
    ("DEMAND", &[Stance::Demands]),
    ("REJECT", &[Stance::Opposes, Stance::RulesOut]),
    ("AGREE", &[Stance::Supports, Stance::Open]),
    ("CONCEDE", &[Stance::Supports, Stance::Open]),
    (
        "THREATEN",
        &[Stance::Opposes, Stance::RulesOut, Stance::Demands],
    ),
    ("SUPPORT", &[Stance::Supports]),
    ("DISAPPROVE", &[Stance::Opposes]),
];

const STANCES: [Stance; 6] = [
    Stance::Demands,
    Stance::Supports,
    Stance::Open,
    Stance::Undecided,
    Stance::Opposes,
    Stance::RulesOut,
];

/// What came out of the sentences of one type.
#[derive(Default)]
struct Row {
    sentences: usize,
    /// Sentences with a position of a stance that the type maps to.
    expected: usize,
    /// Sentences with no position, but with an outcome or a shift.
    elsewhere: usize,
    /// Sentences with nothing.
    nothing: usize,
    /// Sentences with a position, by stance.
    stances: BTreeMap<Stance, usize>,
}

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        args.iter()
            .position(|a| a == name)
            .and_then(|at| args.get(at + 1))
    };
    let file = args.first().context("which file? PLOVER_GSR_CAMEO.txt")?;
    let model = option("--model").map_or("models/minilm-l6", String::as_str);
    let shown = option("--show").map(String::as_str);
    let pipeline = Pipeline::new(StoredModel::open(Path::new(model))?, 2)?;
    let text = std::fs::read_to_string(file).with_context(|| file.clone())?;
    let records: Vec<Value> = serde_json::from_str(&text).with_context(|| file.clone())?;
    let mut rows: BTreeMap<&str, Row> = BTreeMap::new();
    for record in &records {
        let event = record["event"].as_str().unwrap_or_default();
        let known = TYPES.iter().find(|(name, _)| *name == event);
        let (Some((name, stances)), Some(sentence)) = (known, record["text"].as_str()) else {
            continue;
        };
        let reading = pipeline.read_document(Document::whole(event, sentence.to_owned()))?;
        rows.entry(name).or_default().count(&reading, stances);
        if shown == Some(*name) {
            show(&reading);
        }
    }
    print(&rows);
    Ok(())
}

impl Row {
    fn count(&mut self, reading: &Reading, expected: &[Stance]) {
        let talks = &reading.talks;
        let mut stances: Vec<Stance> = talks.positions.iter().map(|p| p.stance).collect();
        stances.sort_unstable();
        stances.dedup();
        self.sentences += 1;
        self.expected += usize::from(stances.iter().any(|s| expected.contains(s)));
        if stances.is_empty() {
            let other = !talks.outcomes.is_empty() || !talks.shifts.is_empty();
            self.elsewhere += usize::from(other);
            self.nothing += usize::from(!other);
        }
        for stance in stances {
            *self.stances.entry(stance).or_default() += 1;
        }
    }
}

fn show(reading: &Reading) {
    println!("{}", reading.document.text);
    for p in &reading.talks.positions {
        let words = p.evidence.of(&reading.document.text);
        println!(
            "    {} {} {:?} by {}: {words}",
            p.party, p.issue, p.stance, p.voucher
        );
    }
}

fn print(rows: &BTreeMap<&str, Row>) {
    let names = STANCES.map(|s| format!("{s:?}").to_lowercase());
    let heads = names.iter().map(|n| format!("{n:>10}")).collect::<String>();
    println!(
        "{:<12}{:>10}{:>10}{heads}{:>10}{:>10}",
        "type", "sentences", "as mapped", "elsewhere", "nothing"
    );
    for (name, _) in TYPES {
        let Some(row) = rows.get(name) else { continue };
        let counts = STANCES
            .iter()
            .map(|s| format!("{:>10}", row.stances.get(s).unwrap_or(&0)))
            .collect::<String>();
        println!(
            "{name:<12}{:>10}{:>10}{counts}{:>10}{:>10}",
            row.sentences, row.expected, row.elsewhere, row.nothing
        );
    }
}

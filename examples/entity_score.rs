//! Scores entity spans against annotated sentences (one word and its tag a line, tab between, empty line between
//! sentences), exact spans with and without kind.
//! Usage: `cargo run --release --example entity_score -- FILE [--errors]`.

use std::collections::BTreeMap;

use anyhow::Context;
use rapporteur::document::Document;
use rapporteur::language::{EntityKind, World, entities};

/// The kinds of the corpus by ours: its politicians are persons, its parties organisations, its countries states, its
/// locations places. Its elections, events and other names have no counterpart and are left out on both sides.
fn kind(tag: &str) -> Option<&'static str> {
    Some(match tag {
        "person" | "politician" => "person",
        "organisation" | "politicalparty" => "organisation",
        "country" => "state",
        "location" => "place",
        _ => return None,
    })
}

/// Bytes of a sentence, and the kind.
type Mark = (usize, usize, &'static str);

/// A sentence with what the annotators marked, and what they marked without counterpart.
struct Sentence {
    text: String,
    gold: Vec<Mark>,
    other: Vec<(usize, usize)>,
}

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments
        .iter()
        .find(|a| !a.starts_with("--"))
        .context("name a file")?;
    let errors = arguments.iter().any(|a| a == "--errors");
    let world = World::built_in()?;
    let text = std::fs::read_to_string(path).with_context(|| path.clone())?;
    let mut tally: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for sentence in sentences(&text) {
        let found = found(&sentence, &world);
        let hits = sentence.gold.iter().filter(|g| found.contains(g));
        hits.for_each(|g| tally.entry(g.2).or_default()[0] += 1);
        sentence
            .gold
            .iter()
            .for_each(|g| tally.entry(g.2).or_default()[1] += 1);
        found
            .iter()
            .for_each(|f| tally.entry(f.2).or_default()[2] += 1);
        let spans: Vec<(usize, usize)> = found.iter().map(|f| (f.0, f.1)).collect();
        let bare = tally.entry("span only").or_default();
        bare[0] += sentence
            .gold
            .iter()
            .filter(|g| spans.contains(&(g.0, g.1)))
            .count();
        bare[1] += sentence.gold.len();
        bare[2] += spans.len();
        let town = |m: &Mark| (m.0, m.1, if m.2 == "state" { "place" } else { m.2 });
        let (gold, both): (Vec<Mark>, Vec<Mark>) = (
            sentence.gold.iter().map(town).collect(),
            found.iter().map(town).collect(),
        );
        for (row, kind) in [("state or place", Some("place")), ("all, so merged", None)] {
            let of = |m: &&Mark| kind.is_none_or(|k| m.2 == k);
            let counts = tally.entry(row).or_default();
            counts[0] += gold.iter().filter(of).filter(|g| both.contains(g)).count();
            counts[1] += gold.iter().filter(of).count();
            counts[2] += both.iter().filter(of).count();
        }
        if errors {
            report(&sentence, &found);
        }
    }
    let sum = |kinds: &[&str]| {
        let counts = kinds.iter().filter_map(|k| tally.get(*k));
        counts.fold([0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]])
    };
    let all = sum(&["person", "organisation", "state", "place"]);
    tally.insert("all kinds", all);
    println!(
        "{:14} {:>6} {:>6} {:>6} {:>6} {:>6}",
        "rapporteur", "P", "R", "F1", "gold", "found"
    );
    for (kind, [right, gold, found]) in tally {
        let part = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
        let f1 = 200.0 * right as f64 / (gold + found).max(1) as f64;
        println!(
            "{kind:14} {:6.1} {:6.1} {f1:6.1} {gold:6} {found:6}",
            part(found),
            part(gold)
        );
    }
    Ok(())
}

/// Returns the sentences of a file, words joined as print has them: no space before marks that close.
fn sentences(text: &str) -> Vec<Sentence> {
    let parts = text.split("\n\n").filter(|p| !p.trim().is_empty());
    parts
        .map(|part| {
            let mut sentence = Sentence {
                text: String::new(),
                gold: Vec::new(),
                other: Vec::new(),
            };
            let mut open: Option<(usize, &str)> = None;
            for line in part.lines() {
                let (word, tag) = line.split_once('\t').unwrap_or((line, "O"));
                let begin = tag.starts_with("B-") || tag == "O";
                if begin && let Some((from, tag)) = open.take() {
                    close(&mut sentence, from, tag);
                }
                let tight = matches!(
                    word,
                    "," | "." | ";" | ":" | ")" | "'s" | "'" | "?" | "!" | "%"
                ) || sentence.text.ends_with('(');
                if !sentence.text.is_empty() && !tight {
                    sentence.text.push(' ');
                }
                if let Some(tag) = tag.strip_prefix("B-") {
                    open = Some((sentence.text.len(), tag));
                }
                sentence.text.push_str(word);
            }
            if let Some((from, tag)) = open {
                close(&mut sentence, from, tag);
            }
            sentence
        })
        .collect()
}

fn close(sentence: &mut Sentence, from: usize, tag: &str) {
    let to = sentence.text.len();
    match kind(tag) {
        Some(kind) => sentence.gold.push((from, to, kind)),
        None => sentence.other.push((from, to)),
    }
}

/// Returns what the program finds, without what touches names that have no counterpart.
fn found(sentence: &Sentence, world: &World) -> Vec<Mark> {
    let document = Document::whole("-", sentence.text.clone());
    entities(&document, world)
        .iter()
        .map(|e| {
            let kind = match e.kind {
                EntityKind::Person => "person",
                EntityKind::Organisation => "organisation",
                EntityKind::State if e.office => "organisation",
                EntityKind::State => "state",
                EntityKind::Place => "place",
            };
            (e.span.start(), e.span.end(), kind)
        })
        .filter(|(from, to, _)| !sentence.other.iter().any(|(a, b)| a < to && from < b))
        .collect()
}

fn report(sentence: &Sentence, found: &[Mark]) {
    let missed = sentence
        .gold
        .iter()
        .filter(|g| !found.contains(g))
        .map(|m| ("-", m));
    let wrong = found
        .iter()
        .filter(|f| !sentence.gold.contains(f))
        .map(|m| ("+", m));
    for (sign, (from, to, kind)) in missed.chain(wrong) {
        let words = sentence.text.get(*from..*to).unwrap_or_default();
        eprintln!("{sign} {kind:12} {words}\t\t{}", sentence.text);
    }
}

//! Prints F1 of sentence boundaries: `sentence_score FILE.conllu…` joins the sentences of each
//! paragraph (`# text`, `# newpar`) by a space and asks where they part; ends of paragraphs do not count.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use rapporteur::document::Span;
use rapporteur::language::sentences;

fn main() -> Result<()> {
    let mut total = [0; 3];
    for path in std::env::args().skip(1) {
        let file = std::fs::read_to_string(&path).with_context(|| path.clone())?;
        let mut counts = [0; 3];
        for paragraph in paragraphs(&file) {
            let scored = score(&paragraph);
            for n in 0..3 {
                counts[n] += scored[n];
            }
        }
        print(&path, counts);
        for n in 0..3 {
            total[n] += counts[n];
        }
    }
    print("total", total);
    Ok(())
}

fn paragraphs(file: &str) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = vec![Vec::new()];
    for line in file.lines() {
        if line.starts_with("# newpar") {
            found.push(Vec::new());
        }
        if let (Some(text), Some(last)) = (line.strip_prefix("# text = "), found.last_mut()) {
            last.push(text.trim().to_owned());
        }
    }
    found
}

/// Right, found and expected boundaries. A wrong one is shown on standard error.
fn score(paragraph: &[String]) -> [usize; 3] {
    let text = paragraph.join(" ");
    let mut at = 0;
    let mut gold = BTreeSet::new();
    for sentence in paragraph {
        at += sentence.len() + 1;
        gold.insert(at);
    }
    gold.remove(&at);
    let found: BTreeSet<usize> = sentences(&text, Span::new(0, text.len()))
        .iter()
        .skip(1)
        .map(|s| s.start())
        .collect();
    for wrong in gold.symmetric_difference(&found) {
        let side = if gold.contains(wrong) {
            "missed"
        } else {
            "extra"
        };
        let before: String = text[..*wrong].chars().rev().take(30).collect();
        let before: String = before.chars().rev().collect();
        let after: String = text[*wrong..].chars().take(30).collect();
        eprintln!("{side}: {before}|{after}");
    }
    [gold.intersection(&found).count(), found.len(), gold.len()]
}

fn print(name: &str, [right, found, gold]: [usize; 3]) {
    let f1 = 200.0 * right as f64 / (found + gold).max(1) as f64;
    println!("{name}: F1 {f1:.1} ({right} right, {found} found, {gold} expected)");
}

//! `evaluate` prints the figures of the Python scorers that the gold came with. Skipped where the
//! gold folders do not stand beside the package.

use std::path::{Path, PathBuf};
use std::process::Command;

use rapporteur::evaluate::{brat_articles, gold_articles};
use serde_json::{Value, json};

use crate::project::{Ran, rapporteur};

/// Returns the folder `shared` beside the package or beside a folder around it.
fn shared() -> Option<PathBuf> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = package
        .ancestors()
        .skip(1)
        .map(|folder| folder.join("shared"))
        .find(|folder| folder.join("eval/attribution_eval.py").is_file());
    if found.is_none() {
        eprintln!("skipped: ../shared with the gold and its scorers is not there");
    }
    found
}

/// Returns the figures of both programs on the same gold and predictions.
fn both(script: &Path, gold: &Path, predicted: &Path) -> Option<(Value, Value)> {
    let theirs = Command::new("python3")
        .arg(script)
        .args(["--json", "--gold"])
        .arg(gold)
        .arg("--pred")
        .arg(predicted)
        .output();
    let Ok(theirs) = theirs else {
        eprintln!("skipped: there is no python3");
        return None;
    };
    let ours = rapporteur()
        .args(["evaluate", "--format", "json", "--gold"])
        .arg(gold)
        .arg("--pred")
        .arg(predicted)
        .output()
        .unwrap();
    let theirs = serde_json::from_str(&Ran::of(theirs).ended(0).out).unwrap();
    let ours = serde_json::from_str(&Ran::of(ours).ended(0).out).unwrap();
    Some((theirs, ours))
}

/// Moves, drops and doubles so that every figure lies between nothing and all. Seeded by `n`.
fn disturbed(n: usize, span: [usize; 2]) -> [usize; 2] {
    let [start, end] = span;
    match n % 7 {
        0 => [start + 9, end + 14],
        1 => [start.saturating_sub(6), end],
        2 => [start, start + (end - start) / 2],
        _ => span,
    }
}

#[test]
fn figures_on_brat_gold_are_those_of_the_python_scorer() {
    let Some(shared) = shared() else { return };
    let gold = shared.join("polnear/dev");
    let mut lines = String::new();
    for (a, article) in brat_articles(&gold).unwrap().iter().enumerate() {
        if a % 11 == 5 {
            continue;
        }
        let mut n = a;
        let mut attributions = Vec::new();
        for relation in &article.gold {
            n += 1;
            let spans = |spans: &[[usize; 2]], shift: usize| -> Vec<[usize; 2]> {
                spans.iter().map(|s| disturbed(n * 3 + shift, *s)).collect()
            };
            let source = if n % 13 == 0 {
                vec![]
            } else {
                spans(&relation.source, 1)
            };
            let made = json!({"source": source, "cue": spans(&relation.cue, 2), "content": spans(&relation.content, 0)});
            match n % 17 {
                4 => {}
                8 => attributions.extend([made.clone(), made]),
                _ => attributions.push(made),
            }
        }
        lines += &(json!({"doc": article.name, "attributions": attributions}).to_string() + "\n");
    }
    let folder = tempfile::tempdir().unwrap();
    let predicted = folder.path().join("predicted.jsonl");
    std::fs::write(&predicted, lines).unwrap();
    let script = shared.join("eval/attribution_eval.py");
    let Some((theirs, ours)) = both(&script, &gold, &predicted) else {
        return;
    };
    assert_eq!(ours, theirs);
    let f1 = ours["attribution"]["f1"].as_f64().unwrap();
    assert!(
        f1 > 10.0 && f1 < 95.0,
        "the test disturbs too much or too little: {f1}"
    );
}

/// Changes some values of a gold reading, as a second reader would.
fn second_reader(gold: &Value, n: &mut usize) -> Value {
    match gold {
        Value::Array(items) if items.len() == 2 && items.iter().all(Value::is_u64) => {
            *n += 1;
            let [start, end] = [0, 1].map(|i| items[i].as_u64().unwrap() as usize);
            json!(disturbed(*n, [start, end]))
        }
        Value::Array(items) => {
            let kept = items.iter().filter(|i| {
                *n += 1;
                !(i.is_object() && *n % 19 == 3)
            });
            let kept: Vec<&Value> = kept.collect();
            Value::Array(kept.into_iter().map(|i| second_reader(i, n)).collect())
        }
        Value::Object(fields) => fields
            .iter()
            .map(|(key, value)| (key.clone(), second_reader(value, n)))
            .collect(),
        Value::String(word) => {
            *n += 1;
            match (word.as_str(), *n % 5) {
                ("named", 0) => "anonymous".into(),
                ("public", 0) => "unstated".into(),
                ("united-states", 0 | 1) => "US".into(),
                ("demands", 0 | 1) => "supports".into(),
                (_, 2) if n.is_multiple_of(3) => Value::Null,
                _ => gold.clone(),
            }
        }
        other => other.clone(),
    }
}

#[test]
fn figures_on_gold_readings_are_those_of_the_python_scorer() {
    let Some(shared) = shared() else { return };
    let gold = shared.join("gold");
    let folder = tempfile::tempdir().unwrap();
    let mut n = 0;
    for (a, article) in gold_articles(&gold, None).unwrap().iter().enumerate() {
        if a != 3 {
            let reading = second_reader(&article.gold, &mut n);
            let file = folder.path().join(format!("{}.json", article.name));
            std::fs::write(file, reading.to_string()).unwrap();
        }
    }
    let script = shared.join("eval/reading_eval.py");
    let Some((theirs, ours)) = both(&script, &gold, folder.path()) else {
        return;
    };
    assert_eq!(ours, theirs);
    let f1 = ours["f1"]["attribution"]["f1"].as_f64().unwrap();
    assert!(
        f1 > 10.0 && f1 < 95.0,
        "the test disturbs too much or too little: {f1}"
    );
}

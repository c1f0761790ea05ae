//! The record out and in again: JSON lines, tables, a database of DNA; and what `export` and `import` refuse.

use std::collections::BTreeMap;

use rapporteur::export::json;
use serde_json::Value;

use crate::filled::{case, corrected, export, filled, gazette, run, text};
use crate::formats::assert_fits_schema;
use crate::handmade::harbour;

#[test]
fn a_record_of_json_lines_is_the_same_record_again() {
    let folder = tempfile::tempdir().unwrap();
    let first = filled(folder.path());
    let lines = std::fs::read_to_string(export(&first, "jsonl", &["--revisions"])).unwrap();
    let readings: Vec<Value> = lines
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(readings.len(), 3);
    readings.iter().for_each(assert_fits_schema);
    let wire = &readings[0]["document"]["appearances"];
    assert_eq!(wire[0]["outlet"], "Tidewater Wire");
    assert_eq!(
        readings[1],
        serde_json::to_value(json::reading(&gazette())).unwrap()
    );

    let file = folder.path().join("again.jsonl");
    std::fs::write(&file, &lines).unwrap();
    let second = case(folder.path(), "second");
    run(&["import", "--case", text(&second), text(&file)]).ended(0);
    let again = run(&[
        "export",
        "--case",
        text(&second),
        "--format",
        "jsonl",
        "--out",
        "-",
        "--revisions",
    ]);
    assert_eq!(again.ended(0).out, lines);
    // What a correction replaced stays at home unless asked for.
    let stands = run(&[
        "export",
        "--case",
        text(&second),
        "--format",
        "jsonl",
        "--out",
        "-",
    ]);
    let stands = stands.ended(0).out;
    assert_eq!(stands.lines().count(), 2);
    assert!(!stands.contains(lines.lines().nth(1).unwrap()));
    // Nothing new in the same again.
    let out = run(&["import", "--case", text(&second), text(&file)])
        .ended(0)
        .out;
    assert!(!out.contains("new reports"), "{out}");
}

#[test]
fn tables_have_the_words_at_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let case = filled(folder.path());
    let tables = export(&case, "csv", &[]);
    let mut texts: BTreeMap<String, Vec<char>> = BTreeMap::new();
    for (document, reading) in [("1", harbour()), ("3", corrected(&gazette()))] {
        texts.insert(document.into(), reading.document.text.chars().collect());
    }
    let mut names = 0;
    for entry in std::fs::read_dir(&tables).unwrap() {
        let path = entry.unwrap().path();
        names += 1;
        let mut file = csv::Reader::from_path(&path).unwrap();
        let mut rows = 0;
        for row in file.deserialize::<BTreeMap<String, String>>() {
            let row = row.unwrap();
            rows += 1;
            let place = row["start"].parse::<usize>().unwrap()..row["end"].parse().unwrap();
            let words: String = texts[&row["document"]][place].iter().collect();
            assert_eq!(row["words"], words, "{}", path.display());
            assert!(!row["outlet"].is_empty() && row["published"].starts_with("2031-03-1"));
        }
        assert!(rows > 0, "{}", path.display());
    }
    assert_eq!(names, 9);
    let few = export(&case, "csv", &["--party", "sudmark"]);
    let mut file = csv::Reader::from_path(few.join("positions.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> = file.deserialize().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter()
            .all(|r| r["party"] == "sudmark" && r["document"] == "3")
    );
    let nobody = [
        "export",
        "--case",
        text(&case),
        "--format",
        "csv",
        "--out",
        "-",
        "--party",
        "nobody",
    ];
    run(&nobody).ended(2);
}

#[test]
fn a_database_of_dna_goes_out_and_comes_in() {
    let folder = tempfile::tempdir().unwrap();
    let first = filled(folder.path());
    let database = export(&first, "dna", &[]);
    let second = case(folder.path(), "second");
    let out = run(&["import", "--case", text(&second), text(&database)])
        .ended(0)
        .out;
    assert!(out.contains("2 new reports"), "{out}");
    let lines = run(&[
        "export",
        "--case",
        text(&second),
        "--format",
        "jsonl",
        "--out",
        "-",
    ])
    .ended(0)
    .out;
    let brand = lines.lines().find(|l| l.contains("Brand")).unwrap();
    let reading: Value = serde_json::from_str(brand).unwrap();
    assert_fits_schema(&reading);
    assert_eq!(reading["engine"]["version"], "dna 3.0.7");
    let positions = reading["positions"].as_array().unwrap();
    let held: Vec<_> = positions
        .iter()
        .map(|p| (&p["party"], &p["stance"]))
        .collect();
    assert_eq!(held.len(), 3);
    assert!(held.contains(&(&"norland".into(), &"opposes".into())));
    assert_eq!(reading["actors"][0]["name"], "Ōto Brand");
    // Coded work is not written over.
    let again = [
        "export",
        "--case",
        text(&first),
        "--format",
        "dna",
        "--out",
        text(&database),
    ];
    assert!(run(&again).ended(2).err.contains("there already"));
}

#[test]
fn faults_are_named_and_the_record_is_safe() {
    let folder = tempfile::tempdir().unwrap();
    let full = filled(folder.path());
    let record = full.join("record.db");
    let over = [
        "export",
        "--case",
        text(&full),
        "--format",
        "jsonl",
        "--out",
        text(&record),
    ];
    assert!(run(&over).ended(2).err.contains("the record itself"));
    let file = folder.path().join("mixed.jsonl");
    let good = serde_json::to_string(&json::reading(&gazette())).unwrap();
    std::fs::write(&file, format!("{{\"text\": \"no reading\"}}\n\n{good}\n")).unwrap();
    let fresh = case(folder.path(), "fresh");
    let ran = run(&["import", "--case", text(&fresh), text(&file)]).ended(2);
    assert!(
        ran.err
            .contains("mixed.jsonl:1: is not the JSON of a reading"),
        "{}",
        ran.err
    );
    assert!(ran.out.contains("1 new reports"), "{}", ran.out);
    let missing = folder.path().join("missing.jsonl");
    let ran = run(&["import", "--case", text(&fresh), text(&missing)]).ended(2);
    assert!(
        ran.err.contains("missing.jsonl: cannot be read"),
        "{}",
        ran.err
    );
}

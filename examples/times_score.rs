//! Prints the accuracy of time expressions per part of `tests/fixtures/times.toml`, the wrong cases of
//! `dev` on standard error: those of `held` stay unseen.

use anyhow::Result;
use rapporteur::document::Document;
use rapporteur::language::times;

fn main() -> Result<()> {
    let table: toml::Table = include_str!("../tests/fixtures/times.toml").parse()?;
    for (part, rows) in &table {
        let rows = rows.as_array().map(Vec::as_slice).unwrap_or_default();
        let right = rows.iter().filter(|row| check(row, part == "dev")).count();
        println!("{part}: {right} of {} texts right", rows.len());
    }
    Ok(())
}

fn check(row: &toml::Value, tell: bool) -> bool {
    let row = row.as_array().map(Vec::as_slice).unwrap_or_default();
    let word = |v: &toml::Value| v.as_str().unwrap_or_default().to_owned();
    let mut document = Document::whole("-", row.get(1).map(word).unwrap_or_default());
    document.metadata.published = row.first().and_then(|v| v.as_str()?.parse().ok());
    let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string()).unwrap_or_default();
    let found: Vec<Vec<String>> = times(&document)
        .iter()
        .map(|t| {
            vec![
                t.span.of(&document.text).to_owned(),
                day(t.start),
                day(t.end),
            ]
        })
        .collect();
    let expected: Vec<Vec<String>> = row
        .iter()
        .skip(2)
        .map(|e| {
            e.as_array()
                .map(|e| e.iter().map(word).collect())
                .unwrap_or_default()
        })
        .collect();
    if found != expected && tell {
        eprintln!(
            "{:?}\n  expected {expected:?}\n  found    {found:?}",
            row.get(1)
        );
    }
    found == expected
}

//! The invented negotiation of `examples/harbour`, from its articles to its record: what was planted there is found.

use std::collections::BTreeMap;
use std::path::Path;

use crate::project::{Ran, model, path, run};

const ARTICLES: &str = "examples/harbour/articles";

/// A case with the description of the example, and no record yet.
fn case() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let about = path("examples/harbour/case.toml");
    std::fs::copy(about, folder.path().join("case.toml")).unwrap();
    folder
}

fn add(case: &Path, model: &Path) -> Ran {
    run(
        &format!("add --case {} --list {ARTICLES}", case.display()),
        model,
    )
    .ended(0)
}

/// Returns how many articles `add --list` gave each name.
fn counts(listed: &str) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for line in listed.lines().filter(|l| l.contains(ARTICLES)) {
        *counts
            .entry(line.split_whitespace().next().unwrap())
            .or_default() += 1;
    }
    counts
}

/// Returns what became of the article of a file, or of its line.
fn fate<'a>(listed: &'a str, article: &str) -> &'a str {
    let line = listed.lines().find(|l| l.ends_with(article));
    line.unwrap_or_else(|| panic!("{article} is not in\n{listed}"))
        .split_whitespace()
        .next()
        .unwrap()
}

#[test]
fn twelve_articles_are_nine_reports() {
    let Some(model) = model() else { return };
    let case = case();
    let first = add(case.path(), &model).out;
    let expected = [("copy", 1), ("elsewhere", 1), ("new", 9), ("revision", 1)];
    assert_eq!(counts(&first), BTreeMap::from(expected), "{first}");
    assert_eq!(fate(&first, "01-tidewater-wire.jsonl:2"), "elsewhere");
    assert_eq!(fate(&first, "02-kalvborg-courier.txt"), "copy");
    assert_eq!(fate(&first, "07-tidewater-wire.jsonl:2"), "revision");

    let before = std::fs::read(case.path().join("record.db")).unwrap();
    let again = add(case.path(), &model).out;
    assert_eq!(counts(&again), BTreeMap::from([("known", 12)]), "{again}");
    let after = std::fs::read(case.path().join("record.db")).unwrap();
    assert!(before == after, "the second run wrote to the record");
}

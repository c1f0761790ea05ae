//! What the command does with input that is no article: one clear line, the right exit code, and the
//! batch goes on.

use std::path::{Path, PathBuf};

use crate::project::{Ran, model, rapporteur, run, run_with};

const ARTICLE: &str = "examples/harbour-talks.txt";

/// Returns a file with these bytes in a folder.
fn file(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// Asserts one line of complaint that names the file.
fn assert_one_line(ran: &Ran, name: &str) {
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    assert!(ran.err.starts_with("rapporteur: "), "{}", ran.err);
    assert!(ran.err.contains(name), "{}", ran.err);
}

#[test]
fn a_missing_file_is_named_and_the_batch_goes_on() {
    let Some(model) = model() else { return };
    let ran = run(&format!("read no-such-file.txt {ARTICLE}"), &model).ended(2);
    assert_one_line(&ran, "no-such-file.txt");
    assert!(ran.out.contains("Mara Venn"));
}

#[test]
fn a_folder_without_articles_is_an_error() {
    let Some(model) = model() else { return };
    let folder = tempfile::tempdir().unwrap();
    let ran = run(&format!("read {}", folder.path().display()), &model).ended(2);
    assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
}

#[test]

fn bytes_that_are_no_text_are_an_error() {
    let Some(model) = model() else { return };
    let folder = tempfile::tempdir().unwrap();
    let noise: Vec<u8> = (0..4096u32).map(|i| (i * i % 251) as u8).collect();
    let binary = [b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0", noise.as_slice()].concat();
    for (name, bytes) in [
        ("binary.txt", binary.as_slice()),
        ("empty.txt", b""),
        ("blank.txt", b" \n\t\n"),
    ] {
        let path = file(folder.path(), name, bytes);
        let ran = run(&format!("read {} {ARTICLE}", path.display()), &model).ended(2);
        assert_one_line(&ran, name);
        assert!(ran.out.contains("Mara Venn"), "{name}");
    }
}

#[test]

fn broken_utf8_is_read_as_far_as_it_goes() {
    let Some(model) = model() else { return };
    let mut bytes = std::fs::read(crate::project::path(ARTICLE)).unwrap();
    bytes.splice(1000..1000, [0xff, 0xfe, 0xc3]);
    let ran = run_with("read - --format json", &model, &bytes);
    assert!(ran.code == 0, "{}", ran.err);
    serde_json::from_str::<serde_json::Value>(&ran.out).unwrap();
}

#[test]
fn a_huge_line_is_read_or_refused() {
    let Some(model) = model() else { return };
    let folder = tempfile::tempdir().unwrap();
    // Far beyond any article; small enough to write quickly.
    let path = file(folder.path(), "huge.txt", &vec![b'a'; 40_000_000]);
    let ran = run(&format!("read {}", path.display()), &model);
    assert!((0..=2).contains(&ran.code), "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
}

#[test]
fn cut_off_markup_yields_less() {
    let Some(model) = model() else { return };
    let folder = tempfile::tempdir().unwrap();
    let page = std::fs::read(crate::project::path("examples/ferry-dispute.html")).unwrap();
    let path = file(folder.path(), "cut.html", &page[..page.len() * 3 / 4]);
    let ran = run(&format!("read {}", path.display()), &model);
    assert!(ran.code <= 1, "{}", ran.err);
}

#[test]

fn an_article_where_nobody_speaks_ends_with_one() {
    let Some(model) = model() else { return };
    let input = b"The strait is nine miles wide. Ferries cross it twice a day.\n";
    let ran = run_with("read -", &model, input).ended(1);
    assert!(ran.out.contains("Nobody is quoted"));
    assert_eq!(ran.err, "");
}

#[test]
fn a_second_page_needs_a_folder() {
    let Some(model) = model() else { return };
    let ran = run(&format!("read {ARTICLE} {ARTICLE} --format html"), &model).ended(2);
    assert!(ran.err.contains("--out"), "{}", ran.err);
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("pages");
    let line = format!(
        "read {ARTICLE} {ARTICLE} --format html --out {}",
        at.display()
    );
    run(&line, &model).ended(0);
    for name in ["harbour-talks.html", "harbour-talks-2.html"] {
        assert!(at.join(name).is_file(), "{name}");
    }
}

#[test]
fn an_article_is_never_overwritten() {
    let Some(model) = model() else { return };
    let folder = tempfile::tempdir().unwrap();
    let page = b"<!DOCTYPE html><html><body><p>\"No,\" Mara Venn said.</p></body></html>";
    let path = file(folder.path(), "page.html", page);
    let line = format!(
        "read {} --format html --out {}",
        path.display(),
        folder.path().display()
    );
    let ran = run(&line, &model).ended(2);
    assert_one_line(&ran, "page.html");
    assert_eq!(std::fs::read(path).unwrap(), page);
}

#[test]
fn a_folder_that_is_no_model_is_named() {
    let ran = run(&format!("read {ARTICLE}"), Path::new("no-such-model")).ended(2);
    assert_one_line(&ran, "no-such-model");
}

#[test]
fn wrong_arguments_end_with_two() {
    for line in [
        "read",
        "read x --min-confidence 2",
        "read x --published soon",
        "nonsense",
    ] {
        let ran = rapporteur().args(line.split_whitespace()).output().unwrap();
        let ran = Ran::of(ran).ended(2);
        assert!(
            ran.out.is_empty() && ran.err.contains("error:"),
            "{line}: {}",
            ran.err
        );
    }
}

#[test]
fn a_gold_folder_that_is_none_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let predicted = file(folder.path(), "p.jsonl", b"{}\n");
    let ran = rapporteur()
        .args(["evaluate", "--gold"])
        .arg(folder.path())
        .arg("--pred")
        .arg(predicted)
        .output()
        .unwrap();
    assert_one_line(&Ran::of(ran).ended(2), "p.jsonl");
}

//! The page in a real browser: nothing hostile runs, nobody is shut out, deciding by keyboard alone.

use std::process::Command;

use crate::project::path;
use crate::served::served;

/// Set where the browser must be there, so that a test that did not run is a failure.
const MUST: &str = "RAPPORTEUR_BROWSER_TESTS";

/// Runs a script of `tests/browser` on a served case.
fn run(script: &str) {
    let folder = path("tests/browser");
    let browser = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".into());
    let ready = folder.join("node_modules/playwright-core").is_dir()
        && std::path::Path::new(&browser).exists();
    if !ready {
        let what = format!(
            "{browser} or tests/browser/node_modules is missing; run `npm ci` in tests/browser"
        );
        assert!(std::env::var_os(MUST).is_none(), "{what}");
        eprintln!("skipped {script}: {what}");
        return;
    }
    let page = served(&["--port", "0"]);
    let ran = Command::new("node")
        .arg(script)
        .arg(&page.address)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&ran.stdout) + String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{told}");
}

#[test]
fn every_page_is_harmless_and_open_to_all() {
    run("pages.mjs");
}

#[test]
fn a_review_needs_no_mouse() {
    run("review.mjs");
}

#[test]
fn what_was_missed_is_added_and_actors_are_merged_without_a_mouse() {
    run("adding.mjs");
}

#[test]
fn every_page_can_be_printed() {
    run("print.mjs");
}

#[test]
fn an_article_that_is_dropped_is_read() {
    run("read.mjs");
}

//! The house style that a test can see: every file says what it is for and stays short.

use std::path::{Path, PathBuf};

use crate::project::path;

const LONGEST: usize = 400;

/// Returns every file of a folder and those inside it with the ending, by name.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_source_file_says_what_it_is_for_and_is_short() {
    for folder in ["src", "tests", "examples"] {
        for file in files(&path(folder), "rs") {
            let text = std::fs::read_to_string(&file).unwrap();
            let name = file.display();
            assert!(text.starts_with("//! "), "{name} does not begin with //!");
            let lines = text.lines().count();
            assert!(
                lines <= LONGEST,
                "{name} has {lines} lines, {LONGEST} is the most"
            );
        }
    }
}

#[test]
fn nothing_is_called_utils() {
    for file in files(&path("src"), "rs") {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            !["utils", "util", "misc", "helpers", "common"].contains(&stem.as_str()),
            "{stem}"
        );
    }
}

#[test]
fn the_readme_names_the_test_command_that_ci_runs() {
    let ci = std::fs::read_to_string(path(".ci/run")).unwrap();
    let command = ci.lines().last().unwrap();
    let readme = std::fs::read_to_string(path("README.md")).unwrap();
    assert!(readme.contains(&format!("    {command}\n")), "{command}");
}

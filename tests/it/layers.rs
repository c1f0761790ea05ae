//! The layers of ARCHITECTURE.md: a module uses only modules to its left, and the engine's own
//! modules touch no file, no network and no clock.

use crate::house::files;
use crate::project::path;

/// From left to right. Modules of one entry stand beside one another and use neither each other.
const LAYERS: [&[&str]; 14] = [
    &["acquire"],
    &["document"],
    &["language"],
    &["attribution"],
    &["position"],
    &["case"],
    &["record"],
    &["analysis"],
    &["similar"],
    &["export"],
    &["pipeline"],
    &["evaluate"],
    &["web"],
    &["cli"],
];

/// What the engine's modules must not name.
const OUTSIDE: [&str; 5] = ["std::fs", "std::net", "SystemTime", "Instant", "Zoned::now"];

/// `attribution/model.rs` opens the model's folder, the one file access of the engine: a model is
/// three files that are of no use apart.
const MAY_OPEN_FILES: &str = "attribution/model.rs";

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|l| l.contains(&module))
}

/// Returns the source with comments and test modules left out.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code
        .lines()
        .map(|l| l.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the modules that the code names after `crate::`, also those in braces.
fn uses(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let inside = match rest.strip_prefix('{') {
            Some(rest) => rest.split("};").next().unwrap_or_default(),
            None => rest,
        };
        let mut depth = 0;
        let mut word = String::new();
        let mut first = true;
        for c in inside.chars() {
            match c {
                c if c.is_alphanumeric() || c == '_' => {
                    if depth == 0 && first {
                        word.push(c);
                    }
                    continue;
                }
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            first = depth == 0 && (c == ',' || (c.is_whitespace() && word.is_empty()));
            if !word.is_empty() {
                found.push(std::mem::take(&mut word));
            }
            if !rest.starts_with('{') {
                break;
            }
        }
        if !word.is_empty() {
            found.push(word);
        }
    }
    found
}

#[test]
fn a_module_uses_only_modules_to_its_left() {
    let src = path("src");
    for file in files(&src, "rs") {
        let inside = file.strip_prefix(&src).unwrap();
        let first = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy();
        let module = first.trim_end_matches(".rs");
        let Some(own) = layer(module) else { continue };
        let code = code(&std::fs::read_to_string(&file).unwrap());
        for used in uses(&code) {
            let Some(other) = layer(&used) else { continue };
            let left = other < own || used == module;
            assert!(
                left,
                "{} uses {used}, which is not to its left",
                inside.display()
            );
        }
    }
}

#[test]
fn every_module_has_its_layer() {
    let known = ["error", "lib", "main"];
    for entry in std::fs::read_dir(path("src")).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        let module = name.trim_end_matches(".rs");
        assert!(
            known.contains(&module) || layer(module).is_some(),
            "{module} has no layer"
        );
    }
}

#[test]
fn the_engine_touches_nothing_outside() {
    for module in ["language", "attribution", "position"] {
        for file in files(&path("src").join(module), "rs") {
            if file.ends_with(MAY_OPEN_FILES) {
                continue;
            }
            let code = code(&std::fs::read_to_string(&file).unwrap());
            for name in OUTSIDE {
                assert!(!code.contains(name), "{} names {name}", file.display());
            }
        }
    }
}

#[test]
fn uses_are_found_in_every_form() {
    let code = "use crate::document::{Span, lines};\nuse crate::{Error, position::Reading};\ncrate::export::json::reading(x)";
    assert_eq!(uses(code), ["document", "Error", "position", "export"]);
}

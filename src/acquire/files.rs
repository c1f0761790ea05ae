//! The files of a folder that may be articles.

use std::path::{Path, PathBuf};

use crate::{Error, Result};

const ENDINGS: [&str; 8] = [
    "txt", "text", "md", "html", "htm", "xhtml", "jsonl", "ndjson",
];

/// Folders within folders that are followed; deeper ones are most likely a link in a circle.
const DEEPEST: usize = 32;

/// Returns the files under a folder that may be articles, sorted by path; hidden ones are passed over. A folder that
/// cannot be listed is an error among them.
pub(super) fn under(folder: &Path) -> Vec<Result<PathBuf>> {
    let mut found = Vec::new();
    collect(folder, DEEPEST, &mut found);
    found
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<Result<PathBuf>>) {
    let listed = std::fs::read_dir(folder).and_then(|entries| {
        entries
            .map(|e| e.map(|e| e.path()))
            .collect::<std::io::Result<Vec<PathBuf>>>()
    });
    let mut paths = match listed {
        Ok(paths) => paths,
        Err(e) => {
            found.push(Err(Error::Unreadable {
                path: folder.into(),
                reason: e.to_string(),
            }));
            return;
        }
    };
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            if depth > 0 {
                collect(&path, depth - 1, found);
            }
        } else if is_article(&path) {
            found.push(Ok(path));
        }
    }
}

fn is_article(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    ending.is_some_and(|e| ENDINGS.contains(&e.as_str()))
}

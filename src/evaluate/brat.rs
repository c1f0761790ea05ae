//! Gold in brat stand-off files, in the layout of PolNeAR: `text/NAME.txt` and
//! `attributions/NAME_ANNOTATOR.ann`; where several people annotated an article, the first by name counts.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::attribution::Relation;
use super::index::Range;
use crate::{Error, Result};

/// One article of a brat folder.
#[derive(Clone, Debug)]
pub struct BratArticle {
    /// Its name, without folder and ending.
    pub name: String,
    /// The file of its text.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What the annotator marked.
    pub gold: Vec<Relation>,
}

/// Returns the articles of a brat folder by name.
///
/// # Errors
/// Where the folder has no annotations, or a file cannot be read.
pub fn brat_articles(folder: &Path) -> Result<Vec<BratArticle>> {
    let mut files: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut paths = files_in(&folder.join("attributions"))?;
    paths.sort();
    for path in paths {
        if path.extension().is_none_or(|e| e != "ann") {
            continue;
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let name = stem.rsplit_once('_').map_or(&*stem, |(name, _)| name);
        files.entry(name.to_owned()).or_insert(path.clone());
    }
    if files.is_empty() {
        return Err(wrong(folder, "holds no attributions/*.ann"));
    }
    files
        .into_iter()
        .map(|(name, annotation)| {
            let path = folder.join("text").join(format!("{name}.txt"));
            Ok(BratArticle {
                text: text_of(&path)?,
                gold: relations_of(&text_of(&annotation)?),
                name,
                path,
            })
        })
        .collect()
}

/// Returns the attributions of a brat file. Lines of other kinds, and events without content, are left out.
pub fn relations_of(annotation: &str) -> Vec<Relation> {
    let mut spans: HashMap<&str, Vec<Range>> = HashMap::new();
    let mut events = Vec::new();
    for line in annotation.lines() {
        let mut parts = line.split('\t');
        let (Some(id), Some(what)) = (parts.next(), parts.next()) else {
            continue;
        };
        if numbered(id, 'T') {
            let places = what.split_once(' ').map_or("", |(_, places)| places);
            spans.insert(id, ranges(places));
        } else if numbered(id, 'E') {
            events.push(what);
        }
    }
    let mut relations = Vec::new();
    for event in events {
        let mut relation = Relation::default();
        for argument in event.split_whitespace().skip(1) {
            let (role, id) = argument.split_once(':').unwrap_or((argument, ""));
            let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
            let into = match role.to_lowercase().as_str() {
                "source" => &mut relation.source,
                "cue" => &mut relation.cue,
                "content" => &mut relation.content,
                _ => continue,
            };
            into.extend(spans.get(id).into_iter().flatten());
        }
        if !relation.content.is_empty() {
            relations.push(relation);
        }
    }
    relations
}

fn numbered(id: &str, letter: char) -> bool {
    let digits = id.strip_prefix(letter).unwrap_or("");
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn ranges(places: &str) -> Vec<Range> {
    let range = |place: &str| {
        let mut ends = place.split_whitespace().map_while(|n| n.parse().ok());
        Some([ends.next()?, ends.next()?])
    };
    places.split(';').filter_map(range).collect()
}

pub(super) fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|e| wrong(folder, &e.to_string()))?;
    let paths = entries.filter_map(|e| e.ok().map(|e| e.path()));
    Ok(paths.collect())
}

pub(super) fn text_of(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|e| wrong(path, &e.to_string()))?;
    String::from_utf8(bytes).map_err(|_| wrong(path, "is not UTF-8"))
}

pub(super) fn wrong(path: &Path, reason: &str) -> Error {
    Error::Gold {
        path: path.into(),
        reason: reason.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_gather_their_spans() {
        let file = "T1\tSource 0 3\tShe\nT2\tCue 4 8\tsaid\nT3\tContent 9 12;20 25\tno yes\n\
                    T4\tAttribution 4 8\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content2:T3\n\
                    E2\tAttribution:T4 Cue:T2\n#1\tnote\nodd";
        let relations = relations_of(file);
        assert_eq!(relations.len(), 1);
        assert_eq!(relations[0].content, [[9, 12], [20, 25]]);
        assert_eq!(relations[0].source, [[0, 3]]);
    }
}

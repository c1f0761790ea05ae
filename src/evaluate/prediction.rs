//! Readings as they come back from JSON, the program's or a person's: every field may be missing.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::attribution::Relation;
use super::brat::{files_in, text_of, wrong};
use super::index::Range;
use crate::Result;

/// Predictions by article name: the JSON of readings.
pub type Prediction = HashMap<String, Value>;

/// One article with its gold reading.
#[derive(Clone, Debug)]
pub struct GoldArticle {
    /// Its name, without folder and ending.
    pub name: String,
    /// The file of its text.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// The gold reading.
    pub gold: Value,
}

/// Returns the articles of a folder of `NAME.gold.json`, by name; their `NAME.txt` stand in `texts`, else beside them.
///
/// # Errors
/// Where there are none, or a file cannot be read or does not parse.
pub fn gold_articles(folder: &Path, texts: Option<&Path>) -> Result<Vec<GoldArticle>> {
    let mut paths = files_in(folder)?;
    paths.sort();
    let mut articles = Vec::new();
    for path in paths {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(name) = file.strip_suffix(".gold.json") else {
            continue;
        };
        let text = texts.unwrap_or(folder).join(format!("{name}.txt"));
        articles.push(GoldArticle {
            name: name.to_owned(),
            text: text_of(&text)?,
            path: text,
            gold: first(parsed(&path, &text_of(&path)?)?),
        });
    }
    if articles.is_empty() {
        return Err(wrong(
            folder,
            "holds neither attributions/*.ann nor *.gold.json",
        ));
    }
    Ok(articles)
}

/// Returns the predictions of a JSON-lines file, or of a folder of `NAME.json`. A line names its
/// article by `doc` or by the origin of its document.
///
/// # Errors
/// Where a file cannot be read or a line does not parse.
pub fn predictions(path: &Path) -> Result<Prediction> {
    let mut found = Prediction::new();
    if path.is_dir() {
        let mut files = files_in(path)?;
        files.sort();
        for file in files
            .iter()
            .filter(|f| f.extension().is_some_and(|e| e == "json"))
        {
            let name = file.file_stem().unwrap_or_default().to_string_lossy();
            let name = name.strip_suffix(".gold").unwrap_or(&name).to_owned();
            found.insert(name, first(parsed(file, &text_of(file)?)?));
        }
        return Ok(found);
    }
    for (n, line) in text_of(path)?.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let value = parsed(path, line)?;
        let origin = value["document"]["origin"].as_str();
        let Some(name) = value["doc"].as_str().or(origin) else {
            let reason = format!("line {} names no article: it needs `doc`", n + 1);
            return Err(wrong(path, &reason));
        };
        let name = name.rsplit('/').next().unwrap_or(name);
        let name = name.strip_suffix(".txt").unwrap_or(name).to_owned();
        found.insert(name, value);
    }
    Ok(found)
}

/// Returns the attributions of a reading as relations; without `nested`, only those that lie inside no other one.
pub fn relations_of_reading(reading: &Value, nested: bool) -> Vec<Relation> {
    let view = View::of(reading);
    let relation = |a: AttributionView| Relation {
        source: a.source.all(),
        cue: a.cue.all(),
        content: a.content.all(),
    };
    let kept = view
        .attributions
        .into_iter()
        .filter(|a| nested || a.parent.is_null());
    kept.map(relation).collect()
}

fn parsed(path: &Path, json: &str) -> Result<Value> {
    serde_json::from_str(json).map_err(|e| wrong(path, &format!("is not JSON: {e}")))
}

fn first(value: Value) -> Value {
    match value {
        Value::Array(mut all) if !all.is_empty() => all.swap_remove(0),
        other => other,
    }
}

/// One span or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Spans {
    One(Range),
    Many(Vec<Range>),
    None(()),
}

impl Default for Spans {
    fn default() -> Self {
        Self::None(())
    }
}

impl Spans {
    pub(super) fn all(&self) -> Vec<Range> {
        match self {
            Self::One(range) => vec![*range],
            Self::Many(ranges) => ranges.clone(),
            Self::None(()) => Vec::new(),
        }
    }
}

/// What is scored of an actor.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ActorView {
    pub id: Option<String>,
    pub name: Option<String>,
    pub party: Option<String>,
}

/// What is scored of an attribution.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AttributionView {
    pub parent: Value,
    pub source: Spans,
    pub cue: Spans,
    pub content: Spans,
    pub form: Option<String>,
    pub speaker: Option<String>,
    pub party: Option<String>,
    pub sourcing: Option<String>,
    pub channel: Option<String>,
    pub addressee: Option<String>,
    pub said_on: Option<String>,
    pub modality: Option<String>,
    pub signals: Option<Vec<Option<String>>>,
}

/// What is scored of a position, meeting, expectation, outcome, shift or act.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct EntryView {
    pub party: Option<String>,
    pub issue: Option<String>,
    pub stance: Option<String>,
    pub venue: Option<String>,
    pub voucher: Option<String>,
    pub start: Option<String>,
    pub place: Option<String>,
    pub due: Option<String>,
    pub evidence: Spans,
}

/// A reading as it is scored.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    pub actors: Vec<ActorView>,
    pub attributions: Vec<AttributionView>,
    entries: HashMap<&'static str, Vec<EntryView>>,
}

impl View {
    /// Returns the view of a reading's JSON. What is missing or of another shape is left out.
    pub(super) fn of(reading: &Value) -> Self {
        let names = [
            "positions",
            "meetings",
            "expectations",
            "outcomes",
            "shifts",
            "conduct",
        ];
        Self {
            actors: list(&reading["actors"]),
            attributions: list(&reading["attributions"]),
            entries: names.into_iter().map(|n| (n, list(&reading[n]))).collect(),
        }
    }

    pub(super) fn entries(&self, name: &str) -> &[EntryView] {
        self.entries.get(name).map_or(&[], Vec::as_slice)
    }
}

fn list<T: for<'de> Deserialize<'de> + Default>(value: &Value) -> Vec<T> {
    let items = value.as_array().map_or(&[][..], Vec::as_slice);
    items
        .iter()
        .map(|v| T::deserialize(v).unwrap_or_default())
        .collect()
}

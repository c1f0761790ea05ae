//! Prints what the training code reads, made by the very code that reads articles. One JSON object a document:
//!
//! - `rows --vocab FILE --polnear DIR`: words (code points), word pieces and features;
//! - `links --vocab FILE --polnear DIR --gold FILE`: the linker's local features over gold spans, which FILE holds
//!   as lines `{"doc", "spans": [["source" | "cue" | "content", first word, word after the last]]}`;
//! - `contents --vocab FILE --polnear DIR --gold FILE`: rows like the first ones, of contents read as texts of
//!   their own, which FILE holds as lines `{"doc", "contents": [[[start, end]]]}` in code points;
//! - `evidence --model DIR --polnear DIR`: the attributions of a model, each with what its confidence rests on.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rapporteur::attribution::{
    Extractor, GoldSpan, Passage, Role, StoredModel, content_passages, link_lessons, passages,
};
use rapporteur::document::{CharOffsets, CharSpan, Document, Span};
use rapporteur::language::WordPiece;
use serde::Deserialize;
use serde_json::{Value, json};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| -> Result<PathBuf> {
        let at = args.iter().position(|a| a == name);
        let value = at.and_then(|at| args.get(at + 1));
        Ok(value.with_context(|| format!("{name} is missing"))?.into())
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut print = |line: Value| writeln!(out, "{line}");
    let texts = option("--polnear")?.join("text");
    match args.first().map(String::as_str) {
        Some("rows") => {
            let pieces = vocabulary(&option("--vocab")?)?;
            for document in documents(&texts)? {
                let document = document?;
                print(row(
                    &document.origin,
                    &document,
                    &passages(&document, &pieces),
                ))?;
            }
        }
        Some("links") => {
            let pieces = vocabulary(&option("--vocab")?)?;
            let gold = gold(&option("--gold")?)?;
            for document in documents(&texts)? {
                let document = document?;
                if let Some(spans) = gold.get(&document.origin) {
                    print(links(&document, spans, &pieces))?;
                }
            }
        }
        Some("contents") => {
            let pieces = vocabulary(&option("--vocab")?)?;
            let gold = gold_contents(&option("--gold")?)?;
            for document in documents(&texts)? {
                let document = document?;
                let offsets = CharOffsets::new(&document.text);
                for (i, spans) in gold.get(&document.origin).into_iter().flatten().enumerate() {
                    let spans = spans.iter().map(|s| offsets.bytes(&document.text, *s));
                    let spans: Vec<Span> = spans.collect();
                    let name = format!("{}#{i}", document.origin);
                    print(row(
                        &name,
                        &document,
                        &content_passages(&document.text, &spans, &pieces),
                    ))?;
                }
            }
        }
        Some("evidence") => {
            let extractor = Extractor::new(StoredModel::open(&option("--model")?)?, 2)?;
            for document in documents(&texts)? {
                print(evidence(&document?, &extractor)?)?;
            }
        }
        _ => bail!("usage: training_rows rows|links|contents|evidence --polnear DIR …"),
    }
    Ok(out.flush()?)
}

fn vocabulary(path: &Path) -> Result<WordPiece> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(WordPiece::new(&text)?)
}

/// Returns the documents of a folder by name, each read when its turn comes.
fn documents(texts: &Path) -> Result<impl Iterator<Item = Result<Document>> + use<>> {
    let mut paths: Vec<_> = std::fs::read_dir(texts)
        .with_context(|| texts.display().to_string())?
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths.into_iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Ok(Document::whole(
            name.as_ref(),
            std::fs::read_to_string(&path)?,
        ))
    }))
}

fn row(name: &str, document: &Document, passages: &[Passage]) -> Value {
    let offsets = CharOffsets::new(&document.text);
    let paragraph = |p: &Passage| {
        let words: Vec<_> = p
            .words
            .iter()
            .map(|w| offsets.span(&document.text, *w))
            .collect();
        let pieces: Vec<&[u32]> = p
            .starts
            .windows(2)
            .map(|w| &p.pieces[w[0] as usize..w[1] as usize])
            .collect();
        json!({"words": words, "pieces": pieces, "features": p.features})
    };
    let paragraphs: Vec<Value> = passages.iter().map(paragraph).collect();
    json!({"doc": name, "paragraphs": paragraphs})
}

#[derive(Deserialize)]
struct ContentLine {
    doc: String,
    contents: Vec<Vec<CharSpan>>,
}

fn gold_contents(path: &Path) -> Result<HashMap<String, Vec<Vec<CharSpan>>>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let line = |line| -> Result<_> {
        let line: ContentLine = serde_json::from_str(line)?;
        Ok((line.doc, line.contents))
    };
    text.lines().map(line).collect()
}

#[derive(Deserialize)]
struct GoldLine {
    doc: String,
    spans: Vec<(String, usize, usize)>,
}

fn gold(path: &Path) -> Result<HashMap<String, Vec<GoldSpan>>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut gold = HashMap::new();
    for line in text.lines() {
        let line: GoldLine = serde_json::from_str(line)?;
        let role = |name: &str| match name {
            "source" => Role::Source,
            "cue" => Role::Cue,
            _ => Role::Content,
        };
        let spans = line
            .spans
            .iter()
            .map(|(name, start, end)| (role(name), *start..*end));
        gold.insert(line.doc, spans.collect());
    }
    Ok(gold)
}

fn links(document: &Document, gold: &[GoldSpan], pieces: &WordPiece) -> Value {
    let lessons: Vec<Value> = link_lessons(&document.text, &passages(document, pieces), gold)
        .iter()
        .map(|l| json!({"cue": l.cue, "other": l.other, "content": l.is_content, "features": l.features}))
        .collect();
    json!({"doc": document.origin, "links": lessons})
}

fn evidence(document: &Document, extractor: &Extractor) -> Result<Value> {
    let offsets = CharOffsets::new(&document.text);
    let span = |s| offsets.span(&document.text, s);
    let attributions: Vec<Value> = extractor
        .extract_with_evidence(document)?
        .into_iter()
        .map(|(a, evidence)| {
            json!({
                "source": a.source.map(span).into_iter().collect::<Vec<_>>(),
                "cue": a.cue.map(span).into_iter().collect::<Vec<_>>(),
                "content": a.content.iter().copied().map(span).collect::<Vec<_>>(),
                "parent": a.parent,
                "evidence": evidence.values(),
            })
        })
        .collect();
    Ok(json!({"doc": document.origin, "attributions": attributions}))
}

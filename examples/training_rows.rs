//! Prints what the training code reads: `training_rows rows --vocab FILE --polnear DIR` writes one
//! JSON object a document with words (code points), word pieces and features, made by the very code
//! that reads articles.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use rapporteur::attribution::passages;
use rapporteur::document::{CharOffsets, Document};
use rapporteur::language::WordPiece;
use serde_json::json;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        args.get(at + 1).cloned()
    };
    let (Some("rows"), Some(vocab), Some(dir)) = (
        args.first().map(String::as_str),
        option("--vocab"),
        option("--polnear"),
    ) else {
        bail!("usage: training_rows rows --vocab FILE --polnear DIR");
    };
    let vocabulary = std::fs::read_to_string(&vocab).with_context(|| vocab)?;
    rows(&WordPiece::new(&vocabulary)?, &Path::new(&dir).join("text"))
}

fn rows(pieces_of: &WordPiece, texts: &Path) -> Result<()> {
    let mut paths: Vec<_> = std::fs::read_dir(texts)?
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in paths {
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let document = Document::whole(name.as_str(), std::fs::read_to_string(&path)?);
        let offsets = CharOffsets::new(&document.text);
        let paragraphs = passages(&document, pieces_of).into_iter().map(|p| {
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
        });
        writeln!(
            out,
            "{}",
            json!({"doc": name, "paragraphs": paragraphs.collect::<Vec<_>>()})
        )?;
    }
    Ok(out.flush()?)
}

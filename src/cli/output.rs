//! Where readings go: standard output, or one file an article in a folder.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::export::names::Names;
use crate::export::{brat, brief, html, json, webannotation};
use crate::position::Reading;

/// The formats of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A brief for people
    Text,
    /// The whole reading, indented
    Json,
    /// The whole reading, one article a line
    Jsonl,
    /// One page with the article and its attributions marked
    Html,
    /// Stand-off annotation for brat (.txt and .ann)
    Brat,
    /// W3C Web Annotation (JSON-LD)
    Webannotation,
}

/// Takes readings in order and puts them where they belong.
pub(super) struct Output {
    format: Format,
    folder: Option<PathBuf>,
    width: usize,
    names: Names,
    written: usize,
}

impl Output {
    /// Returns an output to standard output, or to a folder that is made where it does not exist.
    pub(super) fn new(format: Format, folder: Option<PathBuf>) -> Result<Self> {
        if let Some(folder) = &folder {
            for part in parts(format) {
                let folder = folder.join(part.0);
                std::fs::create_dir_all(&folder)
                    .with_context(|| format!("{}: cannot be made", folder.display()))?;
            }
        }
        Ok(Self {
            format,
            folder,
            width: width(),
            names: Names::default(),
            written: 0,
        })
    }

    /// Writes one reading.
    pub(super) fn put(&mut self, reading: &Reading) -> Result<()> {
        self.written += 1;
        if self.folder.is_some() {
            return self.put_files(reading);
        }
        let single = matches!(self.format, Format::Html | Format::Brat);
        if single && self.written > 1 {
            bail!(
                "{}: a second article does not fit into one output of this format; name a folder with --out",
                reading.document.origin
            );
        }
        // A stream that takes colours out unless it is a terminal and NO_COLOR is unset.
        let mut out = anstream::stdout().lock();
        if self.format == Format::Text && self.written > 1 {
            writeln!(out, "\n{}\n", "─".repeat(self.width))?;
        }
        let written = self.written_form(reading)?;
        if self.format == Format::Text {
            out.write_all(written.as_bytes())?;
        } else {
            // Only the brief has colours of ours: anything else goes out byte for byte.
            out.into_inner().write_all(written.as_bytes())?;
        }
        Ok(anstream::stdout().flush()?)
    }

    fn put_files(&mut self, reading: &Reading) -> Result<()> {
        let name = self.names.free(&reading.document.origin);
        let form = self.written_form(reading)?;
        let form = match self.format {
            Format::Text => anstream::adapter::strip_str(&form).to_string(),
            _ => form,
        };
        for (part, ending) in parts(self.format) {
            let words = if *ending == ".txt" && self.format == Format::Brat {
                &reading.document.text
            } else {
                &form
            };
            let folder = self.folder.clone().unwrap_or_default().join(part);
            let path = folder.join(format!("{name}{ending}"));
            let article = std::fs::canonicalize(&reading.document.origin);
            if article.is_ok_and(|a| std::fs::canonicalize(&path).is_ok_and(|p| p == a)) {
                bail!(
                    "{}: is the article itself; name another folder with --out",
                    path.display()
                );
            }
            std::fs::write(&path, words)
                .with_context(|| format!("{}: cannot be written", path.display()))?;
        }
        Ok(())
    }

    fn written_form(&self, reading: &Reading) -> Result<String> {
        Ok(match self.format {
            Format::Text => brief::brief(reading, self.width),
            Format::Json => serde_json::to_string_pretty(&json::reading(reading))? + "\n",
            Format::Jsonl => serde_json::to_string(&json::reading(reading))? + "\n",
            Format::Html => html::page(reading),
            Format::Brat => brat::annotation(reading),
            Format::Webannotation => {
                serde_json::to_string_pretty(&webannotation::page(reading))? + "\n"
            }
        })
    }
}

/// Returns the subfolders and endings of the files of one article.
fn parts(format: Format) -> &'static [(&'static str, &'static str)] {
    match format {
        Format::Text => &[("", ".brief.txt")],
        Format::Json => &[("", ".json")],
        Format::Jsonl => &[("", ".jsonl")],
        Format::Html => &[("", ".html")],
        // The layout of PolNeAR, which `evaluate` reads.
        Format::Brat => &[("text", ".txt"), ("attributions", "_rapporteur.ann")],
        Format::Webannotation => &[("", ".jsonld")],
    }
}

/// Returns the columns of a brief: COLUMNS, else the terminal's, else 80; 100 at most.
pub(super) fn width() -> usize {
    let given = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let terminal = || {
        let terminal = std::io::stdout().is_terminal();
        if terminal { textwrap::termwidth() } else { 80 }
    };
    given
        .filter(|c| *c > 0)
        .unwrap_or_else(terminal)
        .clamp(40, 100)
}

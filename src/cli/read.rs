//! `rapporteur read`: articles in, what they say out.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::input::{DocumentArgs, EngineArgs, reading};
use super::output::{Format, Output};
use super::{End, complain};
use crate::Result;
use crate::acquire::{self, RawArticle};
use crate::attribution::LEAST_CONFIDENCE;
use crate::case::Case;
use crate::pipeline::in_order;
use crate::position::Reading;

const EXAMPLES: &str = "\
Examples:
  rapporteur read article.txt                       a brief on the terminal
  rapporteur read - --published 2031-03-14 < pasted.txt
  rapporteur read page.html --format html > marked.html
  rapporteur read *.txt --format jsonl > readings.jsonl
  rapporteur read folder/ --format brat --out annotated/";

/// Arguments of `read`.
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES, after_help = "More with --help.")]
pub(super) struct Args {
    /// Articles: text or HTML files, JSON lines, folders of these, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Folder of a case whose parties, people, outlets and issues are known on top
    #[arg(long, value_name = "FOLDER")]
    case: Option<PathBuf>,
    /// Folder to write one file an article into, instead of standard output
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Leave out attributions that are less likely than this to be right
    #[arg(long, value_name = "P", default_value_t = LEAST_CONFIDENCE, value_parser = probability)]
    min_confidence: f32,
    #[command(flatten)]
    document: DocumentArgs,
    #[command(flatten)]
    engine: EngineArgs,
}

fn probability(word: &str) -> std::result::Result<f32, String> {
    match word.parse() {
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(p),
        _ => Err("is no number between 0 and 1".into()),
    }
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let mut pipeline = args
        .engine
        .pipeline()?
        .with_least_confidence(args.min_confidence);
    if let Some(folder) = &args.case {
        pipeline = pipeline.with_case(&Case::open(folder)?)?;
    }
    let mut output = Output::new(args.format, args.out.clone())?;
    let mut progress = Progress::new();
    let (mut found, mut failed) = (false, false);
    let read = |raw: Result<RawArticle>| {
        let document = args.document.document(raw?)?;
        reading(&pipeline, document)
    };
    let mut put = |read: Result<Reading>| -> anyhow::Result<()> {
        progress.clear();
        match read {
            Ok(reading) => {
                found |= !reading.statements.is_empty();
                output.put(&reading)?;
            }
            Err(error) => {
                complain(&error.to_string());
                failed = true;
            }
        }
        progress.step();
        Ok(())
    };
    in_order(
        args.engine.threads(),
        acquire::articles(args.files.clone()),
        read,
        &mut put,
    )?;
    progress.clear();
    Ok(match (failed, found) {
        (true, _) => End::Partly,
        (false, true) => End::Done,
        (false, false) => End::NothingFound,
    })
}

/// A counter on the terminal for work that takes longer than a moment.
struct Progress {
    shown: bool,
    visible: bool,
    done: usize,
    begun: Instant,
}

impl Progress {
    fn new() -> Self {
        // Beside results on the same terminal a counter would only be in the way.
        let visible = std::io::stderr().is_terminal() && !std::io::stdout().is_terminal();
        Self {
            shown: false,
            visible,
            done: 0,
            begun: Instant::now(),
        }
    }

    fn step(&mut self) {
        self.done += 1;
        if self.visible && self.begun.elapsed() > Duration::from_secs(1) {
            let rate = self.done as f64 / self.begun.elapsed().as_secs_f64();
            let _ = write!(
                std::io::stderr(),
                "\r{} articles read, {rate:.1} a second",
                self.done
            );
            self.shown = true;
        }
    }

    fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

//! `rapporteur read`: articles in, what they say out.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::input::{DocumentArgs, EngineArgs, reading};
use super::output::{Format, Output};
use super::{End, complain};
use crate::acquire;
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
    /// Folder to write one file an article into, instead of standard output
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Leave out attributions that are less likely than this to be right
    #[arg(long, value_name = "P", default_value_t = 0.0, value_parser = probability)]
    min_confidence: f32,
    #[command(flatten)]
    document: DocumentArgs,
    #[command(flatten)]
    engine: EngineArgs,
}

fn probability(word: &str) -> Result<f32, String> {
    match word.parse() {
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(p),
        _ => Err("is no number between 0 and 1".into()),
    }
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let pipeline = args.engine.pipeline()?;
    let mut output = Output::new(args.format, args.out.clone())?;
    let mut progress = Progress::new();
    let (mut found, mut failed) = (false, false);
    for raw in acquire::articles(args.files.clone()) {
        let read = raw
            .and_then(|raw| args.document.document(raw))
            .and_then(|document| reading(&pipeline, document));
        progress.clear();
        match read {
            Ok(mut reading) => {
                keep_likely(&mut reading, args.min_confidence);
                found |= !reading.statements.is_empty();
                output.put(&reading)?;
            }
            Err(error) => {
                complain(&error.to_string());
                failed = true;
            }
        }
        progress.step();
    }
    progress.clear();
    Ok(match (failed, found) {
        (true, _) => End::Partly,
        (false, true) => End::Done,
        (false, false) => End::NothingFound,
    })
}

/// Drops statements below a confidence. What was said inside a dropped one moves out by one level.
fn keep_likely(reading: &mut Reading, least: f32) {
    let likely = |i: usize| reading.statements[i].attribution.confidence >= least;
    let count = reading.statements.len();
    let kept: Vec<bool> = (0..count).map(likely).collect();
    let mut place = vec![0; count];
    let mut next = 0;
    for i in 0..count {
        place[i] = next;
        next += usize::from(kept[i]);
    }
    let parents: Vec<Option<usize>> = reading
        .statements
        .iter()
        .map(|s| s.attribution.parent.filter(|p| *p < count))
        .collect();
    for (i, statement) in reading.statements.iter_mut().enumerate() {
        let mut parent = parents[i];
        // Bounded by the number of statements: parents in a circle lead nowhere.
        for _ in 0..count {
            match parent {
                Some(p) if !kept[p] => parent = parents[p],
                _ => break,
            }
        }
        statement.attribution.parent = parent.filter(|p| kept[*p]).map(|p| place[p]);
    }
    let mut kept = kept.into_iter();
    reading.statements.retain(|_| kept.next().unwrap_or(true));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::{Attribution, Form};
    use crate::document::{Document, Span};
    use crate::position::{Channel, Engine, Modality, Sourcing, Statement};

    fn reading(statements: &[(Option<usize>, f32)]) -> Reading {
        let statement = |(parent, confidence): &(Option<usize>, f32)| Statement {
            attribution: Attribution {
                source: None,
                cue: None,
                content: vec![Span::new(0, 1)],
                form: Form::Indirect,
                parent: *parent,
                confidence: *confidence,
            },
            speaker: None,
            party: None,
            sourcing: Sourcing::None,
            channel: Channel::Unstated,
            addressee: None,
            said_on: None,
            modality: Modality::Asserted,
            signals: Vec::new(),
        };
        Reading {
            engine: Engine {
                version: String::new(),
                model: String::new(),
                codebook: String::new(),
            },
            document: Document::whole("-", "a".into()),
            actors: Vec::new(),
            statements: statements.iter().map(statement).collect(),
        }
    }

    #[test]
    fn what_was_inside_a_dropped_statement_moves_out() {
        let all = [
            (None, 0.2),
            (None, 0.9),
            (Some(1), 0.1),
            (Some(2), 0.8),
            (Some(0), 0.9),
        ];
        let mut reading = reading(&all);
        keep_likely(&mut reading, 0.5);
        let parents = reading.statements.iter().map(|s| s.attribution.parent);
        assert_eq!(parents.collect::<Vec<_>>(), [None, Some(0), None]);
    }

    #[test]
    fn parents_in_a_circle_end() {
        let mut reading = reading(&[(Some(1), 0.1), (Some(0), 0.1), (Some(0), 0.9)]);
        keep_likely(&mut reading, 0.5);
        assert_eq!(reading.statements[0].attribution.parent, None);
    }
}

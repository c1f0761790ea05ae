//! `rapporteur add`: articles into the record of a case.

use std::collections::HashMap;
use std::io::Write;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::case::CaseArgs;
use super::input::{DocumentArgs, EngineArgs, reading};
use super::{End, complain};
use crate::Result;
use crate::acquire::{self, RawArticle};
use crate::case::Case;
use crate::document::Document;
use crate::pipeline::{Pipeline, in_order};
use crate::record::{Added, Incoming, Record, Standing};

/// Articles of one transaction at most.
const BATCH: usize = 32;
/// How long a finished reading waits at most before it is in the record.
const WAIT: Duration = Duration::from_millis(500);

/// Arguments of `add`.
#[derive(clap::Args)]
#[command(
    after_help = "Example: rapporteur add --case harbour articles/ more.jsonl\n\n\
Adding the same articles again changes nothing, so a run that was broken off is begun again by the same command."
)]
pub(super) struct Args {
    /// Articles: text or HTML files, JSON lines, folders of these, or - for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<String>,
    /// Read again what an older engine, other codebooks or another model read; older readings are kept
    #[arg(long)]
    again: bool,
    /// Print a line for each article once it is in the record
    #[arg(long)]
    list: bool,
    #[command(flatten)]
    case: CaseArgs,
    #[command(flatten)]
    document: DocumentArgs,
    #[command(flatten)]
    engine: EngineArgs,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let case = args.case.open()?;
    let mut record = Record::open(&case.record())?;
    let pipeline = args.engine.pipeline()?.with_case(&case)?;
    let known = record.known_texts(pipeline.engine())?;
    let intake = Intake {
        args,
        case: &case,
        pipeline: &pipeline,
        known,
    };
    let mut filing = Filing::new(&mut record, args.list);
    let mut failed = Vec::new();
    in_order(
        args.engine.threads(),
        acquire::articles(args.paths.clone()),
        |raw| intake.take(raw),
        &mut |taken: Result<(String, Incoming)>| -> anyhow::Result<()> {
            match taken {
                Ok((origin, incoming)) => filing.put(origin, incoming)?,
                Err(error) => {
                    filing.bar.suspend(|| complain(&error.to_string()));
                    failed.push(error.to_string());
                }
            }
            Ok(())
        },
    )?;
    filing.flush()?;
    filing.bar.finish_and_clear();
    let counts = filing.counts;
    print_counts(&counts, failed.len())?;
    Ok(match (failed.is_empty(), counts.values().sum::<usize>()) {
        (false, _) => End::Partly,
        (true, 0) => End::NothingFound,
        (true, _) => End::Done,
    })
}

/// From a raw article to what goes into the record.
struct Intake<'a> {
    args: &'a Args,
    case: &'a Case,
    pipeline: &'a Pipeline,
    known: HashMap<String, Standing>,
}

impl Intake<'_> {
    fn take(&self, raw: Result<RawArticle>) -> Result<(String, Incoming)> {
        let mut document = self.args.document.document(raw?)?;
        self.name_outlet(&mut document);
        let origin = document.origin.clone();
        let seen = match self.known.get(&document.id) {
            Some(Standing::Read) => true,
            Some(Standing::Older) => !self.args.again,
            None => false,
        };
        let incoming = if seen {
            Incoming::Seen(Box::new(document))
        } else {
            Incoming::Read(Box::new(reading(self.pipeline, document)?))
        };
        Ok((origin, incoming))
    }

    /// Gives the outlet the name that the case has for it.
    fn name_outlet(&self, document: &mut Document) {
        let known = &mut document.metadata;
        let named = self
            .case
            .outlet(known.outlet.as_deref(), known.url.as_deref());
        if let Some(name) = named {
            known.outlet = Some(name.to_owned());
        }
    }
}

/// Puts readings into the record, some at a time.
struct Filing<'a> {
    record: &'a mut Record,
    list: bool,
    waiting: Vec<(String, Incoming)>,
    since: Instant,
    counts: HashMap<&'static str, usize>,
    bar: ProgressBar,
}

impl<'a> Filing<'a> {
    fn new(record: &'a mut Record, list: bool) -> Self {
        // Drawn on standard error, and only where that is a terminal.
        let bar = ProgressBar::new_spinner();
        let style = ProgressStyle::with_template(
            "{spinner} {pos} articles, {per_sec}, {elapsed} {wide_msg}",
        );
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self {
            record,
            list,
            waiting: Vec::new(),
            since: Instant::now(),
            counts: HashMap::new(),
            bar,
        }
    }

    fn put(&mut self, origin: String, incoming: Incoming) -> anyhow::Result<()> {
        self.bar.set_message(origin.clone());
        if self.waiting.is_empty() {
            self.since = Instant::now();
        }
        self.waiting.push((origin, incoming));
        if self.waiting.len() >= BATCH || self.since.elapsed() > WAIT {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        let (origins, batch): (Vec<String>, Vec<Incoming>) = self.waiting.drain(..).unzip();
        let now = jiff::Timestamp::now()
            .strftime("%Y-%m-%dT%H:%M:%SZ")
            .to_string();
        let added = self.record.add(&batch, &now)?;
        self.bar.inc(added.len() as u64);
        for (origin, added) in origins.iter().zip(&added) {
            *self.counts.entry(name(*added)).or_default() += 1;
            if self.list {
                // Only now is it certain to be there.
                let mut out = std::io::stdout().lock();
                writeln!(out, "{:<10} {origin}", name(*added))?;
                out.flush()?;
            }
        }
        Ok(())
    }
}

fn name(added: Added) -> &'static str {
    match added {
        Added::New(_) => "new",
        Added::Copy(_) => "copy",
        Added::Revision(_) => "revision",
        Added::Appearance(_) => "elsewhere",
        Added::Again(_) => "again",
        Added::Known(_) => "known",
    }
}

fn print_counts(counts: &HashMap<&'static str, usize>, failed: usize) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for (name, what) in [
        ("new", "new reports"),
        ("copy", "near-copies of reports in the record, folded"),
        ("revision", "other versions of articles in the record"),
        (
            "elsewhere",
            "texts in the record that appeared elsewhere too",
        ),
        ("again", "read again"),
        ("known", "in the record already"),
    ] {
        if let Some(count) = counts.get(name) {
            writeln!(out, "{count:>7} {what}")?;
        }
    }
    if failed > 0 {
        writeln!(
            out,
            "{failed:>7} could not be read (named on standard error)"
        )?;
    }
    Ok(())
}

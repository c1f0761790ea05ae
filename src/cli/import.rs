//! `rapporteur import`: readings into the record of a case, out of JSON lines or a database of DNA.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use super::case::CaseArgs;
use super::{End, complain};
use crate::export::{dna, read_json};
use crate::record::{Added, Incoming, Record};
use crate::{Error, Result};

/// Readings of one transaction at most.
const BATCH: usize = 32;
/// What a SQLite database begins with.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// Arguments of `import`.
#[derive(clap::Args)]
#[command(
    after_help = "Example: rapporteur import --case harbour harbour.jsonl\n\n\
Takes what `export --format jsonl`, `read --format jsonl` and `export --format dna` write, and what was coded in \
Discourse Network Analyzer 3. Importing the same again changes nothing."
)]
pub(super) struct Args {
    /// JSON lines or a .dna database
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    case: CaseArgs,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let case = args.case.open()?;
    let mut record = Record::open(&case.record())?;
    let mut intake = Intake {
        record: &mut record,
        waiting: Vec::new(),
        counts: BTreeMap::new(),
    };
    let failed = if is_database(&args.file)? {
        let coded = dna::read(&args.file)?;
        if coded.left_out > 0 {
            complain(&format!(
                "{}: left out: {}, of another type, without concept, agreement or holder, or outside the text",
                args.file.display(),
                super::lines::count(coded.left_out, "statement")
            ));
        }
        for reading in coded.readings {
            intake.put(Incoming::Read(Box::new(reading)))?;
        }
        0
    } else {
        lines(&args.file, &mut intake)?
    };
    intake.flush()?;
    let mut out = std::io::stdout().lock();
    for (what, count) in &intake.counts {
        writeln!(out, "{count:>7} {what}")?;
    }
    Ok(match (failed, intake.counts.is_empty()) {
        (0, true) => End::NothingFound,
        (0, false) => End::Done,
        _ => End::Partly,
    })
}

fn unreadable(path: &Path) -> impl Fn(std::io::Error) -> Error {
    move |e| Error::Unreadable {
        path: path.into(),
        reason: e.to_string(),
    }
}

fn is_database(path: &Path) -> Result<bool> {
    let file = File::open(path).map_err(unreadable(path))?;
    let mut head = Vec::new();
    let mut start = file.take(SQLITE.len() as u64);
    start.read_to_end(&mut head).map_err(unreadable(path))?;
    Ok(head == SQLITE)
}

/// Takes the readings of a file of lines; returns how many lines are none, each of which was named.
fn lines(path: &Path, intake: &mut Intake<'_>) -> Result<usize> {
    let mut file = BufReader::new(File::open(path).map_err(unreadable(path))?);
    let (mut failed, mut number, mut bytes) = (0, 0, Vec::new());
    loop {
        bytes.clear();
        number += 1;
        if file
            .read_until(b'\n', &mut bytes)
            .map_err(unreadable(path))?
            == 0
        {
            return Ok(failed);
        }
        let line = String::from_utf8_lossy(&bytes);
        if line.trim().is_empty() {
            continue;
        }
        match read_json::line(&line) {
            Ok(line) => {
                intake.put(Incoming::Read(Box::new(line.reading)))?;
                for document in line.elsewhere {
                    intake.put(Incoming::Seen(Box::new(document)))?;
                }
            }
            Err(reason) => {
                failed += 1;
                let origin = format!("{}:{number}", path.display());
                complain(&Error::NotAnArticle { origin, reason }.to_string());
            }
        }
    }
}

/// Puts readings into the record, some at a time.
struct Intake<'a> {
    record: &'a mut Record,
    waiting: Vec<Incoming>,
    counts: BTreeMap<&'static str, usize>,
}

impl Intake<'_> {
    fn put(&mut self, incoming: Incoming) -> Result<()> {
        self.waiting.push(incoming);
        if self.waiting.len() >= BATCH {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
        let added = self.record.add(&self.waiting, &now.to_string())?;
        self.waiting.clear();
        for added in added {
            *self.counts.entry(name(added)).or_default() += 1;
        }
        Ok(())
    }
}

fn name(added: Added) -> &'static str {
    match added {
        Added::New(_) => "new reports",
        Added::Copy(_) => "near-copies of reports in the record, folded",
        Added::Revision(_) => "other versions of articles in the record",
        Added::Appearance(_) => "texts in the record that appeared elsewhere too",
        Added::Again(_) => "further readings of texts in the record",
        Added::Known(_) => "in the record already",
    }
}

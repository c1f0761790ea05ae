//! `rapporteur verify`: is the record sound, and does `case.toml` mean what it says.

use std::io::Write;
use std::time::Duration;

use indicatif::ProgressBar;

use super::End;
use super::case::CaseArgs;
use crate::case::Case;
use crate::position::Codebooks;

/// Arguments of `verify`.
#[derive(clap::Args)]
#[command(
    after_help = "Checks the database, every text against its hash, every span against its text, every row against reading and\n\
decisions, and the examples of the case's issues. Ends with 2 where something is wrong.\n\n\
Example: rapporteur verify --case harbour"
)]
pub(super) struct Args {
    #[command(flatten)]
    case: CaseArgs,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(Duration::from_millis(200));
    let verified = record.verify(|| bar.inc(1))?;
    bar.finish_and_clear();
    let (examples, wrong) = issues(&case)?;
    let mut out = std::io::stdout().lock();
    let own = ("examples of the case's issues", examples);
    for (what, count) in verified.counts.iter().chain([&own]) {
        writeln!(out, "{count:>9} {what}")?;
    }
    let faults = verified.faults.len() + wrong.len();
    writeln!(out, "{faults:>9} faults")?;
    for fault in verified.faults.iter().chain(&wrong) {
        writeln!(out, "fault: {fault}")?;
    }
    Ok(if faults == 0 { End::Done } else { End::Partly })
}

/// Reads the examples of the case's issues; returns how many there are and what is wrong with which.
fn issues(case: &Case) -> anyhow::Result<(usize, Vec<String>)> {
    let books = Codebooks::built_in()?.with_issues(&case.about.issues())?;
    let mut faults = Vec::new();
    let mut count = 0;
    for issue in &case.about.issues {
        let slug = &issue.slug;
        count += issue.examples.len() + issue.others.len();
        for words in &issue.examples {
            match books.issue_of(words) {
                Some(found) if found == slug => {}
                Some(other) => faults.push(format!(
                    "case.toml: {words:?} comes out as {other}, not as {slug}"
                )),
                None => faults.push(format!(
                    "case.toml: {words:?} comes out as no issue, not as {slug}"
                )),
            }
        }
        let others = issue
            .others
            .iter()
            .filter(|w| books.issue_of(w) == Some(slug));
        faults.extend(others.map(|w| format!("case.toml: {w:?} comes out as {slug} and must not")));
    }
    Ok((count, faults))
}

//! `rapporteur documents`: the documents of a record, with their numbers.

use serde::Serialize;

use super::End;
use super::answer::{AnswerArgs, table};
use super::case::CaseArgs;
use crate::record::{Day, DocumentRow};

/// Arguments of `documents`.
#[derive(clap::Args)]
#[command(
    after_help = "Example: rapporteur documents --case harbour --limit 0\n\n\
A report is told by all documents that say the same in nearly the same words; its number is that of the first of them."
)]
pub(super) struct Args {
    /// What was known on this day (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = super::case::day)]
    as_of: Option<jiff::civil::Date>,
    /// Only documents that became known on this day or later
    #[arg(long, value_name = "DATE", value_parser = super::case::day)]
    since: Option<jiff::civil::Date>,
    #[command(flatten)]
    case: CaseArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// A row of the answer.
#[derive(Serialize)]
struct DocumentAnswer {
    document: i64,
    published: Option<Day>,
    outlet: Option<String>,
    title: Option<String>,
    url: Option<String>,
    origin: String,
    /// The first document of the same report.
    report: i64,
    /// The version before this one.
    revises: Option<i64>,
    /// The day from which a revision stands in its place.
    replaced: Option<Day>,
    /// In how many places the text appeared.
    appearances: u32,
    hash: String,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (_, record) = args.case.open_record()?;
    let mut found = record.documents(args.as_of.map(Day::from))?;
    if let Some(since) = args.since.map(Day::from) {
        found.retain(|d| d.known >= since);
    }
    let rows: Vec<DocumentAnswer> = args.answer.first(&found).iter().map(answer).collect();
    args.answer.print(&rows, found.len(), laid_out)
}

fn answer(row: &DocumentRow) -> DocumentAnswer {
    DocumentAnswer {
        document: row.id,
        published: row.published,
        outlet: row.outlet.clone(),
        title: row.title.clone(),
        url: row.url.clone(),
        origin: row.origin.clone(),
        report: row.report,
        revises: row.revises,
        replaced: (row.until < Day::NEVER).then_some(row.until),
        appearances: row.appearances,
        hash: row.hash.clone(),
    }
}

fn laid_out(rows: &[DocumentAnswer], width: usize) -> String {
    let or_dash = |words: Option<String>| words.unwrap_or_else(|| "–".into());
    let cells = rows.iter().map(|row| {
        let note = match (row.revises, row.report == row.document) {
            (Some(older), _) => format!("revises {older}"),
            (None, false) => format!("copy of {}", row.report),
            (None, true) => String::new(),
        };
        vec![
            row.document.to_string(),
            or_dash(row.published.map(|d| d.to_string())),
            or_dash(row.outlet.clone()),
            row.title.clone().unwrap_or_else(|| row.origin.clone()),
            note,
            row.appearances.to_string(),
        ]
    });
    let headings = ["No.", "Date", "Outlet", "Title", "Report", "Places"];
    table(&headings, cells.collect(), width)
}

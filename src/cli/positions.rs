//! `rapporteur positions`: where each party stands on each issue, what it says in public beside what it holds in private.

use serde::Serialize;

use super::End;
use super::answer::{AnswerArgs, beside, cited, heading, nothing, table, word};
use super::case::{CaseArgs, ScopeArgs};
use crate::Result;
use crate::analysis::{Held, standing};
use crate::position::{Sourcing, Stance, Venue};
use crate::record::{Day, Quote, Quotes, Record};

const EXAMPLES: &str = "\
Examples:
  rapporteur positions --case harbour --party norland
  rapporteur positions --case harbour --issue navigation --as-of 2031-03-14 --format json

Options in like words are one option. Reports count near-copies of an article once, appearances count them all.";

/// Arguments of `positions`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    case: CaseArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// A position as it is printed.
#[derive(Serialize)]
struct Told {
    party: String,
    issue: String,
    option: Option<String>,
    /// What the option has at heart in common with others of the party on the issue.
    heart: Option<String>,
    stance: Stance,
    venue: Venue,
    voucher: String,
    sourcing: Vec<Sourcing>,
    since: Day,
    latest: Day,
    reports: usize,
    appearances: u64,
    /// The latest words, then the first where these are others.
    evidence: Vec<Quote>,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&case, &record)? else {
        return nothing(&args.answer);
    };
    let rows = record.positions(&scope)?;
    let found = standing(&rows, args.answer.wanted(), &|term| record.words(term));
    let quotes = Quotes::new(&record);
    let told: Vec<Told> = args
        .answer
        .first(&found)
        .iter()
        .map(|held| tell(held, &record, &quotes))
        .collect::<Result<_>>()?;
    args.answer.print(&told, found.len(), layout)
}

fn tell(held: &Held, record: &Record, quotes: &Quotes<'_>) -> Result<Told> {
    let (first, last) = (&held.first, &held.last);
    let mut appearances = 0;
    for document in &held.documents {
        let row = record.document(*document)?;
        appearances += row.map_or(0, |d| u64::from(d.appearances));
    }
    let mut evidence = vec![quotes.of(&last.place)?];
    if first.place.id != last.place.id {
        evidence.push(quotes.of(&first.place)?);
    }
    Ok(Told {
        party: record.words(last.party),
        issue: record.words(last.issue),
        option: held.option.map(|o| record.words(o)),
        heart: held.heart.clone(),
        stance: last.stance,
        venue: last.venue,
        voucher: record.words(last.voucher),
        sourcing: held.sourcing.clone(),
        since: first.place.day,
        latest: last.place.day,
        reports: held.reports,
        appearances,
        evidence,
    })
}

fn layout(told: &[Told], width: usize) -> String {
    let mut out = String::new();
    for block in told.chunk_by(|a, b| a.party == b.party && a.issue == b.issue) {
        out.push_str(&heading(
            &format!("{} · {}", block[0].party, block[0].issue),
            width,
        ));
        let of = |venue: Venue| -> Vec<String> {
            let here = block.iter().filter(|t| t.venue == venue);
            here.map(entry).collect()
        };
        let (public, private) = (of(Venue::Public), of(Venue::Private));
        if !public.is_empty() || !private.is_empty() {
            let sides = [public.join("\n\n"), private.join("\n\n")];
            out.push_str(&beside(["In public", "In private"], vec![sides], width));
        }
        let unstated = of(Venue::Unstated);
        if !unstated.is_empty() {
            let rows = unstated.into_iter().map(|entry| vec![entry]).collect();
            out.push_str(&table(&["Not said where"], rows, width));
        }
    }
    out.trim_start().to_owned()
}

/// Returns the lines of one position.
fn entry(told: &Told) -> String {
    let heart = told
        .heart
        .as_ref()
        .map_or(String::new(), |h| format!(" [one of several: {h}]"));
    let stance = word(&told.stance).replace('_', " ");
    let option = told.option.as_deref().unwrap_or("(no option named)");
    let sourcing: Vec<String> = told.sourcing.iter().map(word).collect();
    let days = if told.since == told.latest {
        told.latest.to_string()
    } else {
        format!("{} to {}", told.since, told.latest)
    };
    let counts = format!(
        "{}, {}",
        counted(told.reports as u64, "report"),
        counted(told.appearances, "appearance")
    );
    let words = told.evidence.first().map(cited).unwrap_or_default();
    format!(
        "{stance}: {option}{heart}\nvoucher {} ({}), {days}; {counts}\n{words}",
        told.voucher,
        sourcing.join(", ")
    )
}

fn counted(count: u64, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

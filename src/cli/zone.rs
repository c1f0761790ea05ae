//! `rapporteur zone`: per issue the options that parties demand, could consider or rule out.

use serde::Serialize;

use super::End;
use super::answer::{AnswerArgs, cited, heading, nothing, table, word};
use super::case::{CaseArgs, ScopeArgs};
use crate::Result;
use crate::analysis::{ZoneOption, zone};
use crate::position::{Stance, Venue};
use crate::record::{Day, PositionRow, Quote, Quotes, Record};

const EXAMPLES: &str = "\
Examples:
  rapporteur zone --case harbour --issue navigation
  rapporteur zone --case harbour --open

Options in like words are one option. The last word of each party counts, in public and in private apart.";

/// Arguments of `zone`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only options that nobody rules out
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    case: CaseArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// An option as it is printed.
#[derive(Serialize)]
struct Told {
    issue: String,
    option: Option<String>,
    /// Other wordings that count as this option.
    wordings: Vec<String>,
    /// What it has at heart in common with other options of the issue.
    heart: Option<String>,
    nobody_rules_out: bool,
    demands: Vec<Holder>,
    supports: Vec<Holder>,
    open: Vec<Holder>,
    undecided: Vec<Holder>,
    opposes: Vec<Holder>,
    rules_out: Vec<Holder>,
}

/// A party that holds a stance on the option.
#[derive(Serialize)]
struct Holder {
    party: String,
    venue: Venue,
    voucher: String,
    day: Day,
    evidence: Quote,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&case, &record)? else {
        return nothing(&args.answer);
    };
    let rows = record.positions(&scope)?;
    let words = |term| record.words(term);
    let wanted = if args.open {
        usize::MAX
    } else {
        args.answer.wanted()
    };
    let mut found = zone(&rows, wanted, &words);
    found.retain(|o| !args.open || o.nobody_rules_out());
    let quotes = Quotes::new(&record);
    let told: Vec<Told> = args
        .answer
        .first(&found)
        .iter()
        .map(|option| tell(option, &record, &quotes))
        .collect::<Result<_>>()?;
    args.answer.print(&told, found.len(), layout)
}

fn tell(option: &ZoneOption, record: &Record, quotes: &Quotes<'_>) -> Result<Told> {
    let holder = |row: &PositionRow| {
        Ok(Holder {
            party: record.words(row.party),
            venue: row.venue,
            voucher: record.words(row.voucher),
            day: row.place.day,
            evidence: quotes.of(&row.place)?,
        })
    };
    let of = |stance: Stance| -> Result<Vec<Holder>> {
        let rows = option.held.iter().filter(|r| r.stance == stance);
        rows.map(holder).collect()
    };
    Ok(Told {
        issue: record.words(option.issue),
        option: option.option.map(|o| record.words(o)),
        wordings: option.wordings.iter().map(|w| record.words(*w)).collect(),
        heart: option.heart.clone(),
        nobody_rules_out: option.nobody_rules_out(),
        demands: of(Stance::Demands)?,
        supports: of(Stance::Supports)?,
        open: of(Stance::Open)?,
        undecided: of(Stance::Undecided)?,
        opposes: of(Stance::Opposes)?,
        rules_out: of(Stance::RulesOut)?,
    })
}

fn layout(told: &[Told], width: usize) -> String {
    let mut out = String::new();
    for issue in told.chunk_by(|a, b| a.issue == b.issue) {
        out.push_str(&heading(&issue[0].issue));
        for option in issue {
            let name = option.option.as_deref().unwrap_or("(no option named)");
            let mark = if option.nobody_rules_out {
                " (nobody rules it out)"
            } else {
                ""
            };
            out.push_str(&table(&[&format!("{name}{mark}")], Vec::new(), width));
            out.push_str(&table(&["", ""], lines(option), width));
        }
    }
    out.trim_start().to_owned()
}

/// Returns a line for each party, those who want the option first.
fn lines(option: &Told) -> Vec<Vec<String>> {
    let classes = [
        ("demands", &option.demands),
        ("supports", &option.supports),
        ("could consider", &option.open),
        ("undecided", &option.undecided),
        ("opposes", &option.opposes),
        ("rules out", &option.rules_out),
    ];
    let mut lines = Vec::new();
    for (class, holders) in classes {
        lines.extend(holders.iter().map(|h| {
            let venue = match h.venue {
                Venue::Unstated => String::new(),
                venue => format!(", in {}", word(&venue)),
            };
            let who = format!("{}{venue}, {}", h.party, h.day);
            vec![class.to_owned(), format!("{who}: {}", cited(&h.evidence))]
        }));
    }
    lines
}

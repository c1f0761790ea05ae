//! `rapporteur zone`: per issue the options that parties demand, could consider or rule out.

use std::collections::BTreeSet;

use serde::Serialize;

use super::End;
use super::answer::{AnswerArgs, cited, heading, nothing, word};
use super::case::{CaseArgs, ScopeArgs};
use super::lines::hanging;
use crate::Result;
use crate::analysis::{ZoneOption, zone};
use crate::export::tame;
use crate::position::{Stance, Venue};
use crate::record::{Day, PositionRow, Quote, Quotes, Record, Term};

const EXAMPLES: &str = "\
Examples:
  rapporteur zone --case harbour --issue navigation
  rapporteur zone --case harbour --open

Options in like words are one option; those that differ only in when, where or for whom stand together. The last word
of each party counts, in public and in private apart.";

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
    /// Parties that rule out another option with the same heart.
    alike_ruled_out_by: Vec<String>,
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
    let found = zone(&rows, wanted, &words);
    let shown: Vec<&ZoneOption> = found
        .iter()
        .filter(|o| !args.open || o.nobody_rules_out())
        .collect();
    let quotes = Quotes::new(&record);
    let told: Vec<Told> = args
        .answer
        .first(&shown)
        .iter()
        .map(|option| tell(option, &ruled_out_alike(option, &found), &record, &quotes))
        .collect::<Result<_>>()?;
    args.answer.print(&told, shown.len(), layout)
}

/// Returns the parties that rule out another option of the issue with the same heart.
fn ruled_out_alike(option: &ZoneOption, all: &[ZoneOption]) -> BTreeSet<Term> {
    let alike = all.iter().filter(|o| {
        o.issue == option.issue
            && o.option != option.option
            && o.heart.is_some()
            && o.heart == option.heart
    });
    let held = alike.flat_map(|o| &o.held);
    let against = held.filter(|r| r.stance == Stance::RulesOut);
    against.map(|r| r.party).collect()
}

fn tell(
    option: &ZoneOption,
    alike: &BTreeSet<Term>,
    record: &Record,
    quotes: &Quotes<'_>,
) -> Result<Told> {
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
        alike_ruled_out_by: alike.iter().map(|p| record.words(*p)).collect(),
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
        out.push_str(&heading(&issue[0].issue, width));
        for like in issue.chunk_by(|a, b| a.heart.is_some() && a.heart == b.heart) {
            let mut indent = "  ";
            if let (Some(heart), 2..) = (&like[0].heart, like.len()) {
                let forms = format!("{}, in {} forms", tame(heart), like.len());
                out.push_str(&hanging("  ", &forms, width));
                indent = "    ";
            }
            for option in like {
                let name = option.option.as_deref().unwrap_or("(no option named)");
                out.push_str(&hanging(
                    &format!("{indent}· "),
                    &format!("{}{}", tame(name), mark(option)),
                    width,
                ));
                out.push_str(&lines(option, indent, width));
            }
        }
    }
    out.trim_start().to_owned()
}

/// Returns whether an option is open, as far as is known.
fn mark(option: &Told) -> String {
    match (
        option.nobody_rules_out,
        option.alike_ruled_out_by.as_slice(),
    ) {
        (false, _) => String::new(),
        (true, []) => " (nobody rules it out)".into(),
        (true, parties) => format!(" (ruled out in another form by {})", parties.join(", ")),
    }
}

/// Returns a paragraph for each party, those who want the option first.
fn lines(option: &Told, indent: &str, width: usize) -> String {
    let classes = [
        ("demands", &option.demands),
        ("supports", &option.supports),
        ("could consider", &option.open),
        ("undecided", &option.undecided),
        ("opposes", &option.opposes),
        ("rules out", &option.rules_out),
    ];
    let mut text = String::new();
    for (class, holders) in classes {
        for holder in holders {
            let venue = match holder.venue {
                Venue::Unstated => String::new(),
                venue => format!(", in {}", word(&venue)),
            };
            let who = format!("{}{venue}, {}", holder.party, holder.day);
            let told = format!("{}: {}", tame(&who), cited(&holder.evidence));
            text += &hanging(&format!("{indent}  {class:<16}"), &told, width);
        }
    }
    text
}

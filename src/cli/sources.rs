//! `rapporteur sources`: the track record of speakers, outlets and classes of sources.

use std::collections::HashMap;
use std::hash::Hash;

use serde::Serialize;

use super::answer::{AnswerArgs, nothing, table, word};
use super::case::{CaseArgs, ScopeArgs};
use super::expectations::{ExpectationAnswer, answer};
use super::ground::Known;
use super::lines::quoted;
use super::{End, complain};
use crate::analysis::foresight::{Fate, Foreseen};
use crate::analysis::sources::{Track, tracks};
use crate::position::Sourcing;
use crate::record::{ExpectationRow, Quote, Quotes, Record, Scope, VoiceRow};

/// Arguments of `sources`.
#[derive(clap::Args)]
#[command(
    after_help = "Example: rapporteur sources --case harbour --by outlet\n\n\
What counts is what somebody expected and later articles answered; open expectations count neither for nor against. \
An expectation in an author's own voice counts for the outlet."
)]
pub(super) struct Args {
    /// Whose track record
    #[arg(long, value_enum, default_value_t = By::Speaker)]
    by: By,
    #[command(flatten)]
    case: CaseArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// Whose track record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum By {
    /// People, bodies, states and groups that speak
    Speaker,
    /// Newspapers, agencies and sites
    Outlet,
    /// Named, official, anonymous and so on
    Sourcing,
}

/// A row of the answer.
#[derive(Serialize)]
struct SourceAnswer {
    name: String,
    party: Option<String>,
    statements: usize,
    /// Independent reports with a statement.
    reports: usize,
    named: usize,
    unnamed: usize,
    met: usize,
    late: usize,
    missed: usize,
    open: usize,
    /// Of the expectations that later articles answer, the share that was met in time.
    share_met: Option<f64>,
    /// Expectations that later articles answer.
    answered: Vec<ExpectationAnswer>,
    /// The words of the newest statement.
    evidence: Option<Quote>,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&case, &record)? else {
        return nothing(&args.answer);
    };
    if args.scope.has_issue() {
        complain(
            "statements and expectations have no issue of their own: --issue plays no part here",
        );
    }
    let scope = Scope {
        issue: None,
        ..scope
    };
    let known = Known::of(&record, &scope)?;
    let rows = record.expectations(&scope)?;
    let folded = known.fold(&rows);
    let all: Vec<usize> = (0..folded.len()).collect();
    let told = Told {
        foreseen: known.foresee(&record, &folded, &all)?,
        rows: &rows,
        voices: record.voices(&scope)?,
        record: &record,
    };
    match args.by {
        By::Speaker => {
            let name = |id: i64| {
                let actor = record.actor(id)?;
                Ok(actor.map_or_else(String::new, |a| a.name))
            };
            told.print(args, |v| v.speaker, |_| None, name)
        }
        By::Outlet => {
            let (of, names) = outlets(&record)?;
            let outlet = |document: i64| of.get(&document).copied();
            let name = |n: usize| Ok(names.get(n).cloned().unwrap_or_default());
            told.print(args, |v| outlet(v.document), outlet, name)
        }
        By::Sourcing => {
            let classes = [
                Sourcing::Named,
                Sourcing::Official,
                Sourcing::Anonymous,
                Sourcing::Collective,
                Sourcing::Media,
                Sourcing::Document,
                Sourcing::None,
            ];
            let of = |v: &VoiceRow| classes.iter().position(|c| *c == v.sourcing);
            let name = |n: usize| Ok(classes.get(n).map(word).unwrap_or_default());
            told.print(args, of, |_| None, name)
        }
    }
}

/// Returns the outlet of each document, by its place in the list of names.
fn outlets(record: &Record) -> crate::Result<(HashMap<i64, usize>, Vec<String>)> {
    let mut names: Vec<String> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut of = HashMap::new();
    for (document, outlet) in record.outlets()? {
        let name = outlet.unwrap_or_else(|| "outlet unknown".into());
        let at = *known.entry(name.clone()).or_insert_with(|| {
            names.push(name);
            names.len() - 1
        });
        of.insert(document, at);
    }
    Ok((of, names))
}

/// What track records are counted from.
struct Told<'a> {
    foreseen: Vec<Foreseen>,
    rows: &'a [ExpectationRow],
    voices: Vec<VoiceRow>,
    record: &'a Record,
}

impl Told<'_> {
    fn print<K: Copy + Eq + Hash + Ord>(
        &self,
        args: &Args,
        of: impl Fn(&VoiceRow) -> Option<K>,
        of_document: impl Fn(i64) -> Option<K>,
        name: impl Fn(K) -> crate::Result<String>,
    ) -> anyhow::Result<End> {
        let found = tracks(&self.voices, self.rows, &self.foreseen, of, of_document);
        let quotes = Quotes::new(self.record);
        let rows = args
            .answer
            .first(&found)
            .iter()
            .map(|track| self.row(track, args, name(track.of)?, &quotes))
            .collect::<crate::Result<Vec<_>>>()?;
        args.answer.print(&rows, found.len(), laid_out)
    }

    fn row<K>(
        &self,
        track: &Track<K>,
        args: &Args,
        name: String,
        quotes: &Quotes<'_>,
    ) -> crate::Result<SourceAnswer> {
        let (document, number) = track.newest;
        let newest = self.record.statement(document, number)?;
        // The text only counts them: their words need not be looked up.
        let told = !args.answer.is_text();
        let answered = track
            .expected
            .iter()
            .filter(|(_, f)| told && *f != Fate::Open);
        let party = track.party.filter(|_| args.by == By::Speaker);
        Ok(SourceAnswer {
            name,
            party: party.map(|p| self.record.words(p)),
            statements: track.statements,
            reports: track.reports,
            named: track.named,
            unnamed: track.statements - track.named,
            met: track.count(Fate::Met),
            late: track.count(Fate::Late),
            missed: track.count(Fate::Missed),
            open: track.count(Fate::Open),
            share_met: track.share_met(),
            answered: answered
                .filter_map(|(n, _)| {
                    answer(&self.foreseen[*n], self.rows, self.record, quotes).transpose()
                })
                .collect::<crate::Result<_>>()?,
            evidence: newest.map(|s| quotes.of(&s.place)).transpose()?,
        })
    }
}

fn laid_out(rows: &[SourceAnswer], width: usize) -> String {
    let headings = [
        "Source", "Said", "Reports", "Named", "Met", "Late", "Missed", "Open", "In time",
    ];
    let cells = rows.iter().map(|row| {
        let share = row.share_met.map(|s| format!("{:.0} %", s * 100.0));
        // The party stands below the name: in a column of its own both would be broken up.
        let name = match row.party.as_deref() {
            Some(party) if party != row.name.to_lowercase().replace(' ', "-") => {
                format!("{}\n{party}", row.name)
            }
            _ => row.name.clone(),
        };
        vec![
            name,
            row.statements.to_string(),
            row.reports.to_string(),
            row.named.to_string(),
            row.met.to_string(),
            row.late.to_string(),
            row.missed.to_string(),
            row.open.to_string(),
            share.unwrap_or_else(|| "–".into()),
        ]
    });
    let mut text = table(&headings, cells.collect(), width);
    text.push_str("\nThe newest words of each\n");
    for row in rows {
        if let Some(quote) = &row.evidence {
            text.push_str(&super::lines::hanging(
                "  ",
                &crate::export::tame(&row.name),
                width,
            ));
            text.push_str(&quoted(4, quote, width));
        }
    }
    text
}

//! `rapporteur expectations`: what was expected, by whom, for when, and what came of it.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::answer::{AnswerArgs, nothing};
use super::case::{CaseArgs, ScopeArgs};
use super::ground::Known;
use super::lines::{count, hanging, heading, quoted};
use super::{End, complain};
use crate::analysis::foresight::{self, Fate, Foreseen};
use crate::export::tame;
use crate::record::{Day, ExpectationRow, Quote, Quotes, Record, Scope, StatementRow};

/// Arguments of `expectations`.
#[derive(clap::Args)]
#[command(
    after_help = "Example: rapporteur expectations --case harbour --status late\n\n\
An expectation stays open until a later article tells what came of it, even where its day has passed. --since and \
--until ask for the days on which it was voiced."
)]
pub(super) struct Args {
    /// Only those that came to this
    #[arg(long, value_enum)]
    status: Option<Status>,
    #[command(flatten)]
    case: CaseArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// What an expectation came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Status {
    /// It came true, in time where a day was set
    Met,
    /// It came true after its day
    Late,
    /// A later article says that it did not come true
    Missed,
    /// No later article tells
    Open,
}

impl Status {
    fn is(self, fate: Fate) -> bool {
        matches!(
            (self, fate),
            (Self::Met, Fate::Met)
                | (Self::Late, Fate::Late)
                | (Self::Missed, Fate::Missed)
                | (Self::Open, Fate::Open)
        )
    }
}

/// A row of the answer.
#[derive(Serialize)]
pub(super) struct ExpectationAnswer {
    pub what: String,
    pub due: Option<Day>,
    pub by: String,
    pub evidence: Quote,
    pub outcome: OutcomeAnswer,
    /// Independent reports that tell the expectation.
    #[serde(skip)]
    pub reports: usize,
}

/// What came of it.
#[derive(Serialize)]
pub(super) struct OutcomeAnswer {
    pub status: Fate,
    pub date: Option<Day>,
    /// Days late.
    pub days: Option<i64>,
    pub evidence: Option<Quote>,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&case, &record)? else {
        return nothing(&args.answer);
    };
    let known = Known::of(&record, &scope)?;
    let rows = asked(&record, &scope)?;
    let folded = known.fold(&rows);
    // What came of an expectation has to be found out for all only where it decides which are shown.
    let looked_at = match args.status {
        Some(_) => folded.len(),
        None => folded.len().min(args.answer.wanted()),
    };
    let looked_at: Vec<usize> = (0..looked_at).collect();
    let mut found = known.foresee(&record, &folded, &looked_at)?;
    let mut all = folded.len();
    if let Some(status) = args.status {
        found.retain(|f| status.is(f.end.status));
        all = found.len();
    }
    let quotes = Quotes::new(&record);
    let answers = args
        .answer
        .first(&found)
        .iter()
        .filter_map(|f| answer(f, &rows, &record, &quotes).transpose())
        .collect::<crate::Result<Vec<_>>>()?;
    let today = match scope.as_of {
        Some(day) => Some(day),
        None => record.newest_day()?,
    };
    if args.scope.has_issue() && answers.is_empty() {
        complain("an expectation is on an issue where a position in its words is");
    }
    args.answer
        .print(&answers, all, |rows, width| laid_out(rows, today, width))
}

/// Returns the expectations that a question asks for. They have neither party nor issue of their own: the party is that
/// of the speaker, the issue that of a position in the same words.
fn asked(record: &Record, scope: &Scope) -> crate::Result<Vec<ExpectationRow>> {
    let mut rows = record.expectations(scope)?;
    if scope.issue.is_some() {
        let mut of = HashMap::<i64, Vec<_>>::new();
        for p in record.positions(&Scope {
            as_of: scope.as_of,
            issue: scope.issue,
            ..Scope::default()
        })? {
            of.entry(p.place.document).or_default().push(p.place.span);
        }
        rows.retain(|r| {
            let spans = of.get(&r.place.document);
            spans.is_some_and(|s| s.iter().any(|s| s.overlaps(r.place.span)))
        });
    }
    if scope.party.is_some() {
        let voices = record.voices(&Scope {
            as_of: scope.as_of,
            party: scope.party,
            ..Scope::default()
        })?;
        let theirs: HashSet<(i64, u32)> = voices.iter().map(|v| (v.document, v.number)).collect();
        rows.retain(|r| {
            let statement = r.statement.map(|s| (r.place.document, s));
            statement.is_some_and(|s| theirs.contains(&s))
        });
    }
    Ok(rows)
}

/// Returns an expectation with the words that it and its outcome rest on.
pub(super) fn answer(
    foreseen: &Foreseen,
    rows: &[ExpectationRow],
    record: &Record,
    quotes: &Quotes<'_>,
) -> crate::Result<Option<ExpectationAnswer>> {
    let Some(row) = foreseen.rows.first().and_then(|at| rows.get(*at)) else {
        return Ok(None);
    };
    let foresight::End {
        status,
        date,
        days,
        evidence,
    } = foreseen.end;
    Ok(Some(ExpectationAnswer {
        what: row.what.clone(),
        due: row.due,
        by: speaker(row, record)?,
        evidence: quotes.of(&row.place)?,
        outcome: OutcomeAnswer {
            status,
            date,
            days,
            evidence: evidence.map(|e| quotes.of(&e)).transpose()?,
        },
        reports: foreseen.reports,
    }))
}

/// Returns the name of who expects it, `author` for the article's own voice.
fn speaker(row: &ExpectationRow, record: &Record) -> crate::Result<String> {
    let Some(number) = row.statement else {
        return Ok("author".into());
    };
    let statement: Option<StatementRow> = record.statement(row.place.document, number)?;
    let actor = statement.and_then(|s| s.speaker).map(|s| record.actor(s));
    let actor = actor.transpose()?.flatten();
    Ok(actor.map_or_else(|| "speaker not told".into(), |a| a.name))
}

/// Returns what came of an expectation in words; `today` is the newest day that is known.
pub(super) fn fate(row: &ExpectationAnswer, today: Option<Day>) -> String {
    let outcome = &row.outcome;
    let day = outcome.date.map_or_else(String::new, |d| format!(" ({d})"));
    match (outcome.status, outcome.days) {
        (Fate::Met, _) => format!("met{day}"),
        (Fate::Late, Some(days)) => {
            format!(
                "late by {}{day}",
                count(usize::try_from(days).unwrap_or(0), "day")
            )
        }
        (Fate::Late, None) => format!("late{day}"),
        (Fate::Missed, _) => format!("missed{day}"),
        (Fate::Open, _) if row.due.zip(today).is_some_and(|(due, today)| due < today) => {
            "open, overdue".into()
        }
        (Fate::Open, _) => "open".into(),
    }
}

fn laid_out(rows: &[ExpectationAnswer], today: Option<Day>, width: usize) -> String {
    let mut text = String::new();
    for row in rows {
        if !text.is_empty() {
            text.push('\n');
        }
        let due = row
            .due
            .map_or_else(|| "no day set".into(), |d| format!("due {d}"));
        let reports = count(row.reports, "report");
        let line = format!(
            "{} · {due} · by {} · {reports}",
            fate(row, today),
            tame(&row.by)
        );
        text += &heading(&line, width);
        text += &quoted(4, &row.evidence, width);
        if let Some(quote) = &row.outcome.evidence {
            text += &hanging("  what came of it", "", width);
            text += &quoted(4, quote, width);
        }
    }
    text
}

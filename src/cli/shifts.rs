//! `rapporteur shifts`: how positions moved, as sources claim or as dates show, and what is new or said again.

use clap::ValueEnum;
use serde::Serialize;

use super::End;
use super::answer::{AnswerArgs, cited, nothing, table, word};
use super::case::{CaseArgs, ScopeArgs};
use crate::Result;
use crate::analysis::{Move, MoveKind, moves};
use crate::position::{Sourcing, Venue};
use crate::record::{Day, Place, PositionRow, Quote, Quotes, Record, Scope, ShiftRow};

const EXAMPLES: &str = "\
Examples:
  rapporteur shifts --case harbour --party norland --kind claimed --kind visible
  rapporteur shifts --case harbour --since 2031-03-01 --format json

claimed: a source says that a position moved or did not. visible: the same party, issue and venue, and the stance is of
another class (for, open, against) than on the last day before. new: a line said for the first time. repeated: the line
once more, with the first time it was said.";

/// Arguments of `shifts`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Only this kind; may be given several times
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Vec<Kind>,
    #[command(flatten)]
    case: CaseArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// A source says so
    Claimed,
    /// Two days show it
    Visible,
    /// Said for the first time
    New,
    /// Said again
    Repeated,
}

impl From<Kind> for MoveKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Claimed => Self::Claimed,
            Kind::Visible => Self::Visible,
            Kind::New => Self::New,
            Kind::Repeated => Self::Repeated,
        }
    }
}

/// A movement as it is printed.
#[derive(Serialize)]
struct Told {
    kind: MoveKind,
    party: String,
    issue: String,
    option: Option<String>,
    venue: Option<Venue>,
    /// Who tells the later position, or claims the shift.
    voucher: Option<String>,
    sourcing: Option<Sourcing>,
    /// The stance, or the position in the source's words, before.
    from: Option<String>,
    /// The same after.
    to: Option<String>,
    /// The day that `from` speaks of.
    from_day: Option<Day>,
    day: Day,
    /// Of a repeated line, the day on which it was said first.
    first_said: Option<Day>,
    /// The words; of two positions the earlier ones first.
    evidence: Vec<Quote>,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&case, &record)? else {
        return nothing(&args.answer);
    };
    // What was held before is what a movement is told by, so the first day limits the answer, not the rows.
    let before = Scope {
        since: None,
        ..scope
    };
    let positions = record.positions(&before)?;
    let shifts = record.shifts(&scope)?;
    let kinds: Vec<MoveKind> = args.kind.iter().map(|k| (*k).into()).collect();
    let words = |term| record.words(term);
    let mut found = moves(&positions, &shifts, &kinds, args.answer.wanted(), &words);
    found.retain(|m| scope.since.is_none_or(|since| m.day() >= since));
    let teller = Telling {
        quotes: Quotes::new(&record),
        record: &record,
    };
    let told: Vec<Told> = args
        .answer
        .first(&found)
        .iter()
        .map(|m| teller.tell(m))
        .collect::<Result<_>>()?;
    args.answer.print(&told, found.len(), layout)
}

struct Telling<'a> {
    record: &'a Record,
    quotes: Quotes<'a>,
}

impl Telling<'_> {
    fn tell(&self, movement: &Move) -> Result<Told> {
        let kind = movement.kind();
        match movement {
            Move::Claimed(row) => self.claimed(row),
            Move::New(row) => self.held(kind, row, &[&row.place]),
            Move::Visible(from, to) => {
                let mut told = self.held(kind, to, &[&from.place, &to.place])?;
                told.from = Some(word(&from.stance));
                told.from_day = Some(from.place.day);
                Ok(told)
            }
            Move::Repeated(first, again) => {
                let mut told = self.held(kind, again, &[&first.place, &again.place])?;
                told.first_said = Some(first.place.day);
                Ok(told)
            }
        }
    }

    fn held(&self, kind: MoveKind, row: &PositionRow, places: &[&Place]) -> Result<Told> {
        let quotes = places.iter().map(|place| self.quotes.of(place));
        Ok(Told {
            kind,
            party: self.record.words(row.party),
            issue: self.record.words(row.issue),
            option: row.option.map(|o| self.record.words(o)),
            venue: Some(row.venue),
            voucher: Some(self.record.words(row.voucher)),
            sourcing: Some(row.sourcing),
            from: None,
            to: Some(word(&row.stance)),
            from_day: None,
            day: row.place.day,
            first_said: None,
            evidence: quotes.collect::<Result<_>>()?,
        })
    }

    fn claimed(&self, row: &ShiftRow) -> Result<Told> {
        let statement = |number| self.record.statement(row.place.document, number);
        let teller = row.statement.map(statement).transpose()?.flatten();
        let party = teller.as_ref().and_then(|t| t.party);
        Ok(Told {
            kind: MoveKind::Claimed,
            party: self.record.words(row.party),
            issue: self.record.words(row.issue),
            option: None,
            venue: None,
            voucher: party.map(|p| self.record.words(p)),
            sourcing: teller.map(|t| t.sourcing),
            from: row.from.clone(),
            to: row.to.clone(),
            from_day: None,
            day: row.place.day,
            first_said: None,
            evidence: vec![self.quotes.of(&row.place)?],
        })
    }
}

fn layout(told: &[Told], width: usize) -> String {
    let rows = told.iter().map(|t| {
        let whose = format!("{}\n{}", t.party, t.issue);
        vec![t.day.to_string(), word(&t.kind), whose, what(t)]
    });
    table(&["Day", "Kind", "Whose", "What"], rows.collect(), width)
}

/// Returns what a source claims, in its words.
fn claimed(told: &Told) -> String {
    let quoted = |words: &String| format!("“{words}”");
    let from = told.from.as_ref().map(quoted);
    match (told.to.as_deref(), from) {
        (Some("unchanged"), None) => "unchanged".into(),
        (Some("unchanged"), Some(from)) => format!("unchanged: {from}"),
        (Some(to), None) => format!("to “{to}”"),
        (Some(to), Some(from)) => format!("from {from} to “{to}”"),
        (None, Some(from)) => format!("away from {from}"),
        (None, None) => "moved; the words do not say where".into(),
    }
}

/// Returns what moved and the words that show it.
fn what(told: &Told) -> String {
    let say = |words: &Option<String>| {
        let words = words.as_deref().unwrap_or("not said");
        words.replace('_', " ")
    };
    let option = told
        .option
        .as_deref()
        .map_or(String::new(), |o| format!(": {o}"));
    let venue = told.venue.map_or(String::new(), |v| match v {
        Venue::Unstated => String::new(),
        other => format!(", in {}", word(&other)),
    });
    let first = match told.kind {
        MoveKind::Claimed => claimed(told),
        MoveKind::Visible => {
            let day = told.from_day.map_or(String::new(), |d| format!(" ({d})"));
            format!(
                "from {}{day} to {}{option}{venue}",
                say(&told.from),
                say(&told.to)
            )
        }
        MoveKind::New => format!("{}{option}{venue}", say(&told.to)),
        MoveKind::Repeated => {
            let day = told
                .first_said
                .map_or(String::new(), |d| format!("\nfirst said {d}"));
            format!("{}{option}{venue}{day}", say(&told.to))
        }
    };
    let told_by = told.voucher.as_deref().unwrap_or("author");
    let mut lines = vec![first, format!("voucher {told_by}")];
    lines.extend(told.evidence.iter().map(cited));
    lines.join("\n")
}

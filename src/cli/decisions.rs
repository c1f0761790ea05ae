//! `rapporteur decisions`: what people decided.

use std::io::Write;

use clap::ValueEnum;
use serde::Serialize;
use serde_json::{Value, json};

use super::End;
use super::case::CaseArgs;
use super::facts::{change, short, whence};
use crate::document::CharSpan;
use crate::record::{Effect, Listed, Quote, Quotes};

/// Arguments of `decisions`.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  rapporteur decisions --case harbour\n  rapporteur decisions --orphaned          those without effect until somebody looks at them\n  rapporteur decisions --format csv > decisions.csv"
)]
pub(super) struct Args {
    /// Only those whose words or fact are not found any more, or not in one place only
    #[arg(long)]
    orphaned: bool,
    /// Only those of this person
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Only those on this document, by its number
    #[arg(long, value_name = "NUMBER")]
    document: Option<i64>,
    /// What to print
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    #[command(flatten)]
    case: CaseArgs,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// Lines for people
    Text,
    /// One array
    Json,
    /// A table with a header
    Csv,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (_, record) = args.case.open_record()?;
    let quotes = Quotes::new(&record);
    let mut all = record.decisions(args.document)?;
    all.retain(|l| !args.orphaned || l.effect == Effect::Orphaned);
    all.retain(|l| args.who.as_ref().is_none_or(|who| *who == l.decision.who));
    let rows = all.into_iter().map(|listed| {
        let anchor = listed.decision.target.as_ref().map(|t| &t.anchor);
        let place = listed.document.zip(anchor.map(|a| a.span));
        let quote = place
            .map(|(document, span)| quotes.at(document, span))
            .transpose();
        quote.map(|quote| (listed, quote))
    });
    let rows: Vec<(Listed, Option<Quote>)> = rows.collect::<crate::Result<_>>()?;
    let mut out = std::io::stdout().lock();
    match args.format {
        Form::Text => rows
            .iter()
            .try_for_each(|(l, q)| text(&mut out, l, q.as_ref()))?,
        Form::Json => {
            let rows: Vec<Row> = rows.iter().map(|(l, q)| row(l, q.as_ref())).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
        }
        Form::Csv => {
            let mut table = csv::Writer::from_writer(&mut out);
            table.write_record(COLUMNS)?;
            for (listed, quote) in &rows {
                table.write_record(cells(&row(listed, quote.as_ref())))?;
            }
            table.flush()?;
        }
    }
    Ok(if rows.is_empty() {
        End::NothingFound
    } else {
        End::Done
    })
}

fn text(out: &mut impl Write, listed: &Listed, quote: Option<&Quote>) -> std::io::Result<()> {
    let made = &listed.decision;
    let effect = match listed.effect {
        Effect::Active => "",
        Effect::Undone => "  [undone]",
        Effect::Orphaned => "  [orphaned]",
    };
    let place = listed.document.map(|d| format!("{d}:")).unwrap_or_default();
    let time = made.made.get(..16).unwrap_or(&made.made).replace('T', " ");
    writeln!(
        out,
        "{:>4}  {time}  {}  {} {place}{}  {}{effect}",
        made.id,
        made.who,
        made.verb.name(),
        made.kind,
        change(made)
    )?;
    if let Some(anchor) = made.target.as_ref().map(|t| &t.anchor) {
        let whence = quote
            .map(|q| format!(" ({})", whence(q)))
            .unwrap_or_default();
        writeln!(out, "      “{}”{whence}", short(&anchor.quote))?;
    }
    match &made.note {
        Some(note) if made.new.is_some() || made.old.is_some() => writeln!(out, "      {note}"),
        _ => Ok(()),
    }
}

/// A decision as other programs read it.
#[derive(Serialize)]
struct Row<'a> {
    id: i64,
    made: &'a str,
    who: &'a str,
    verb: &'static str,
    effect: Effect,
    kind: &'static str,
    document: Option<i64>,
    hash: Option<&'a str>,
    span: Option<CharSpan>,
    words: Option<&'a str>,
    outlet: Option<&'a str>,
    published: Option<String>,
    field: Option<&'a str>,
    old: &'a Option<Value>,
    new: &'a Option<Value>,
    note: Option<&'a str>,
    undoes: Option<i64>,
}

fn row<'a>(listed: &'a Listed, quote: Option<&'a Quote>) -> Row<'a> {
    let made = &listed.decision;
    let anchor = made.target.as_ref().map(|t| &t.anchor);
    Row {
        id: made.id,
        made: &made.made,
        who: &made.who,
        verb: made.verb.name(),
        effect: listed.effect,
        kind: made.kind.name(),
        document: listed.document,
        hash: anchor.map(|a| a.hash.as_str()),
        span: quote.map(|q| q.span),
        words: anchor.map(|a| a.quote.as_str()),
        outlet: quote.and_then(|q| q.outlet.as_deref()),
        published: quote.and_then(|q| q.published).map(|d| d.to_string()),
        field: made.field.as_deref(),
        old: &made.old,
        new: &made.new,
        note: made.note.as_deref(),
        undoes: made.undoes,
    }
}

const COLUMNS: [&str; 18] = [
    "id",
    "made",
    "who",
    "verb",
    "effect",
    "kind",
    "document",
    "hash",
    "start",
    "end",
    "words",
    "outlet",
    "published",
    "field",
    "old",
    "new",
    "note",
    "undoes",
];

fn cells(row: &Row<'_>) -> [String; 18] {
    let words = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let number = |value: Option<i64>| value.map(|v| v.to_string()).unwrap_or_default();
    let json = |value: &Option<Value>| value.as_ref().map(Value::to_string).unwrap_or_default();
    let bound = |of: fn(CharSpan) -> usize| row.span.map(|s| of(s).to_string()).unwrap_or_default();
    [
        row.id.to_string(),
        row.made.to_owned(),
        row.who.to_owned(),
        row.verb.to_owned(),
        words(json!(row.effect).as_str()),
        row.kind.to_owned(),
        number(row.document),
        words(row.hash),
        bound(|s| s.start),
        bound(|s| s.end),
        words(row.words),
        words(row.outlet),
        words(row.published.as_deref()),
        words(row.field),
        json(row.old),
        json(row.new),
        words(row.note),
        number(row.undoes),
    ]
}

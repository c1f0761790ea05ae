//! `rapporteur search`: statements that hold words, and statements alike in meaning to one of them.

use std::collections::HashSet;

use anyhow::{Context, bail};
use serde::Serialize;

use super::End;
use super::answer::{AnswerArgs, nothing, word};
use super::case::{CaseArgs, ScopeArgs};
use super::lines::{heading, quoted};
use crate::attribution::WordVectors;
use crate::export::tame;
use crate::position::{Channel, Sourcing};
use crate::record::{Day, Hit, Quote, Quotes, Record, Scope, phrases};
use crate::similar::Similar;

/// Statements that are ranked at most.
const RANKED: usize = 1000;

/// Arguments of `search`.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n\
  rapporteur search --case harbour 'lanes \"open by spring\" -dredging'\n\
  rapporteur search --case harbour --speaker Lind --since 2031-03-01 truce OR ceasefire\n\
  rapporteur search --case harbour --like 12:3\n\n\
All words must be there, in whatever form (agree finds agreed). Words in quotation marks stand in a row, a hyphen keeps \
out, a star leaves the end of a word open, OR gives a choice. The best come first (BM25); with --like the most alike.")]
pub(super) struct Args {
    /// What to look for
    #[arg(
        value_name = "WORDS",
        required_unless_present_any = ["like", "speaker"]
    )]
    words: Vec<String>,
    /// Only what this speaker says; a part of the name will do
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
    /// Statements alike in meaning to this one: the document's number and the statement's, as `search` prints them
    #[arg(long, value_name = "DOCUMENT:NUMBER", conflicts_with = "words")]
    like: Option<String>,
    #[command(flatten)]
    case: CaseArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// A row of the answer.
#[derive(Serialize)]
struct SearchAnswer {
    /// The statement's name for `--like`.
    statement: String,
    day: Day,
    speaker: Option<String>,
    party: Option<String>,
    sourcing: Sourcing,
    channel: Channel,
    /// The higher, the better; scores of different searches cannot be compared.
    score: f64,
    evidence: Quote,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&case, &record)? else {
        return nothing(&args.answer);
    };
    let speaker = args.speaker.as_deref();
    let quotes = Quotes::new(&record);
    let found = match (&args.like, phrases(&args.words.join(" "))) {
        (Some(like), _) => alike(like, &record, &quotes, &scope, speaker)?,
        (None, Some(matching)) => record.search(&matching, &scope, speaker, RANKED)?,
        (None, None) => match speaker {
            Some(speaker) => record.spoken_by(speaker, &scope, RANKED)?,
            None => bail!("nothing to look for: give at least one word that is wanted"),
        },
    };
    // The same statement in copies of a report is one.
    let mut told = HashSet::new();
    let found: Vec<Hit> = found
        .into_iter()
        .filter(|h| told.insert((h.statement.place.report, h.statement.place.number)))
        .collect();
    let rows = args
        .answer
        .first(&found)
        .iter()
        .map(|hit| row(hit, &record, &quotes))
        .collect::<crate::Result<Vec<_>>>()?;
    args.answer.print(&rows, found.len(), laid_out)
}

/// Returns the statements alike to the one of `DOCUMENT:NUMBER`.
fn alike(
    like: &str,
    record: &Record,
    quotes: &Quotes<'_>,
    scope: &Scope,
    speaker: Option<&str>,
) -> anyhow::Result<Vec<Hit>> {
    let wrong = || format!("--like {like}: say which statement as DOCUMENT:NUMBER, such as 12:3");
    let (document, number) = like.split_once(':').with_context(wrong)?;
    let (document, number) = (
        document.trim().parse().with_context(wrong)?,
        number.trim().parse().with_context(wrong)?,
    );
    let Some(given) = record.statement(document, number)? else {
        bail!(
            "--like {like}: the record has no such statement; `rapporteur search` prints their numbers"
        );
    };
    let similar = Similar {
        record,
        quotes,
        vectors: &WordVectors::built_in()?,
    };
    Ok(similar.to(&given, scope, speaker)?)
}

fn row(hit: &Hit, record: &Record, quotes: &Quotes<'_>) -> crate::Result<SearchAnswer> {
    let of = &hit.statement;
    let speaker = of.speaker.map(|s| record.actor(s)).transpose()?.flatten();
    Ok(SearchAnswer {
        statement: format!("{}:{}", of.place.document, of.place.number),
        day: of.place.day,
        speaker: speaker.map(|s| s.name),
        party: of.party.map(|p| record.words(p)),
        sourcing: of.sourcing,
        channel: of.channel,
        // Six figures behind the point are the same on every machine.
        score: (-hit.rank * 1e6).round() / 1e6 + 0.0,
        evidence: quotes.of(&of.place)?,
    })
}

fn laid_out(rows: &[SearchAnswer], width: usize) -> String {
    let mut text = String::new();
    for row in rows {
        let mut parts = vec![row.statement.clone(), row.day.to_string()];
        parts.push(
            row.speaker
                .as_deref()
                .map_or("speaker not told".into(), tame),
        );
        parts.extend(row.party.as_deref().map(tame));
        parts.push(format!("{}, {}", word(&row.sourcing), word(&row.channel)));
        text += &heading(&parts.join(" · "), width);
        text += &quoted(4, &row.evidence, width);
    }
    text
}

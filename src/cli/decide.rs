//! `rapporteur decide`: what people say of what the engine found.

use std::io::Write;

use anyhow::{Context, bail};
use clap::Subcommand;
use serde_json::Value;

use super::End;
use super::case::CaseArgs;
use super::facts::{Aim, change, name, short, summary, whence};
use crate::record::{Act, FactKind, Fields, NewDecision, Quotes, Record, State};

const EXAMPLES: &str = "\
Examples:
  rapporteur decide facts 17                                what the record has of document 17
  rapporteur decide confirm 17:position:2 17:position:3     right as they stand
  rapporteur decide edit 17:position:2 stance open --note \"see the second half\"
  rapporteur decide add 17:expectation '{\"what\": \"a new round\", \"evidence\": \"will meet again in May\"}'
  rapporteur decide merge \"Lind\" \"Mara Lind\"                the first is the second
  rapporteur decide undo 12

Decisions are rows of their own: what the engine found stays, and no later engine overwrites them. Values are written as
in `read --format json`; words of the text may stand for their place.";

/// Arguments of `decide`.
#[derive(clap::Args)]
#[command(after_long_help = EXAMPLES, after_help = "More with --help.")]
pub(super) struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Approve facts as they stand; the engine stays their author
    Confirm(OnFacts),
    /// Say that facts are not so
    Reject(OnFacts),
    /// Change a field of a fact; whoever does is its author from then on
    Edit {
        /// Which fact: DOCUMENT:KIND:NUMBER, or decision:NUMBER
        #[arg(value_name = "FACT")]
        fact: Aim,
        /// Which field, as in the JSON of a reading
        field: String,
        /// Its value: a word, null, or JSON
        value: String,
        #[command(flatten)]
        by: By,
    },
    /// Add a fact that the engine did not find
    Add {
        /// Where and what: DOCUMENT:KIND
        #[arg(value_name = "DOCUMENT:KIND", value_parser = place)]
        place: (i64, FactKind),
        /// Its fields as a JSON object
        fact: String,
        #[command(flatten)]
        by: By,
    },
    /// Say that one actor is another, in all documents
    Merge {
        /// Name or number of the one whose name goes
        from: String,
        /// Name or number of the one whose name stays
        into: String,
        #[command(flatten)]
        by: By,
    },
    /// Leave a remark on a fact
    Note {
        /// Which fact: DOCUMENT:KIND:NUMBER, or decision:NUMBER
        #[arg(value_name = "FACT")]
        fact: Aim,
        /// The remark
        words: String,
        #[command(flatten)]
        by: By,
    },
    /// Take decisions back, also the taking back of others
    Undo {
        /// Numbers of decisions
        #[arg(required = true, value_name = "DECISION")]
        decisions: Vec<i64>,
        #[command(flatten)]
        by: By,
    },
    /// List the facts of a document, with the names that decisions call them by
    Facts {
        /// Number of the document
        document: i64,
        /// Only this kind
        kind: Option<FactKind>,
        #[command(flatten)]
        case: CaseArgs,
    },
}

#[derive(clap::Args)]
struct OnFacts {
    /// Which facts: DOCUMENT:KIND:NUMBER, or decision:NUMBER
    #[arg(required = true, value_name = "FACT")]
    facts: Vec<Aim>,
    #[command(flatten)]
    by: By,
}

/// Who decides, in which case.
#[derive(clap::Args)]
struct By {
    #[command(flatten)]
    case: CaseArgs,
    /// Who decides [default: the environment's USER]
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// A remark
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
}

fn place(word: &str) -> Result<(i64, FactKind), String> {
    let wrong = || "is no place; write DOCUMENT:KIND, as in 17:position".to_owned();
    let (document, kind) = word.split_once(':').ok_or_else(wrong)?;
    Ok((document.parse().map_err(|_| wrong())?, kind.parse()?))
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    match &args.verb {
        Verb::Confirm(on) => on_facts(on, Act::Confirm),
        Verb::Reject(on) => on_facts(on, Act::Reject),
        Verb::Edit {
            fact,
            field,
            value,
            by,
        } => {
            let mut record = by.record()?;
            let fact = fact.look_up(&record)?;
            let (target, field, value) = (fact.target, field.clone(), value_of(value)?);
            by.decide(
                &mut record,
                Act::Edit {
                    target,
                    field,
                    value,
                },
                fact.last,
            )
        }
        Verb::Add {
            place: (document, kind),
            fact,
            by,
        } => {
            let mut record = by.record()?;
            let fact: Fields = serde_json::from_str(fact).context("the fact is no JSON object")?;
            let hash = record.text_of(*document)?.id;
            by.decide(
                &mut record,
                Act::Add {
                    hash,
                    kind: *kind,
                    fact,
                },
                None,
            )
        }
        Verb::Merge { from, into, by } => {
            let mut record = by.record()?;
            let (from, into) = (actor(&record, from)?, actor(&record, into)?);
            let last = record.decisions(None)?.last().map(|l| l.decision.id);
            by.decide(&mut record, Act::Merge { from, into }, last)
        }
        Verb::Note { fact, words, by } => {
            let mut record = by.record()?;
            let fact = fact.look_up(&record)?;
            by.with_note(words)
                .decide(&mut record, Act::Note(fact.target), fact.last)
        }
        Verb::Undo { decisions, by } => {
            let mut record = by.record()?;
            for id in decisions {
                let decision = record
                    .decision(*id)?
                    .with_context(|| format!("there is no decision {id}"))?;
                let last = record.last_beside(&decision)?;
                by.decide(&mut record, Act::Undo(*id), last)?;
            }
            Ok(End::Done)
        }
        Verb::Facts {
            document,
            kind,
            case,
        } => facts(case, *document, *kind),
    }
}

/// Looks all facts up before it decides on the first: a rejection moves the numbers of those after it.
fn on_facts(on: &OnFacts, act: fn(crate::record::Target) -> Act) -> anyhow::Result<End> {
    let mut record = on.by.record()?;
    let facts = on.facts.iter().map(|aim| aim.look_up(&record));
    let facts: Vec<_> = facts.collect::<anyhow::Result<_>>()?;
    for fact in facts {
        on.by.decide(&mut record, act(fact.target), fact.last)?;
    }
    Ok(End::Done)
}

impl By {
    fn record(&self) -> anyhow::Result<Record> {
        let case = self.case.open()?;
        Ok(Record::open(&case.record())?)
    }

    fn with_note(&self, words: &str) -> By {
        By {
            case: self.case.clone(),
            who: self.who.clone(),
            note: Some(words.into()),
        }
    }

    fn who(&self) -> anyhow::Result<String> {
        let user = || std::env::var("USER").ok().filter(|u| !u.is_empty());
        let who = self.who.clone().or_else(user);
        who.context("nobody is named; say who decides with --who NAME")
    }

    /// Decides, and prints what was decided on which words.
    fn decide(&self, record: &mut Record, act: Act, seen: Option<i64>) -> anyhow::Result<End> {
        let decision = NewDecision {
            who: self.who()?,
            act,
            note: self.note.clone(),
            seen,
        };
        let now = jiff::Timestamp::now()
            .strftime("%Y-%m-%dT%H:%M:%SZ")
            .to_string();
        let id = record.decide(&decision, &now)?;
        let made = record.decision(id)?.context("the decision is not there")?;
        let mut out = std::io::stdout().lock();
        writeln!(
            out,
            "decision {id}: {} {} — {}",
            made.verb.name(),
            made.kind,
            change(&made)
        )?;
        if let Some(target) = &made.target {
            writeln!(out, "    “{}”", short(&target.anchor.quote))?;
        }
        Ok(End::Done)
    }
}

/// Returns a value as the command line has it: JSON where it looks like it, else the word.
fn value_of(word: &str) -> anyhow::Result<Value> {
    if word == "null" || word.starts_with(['[', '{', '"']) {
        return serde_json::from_str(word).with_context(|| format!("{word} is no JSON"));
    }
    Ok(Value::from(word))
}

fn actor(record: &Record, word: &str) -> anyhow::Result<i64> {
    if let Ok(id) = word.parse() {
        return Ok(id);
    }
    match record.actors_named(word)?.as_slice() {
        [] => bail!("{word:?}: nobody of this name speaks in the record"),
        [one] => Ok(*one),
        several => bail!("{word:?}: several actors have this name; give a number: {several:?}"),
    }
}

fn facts(case: &CaseArgs, document: i64, kind: Option<FactKind>) -> anyhow::Result<End> {
    let (_, record) = case.open_record()?;
    let quotes = Quotes::new(&record);
    let mut out = std::io::stdout().lock();
    let mut end = End::NothingFound;
    let wanted = |k: FactKind| kind.is_none_or(|kind| kind == k);
    for fact in record
        .decidables(document)?
        .iter()
        .filter(|f| wanted(f.target.kind))
    {
        end = End::Done;
        let state = match fact.state {
            State::Engine => "",
            State::Confirmed => "  [confirmed]",
            State::Edited => "  [edited]",
            State::Added => "  [added]",
        };
        writeln!(
            out,
            "{:<18} {}{state}",
            name(fact),
            summary(fact.target.kind, &fact.fact)
        )?;
        let quote = quotes.at(document, fact.span)?;
        writeln!(out, "    “{}” ({})", short(&quote.words), whence(&quote))?;
    }
    Ok(end)
}

//! `rapporteur corroboration`: what people who are not named claim, with who confirms, who denies and who is silent.

use serde::Serialize;

use super::End;
use super::answer::{AnswerArgs, cited, heading, nothing, table, word};
use super::case::{CaseArgs, ScopeArgs};
use super::lines::count;
use super::meetings::days;
use crate::Result;
use crate::analysis::{Claim, ClaimKind, Claimed, Reports, claims};
use crate::position::{OutcomeResult, Sourcing, Stance};
use crate::record::{Day, Quote, Quotes, Record, Term};

const EXAMPLES: &str = "\
Example: rapporteur corroboration --case harbour --issue navigation --within 14

A claim is confirmed by the same class of stance (for, open, against) on the same party, issue and option, told by a
named source, by another party or in another independent report; it is denied by being against where it is not, or the
other way round, on the same day or later.";

/// Arguments of `corroboration`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Days around a claim in which others may answer it
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    within: u16,
    #[command(flatten)]
    case: CaseArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// How a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    /// Nobody says anything to it.
    Alone,
    Confirmed,
    Denied,
    /// Some confirm, some deny.
    Contested,
}

/// A claim as it is printed.
#[derive(Serialize)]
struct Told {
    status: Status,
    kind: ClaimKind,
    party: Option<String>,
    issue: String,
    option: Option<String>,
    stance: Option<Stance>,
    result: Option<OutcomeResult>,
    voucher: Option<String>,
    sourcing: Sourcing,
    since: Day,
    latest: Day,
    reports: usize,
    /// The first words, then the latest where these are others.
    evidence: Vec<Quote>,
    confirms: Vec<Voice>,
    denies: Vec<Voice>,
    silent: Vec<String>,
}

/// Somebody who confirms or denies.
#[derive(Serialize)]
struct Voice {
    voucher: Option<String>,
    sourcing: Sourcing,
    stance: Option<Stance>,
    result: Option<OutcomeResult>,
    day: Day,
    evidence: Quote,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&case, &record)? else {
        return nothing(&args.answer);
    };
    let positions = record.positions(&scope)?;
    let of_outcomes = record.outcome_tellers(&scope)?;
    let of_shifts = record.shift_tellers(&scope)?;
    let mut events: Vec<Claimed> = Vec::new();
    if scope.party.is_none() {
        let outcomes = record.outcomes(&scope)?;
        events.extend(outcomes.iter().map(|o| Claimed::outcome(o, &of_outcomes)));
    }
    let shifts = record.shifts(&scope)?;
    events.extend(shifts.iter().map(|s| Claimed::shift(s, &of_shifts)));
    let mut parties = Vec::new();
    for party in &case.about.parties {
        parties.extend(record.term(&party.slug)?);
    }
    let reports = Reports {
        positions: &positions,
        events: &events,
        own: record.term("self")?,
        parties: &parties,
        within: i64::from(args.within),
    };
    let found = claims(&reports, args.answer.wanted(), &|term| record.words(term));
    let telling = Telling {
        quotes: Quotes::new(&record),
        record: &record,
    };
    let told: Vec<Told> = args
        .answer
        .first(&found)
        .iter()
        .map(|c| telling.tell(c))
        .collect::<Result<_>>()?;
    args.answer.print(&told, found.len(), layout)
}

struct Telling<'a> {
    record: &'a Record,
    quotes: Quotes<'a>,
}

impl Telling<'_> {
    fn tell(&self, claim: &Claim) -> Result<Told> {
        let (first, last) = (&claim.first, &claim.last);
        let mut evidence = vec![self.quotes.of(&first.place)?];
        if first.place.id != last.place.id {
            evidence.push(self.quotes.of(&last.place)?);
        }
        let say = |term: Option<Term>| term.map(|t| self.record.words(t));
        Ok(Told {
            status: match (claim.confirms.is_empty(), claim.denies.is_empty()) {
                (true, true) => Status::Alone,
                (false, true) => Status::Confirmed,
                (true, false) => Status::Denied,
                (false, false) => Status::Contested,
            },
            kind: first.kind,
            party: say(first.party),
            issue: self.record.words(first.issue),
            option: say(first.option),
            stance: first.stance,
            result: first.result,
            voucher: say(first.voucher),
            sourcing: first.sourcing,
            since: first.place.day,
            latest: last.place.day,
            reports: claim.reports,
            evidence,
            confirms: self.voices(&claim.confirms)?,
            denies: self.voices(&claim.denies)?,
            silent: claim.silent.iter().map(|t| self.record.words(*t)).collect(),
        })
    }

    fn voices(&self, rows: &[Claimed]) -> Result<Vec<Voice>> {
        let voice = |row: &Claimed| {
            Ok(Voice {
                voucher: row.voucher.map(|v| self.record.words(v)),
                sourcing: row.sourcing,
                stance: row.stance,
                result: row.result,
                day: row.place.day,
                evidence: self.quotes.of(&row.place)?,
            })
        };
        rows.iter().map(voice).collect()
    }
}

fn layout(told: &[Told], width: usize) -> String {
    let mut out = String::new();
    for claim in told {
        out.push_str(&heading(&title(claim), width));
        let of = |voucher: &Option<String>, sourcing: Sourcing| {
            let voucher = voucher.as_deref().unwrap_or("no party");
            format!("{voucher} ({})", word(&sourcing))
        };
        let mut rows = vec![vec![
            "claim".to_owned(),
            format!(
                "voucher {}, {}; {}\n{}",
                of(&claim.voucher, claim.sourcing),
                days(Some(claim.since), Some(claim.latest)),
                count(claim.reports, "report"),
                claim.evidence.first().map(cited).unwrap_or_default()
            ),
        ]];
        for (label, voices) in [("confirms", &claim.confirms), ("denies", &claim.denies)] {
            rows.extend(voices.iter().map(|v| {
                let who = of(&v.voucher, v.sourcing);
                let words = cited(&v.evidence);
                vec![label.to_owned(), format!("{who}, {}: {words}", v.day)]
            }));
        }
        if !claim.silent.is_empty() {
            rows.push(vec!["silent".to_owned(), claim.silent.join(", ")]);
        }
        out.push_str(&table(&["", ""], rows, width));
    }
    out.trim_start().to_owned()
}

/// Returns what is claimed and how it stands, in one line.
fn title(claim: &Told) -> String {
    let what = match (&claim.stance, &claim.result) {
        (Some(stance), _) => word(stance),
        (None, Some(result)) => word(result),
        (None, None) => "shift".to_owned(),
    };
    let parts = [
        claim.party.clone(),
        Some(claim.issue.clone()),
        Some(what.replace(['_', '-'], " ")),
        claim.option.clone(),
        Some(word(&claim.status)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

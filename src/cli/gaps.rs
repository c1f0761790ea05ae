//! `rapporteur gaps`: public lines and private accounts that part, and outcomes that two sides tell differently.

use std::cmp::Reverse;
use std::collections::HashSet;

use serde::Serialize;

use super::End;
use super::answer::{AnswerArgs, beside, cited, heading, nothing, word};
use super::case::{CaseArgs, ScopeArgs};
use crate::Result;
use crate::analysis::{About, Account, Conflict, Gap, HeldAccount, Teller, conflicts, gaps};
use crate::case::{Case, Part};
use crate::position::{OutcomeResult, Sourcing, Stance, Venue};
use crate::record::{Day, Quote, Quotes, Record, Term};

const EXAMPLES: &str = "\
Examples:
  rapporteur gaps --case harbour --party norland
  rapporteur gaps --case harbour --issue navigation --format json

public_private: what a party holds in public and what is told of it in private are of another class (for, open,
against). meeting: two sides tell different results of one meeting. The part that case.toml gives to a party says whether
an account comes from the own side, another side, a mediator or an observer.";

/// Arguments of `gaps`.
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

/// What parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    PublicPrivate,
    Meeting,
}

/// A gap as it is printed.
#[derive(Serialize)]
struct Told {
    kind: Kind,
    party: Option<String>,
    issue: String,
    /// What a public and a private account are both about.
    about: Option<About>,
    /// First day of the meeting of which two sides tell.
    meeting_start: Option<Day>,
    meeting_end: Option<Day>,
    /// The two accounts: the public one first, of a meeting the earlier one.
    accounts: [TellsOf; 2],
}

/// One account.
#[derive(Serialize)]
struct TellsOf {
    issue: String,
    venue: Option<Venue>,
    voucher: String,
    /// On which side of the table the voucher stands, seen from the party.
    side: Teller,
    sourcing: Sourcing,
    option: Option<String>,
    stance: Option<Stance>,
    result: Option<OutcomeResult>,
    day: Day,
    reports: usize,
    evidence: Quote,
}

/// What was found, before its words are looked up.
enum Found {
    Gap(Gap),
    Conflict(Conflict),
}

impl Found {
    fn day(&self) -> Day {
        match self {
            Self::Gap(gap) => gap.private.row.place.day.max(gap.public.row.place.day),
            Self::Conflict(conflict) => conflict.other.row.place.day,
        }
    }
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&record)? else {
        return nothing(&args.answer);
    };
    let positions = record.positions(&scope)?;
    let whole = record.term("settlement")?;
    let words = |term| record.words(term);
    let parted = gaps(&positions, whole, args.answer.wanted(), &words);
    let told = conflicts(
        &record.meetings(&scope)?,
        &record.outcomes(&scope)?,
        &record.outcome_tellers(&scope)?,
    );
    let concerns = |c: &Conflict| {
        let sides = [c.one.teller.party, c.other.teller.party];
        scope.party.is_none_or(|p| sides.contains(&Some(p)))
    };
    let told = told.into_iter().filter(concerns).map(Found::Conflict);
    let mut found: Vec<Found> = parted.into_iter().map(Found::Gap).chain(told).collect();
    found.sort_by_key(|f| Reverse(f.day()));
    let telling = Telling {
        speaks: positions.iter().map(|r| r.party).collect(),
        quotes: Quotes::new(&record),
        case: &case,
        record: &record,
    };
    let rows: Vec<Told> = args
        .answer
        .first(&found)
        .iter()
        .map(|f| telling.tell(f))
        .collect::<Result<_>>()?;
    args.answer.print(&rows, found.len(), layout)
}

struct Telling<'a> {
    case: &'a Case,
    record: &'a Record,
    quotes: Quotes<'a>,
    /// Parties that hold positions.
    speaks: HashSet<Term>,
}

impl Telling<'_> {
    fn tell(&self, found: &Found) -> Result<Told> {
        match found {
            Found::Gap(gap) => self.gap(gap),
            Found::Conflict(conflict) => self.conflict(conflict),
        }
    }

    fn gap(&self, gap: &Gap) -> Result<Told> {
        let row = &gap.private.row;
        Ok(Told {
            kind: Kind::PublicPrivate,
            party: Some(self.record.words(row.party)),
            issue: self.record.words(row.issue),
            about: Some(gap.about),
            meeting_start: None,
            meeting_end: None,
            accounts: [self.held(&gap.public)?, self.held(&gap.private)?],
        })
    }

    fn held(&self, held: &HeldAccount) -> Result<TellsOf> {
        let row = &held.row;
        let (voucher, party) = (self.record.words(row.voucher), self.record.words(row.party));
        let speaks = self.speaks.contains(&row.voucher);
        Ok(TellsOf {
            issue: self.record.words(row.issue),
            venue: Some(row.venue),
            side: Teller::of(&voucher, &party, self.case, speaks),
            voucher,
            sourcing: row.sourcing,
            option: row.option.map(|o| self.record.words(o)),
            stance: Some(row.stance),
            result: None,
            day: row.place.day,
            reports: held.reports,
            evidence: self.quotes.of(&row.place)?,
        })
    }

    fn conflict(&self, conflict: &Conflict) -> Result<Told> {
        Ok(Told {
            kind: Kind::Meeting,
            party: None,
            issue: self.record.words(conflict.one.row.issue),
            about: None,
            meeting_start: Some(conflict.days.0),
            meeting_end: Some(conflict.days.1),
            accounts: [self.account(&conflict.one)?, self.account(&conflict.other)?],
        })
    }

    fn account(&self, account: &Account) -> Result<TellsOf> {
        let voucher = account.teller.party.map(|p| self.record.words(p));
        let voucher = voucher.unwrap_or_default();
        // Each tells of a meeting of its own: only the case knows that it merely brought others together.
        let side = match self.case.party(&voucher).map(|p| p.part) {
            Some(Part::Mediator) => Teller::Mediator,
            Some(Part::Observer) => Teller::Observer,
            _ => Teller::OwnSide,
        };
        Ok(TellsOf {
            issue: self.record.words(account.row.issue),
            venue: None,
            voucher,
            side,
            sourcing: account.teller.sourcing,
            option: None,
            stance: None,
            result: Some(account.row.result),
            day: account.row.place.day,
            reports: 1,
            evidence: self.quotes.of(&account.row.place)?,
        })
    }
}

fn layout(told: &[Told], width: usize) -> String {
    let mut out = String::new();
    for gap in told {
        let [one, other] = &gap.accounts;
        let (title, headings) = match (&gap.party, gap.meeting_start, gap.meeting_end) {
            (None, Some(first), Some(last)) => {
                let title = format!("Meeting of {first} to {last} · {}", gap.issue);
                (title, [one.voucher.as_str(), other.voucher.as_str()])
            }
            (party, ..) => {
                let other = match gap.about {
                    Some(About::SameIssue) => " · other options".to_owned(),
                    Some(About::WholeDeal) => format!(" · beside {}", one.issue),
                    _ => String::new(),
                };
                let party = party.as_deref().unwrap_or("");
                (
                    format!("{party} · {}{other}", gap.issue),
                    ["In public", "In private"],
                )
            }
        };
        out.push_str(&heading(&title));
        out.push_str(&beside(
            headings,
            vec![[account(one), account(other)]],
            width,
        ));
    }
    out.trim_start().to_owned()
}

/// Returns the lines of one account.
fn account(told: &TellsOf) -> String {
    let what = match (&told.stance, &told.result) {
        (Some(stance), _) => word(stance),
        (None, Some(result)) => word(result),
        (None, None) => String::new(),
    };
    let option = told
        .option
        .as_deref()
        .map_or(String::new(), |o| format!(": {o}"));
    let side = word(&told.side).replace('_', " ");
    format!(
        "{}{option}\nvoucher {} ({side}, {}), {}; {} report{}\n{}",
        what.replace('_', " "),
        told.voucher,
        word(&told.sourcing),
        told.day,
        told.reports,
        if told.reports == 1 { "" } else { "s" },
        cited(&told.evidence)
    )
}

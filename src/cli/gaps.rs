//! `rapporteur gaps`: public lines and private accounts that part, and outcomes that two sides tell differently.

use std::cmp::Reverse;
use std::collections::HashSet;

use serde::Serialize;

use super::End;
use super::answer::{AnswerArgs, beside, cited, heading, nothing, word};
use super::case::{CaseArgs, ScopeArgs};
use super::meetings::days;
use crate::Result;
use crate::analysis::{
    About, Account, Conflict, Gap, HeldAccount, MoodConflict, Teller, conflicts, gaps, moods,
};
use crate::case::{Case, Part};
use crate::position::{OutcomeResult, Sourcing, Stance, Tone, Venue};
use crate::record::{Day, Quote, Quotes, Record, Scope, StatementRow, Term};

const EXAMPLES: &str = "\
Examples:
  rapporteur gaps --case harbour --party norland
  rapporteur gaps --case harbour --issue navigation --format json

public_private: what a party holds in public and what is told of it in private are of another class (for, open,
against). meeting: two sides tell different results of one meeting. mood: two sides tell its mood differently. The part
that case.toml gives to a party says whether an account comes from the own side, another side, a mediator or an observer.";

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
    Mood,
}

/// A gap as it is printed.
#[derive(Serialize)]
struct Told {
    kind: Kind,
    party: Option<String>,
    /// A mood is on no issue.
    issue: Option<String>,
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
    issue: Option<String>,
    venue: Option<Venue>,
    voucher: String,
    /// On which side of the table the voucher stands, seen from the party.
    side: Teller,
    sourcing: Sourcing,
    option: Option<String>,
    stance: Option<Stance>,
    result: Option<OutcomeResult>,
    tone: Option<Tone>,
    day: Day,
    reports: usize,
    evidence: Quote,
}

/// What was found, before its words are looked up.
enum Found {
    Gap(Gap),
    Conflict(Conflict),
    Mood(MoodConflict),
}

impl Found {
    fn day(&self) -> Day {
        match self {
            Self::Gap(gap) => gap.private.row.place.day.max(gap.public.row.place.day),
            Self::Conflict(conflict) => conflict.other.row.place.day,
            Self::Mood(moods) => moods.other.place.day,
        }
    }
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&case, &record)? else {
        return nothing(&args.answer);
    };
    let positions = record.positions(&scope)?;
    let whole = record.term("settlement")?;
    let words = |term| record.words(term);
    let parted = gaps(&positions, whole, args.answer.wanted(), &words);
    let mut found: Vec<Found> = parted.into_iter().map(Found::Gap).collect();
    found.extend(of_meetings(&record, &scope)?);
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

/// Returns where two sides tell the results or the mood of one meeting differently.
fn of_meetings(record: &Record, scope: &Scope) -> Result<Vec<Found>> {
    let meetings = record.meetings(scope)?;
    let outcomes = record.outcomes(scope)?;
    let told = conflicts(&meetings, &outcomes, &record.outcome_tellers(scope)?);
    let concerns = |sides: [Option<Term>; 2]| scope.party.is_none_or(|p| sides.contains(&Some(p)));
    let told = told
        .into_iter()
        .filter(|c| concerns([c.one.teller.party, c.other.teller.party]));
    let mut found: Vec<Found> = told.map(Found::Conflict).collect();
    if scope.issue.is_none() {
        // Both sides are compared, also where only one of them is asked for.
        let both = Scope {
            party: None,
            ..*scope
        };
        let statements = record.on_mood(&both)?;
        let told = moods(&meetings, &statements).into_iter();
        let told = told.filter(|m| concerns([m.one.party, m.other.party]));
        found.extend(told.map(Found::Mood));
    }
    Ok(found)
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
            Found::Mood(moods) => self.mood(moods),
        }
    }

    fn gap(&self, gap: &Gap) -> Result<Told> {
        let row = &gap.private.row;
        Ok(Told {
            kind: Kind::PublicPrivate,
            party: Some(self.record.words(row.party)),
            issue: Some(self.record.words(row.issue)),
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
            issue: Some(self.record.words(row.issue)),
            venue: Some(row.venue),
            side: Teller::of(&voucher, &party, self.case, speaks),
            voucher,
            sourcing: row.sourcing,
            option: row.option.map(|o| self.record.words(o)),
            stance: Some(row.stance),
            result: None,
            tone: None,
            day: row.place.day,
            reports: held.reports,
            evidence: self.quotes.of(&row.place)?,
        })
    }

    fn conflict(&self, conflict: &Conflict) -> Result<Told> {
        Ok(Told {
            kind: Kind::Meeting,
            party: None,
            issue: Some(self.record.words(conflict.one.row.issue)),
            about: None,
            meeting_start: Some(conflict.days.0),
            meeting_end: Some(conflict.days.1),
            accounts: [self.account(&conflict.one)?, self.account(&conflict.other)?],
        })
    }

    fn account(&self, account: &Account) -> Result<TellsOf> {
        let (voucher, side) = self.at_the_table(account.teller.party);
        Ok(TellsOf {
            issue: Some(self.record.words(account.row.issue)),
            venue: None,
            voucher,
            side,
            sourcing: account.teller.sourcing,
            option: None,
            stance: None,
            result: Some(account.row.result),
            tone: None,
            day: account.row.place.day,
            reports: 1,
            evidence: self.quotes.of(&account.row.place)?,
        })
    }

    fn mood(&self, moods: &MoodConflict) -> Result<Told> {
        Ok(Told {
            kind: Kind::Mood,
            party: None,
            issue: None,
            about: None,
            meeting_start: Some(moods.days.0),
            meeting_end: Some(moods.days.1),
            accounts: [self.says(&moods.one)?, self.says(&moods.other)?],
        })
    }

    fn says(&self, row: &StatementRow) -> Result<TellsOf> {
        let (voucher, side) = self.at_the_table(row.party);
        Ok(TellsOf {
            issue: None,
            venue: None,
            voucher,
            side,
            sourcing: row.sourcing,
            option: None,
            stance: None,
            result: None,
            tone: row.tone,
            day: row.place.day,
            reports: 1,
            evidence: self.quotes.of(&row.place)?,
        })
    }

    /// Returns the slug of who tells of a meeting and its side. Each tells of a meeting of its own: only the case knows
    /// that it merely brought others together.
    fn at_the_table(&self, party: Option<Term>) -> (String, Teller) {
        let voucher = party.map(|p| self.record.words(p)).unwrap_or_default();
        let side = match self.case.party(&voucher).map(|p| p.part) {
            Some(Part::Mediator) => Teller::Mediator,
            Some(Part::Observer) => Teller::Observer,
            _ => Teller::OwnSide,
        };
        (voucher, side)
    }
}

fn layout(told: &[Told], width: usize) -> String {
    let mut out = String::new();
    for gap in told {
        let [one, other] = &gap.accounts;
        let (title, headings) = match (&gap.party, gap.meeting_start, gap.meeting_end) {
            (None, Some(first), Some(last)) => {
                let about = gap.issue.as_deref().unwrap_or("mood");
                let title = format!("Meeting of {} · {about}", days(Some(first), Some(last)));
                (title, [one.voucher.as_str(), other.voucher.as_str()])
            }
            (party, ..) => {
                let other = match gap.about {
                    Some(About::SameIssue) => " · other options".to_owned(),
                    Some(About::WholeDeal) => {
                        format!(" · beside {}", one.issue.as_deref().unwrap_or_default())
                    }
                    _ => String::new(),
                };
                let party = party.as_deref().unwrap_or("");
                let issue = gap.issue.as_deref().unwrap_or_default();
                (
                    format!("{party} · {issue}{other}"),
                    ["In public", "In private"],
                )
            }
        };
        out.push_str(&heading(&title, width));
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
    let what = match (&told.stance, &told.result, &told.tone) {
        (Some(stance), ..) => word(stance),
        (_, Some(result), _) => word(result),
        (.., Some(tone)) => format!("{} mood", word(tone)),
        _ => String::new(),
    };
    let option = told
        .option
        .as_deref()
        .map_or(String::new(), |o| format!(": {o}"));
    let side = word(&told.side).replace('_', " ");
    format!(
        "{}{option}\nvoucher {} ({side}, {}), {}; {} report{}\n{}",
        what.replace(['_', '-'], " "),
        told.voucher,
        word(&told.sourcing),
        told.day,
        told.reports,
        if told.reports == 1 { "" } else { "s" },
        cited(&told.evidence)
    )
}

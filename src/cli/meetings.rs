//! `rapporteur meetings`: rounds in order, with parties, people, outcomes, mood and conduct.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::End;
use super::answer::{AnswerArgs, nothing, word};
use super::case::{CaseArgs, ScopeArgs};
use super::ground;
use super::lines::{count, hanging, heading, quoted};
use crate::analysis::around::{Around, around};
use crate::analysis::at_odds;
use crate::export::tame;
use crate::position::{MeetingFormat, MeetingStatus, OutcomeResult, Tone};
use crate::record::{Day, OutcomeRow, Quote, Quotes, Record, Scope, StatementRow};

/// Arguments of `meetings`.
#[derive(clap::Args)]
#[command(
    after_help = "Example: rapporteur meetings --case harbour --party norland\n\n\
Accounts of one meeting in many articles are one row. Rounds are numbered where the same parties met before. The days \
of --since and --until are those of the meetings."
)]
pub(super) struct Args {
    #[command(flatten)]
    case: CaseArgs,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    answer: AnswerArgs,
}

/// A row of the answer.
#[derive(Serialize)]
pub(super) struct MeetingAnswer {
    pub number: Option<u32>,
    pub first: Option<Day>,
    pub last: Option<Day>,
    pub place: Option<String>,
    pub format: Option<MeetingFormat>,
    pub status: MeetingStatus,
    pub parties: Vec<String>,
    pub people: Vec<String>,
    /// Independent reports that tell of it.
    pub reports: usize,
    pub outcomes: Vec<OutcomeAnswer>,
    pub mood: Vec<MoodAnswer>,
    /// Whether two sides tell the mood differently.
    pub mood_differs: bool,
    pub conduct: Vec<ConductAnswer>,
    pub evidence: Vec<Quote>,
}

/// What came out, on one issue.
#[derive(Serialize)]
pub(super) struct OutcomeAnswer {
    pub issue: String,
    pub result: OutcomeResult,
    pub reports: usize,
    pub evidence: Quote,
}

/// What somebody said of the mood.
#[derive(Serialize)]
pub(super) struct MoodAnswer {
    pub speaker: Option<String>,
    pub party: Option<String>,
    /// How the words tell it to be, where they do.
    pub tone: Option<Tone>,
    pub evidence: Quote,
}

/// An act around the meeting.
#[derive(Serialize)]
pub(super) struct ConductAnswer {
    pub party: Option<String>,
    pub what: String,
    pub date: Option<Day>,
    pub evidence: Quote,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&case, &record)? else {
        return nothing(&args.answer);
    };
    let ground = ground::Known::of(&record, &scope)?;
    let known = Known::of(&record, &ground, &scope)?;
    let found = known.asked(&record, &scope);
    let quotes = Quotes::new(&record);
    let rows = args
        .answer
        .first(&found)
        .iter()
        .map(|at| known.answer(*at, &record, &quotes))
        .collect::<crate::Result<Vec<_>>>()?;
    args.answer.print(&rows, found.len(), laid_out)
}

/// Rounds and the rows around them.
pub(super) struct Known<'a> {
    ground: &'a ground::Known,
    around: Vec<Around>,
    outcomes: Cow<'a, [OutcomeRow]>,
    mood: Vec<StatementRow>,
}

impl<'a> Known<'a> {
    /// Returns what stands around all rounds that are known; of the outcomes only those on the issue of the scope.
    pub(super) fn of(
        record: &Record,
        ground: &'a ground::Known,
        scope: &Scope,
    ) -> crate::Result<Self> {
        let outcomes = match scope.issue {
            None => Cow::Borrowed(&ground.outcomes[..]),
            Some(issue) => {
                let on_issue = ground.outcomes.iter().filter(|o| o.issue == issue);
                Cow::Owned(on_issue.cloned().collect())
            }
        };
        let mood = record.on_mood(&Scope {
            as_of: scope.as_of,
            ..Scope::default()
        })?;
        let (rounds, meetings) = (&ground.rounds, &ground.meetings);
        Ok(Self {
            around: around(rounds, meetings, &outcomes, &mood, &ground.conduct),
            ground,
            outcomes,
            mood,
        })
    }

    /// Returns the rounds that a question asks for, in order.
    pub(super) fn asked(&self, record: &Record, scope: &Scope) -> Vec<usize> {
        let party = scope.party.map(|p| record.words(p));
        let fits = |at: &usize| {
            let round = &self.ground.rounds[*at];
            let day = round.day(&self.ground.meetings);
            let last = round.last.unwrap_or(day);
            scope.since.is_none_or(|d| last >= d)
                && scope.until.is_none_or(|d| day <= d)
                && party.as_ref().is_none_or(|p| round.parties.contains(p))
                && (scope.issue.is_none() || !self.around[*at].outcomes.is_empty())
        };
        (0..self.ground.rounds.len()).filter(fits).collect()
    }

    /// Returns a round with all words that it rests on.
    pub(super) fn answer(
        &self,
        at: usize,
        record: &Record,
        quotes: &Quotes<'_>,
    ) -> crate::Result<MeetingAnswer> {
        let round = &self.ground.rounds[at];
        let mut reports = BTreeSet::new();
        let accounts = round
            .accounts
            .iter()
            .map(|a| &self.ground.meetings[*a].place);
        let evidence = accounts
            .filter(|p| reports.insert(p.report))
            .map(|p| quotes.of(p))
            .collect::<crate::Result<_>>()?;
        let around = &self.around[at];
        let mood = self.mood_of(around, record, quotes)?;
        Ok(MeetingAnswer {
            number: round.number,
            first: round.first,
            last: round.last,
            place: round.place.clone(),
            format: round.format,
            status: round.status,
            parties: round.parties.iter().cloned().collect(),
            people: round.participants.iter().cloned().collect(),
            reports: round.reports,
            outcomes: self.outcomes_of(around, record, quotes)?,
            mood_differs: differ(&mood),
            mood,
            conduct: self.conduct_of(around, record, quotes)?,
            evidence,
        })
    }

    /// The same result on the same issue is one line, with its independent reports counted.
    fn outcomes_of(
        &self,
        around: &Around,
        record: &Record,
        quotes: &Quotes<'_>,
    ) -> crate::Result<Vec<OutcomeAnswer>> {
        let mut order = Vec::new();
        let mut of: BTreeMap<(i64, String), (usize, BTreeSet<i64>)> = BTreeMap::new();
        for at in &around.outcomes {
            let row = &self.outcomes[*at];
            let key = (row.issue.0, word(&row.result));
            let entry = of.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                (*at, BTreeSet::new())
            });
            entry.1.insert(row.place.report);
        }
        order
            .iter()
            .filter_map(|key| of.get(key))
            .map(|(at, reports)| {
                let row = &self.outcomes[*at];
                Ok(OutcomeAnswer {
                    issue: record.words(row.issue),
                    result: row.result,
                    reports: reports.len(),
                    evidence: quotes.of(&row.place)?,
                })
            })
            .collect()
    }

    fn mood_of(
        &self,
        around: &Around,
        record: &Record,
        quotes: &Quotes<'_>,
    ) -> crate::Result<Vec<MoodAnswer>> {
        let rows = around.mood.iter().map(|at| &self.mood[*at]);
        rows.map(|row| {
            let speaker = row.speaker.map(|s| record.actor(s)).transpose()?.flatten();
            Ok(MoodAnswer {
                speaker: speaker.map(|s| s.name),
                party: row.party.map(|p| record.words(p)),
                tone: row.tone,
                evidence: quotes.of(&row.place)?,
            })
        })
        .collect()
    }

    fn conduct_of(
        &self,
        around: &Around,
        record: &Record,
        quotes: &Quotes<'_>,
    ) -> crate::Result<Vec<ConductAnswer>> {
        let rows = around.conduct.iter().map(|at| &self.ground.conduct[*at]);
        rows.map(|row| {
            Ok(ConductAnswer {
                party: row.party.map(|p| record.words(p)),
                what: row.what.clone(),
                date: row.date,
                evidence: quotes.of(&row.place)?,
            })
        })
        .collect()
    }
}

/// Returns whether two sides call the mood good and bad.
fn differ(mood: &[MoodAnswer]) -> bool {
    let told = mood.iter().filter_map(|m| m.party.as_deref().zip(m.tone));
    !at_odds(told).is_empty()
}

/// Returns the days of a meeting: `2031-03-01 to 2031-03-02`.
pub(super) fn days(first: Option<Day>, last: Option<Day>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(first), _) => first.to_string(),
        _ => "day not told".into(),
    }
}

/// Returns the line that names a meeting.
pub(super) fn title(row: &MeetingAnswer) -> String {
    let mut parts = Vec::new();
    parts.extend(row.number.map(|n| format!("Round {n}")));
    parts.push(days(row.first, row.last));
    parts.extend(row.place.as_deref().map(tame));
    parts.extend(row.format.map(|f| word(&f)));
    parts.push(word(&row.status).replace('-', " "));
    parts.push(count(row.reports, "report"));
    parts.join(" · ")
}

fn laid_out(rows: &[MeetingAnswer], width: usize) -> String {
    let mut text = String::new();
    for row in rows {
        if !text.is_empty() {
            text.push('\n');
        }
        text += &heading(&title(row), width);
        for (name, list) in [("parties", &row.parties), ("people ", &row.people)] {
            if !list.is_empty() {
                text += &hanging(&format!("  {name}  "), &tame(&list.join(", ")), width);
            }
        }
        for quote in &row.evidence {
            text += &quoted(4, quote, width);
        }
        for outcome in &row.outcomes {
            let reports = count(outcome.reports, "report");
            let result = word(&outcome.result).replace('-', " ");
            let line = format!("{}: {result} ({reports})", tame(&outcome.issue));
            text += &hanging("  outcome  ", &line, width);
            text += &quoted(4, &outcome.evidence, width);
        }
        if row.mood_differs {
            text += &hanging("  mood     ", "the sides tell it differently", width);
        }
        for mood in &row.mood {
            let by = mood
                .speaker
                .as_deref()
                .map_or("speaker not told".into(), tame);
            let tone = mood
                .tone
                .map_or(String::new(), |t| format!(", {}", word(&t)));
            text += &hanging("  mood     ", &format!("{by}{tone}"), width);
            text += &quoted(4, &mood.evidence, width);
        }
        for act in &row.conduct {
            let by = act.party.as_deref().unwrap_or("party not told");
            let day = act.date.map_or_else(String::new, |d| format!(", {d}"));
            // Mostly the act is told in the words that are quoted below it.
            let what = match act.evidence.words.contains(&act.what) {
                true => String::new(),
                false => format!(": {}", act.what),
            };
            text += &hanging("  conduct  ", &tame(&format!("{by}{day}{what}")), width);
            text += &quoted(4, &act.evidence, width);
        }
    }
    text
}

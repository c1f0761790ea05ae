//! Rounds: who met when, what came of it, what was expected of it; and what comes next.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use serde::Deserialize;

use super::super::dates::beside;
use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::{Evidence, Lens};
use super::super::state::App;
use super::super::words;
use super::{Page, render};
use crate::analysis::around::{Around, around};
use crate::analysis::foresight::{Fate, Foreseen, Ground, foresight};
use crate::analysis::rounds::{Round, rounds};
use crate::export::words::tame;
use crate::position::Modality;
use crate::record::{
    ConductRow, Day, ExpectationRow, MeetingRow, OutcomeRow, PositionRow, Scope, StatementRow,
};

/// Rounds on one page.
const SHOWN: usize = 15;
/// Rounds of the calendar, the newest ones.
const CALENDAR: usize = 300;
/// Expectations that the page shows.
const EXPECTED: usize = 20;
/// Outcomes, moods and acts of one round.
const EACH: usize = 4;

#[derive(Template)]
#[template(path = "rounds.html")]
struct RoundsPage {
    frame: Frame,
    years: Vec<Year>,
    rounds: Vec<Shown>,
    expected: Vec<Expected>,
    page: usize,
    pages: usize,
}

/// A year of the calendar: a month has the days on which sides met.
struct Year {
    year: i16,
    months: Vec<Vec<Met>>,
}

struct Met {
    day: i8,
    held: bool,
    title: String,
    anchor: String,
}

struct Shown {
    anchor: String,
    title: String,
    status: String,
    facts: String,
    sat: String,
    evidence: Option<Evidence>,
    came: Vec<Evented>,
    expected: Vec<Expected>,
}

/// Something that stands around a round.
struct Evented {
    what: String,
    evidence: Evidence,
}

struct Expected {
    fate: &'static str,
    what: String,
    due: String,
    reports: String,
    evidence: Evidence,
    shown_by: Option<Evidence>,
}

/// The rows of the page.
pub(in super::super) struct Told {
    pub(in super::super) meetings: Vec<MeetingRow>,
    pub(in super::super) rounds: Vec<Round>,
    pub(in super::super) outcomes: Vec<OutcomeRow>,
    statements: Vec<StatementRow>,
    conduct: Vec<ConductRow>,
    pub(in super::super) expectations: Vec<ExpectationRow>,
    pub(in super::super) foreseen: Vec<Foreseen>,
}

impl Told {
    /// Loads all rows of meetings and what stands around them.
    pub(in super::super) fn load(
        lens: &Lens<'_>,
        positions: &[PositionRow],
    ) -> Result<Self, Fault> {
        let (record, all) = (lens.record, Scope::default());
        let meetings = record.meetings(&all)?;
        let (outcomes, conduct) = (record.outcomes(&all)?, record.conduct(&all)?);
        let statements = record.on_mood(&all)?;
        let expectations = record.expectations(&all)?;
        let denied = record.of_modality(Modality::Negated, None)?;
        let rounds = rounds(&meetings);
        let done = record.done(None, Day::from_number(0), Day::NEVER)?;
        let ground = Ground {
            meetings: &meetings,
            rounds: &rounds,
            outcomes: &outcomes,
            conduct: &conduct,
            positions,
            done: &done,
        };
        let foreseen = foresight(&expectations, &denied, ground, &|t| record.words(t));
        Ok(Self {
            meetings,
            rounds,
            outcomes,
            statements,
            conduct,
            expectations,
            foreseen,
        })
    }

    /// Returns what stands around each round: outcomes, mood, conduct.
    pub(in super::super) fn around(&self) -> Vec<Around> {
        around(
            &self.rounds,
            &self.meetings,
            &self.outcomes,
            &self.statements,
            &self.conduct,
        )
    }

    /// Returns the expectations that have a day or an answer, the latest first.
    pub(in super::super) fn latest_expectations(&self) -> Vec<&Foreseen> {
        let first = |f: &Foreseen| &self.expectations[f.rows[0]];
        let mut all: Vec<&Foreseen> = self.foreseen.iter().collect();
        all.retain(|f| first(f).due.is_some() || f.end.status != Fate::Open);
        all.sort_by_key(|f| std::cmp::Reverse(first(f).due.unwrap_or(first(f).place.day)));
        all
    }
}

#[derive(Deserialize)]
pub(in super::super) struct Turn {
    page: Option<usize>,
}

/// Shows the rounds, the newest first.
pub(in super::super) async fn show(State(app): State<Arc<App>>, Query(turn): Query<Turn>) -> Page {
    let frame = Frame::new(&app, "Rounds", "/rounds")
        .with_data("rounds", "/api/rounds")
        .with_data("expectations and what came of them", "/api/outlook")
        .with_data("accounts of meetings", "/api/meetings");
    let page = app
        .ask(move |lens| page(frame, lens, turn.page.unwrap_or(1)))
        .await?;
    render(&page)
}

fn page(frame: Frame, lens: &Lens<'_>, page: usize) -> Result<RoundsPage, Fault> {
    let told = lens.whole.told(lens)?;
    let around = told.around();
    let pages = told.rounds.len().div_ceil(SHOWN).max(1);
    let page = page.clamp(1, pages);
    let newest = (0..told.rounds.len())
        .rev()
        .skip((page - 1) * SHOWN)
        .take(SHOWN);
    let shown = newest.map(|at| {
        let round = &told.rounds[at];
        let near = &around[at];
        let mut came = Vec::new();
        for n in near.outcomes.iter().take(EACH) {
            let row = &told.outcomes[*n];
            let what = format!(
                "{}: {}",
                lens.issue(row.issue).name,
                words::word(row.result)
            );
            came.push(Evented {
                what,
                evidence: lens.evidence(&row.place, row.statement)?,
            });
        }
        for n in near.mood.iter().take(EACH) {
            let evidence = lens.said(&told.statements[*n])?;
            came.push(Evented {
                what: "On the mood".into(),
                evidence,
            });
        }
        for n in near.conduct.iter().take(EACH) {
            let row = &told.conduct[*n];
            let what = format!("Meanwhile: {}", tame(&row.what));
            came.push(Evented {
                what,
                evidence: lens.evidence(&row.place, row.statement)?,
            });
        }
        let of_it = told.foreseen.iter().filter(|f| {
            let due = told.expectations[f.rows[0]].due;
            due.is_some_and(|d| Some(d) >= round.first && Some(d) <= round.last.or(round.first))
        });
        Ok(Shown {
            anchor: format!("r{at}"),
            title: title(lens, round, &told.meetings),
            status: words::word(round.status),
            facts: facts(round),
            sat: round
                .participants
                .iter()
                .map(|p| tame(p))
                .collect::<Vec<_>>()
                .join(", "),
            evidence: first_words(lens, round, &told.meetings)?,
            came,
            expected: of_it
                .take(EACH)
                .map(|f| expected(lens, &told, f))
                .collect::<Result<_, _>>()?,
        })
    });
    let foreseen = told.latest_expectations();
    Ok(RoundsPage {
        frame,
        years: calendar(lens, &told, page),
        rounds: shown.collect::<Result<_, Fault>>()?,
        expected: foreseen
            .into_iter()
            .take(EXPECTED)
            .map(|f| expected(lens, &told, f))
            .collect::<Result<_, _>>()?,
        page,
        pages,
    })
}

fn title(lens: &Lens<'_>, round: &Round, meetings: &[MeetingRow]) -> String {
    let parties: Vec<String> = round
        .parties
        .iter()
        .map(|p| lens.party_of(p.clone()).name)
        .collect();
    let days = match (round.first, round.last) {
        (Some(first), Some(last)) if last > first => format!("{first} to {last}"),
        (Some(first), _) => first.to_string(),
        (None, _) => format!("told on {}", round.day(meetings)),
    };
    let who = if parties.is_empty() {
        "sides not told".into()
    } else {
        parties.join(", ")
    };
    format!("{days}: {who}")
}

fn facts(round: &Round) -> String {
    let mut facts: Vec<String> = round
        .number
        .map(|n| format!("no. {n} of its series"))
        .into_iter()
        .collect();
    facts.extend(round.place.as_deref().map(tame));
    facts.extend(round.format.map(words::word));
    facts.push(words::count(
        round.reports,
        "independent report",
        "independent reports",
    ));
    facts.join(" · ")
}

fn first_words(
    lens: &Lens<'_>,
    round: &Round,
    meetings: &[MeetingRow],
) -> Result<Option<Evidence>, Fault> {
    // Rather an account of how it went than one of how it was planned.
    let accounts = || round.accounts.iter().filter_map(|a| meetings.get(*a));
    let as_it_is = accounts().find(|m| m.status == round.status);
    as_it_is
        .or_else(|| accounts().next())
        .map(|row| lens.evidence(&row.place, row.statement))
        .transpose()
}

fn expected(lens: &Lens<'_>, told: &Told, foreseen: &Foreseen) -> Result<Expected, Fault> {
    let row = &told.expectations[foreseen.rows[0]];
    let end = &foreseen.end;
    let evidence = lens.evidence(&row.place, row.statement)?;
    Ok(Expected {
        fate: match end.status {
            Fate::Met => "met",
            Fate::Late => "late",
            Fate::Missed => "missed",
            Fate::Open => "open",
        },
        // What stands in the words anyway is not told twice.
        what: beside(&tame(&row.what), &evidence.words),
        due: row.due.map(|d| format!("by {d}")).unwrap_or_default(),
        reports: words::count(foreseen.reports, "report", "reports"),
        evidence,
        shown_by: end.evidence.map(|place| lens.shown(&place)).transpose()?,
    })
}

/// Returns the months in which sides met, or are to meet.
fn calendar(lens: &Lens<'_>, told: &Told, page: usize) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    let count = told.rounds.len();
    for (at, round) in told.rounds.iter().enumerate().rev().take(CALENDAR) {
        let Some(date) = round.first.and_then(Day::date) else {
            continue;
        };
        let of_page = (count - 1 - at) / SHOWN + 1;
        let anchor = match of_page == page {
            true => format!("#r{at}"),
            false => format!("/rounds?page={of_page}#r{at}"),
        };
        if years.last().is_none_or(|y| y.year != date.year()) {
            years.push(Year {
                year: date.year(),
                months: (0..12).map(|_| Vec::new()).collect(),
            });
        }
        let month = usize::try_from(date.month() - 1).unwrap_or(0);
        if let Some(days) = years.last_mut().and_then(|y| y.months.get_mut(month)) {
            let met = Met {
                day: date.day(),
                held: round.took_place(),
                title: title(lens, round, &told.meetings),
                anchor,
            };
            days.insert(0, met);
        }
    }
    years
}

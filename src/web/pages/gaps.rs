//! Gaps and contested claims: two accounts face to face, with who vouches for each.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;

use super::super::fault::Fault;
use super::super::frame::Frame;
use super::super::lens::{Evidence, Lens, Named};
use super::super::moved::newest;
use super::super::state::App;
use super::super::words;
use super::{Page, render};
use crate::analysis::{Account as Told, Claimed, Reports, claims, conflicts, gaps};
use crate::export::words::tame;
use crate::record::{PositionRow, Scope};

/// Pairs of each kind.
const SHOWN: usize = 30;
/// Positions that are compared, the newest ones.
const COMPARED: usize = 4_000;
/// Days around a claim in which others answer it.
const WITHIN: i64 = 14;

#[derive(Template)]
#[template(path = "gaps.html")]
struct GapsPage {
    frame: Frame,
    gaps: Vec<Pair>,
    contested: Vec<Pair>,
    outcomes: Vec<Pair>,
}

/// Two accounts of one matter.
struct Pair {
    party: Option<Named>,
    issue: Named,
    sides: [Account; 2],
}

struct Account {
    head: &'static str,
    key: String,
    sign: &'static str,
    word: String,
    option: String,
    vouched: String,
    reports: String,
    evidence: Evidence,
}

/// Shows the gaps.
pub(in super::super) async fn show(State(app): State<Arc<App>>) -> Page {
    let frame = Frame::new(&app, "Gaps and contested claims", "/gaps").with_data("/api/positions");
    let page = app
        .ask(|case, record| page(frame, &Lens::new(case, record)))
        .await?;
    render(&page)
}

fn page(frame: Frame, lens: &Lens<'_>) -> Result<GapsPage, Fault> {
    let (record, all) = (lens.record, Scope::default());
    let positions = record.positions(&all)?;
    let positions = newest(&positions, COMPARED);
    let words = |term| record.words(term);
    let parted = gaps(&positions, record.term("settlement")?, SHOWN, &words);
    let parted = parted.iter().take(SHOWN).map(|gap| {
        let (row, private) = (&gap.public.row, &gap.private.row);
        let mut closed = account(lens, "In private", private, gap.private.reports)?;
        if private.issue != row.issue {
            let whole = lens.issue(private.issue).name.to_lowercase();
            closed.option = format!("on the {whole}: {}", closed.option);
        }
        Ok(Pair {
            party: Some(lens.party(row.party)),
            issue: lens.issue(row.issue),
            sides: [account(lens, "In public", row, gap.public.reports)?, closed],
        })
    });
    let told = conflicts(
        &record.meetings(&all)?,
        &record.outcomes(&all)?,
        &record.outcome_tellers(&all)?,
    );
    let differ = told.iter().take(SHOWN).map(|conflict| {
        Ok(Pair {
            party: None,
            issue: lens.issue(conflict.one.row.issue),
            sides: [
                outcome(lens, &conflict.one)?,
                outcome(lens, &conflict.other)?,
            ],
        })
    });
    Ok(GapsPage {
        frame,
        gaps: parted.collect::<Result<_, Fault>>()?,
        contested: contested(lens, &positions)?,
        outcomes: differ.collect::<Result<_, Fault>>()?,
    })
}

/// Returns what unnamed people claim and others deny.
fn contested(lens: &Lens<'_>, positions: &[PositionRow]) -> Result<Vec<Pair>, Fault> {
    let record = lens.record;
    let mut parties = Vec::new();
    for party in &lens.case.about.parties {
        parties.extend(record.term(&party.slug)?);
    }
    let reports = Reports {
        positions,
        events: &[],
        own: record.term("self")?,
        parties: &parties,
        within: WITHIN,
    };
    let all = claims(&reports, usize::MAX, &|term| record.words(term));
    let row = |claimed: &Claimed| positions.iter().find(|p| p.place == claimed.place);
    let denied = all.iter().filter_map(|claim| {
        Some((
            row(&claim.last)?,
            row(claim.denies.first()?)?,
            claim.reports,
        ))
    });
    denied
        .take(SHOWN)
        .map(|(said, denied, reports)| {
            Ok(Pair {
                party: Some(lens.party(said.party)),
                issue: lens.issue(said.issue),
                sides: [
                    account(lens, "Claimed by somebody unnamed", said, reports)?,
                    account(lens, "Otherwise", denied, 1)?,
                ],
            })
        })
        .collect()
}

fn account(
    lens: &Lens<'_>,
    head: &'static str,
    row: &PositionRow,
    reports: usize,
) -> Result<Account, Fault> {
    let voucher = lens.voucher(row.voucher);
    let vouched = format!(
        "said by {}",
        voucher.as_deref().unwrap_or("the party itself")
    );
    Ok(Account {
        head,
        key: words::key(row.stance),
        sign: words::stance_sign(row.stance),
        word: words::word(row.stance),
        option: row
            .option
            .map(|o| tame(&lens.record.words(o)))
            .unwrap_or_default(),
        vouched,
        reports: words::count(reports, "independent report", "independent reports"),
        evidence: lens.evidence(&row.place, row.statement)?,
    })
}

fn outcome(lens: &Lens<'_>, told: &Told) -> Result<Account, Fault> {
    let row = &told.row;
    let teller = told
        .teller
        .party
        .map(|p| format!("said by {}", lens.party(p).name));
    Ok(Account {
        head: "One side's account",
        key: "undecided".into(),
        sign: "",
        word: words::word(row.result),
        option: String::new(),
        vouched: teller.unwrap_or_default(),
        reports: row.place.day.to_string(),
        evidence: lens.evidence(&row.place, row.statement)?,
    })
}

//! Expectations and what came of them, over invented rows.

use super::super::rounds::rounds;
use super::*;
use crate::document::Span;
use crate::position::OutcomeResult;
use crate::record::State;

fn day(number: i64) -> Day {
    Day::from_number(2031_00_00 + number)
}

fn place(document: i64, known: i64, span: Span) -> Place {
    Place {
        id: document,
        document,
        number: 0,
        report: document,
        known: day(known),
        day: day(known),
        span,
        state: State::Engine,
    }
}

fn expecting(document: i64, known: i64, what: &str, due: Option<i64>) -> ExpectationRow {
    ExpectationRow {
        place: place(document, known, Span::new(50, 90)),
        statement: None,
        what: what.into(),
        due: due.map(day),
    }
}

fn meeting(document: i64, known: i64, first: i64, status: MeetingStatus) -> MeetingRow {
    MeetingRow {
        place: place(document, known, Span::new(0, 10)),
        statement: None,
        first: Some(day(first)),
        last: Some(day(first)),
        venue: Some("Port Vell".into()),
        format: None,
        status,
        parties: vec!["norland".into(), "sudmark".into(), "league".into()],
        participants: Vec::new(),
    }
}

fn of(
    expectations: &[ExpectationRow],
    meetings: &[MeetingRow],
    outcomes: &[OutcomeRow],
) -> Vec<Foreseen> {
    let rounds = rounds(meetings);
    let ground = Ground {
        meetings,
        rounds: &rounds,
        outcomes,
        ..Ground::default()
    };
    let slug = |term: Term| match term.0 {
        1 => "prisoner-exchange".to_owned(),
        _ => "lanes".to_owned(),
    };
    foresight(expectations, &HashSet::new(), ground, &slug)
}

fn status(expectation: ExpectationRow, later: MeetingRow) -> (Fate, Option<i64>) {
    let meetings = [meeting(1, 302, 301, MeetingStatus::Held), later];
    let end = of(&[expectation], &meetings, &[])[0].end;
    assert_eq!(end.evidence.is_some(), end.status != Fate::Open);
    (end.status, end.days)
}

const NEXT: &str = "the next round is due on March 10";

#[test]
fn a_round_on_its_day_is_met_and_a_later_one_late() {
    let next = || expecting(1, 302, NEXT, Some(310));
    let held = |day| meeting(2, day + 1, day, MeetingStatus::Held);
    assert_eq!(status(next(), held(310)), (Fate::Met, None));
    assert_eq!(status(next(), held(313)), (Fate::Late, Some(3)));
    assert_eq!(status(next(), held(630)), (Fate::Open, None));
}

#[test]
fn what_was_called_off_is_missed_unless_it_was_held_later() {
    let off = meeting(2, 309, 310, MeetingStatus::Cancelled);
    assert_eq!(
        status(expecting(1, 302, NEXT, Some(310)), off.clone()),
        (Fate::Missed, None)
    );
    let meetings = [
        meeting(1, 302, 301, MeetingStatus::Held),
        off,
        meeting(3, 315, 314, MeetingStatus::Held),
    ];
    let end = of(&[expecting(1, 302, NEXT, Some(310))], &meetings, &[])[0].end;
    assert_eq!(
        (end.status, end.days, end.date),
        (Fate::Late, Some(4), Some(day(314)))
    );
}

#[test]
fn without_a_later_article_on_the_same_sides_it_is_open() {
    let next = || expecting(1, 302, NEXT, Some(310));
    let mut others = meeting(2, 311, 310, MeetingStatus::Held);
    others.parties = vec!["norland".into(), "westmere".into()];
    assert_eq!(status(next(), others), (Fate::Open, None));
    // Two of the three sides, elsewhere: that may be about anything.
    let mut two = meeting(2, 311, 310, MeetingStatus::Held);
    two.parties.pop();
    two.venue = Some("Osthaven".into());
    assert_eq!(status(next(), two.clone()), (Fate::Open, None));
    two.venue = Some("Port Vell".into());
    assert_eq!(status(next(), two), (Fate::Met, None));
    // The article itself, or an older one, proves nothing.
    let own = meeting(1, 302, 310, MeetingStatus::Held);
    assert_eq!(status(next(), own), (Fate::Open, None));
}

#[test]
fn without_a_day_only_a_round_is_answered_by_the_next_one() {
    let held = || meeting(2, 321, 320, MeetingStatus::Held);
    let round = expecting(1, 302, "the next round will be held soon", None);
    assert_eq!(status(round, held()), (Fate::Met, None));
    let vague = expecting(1, 302, "the envoys will continue their talks", None);
    assert_eq!(status(vague, held()), (Fate::Open, None));
    let denied = expecting(1, 302, "there will be no next round on March 20", Some(320));
    assert_eq!(status(denied, held()), (Fate::Open, None));
}

fn outcome(document: i64, known: i64, issue: i64, result: OutcomeResult) -> OutcomeRow {
    OutcomeRow {
        place: place(document, known, Span::new(20, 40)),
        statement: None,
        issue: Term(issue),
        result,
    }
}

#[test]
fn a_deal_is_met_by_a_later_outcome_on_its_issue_alone() {
    let meetings = [
        meeting(1, 302, 301, MeetingStatus::Held),
        meeting(2, 311, 310, MeetingStatus::Held),
    ];
    let deal = || {
        [expecting(
            1,
            302,
            "they will sign a prisoner exchange by Monday",
            Some(308),
        )]
    };
    let open = outcome(1, 302, 1, OutcomeResult::NotAgreed);
    let end = |row: OutcomeRow| of(&deal(), &meetings, &[open.clone(), row])[0].end;
    let late = end(outcome(2, 311, 1, OutcomeResult::Agreed));
    assert_eq!((late.status, late.days), (Fate::Late, Some(3)));
    assert_eq!(
        end(outcome(2, 311, 1, OutcomeResult::NotAgreed)).status,
        Fate::Missed
    );
    assert_eq!(
        end(outcome(2, 311, 2, OutcomeResult::Agreed)).status,
        Fate::Open
    );
    // An article on nobody we know of.
    assert_eq!(
        end(outcome(9, 311, 1, OutcomeResult::Agreed)).status,
        Fate::Open
    );
}

#[test]
fn what_is_due_when_a_round_begins_may_be_done_until_it_ends() {
    let mut round = meeting(2, 311, 309, MeetingStatus::Held);
    round.last = Some(day(310));
    let meetings = [meeting(1, 302, 301, MeetingStatus::Held), round];
    let deal = |due| expecting(1, 302, "they will sign a prisoner exchange", Some(due));
    let agreed = OutcomeRow {
        place: Place {
            day: day(310),
            ..place(2, 311, Span::new(20, 40))
        },
        ..outcome(2, 311, 1, OutcomeResult::Agreed)
    };
    let open = outcome(1, 302, 1, OutcomeResult::NotAgreed);
    let outcomes = [open, agreed];
    let end = |due| of(&[deal(due)], &meetings, &outcomes)[0].end;
    assert_eq!(end(309).status, Fate::Met);
    assert_eq!((end(308).status, end(308).days), (Fate::Late, Some(2)));
}

#[test]
fn the_same_expectation_in_other_reports_is_told_once() {
    let meetings = [
        meeting(1, 302, 301, MeetingStatus::Held),
        meeting(2, 303, 301, MeetingStatus::Held),
    ];
    let mut copy = expecting(3, 303, "the next round is due on March 10", Some(310));
    copy.place.report = 1;
    let rows = [
        expecting(2, 303, "Both sides meet again on March 10", Some(310)),
        expecting(1, 302, NEXT, Some(310)),
        copy,
        expecting(2, 303, "prices will rise", None),
    ];
    let found = of(&rows, &meetings, &[]);
    let folded: Vec<_> = found.iter().map(|f| (f.rows.clone(), f.reports)).collect();
    assert_eq!(folded, [(vec![1, 0, 2], 2), (vec![3], 1)]);
}

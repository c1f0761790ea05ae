//! Rounds out of invented accounts.

use super::*;
use crate::document::Span;
use crate::record::{Place, State};

fn day(number: i64) -> Day {
    Day::from_number(2031_00_00 + number)
}

/// An account in a document of its own: known on a day, of a meeting on a day.
fn account(document: i64, known: i64, first: Option<i64>, status: MeetingStatus) -> MeetingRow {
    MeetingRow {
        place: Place {
            id: document,
            document,
            number: 0,
            report: document,
            known: day(known),
            day: day(first.unwrap_or(known)),
            span: Span::new(0, 10),
            state: State::Engine,
        },
        statement: None,
        first: first.map(day),
        last: first.map(day),
        venue: None,
        format: None,
        status,
        parties: vec!["norland".into(), "sudmark".into()],
        participants: Vec::new(),
    }
}

use MeetingStatus::{Cancelled, Held, Planned, Postponed};

#[test]
fn accounts_of_the_same_day_and_sides_are_one_round() {
    let mut copy = account(3, 304, Some(303), Held);
    copy.place.report = 2;
    copy.venue = Some("Port Vell".into());
    let rows = [
        account(1, 301, Some(303), Planned),
        account(2, 304, Some(303), Held),
        copy,
    ];
    let rounds = rounds(&rows);
    assert_eq!(rounds.len(), 1);
    assert_eq!((rounds[0].status, rounds[0].reports), (Held, 2));
    assert_eq!(rounds[0].accounts, [0, 1, 2]);
    assert_eq!(rounds[0].place.as_deref(), Some("Port Vell"));
    assert_eq!(rounds[0].number, None, "a single meeting is no series");
}

#[test]
fn other_sides_places_and_calls_are_other_meetings() {
    let mut others = account(2, 304, Some(303), Held);
    others.parties = vec!["norland".into(), "league".into()];
    let mut elsewhere = account(3, 304, Some(303), Held);
    elsewhere.venue = Some("Osthaven".into());
    let mut call = account(4, 304, Some(303), Held);
    call.format = Some(MeetingFormat::Call);
    let mut here = account(1, 304, Some(303), Held);
    here.venue = Some("Port Vell".into());
    assert_eq!(rounds(&[here, others, elsewhere, call]).len(), 4);
}

#[test]
fn rounds_of_the_same_sides_are_numbered_and_the_mediator_may_be_left_out() {
    let mut mediated = account(1, 302, Some(301), Held);
    mediated.parties.push("league".into());
    let mut other = account(4, 306, Some(305), Held);
    other.parties = vec!["norland".into(), "westmere".into()];
    let rows = [
        account(3, 330, Some(329), Held),
        mediated,
        account(2, 316, Some(315), Held),
        other,
        account(5, 321, Some(320), Cancelled),
    ];
    let numbers: Vec<_> = rounds(&rows).iter().map(|r| (r.first, r.number)).collect();
    let expected = [
        (301, Some(1)),
        (305, None),
        (315, Some(2)),
        (320, None),
        (329, Some(3)),
    ];
    assert_eq!(numbers, expected.map(|(d, n)| (Some(day(d)), n)));
}

#[test]
fn an_account_without_a_day_is_of_the_last_round_before_it() {
    let rows = [
        account(1, 302, Some(301), Held),
        account(2, 311, Some(310), Held),
        account(3, 312, None, Held),
        account(4, 312, None, Planned),
        account(5, 430, None, Held),
    ];
    let rounds = rounds(&rows);
    let accounts: Vec<_> = rounds.iter().map(|r| r.accounts.clone()).collect();
    assert_eq!(accounts, [vec![0], vec![1, 2], vec![3], vec![4]]);
}

#[test]
fn later_knowledge_wins_but_an_old_plan_does_not_undo_what_was_seen() {
    let status = |rows: &[MeetingRow]| rounds(rows)[0].status;
    let held = [
        account(1, 304, Some(303), Held),
        account(2, 305, Some(303), Planned),
    ];
    assert_eq!(status(&held), Held);
    let off = [
        account(1, 301, Some(303), Planned),
        account(2, 302, Some(303), Postponed),
    ];
    assert_eq!(status(&off), Postponed);
}

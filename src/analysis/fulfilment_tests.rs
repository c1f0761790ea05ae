//! Expected acts and what later articles tell of them, from invented sentences to what came of it.

use std::collections::HashSet;

use super::super::foresight::{Ground, foresight};
use super::*;
use crate::document::{Document, Span};
use crate::position::done;
use crate::record::{Place, State};

fn day(number: i64) -> Day {
    Day::from_number(2031_00_00 + number)
}

fn place(document: i64, known: i64) -> Place {
    Place {
        id: document,
        document,
        number: 0,
        report: document,
        known: day(known),
        day: day(known),
        span: Span::new(0, 1),
        state: State::Engine,
    }
}

/// Returns what a later article tells to be done or not.
fn told(document: i64, known: i64, text: &str) -> Vec<DoneRow> {
    let mut article = Document::whole("x.txt", text.into());
    article.metadata.published = day(known).date();
    done(&article)
        .into_iter()
        .map(|d| DoneRow {
            place: Place {
                day: d.day.map_or(day(known), Day::from),
                ..place(document, known)
            },
            dated: d.day.is_some(),
            act: d.act,
            words: d.words,
            negated: d.negated,
        })
        .collect()
}

/// Returns what came of an expectation of March 1, due on March 10, by articles of later days.
fn end(what: &str, later: &[(i64, &str)]) -> (Fate, Option<i64>) {
    let expectation = ExpectationRow {
        place: place(1, 301),
        statement: None,
        what: what.into(),
        due: Some(day(310)),
    };
    let articles = later.iter().zip(2..);
    let done: Vec<DoneRow> = articles
        .flat_map(|((known, text), document)| told(document, *known, text))
        .collect();
    let ground = Ground {
        done: &done,
        ..Ground::default()
    };
    let found = foresight(&[expectation], &HashSet::new(), ground, &|_| String::new());
    let end = found[0].end;
    assert_eq!(end.evidence.is_some(), end.status != Fate::Open);
    (end.status, end.days)
}

const RELEASE: &str = "Norland will release twelve Sudmark sailors by March 10";

#[test]
fn an_act_told_done_in_time_is_met() {
    for (known, text) in [
        (
            310,
            "Norland released the twelve sailors from Sudmark on March 9.",
        ),
        (
            311,
            "The twelve Sudmark sailors were released by Norland on Monday.",
        ),
        (
            311,
            "Twelve sailors of Sudmark have been released by Norland.",
        ),
    ] {
        assert_eq!(end(RELEASE, &[(known, text)]), (Fate::Met, None), "{text}");
    }
    let exchange = "the exchange of detained crews in Tern will be held by March 10";
    let held = [(
        310,
        "The exchange of the detained crews took place in Tern on March 9.",
    )];
    assert_eq!(end(exchange, &held), (Fate::Met, None));
}

#[test]
fn an_act_told_done_after_its_day_is_late_by_the_days_between() {
    let text = "Norland released the twelve sailors from Sudmark on March 14, four days late.";
    assert_eq!(end(RELEASE, &[(315, text)]), (Fate::Late, Some(4)));
    let first = (311, "Norland has not released the twelve Sudmark sailors.");
    assert_eq!(end(RELEASE, &[first, (315, text)]), (Fate::Late, Some(4)));
}

#[test]
fn an_act_told_not_done_after_its_day_is_missed() {
    for text in [
        "Norland did not release the twelve Sudmark sailors.",
        "Norland has not released the twelve sailors from Sudmark.",
        "Norland failed to release the twelve Sudmark sailors.",
        "The twelve Sudmark sailors were not released by Norland.",
    ] {
        assert_eq!(end(RELEASE, &[(311, text)]), (Fate::Missed, None), "{text}");
    }
    // Before its day it may still come.
    let early = [(305, "Norland has not released the twelve Sudmark sailors.")];
    assert_eq!(end(RELEASE, &early), (Fate::Open, None));
}

#[test]
fn what_is_not_clear_stays_open() {
    for (known, text) in [
        // Wishes, plans, conditions and other acts.
        (311, "Norland will release the twelve Sudmark sailors soon."),
        (311, "Sudmark wants the twelve sailors released by Norland."),
        (
            311,
            "If Norland released the twelve Sudmark sailors, talks could go on.",
        ),
        (311, "Norland released a list of ships in Sudmark."),
        (311, "Norland released the two Sudmark sailors on March 9."),
        (
            311,
            "Norland detained the twelve Sudmark sailors on March 9.",
        ),
        // An act of a day before it was expected; one long after; one of no day told after the day.
        (
            310,
            "Norland released the twelve Sudmark sailors on February 2.",
        ),
        (
            630,
            "Norland released the twelve Sudmark sailors on June 28.",
        ),
        (320, "Norland released the twelve Sudmark sailors."),
    ] {
        assert_eq!(end(RELEASE, &[(known, text)]), (Fate::Open, None), "{text}");
    }
    let told = [
        (
            310,
            "Norland released the twelve Sudmark sailors on March 9.",
        ),
        (
            311,
            "The twelve Sudmark sailors were not released by Norland.",
        ),
    ];
    assert_eq!(end(RELEASE, &told), (Fate::Open, None));
}

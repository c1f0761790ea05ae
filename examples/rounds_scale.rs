//! How long rounds, expectations and track records take over rows made up by the hundred thousand: one line for each
//! number of statements given (default 250000).
//!
//!     cargo run --release --example rounds_scale -- 250000 2500000

use std::collections::HashSet;
use std::time::Instant;

use rapporteur::analysis::around::around;
use rapporteur::analysis::foresight::{Ground, foresight};
use rapporteur::analysis::rounds::rounds;
use rapporteur::analysis::sources::tracks;
use rapporteur::document::Span;
use rapporteur::position::{MeetingStatus, OutcomeResult, Sourcing};
use rapporteur::record::{
    Day, ExpectationRow, MeetingRow, OutcomeRow, Place, State, Term, VoiceRow,
};

/// Statements of an article, as in the news.
const ARTICLE: i64 = 12;
const SIDES: [&str; 6] = [
    "norland", "sudmark", "westmere", "league", "osthaven", "varn",
];

fn main() {
    let sizes: Vec<i64> = std::env::args()
        .skip(1)
        .filter_map(|a| a.parse().ok())
        .collect();
    let sizes = if sizes.is_empty() {
        vec![250_000]
    } else {
        sizes
    };
    for statements in sizes {
        measure(statements);
    }
}

fn day(number: i64) -> Day {
    let (year, rest) = (2031 + number / 336, number % 336);
    Day::from_number(year * 10_000 + (rest / 28 + 1) * 100 + rest % 28 + 1)
}

fn place(document: i64, number: u32) -> Place {
    let known = day(document / 20);
    Place {
        id: document,
        document,
        number,
        report: document,
        known,
        day: known,
        span: Span::new(number as usize * 100, number as usize * 100 + 80),
        state: State::Engine,
    }
}

fn sides(document: i64) -> Vec<String> {
    let at = |n: i64| SIDES[usize::try_from((document + n) % 6).unwrap_or(0)].to_owned();
    vec![at(0), at(1 + document / 6 % 3)]
}

fn meeting(document: i64, number: u32) -> MeetingRow {
    let held = day((document / 20 - i64::from(number)).max(0));
    MeetingRow {
        place: place(document, number),
        statement: None,
        first: Some(held),
        last: Some(held),
        venue: None,
        format: None,
        status: if number == 0 {
            MeetingStatus::Held
        } else {
            MeetingStatus::Planned
        },
        parties: sides(document),
        participants: Vec::new(),
    }
}

fn expectation(document: i64, number: u32) -> ExpectationRow {
    let what = [
        "the next round of talks will be held soon".to_owned(),
        format!("the sides will sign an agreement on lane {document} and dredging"),
        format!("prices in harbour {document} will rise by a tenth before the winter comes"),
    ];
    ExpectationRow {
        place: place(document, number),
        statement: Some(number),
        what: what[number as usize % 3].clone(),
        due: (number == 0).then(|| day(document / 20 + 3)),
    }
}

fn measure(statements: i64) {
    let documents = statements / ARTICLE;
    let rows = |each: u32| (0..documents).flat_map(move |d| (0..each).map(move |n| (d, n)));
    let meetings: Vec<_> = rows(2).map(|(d, n)| meeting(d, n)).collect();
    let expectations: Vec<_> = rows(3).map(|(d, n)| expectation(d, n)).collect();
    let outcomes: Vec<_> = rows(1)
        .map(|(d, n)| OutcomeRow {
            place: place(d, n),
            statement: None,
            issue: Term(d % 40),
            result: OutcomeResult::NotAgreed,
        })
        .collect();
    let voices: Vec<_> = rows(12)
        .map(|(d, n)| VoiceRow {
            document: d,
            number: n,
            report: d,
            speaker: Some((d + i64::from(n)) % 9000),
            party: None,
            sourcing: Sourcing::Named,
        })
        .collect();
    let begun = Instant::now();
    let found = rounds(&meetings);
    let rounds_took = begun.elapsed();
    let begun = Instant::now();
    let near = around(&found, &meetings, &outcomes, &[], &[]);
    let around_took = begun.elapsed();
    let ground = Ground {
        meetings: &meetings,
        rounds: &found,
        outcomes: &outcomes,
        conduct: &[],
        positions: &[],
    };
    let begun = Instant::now();
    let foreseen = foresight(&expectations, &HashSet::new(), ground, &|t| {
        format!("lane-{}", t.0)
    });
    let foresight_took = begun.elapsed();
    let begun = Instant::now();
    let all = tracks(&voices, &expectations, &foreseen, |v| v.speaker, |_| None);
    println!(
        "{statements} statements: {} rounds in {rounds_took:.0?}, {} around them in {around_took:.0?}, \
         {} expectations in {foresight_took:.0?}, {} track records in {:.0?}",
        found.len(),
        near.len(),
        foreseen.len(),
        all.len(),
        begun.elapsed()
    );
}

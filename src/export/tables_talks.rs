//! The tables of what readings tell about the talks.

use super::exporter::kind_word;
use super::tables::{Cell, Column, Kind, Table, count, day, words};
use crate::position::Sourcing;

/// Where parties stand.
pub(super) const POSITIONS: Table = Table::new(
    "positions",
    &[
        ("statement", Kind::Count),
        ("party", Kind::Text),
        ("issue", Kind::Text),
        ("option", Kind::Text),
        ("stance", Kind::Text),
        ("venue", Kind::Text),
        ("voucher", Kind::Text),
        ("sourcing", Kind::Text),
        ("date", Kind::Day),
    ],
    |source, rows| {
        let reading = source.reading();
        let chosen = rows.positions.of(&reading.talks.positions);
        let row = |(at, p): (usize, &crate::position::Position)| {
            let statement = p.attribution.and_then(|a| reading.statements.get(a));
            let sourcing = statement.map_or(Sourcing::None, |s| s.sourcing);
            let own = vec![
                p.attribution.map_or(Cell::Empty, count),
                Cell::Text(p.party.clone()),
                Cell::Text(p.issue.clone()),
                words(p.option.as_deref()),
                Cell::Text(kind_word(&p.stance)),
                Cell::Text(kind_word(&p.venue)),
                Cell::Text(p.voucher.clone()),
                Cell::Text(kind_word(&sourcing)),
                day(p.date.or(statement.and_then(|s| s.said_on))),
            ];
            source.row(at, own, p.evidence)
        };
        chosen.map(row).collect()
    },
);

/// Who met, or is to meet.
pub(super) const MEETINGS: Table = Table::new(
    "meetings",
    &[
        ("first", Kind::Day),
        ("last", Kind::Day),
        ("place", Kind::Text),
        ("format", Kind::Text),
        ("status", Kind::Text),
        ("parties", Kind::Text),
        ("participants", Kind::Text),
    ],
    |source, rows| {
        let chosen = rows.meetings.of(&source.reading().talks.meetings);
        let row = |(at, m): (usize, &crate::position::Meeting)| {
            let own = vec![
                day(m.start),
                day(m.end),
                words(m.place.as_deref()),
                m.format.map_or(Cell::Empty, |f| Cell::Text(kind_word(&f))),
                Cell::Text(kind_word(&m.status)),
                Cell::Text(m.parties.join("; ")),
                Cell::Text(m.participants.join("; ")),
            ];
            source.row(at, own, m.evidence)
        };
        chosen.map(row).collect()
    },
);

/// What was or was not agreed.
pub(super) const OUTCOMES: Table = Table::new(
    "outcomes",
    &[("issue", Kind::Text), ("result", Kind::Text)],
    |source, rows| {
        let chosen = rows.outcomes.of(&source.reading().talks.outcomes);
        let row = |(at, o): (usize, &crate::position::Outcome)| {
            let own = vec![
                Cell::Text(o.issue.clone()),
                Cell::Text(kind_word(&o.result)),
            ];
            source.row(at, own, o.evidence)
        };
        chosen.map(row).collect()
    },
);

/// What moved.
pub(super) const SHIFTS: Table = Table::new(
    "shifts",
    &[
        ("statement", Kind::Count),
        ("party", Kind::Text),
        ("issue", Kind::Text),
        ("from", Kind::Text),
        ("to", Kind::Text),
    ],
    |source, rows| {
        let chosen = rows.shifts.of(&source.reading().talks.shifts);
        let row = |(at, s): (usize, &crate::position::Shift)| {
            let own = vec![
                s.by.map_or(Cell::Empty, count),
                Cell::Text(s.party.clone()),
                Cell::Text(s.issue.clone()),
                words(s.from.as_deref()),
                words(s.to.as_deref()),
            ];
            source.row(at, own, s.evidence)
        };
        chosen.map(row).collect()
    },
);

const ACTS: [Column; 4] = [
    ("party", Kind::Text),
    ("what", Kind::Text),
    ("date", Kind::Day),
    ("place", Kind::Text),
];

/// What happened meanwhile.
pub(super) const CONDUCT: Table = Table::new("conduct", &ACTS, |source, rows| {
    let chosen = rows.conduct.of(&source.reading().talks.conduct);
    let row = |(at, c): (usize, &crate::position::Conduct)| {
        let own = vec![
            words(c.party.as_deref()),
            Cell::Text(c.what.clone()),
            day(c.date),
            words(c.place.as_deref()),
        ];
        source.row(at, own, c.evidence)
    };
    chosen.map(row).collect()
});

const EXPECTED: [Column; 3] = [
    ("statement", Kind::Count),
    ("what", Kind::Text),
    ("due", Kind::Day),
];

/// What comes next.
pub(super) const EXPECTATIONS: Table = Table::new("expectations", &EXPECTED, |source, rows| {
    let chosen = rows.expectations.of(&source.reading().talks.expectations);
    let row = |(at, e): (usize, &crate::position::Expectation)| {
        let own = vec![
            e.by.map_or(Cell::Empty, count),
            Cell::Text(e.what.clone()),
            day(e.due),
        ];
        source.row(at, own, e.evidence)
    };
    chosen.map(row).collect()
});

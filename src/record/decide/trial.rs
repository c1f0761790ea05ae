//! A reading made by hand for trials of decisions, and what people do to it.

use jiff::civil::date;
use serde_json::Value;

use super::{Act, Decidable, Effect, FactKind, NewDecision};
use crate::Result;
use crate::attribution::{Attribution, Form};
use crate::document::{Document, Span};
use crate::position::*;
use crate::record::{Incoming, Record, Scope, State};

pub(super) const TEXT: &str = "“We will not give up the lanes,” Mara Lind said. \
    An aide told reporters that Sudmark had said it could share the lanes. The talks go on on March 20. \
    The lanes matter, Lind added.";
pub(super) const NOW: &str = "2031-03-15T10:00:00Z";

pub(super) fn at(words: &str) -> Span {
    let at = TEXT.find(words).unwrap();
    Span::new(at, at + words.len())
}

fn said(
    source: &str,
    cue: &str,
    content: &str,
    speaker: usize,
    parent: Option<usize>,
) -> Statement {
    Statement {
        attribution: Attribution {
            source: Some(at(source)),
            cue: Some(at(cue)),
            content: vec![at(content)],
            form: Form::Indirect,
            parent,
            confidence: 0.87,
        },
        speaker: Some(speaker),
        party: Some("norland".into()),
        sourcing: Sourcing::Named,
        channel: Channel::Public,
        addressee: None,
        said_on: Some(date(2031, 3, 14)),
        modality: Modality::Asserted,
        signals: vec![Signal::Position],
    }
}

fn stands(party: &str, stance: Stance, evidence: &str, rests_on: usize) -> Position {
    Position {
        party: party.into(),
        issue: "lanes".into(),
        option: None,
        stance,
        venue: Venue::Public,
        voucher: "self".into(),
        evidence: at(evidence),
        attribution: Some(rests_on),
        date: None,
    }
}

/// Returns a reading with a nested statement, by an engine of a name.
pub(super) fn reading(engine: &str) -> Reading {
    let actor = |id: &str, name: &str, anonymous| Actor {
        id: id.into(),
        name: name.into(),
        kind: ActorKind::Person,
        party: None,
        role: None,
        anonymous,
        mentions: Vec::new(),
    };
    let mut document = Document::whole("lanes.txt", TEXT.into());
    document.metadata.published = Some(date(2031, 3, 15));
    Reading {
        engine: Engine {
            version: engine.into(),
            model: "by-hand".into(),
            codebook: "none".into(),
        },
        document,
        actors: vec![
            actor("a1", "Mara Lind", false),
            actor("a2", "aide 1", true),
            actor("a3", "Sudmark", false),
            actor("a4", "Lind", false),
        ],
        statements: vec![
            said(
                "Mara Lind",
                "said",
                "“We will not give up the lanes,”",
                0,
                None,
            ),
            said(
                "An aide",
                "told",
                "that Sudmark had said it could share the lanes",
                1,
                None,
            ),
            said(
                "Sudmark",
                "had said",
                "it could share the lanes",
                2,
                Some(1),
            ),
            said("Lind added", "added", "The lanes matter", 3, None),
        ],
        talks: Talks {
            positions: vec![
                stands(
                    "norland",
                    Stance::RulesOut,
                    "We will not give up the lanes",
                    0,
                ),
                stands("norland", Stance::Open, "could share the lanes", 2),
                stands("sudmark", Stance::Open, "could share the lanes", 2),
            ],
            shifts: vec![Shift {
                party: "sudmark".into(),
                issue: "lanes".into(),
                from: None,
                to: None,
                by: Some(1),
                evidence: at("it could share the lanes"),
            }],
            expectations: vec![Expectation {
                what: "the talks go on".into(),
                due: Some(date(2031, 3, 20)),
                by: None,
                evidence: at("The talks go on on March 20"),
            }],
            ..Talks::default()
        },
    }
}

pub(super) struct Trial(pub(super) Record);

impl Trial {
    pub(super) fn new() -> Self {
        let mut trial = Self(Record::in_memory().unwrap());
        trial.read(reading("1"));
        trial
    }

    pub(super) fn read(&mut self, reading: Reading) {
        self.0
            .add(&[Incoming::Read(Box::new(reading))], NOW)
            .unwrap();
    }

    pub(super) fn find(&self, kind: FactKind, number: usize) -> Decidable {
        self.0.decidable(1, kind, number).unwrap().unwrap()
    }

    pub(super) fn act(&mut self, who: &str, act: Act, seen: Option<i64>) -> Result<i64> {
        let note = matches!(act, Act::Note(_)).then(|| "see the draft".to_owned());
        let who = who.into();
        self.0.decide(
            &NewDecision {
                who,
                act,
                note,
                seen,
            },
            NOW,
        )
    }

    pub(super) fn confirm(&mut self, who: &str, kind: FactKind, number: usize) -> i64 {
        let fact = self.find(kind, number);
        self.act(who, Act::Confirm(fact.target), fact.last).unwrap()
    }

    pub(super) fn reject(&mut self, who: &str, kind: FactKind, number: usize) -> i64 {
        let fact = self.find(kind, number);
        self.act(who, Act::Reject(fact.target), fact.last).unwrap()
    }

    pub(super) fn edit(
        &mut self,
        who: &str,
        kind: FactKind,
        number: usize,
        field: &str,
        value: Value,
    ) -> i64 {
        let fact = self.find(kind, number);
        let (target, field) = (fact.target, field.into());
        self.act(
            who,
            Act::Edit {
                target,
                field,
                value,
            },
            fact.last,
        )
        .unwrap()
    }

    pub(super) fn reading(&self) -> Reading {
        self.0.filed(1).unwrap().unwrap().reading
    }

    pub(super) fn positions(&self) -> Vec<(String, Stance, State)> {
        let rows = self.0.positions(&Scope::default()).unwrap();
        let row = |p: &crate::record::PositionRow| (self.0.words(p.party), p.stance, p.place.state);
        rows.iter().map(row).collect()
    }

    pub(super) fn orphaned(&self) -> Vec<i64> {
        let all = self.0.decisions(None).unwrap();
        let orphaned = all.iter().filter(|l| l.effect == Effect::Orphaned);
        orphaned.map(|l| l.decision.id).collect()
    }
}

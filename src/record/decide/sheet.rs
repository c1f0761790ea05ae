//! A reading as a list of facts that can be changed, added and taken away, and back again as a reading whose indexes fit.

use std::collections::HashMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fields::{Counted, Fields, fields};
use super::row::{FactKind, Target};
use crate::attribution::Attribution;
use crate::document::Span;
use crate::position::{Actor, ActorKind, Reading, Sourcing, Statement, Talks};
use crate::record::State;

/// A fact of a reading.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// What it is.
    pub kind: FactKind,
    /// Its fields; beside those that people set, the statement that it rests on, by its words.
    pub fact: Fields,
    /// Its words.
    pub span: Span,
    /// Its number in the engine's reading; `None` for one that only people know of.
    pub from: Option<usize>,
    /// Who stands behind it.
    pub state: State,
    /// How decisions name it, once there are any.
    pub target: Option<Target>,
}

/// The facts of a reading.
pub(super) struct Sheet<'a> {
    /// The engine's reading.
    pub reading: &'a Reading,
    /// Its text.
    pub text: Counted<'a>,
    /// The facts, by kind and then in the order of the text.
    pub entries: Vec<Entry>,
}

/// Returns the field that names the statement on which a fact rests.
fn link(kind: FactKind) -> Option<&'static str> {
    match kind {
        FactKind::Statement => Some("parent"),
        FactKind::Position => Some("attribution"),
        FactKind::Shift | FactKind::Expectation => Some("by"),
        _ => None,
    }
}

impl<'a> Sheet<'a> {
    /// Lays the facts of a reading out.
    pub fn of(reading: &'a Reading) -> Self {
        let mut sheet = Self {
            reading,
            text: Counted::new(&reading.document.text),
            entries: Vec::new(),
        };
        for (number, statement) in reading.statements.iter().enumerate() {
            let fact = sheet.statement(statement);
            sheet.put(
                FactKind::Statement,
                number,
                fact,
                statement.attribution.extent(),
            );
        }
        let talks = &reading.talks;
        sheet.list(FactKind::Position, &talks.positions, |p| {
            (p.evidence, p.attribution)
        });
        sheet.list(FactKind::Meeting, &talks.meetings, |m| (m.evidence, None));
        sheet.list(FactKind::Outcome, &talks.outcomes, |o| (o.evidence, None));
        sheet.list(FactKind::Shift, &talks.shifts, |s| (s.evidence, s.by));
        sheet.list(FactKind::Conduct, &talks.conduct, |c| (c.evidence, None));
        sheet.list(FactKind::Expectation, &talks.expectations, |e| {
            (e.evidence, e.by)
        });
        sheet
    }

    fn put(&mut self, kind: FactKind, number: usize, fact: Fields, span: Span) {
        self.entries.push(Entry {
            kind,
            fact,
            span,
            from: Some(number),
            state: State::Engine,
            target: None,
        });
    }

    fn list<T: Serialize>(
        &mut self,
        kind: FactKind,
        items: &[T],
        of: impl Fn(&T) -> (Span, Option<usize>),
    ) {
        for (number, item) in items.iter().enumerate() {
            let (evidence, rests_on) = of(item);
            let mut fact = match serde_json::to_value(item) {
                Ok(Value::Object(fact)) => fact,
                _ => Fields::new(),
            };
            fact.insert("evidence".into(), self.text.json(evidence));
            if let Some(name) = link(kind) {
                fact.insert(name.into(), self.words_of(rests_on));
            }
            self.put(kind, number, fact, evidence);
        }
    }

    /// Returns where a statement stands, as JSON.
    fn words_of(&self, statement: Option<usize>) -> Value {
        let statement = statement.and_then(|s| self.reading.statements.get(s));
        statement.map_or(Value::Null, |s| self.text.json(s.attribution.extent()))
    }

    fn statement(&self, statement: &Statement) -> Fields {
        let relation = &statement.attribution;
        let stretches = |spans: &mut dyn Iterator<Item = &Span>| {
            spans.map(|s| self.text.json(*s)).collect::<Value>()
        };
        let speaker = statement.speaker.and_then(|s| self.reading.actors.get(s));
        let mut fact = Fields::new();
        for (name, value) in [
            ("source", stretches(&mut relation.source.iter())),
            ("cue", stretches(&mut relation.cue.iter())),
            ("content", stretches(&mut relation.content.iter())),
            ("form", json(relation.form)),
            ("speaker", json(speaker.map(|a| &a.name))),
            ("party", json(&statement.party)),
            ("sourcing", json(statement.sourcing)),
            ("channel", json(statement.channel)),
            ("addressee", json(&statement.addressee)),
            ("said_on", json(statement.said_on)),
            ("modality", json(statement.modality)),
            ("signals", json(&statement.signals)),
            ("parent", self.words_of(relation.parent)),
            // Three digits, as everywhere outside: they come back as they went.
            (
                "confidence",
                json((f64::from(relation.confidence) * 1000.0).round() / 1000.0),
            ),
        ] {
            fact.insert(name.into(), value);
        }
        fact
    }

    /// Puts a fact that only people know of where it stands in the order of the text.
    pub fn insert(&mut self, entry: Entry) {
        let same = |e: &Entry| e.kind == entry.kind;
        let later = |e: &Entry| same(e) && e.span.start() > entry.span.start();
        let at = self.entries.iter().position(later);
        let end = || {
            self.entries
                .iter()
                .rposition(same)
                .map_or(self.entries.len(), |last| last + 1)
        };
        let at = at.unwrap_or_else(end);
        self.entries.insert(at, entry);
    }

    /// Returns the reading of the facts, and in the same order the facts that are in it.
    pub fn compose(self) -> (Reading, Vec<Entry>) {
        let mut composing = Composing {
            actors: self.reading.actors.clone(),
            statements: Vec::new(),
            numbers: HashMap::new(),
            sheet: &self,
        };
        composing.statements();
        let mut kept = Vec::new();
        let mut talks = Talks::default();
        for entry in &self.entries {
            let stays = entry.kind == FactKind::Statement || composing.talk(entry, &mut talks);
            if stays {
                kept.push(entry.clone());
            }
        }
        let reading = Reading {
            engine: self.reading.engine.clone(),
            document: self.reading.document.clone(),
            actors: composing.actors,
            statements: composing.statements,
            talks,
        };
        (reading, kept)
    }
}

/// Returns a value as JSON; our types have string keys only, so that none fails.
fn json(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

struct Composing<'s, 'a> {
    sheet: &'s Sheet<'a>,
    actors: Vec<Actor>,
    statements: Vec<Statement>,
    /// From a statement's number in the engine's reading to the one here.
    numbers: HashMap<usize, usize>,
}

impl Composing<'_, '_> {
    fn statements(&mut self) {
        let sheet = self.sheet;
        let entries = sheet
            .entries
            .iter()
            .filter(|e| e.kind == FactKind::Statement);
        let entries: Vec<&Entry> = entries.collect();
        for (number, entry) in entries.iter().enumerate() {
            if let Some(from) = entry.from {
                self.numbers.insert(from, number);
            }
            let engine = entry.from.and_then(|n| sheet.reading.statements.get(n));
            let made = match engine {
                Some(statement) if entry.target.is_none() => statement.clone(),
                _ => self.statement(&entry.fact),
            };
            self.statements.push(made);
        }
        let parents: Vec<Option<usize>> = entries.iter().map(|e| self.parent(e)).collect();
        for (number, parent) in parents.into_iter().enumerate() {
            self.statements[number].attribution.parent = parent.filter(|p| *p != number);
        }
    }

    fn statement(&mut self, fact: &Fields) -> Statement {
        let at = |name: &str| fact.get(name).unwrap_or(&Value::Null);
        let spans = |name: &str| self.sheet.text.spans(at(name));
        let attribution = Attribution {
            source: spans("source").first().copied(),
            cue: spans("cue").first().copied(),
            content: spans("content"),
            form: or(at("form"), crate::attribution::Form::Indirect),
            parent: None,
            confidence: or(at("confidence"), 1.0),
        };
        let source = attribution.source;
        let speaker = at("speaker").as_str().map(|name| self.actor(name, source));
        Statement {
            speaker,
            party: or(at("party"), None),
            sourcing: or(at("sourcing"), Sourcing::None),
            channel: or(at("channel"), crate::position::Channel::Unstated),
            addressee: or(at("addressee"), None),
            said_on: or(at("said_on"), None),
            modality: or(at("modality"), crate::position::Modality::Asserted),
            signals: or(at("signals"), Vec::new()),
            attribution,
        }
    }

    /// Returns the actor of a name, making one where the reading has none.
    fn actor(&mut self, name: &str, source: Option<Span>) -> usize {
        let known = self
            .actors
            .iter()
            .position(|a| a.name.to_lowercase() == name.to_lowercase());
        known.unwrap_or_else(|| {
            self.actors.push(Actor {
                id: format!("a{}", self.actors.len() + 1),
                name: name.into(),
                kind: ActorKind::Person,
                party: None,
                role: None,
                anonymous: false,
                mentions: source.into_iter().collect(),
            });
            self.actors.len() - 1
        })
    }

    fn parent(&self, entry: &Entry) -> Option<usize> {
        let engine = &self.sheet.reading.statements;
        let Some(from) = entry.from else {
            return self.stands_at(entry.fact.get("parent")?);
        };
        let above = |n: usize| engine.get(n).and_then(|s| s.attribution.parent);
        // Where the one around it was rejected, it lies in what lay around that.
        let mut around = std::iter::successors(above(from), |n| above(*n)).take(engine.len());
        around.find_map(|n| self.numbers.get(&n).copied())
    }

    /// Returns the statement that stands at a place given as JSON.
    fn stands_at(&self, place: &Value) -> Option<usize> {
        let span = self.sheet.text.span(place)?;
        self.statements
            .iter()
            .position(|s| s.attribution.extent() == span)
    }

    /// Adds a fact to the talks; returns false for one that fell with the statement on which it rested.
    fn talk(&self, entry: &Entry, talks: &mut Talks) -> bool {
        let Some(rests_on) = self.rests_on(entry) else {
            return false;
        };
        let mut fact = entry.fact.clone();
        fact.insert(
            "evidence".into(),
            Value::from(vec![entry.span.start(), entry.span.end()]),
        );
        if let Some(name) = link(entry.kind) {
            fact.insert(name.into(), Value::from(rests_on));
        }
        match entry.kind {
            FactKind::Position => push(&mut talks.positions, fact),
            FactKind::Meeting => push(&mut talks.meetings, fact),
            FactKind::Outcome => push(&mut talks.outcomes, fact),
            FactKind::Shift => push(&mut talks.shifts, fact),
            FactKind::Conduct => push(&mut talks.conduct, fact),
            FactKind::Expectation => push(&mut talks.expectations, fact),
            FactKind::Statement | FactKind::Actor => false,
        }
    }

    /// Returns the statement on which a fact rests, if on any; `None` for a fact of the engine alone whose statement was
    /// rejected: as the author's own claim it would say what the text does not.
    fn rests_on(&self, entry: &Entry) -> Option<Option<usize>> {
        let Some(name) = link(entry.kind) else {
            return Some(None);
        };
        let talks = &self.sheet.reading.talks;
        let Some(from) = entry.from else {
            return Some(match entry.fact.get(name) {
                Some(Value::Null) => None,
                Some(place) => self
                    .stands_at(place)
                    .or_else(|| holder(&self.statements, entry.span)),
                None => holder(&self.statements, entry.span),
            });
        };
        let rested = match entry.kind {
            FactKind::Position => talks.positions.get(from).and_then(|p| p.attribution),
            FactKind::Shift => talks.shifts.get(from).and_then(|s| s.by),
            _ => talks.expectations.get(from).and_then(|e| e.by),
        };
        match rested.map(|r| self.numbers.get(&r).copied()) {
            None => Some(None),
            Some(None) if entry.state == State::Engine => None,
            Some(number) => Some(number),
        }
    }
}

fn push<T: DeserializeOwned>(list: &mut Vec<T>, fact: Fields) -> bool {
    let made = serde_json::from_value(Value::Object(fact));
    made.map(|made| list.push(made)).is_ok()
}

fn or<T: DeserializeOwned>(value: &Value, unsaid: T) -> T {
    serde_json::from_value(value.clone()).unwrap_or(unsaid)
}

/// Returns the words of a fact.
pub(super) fn span_of(kind: FactKind, fact: &Fields, text: &Counted<'_>) -> Option<Span> {
    let at = |name: &str| fact.get(name).unwrap_or(&Value::Null);
    if kind != FactKind::Statement {
        return text.span(at("evidence"));
    }
    let parts = ["source", "cue", "content"].map(|name| text.spans(at(name)));
    parts.into_iter().flatten().reduce(Span::cover)
}

/// Returns whether two facts of a kind say the same in all that people can set.
pub(super) fn alike(kind: FactKind, a: &Fields, b: &Fields) -> bool {
    fields(kind).iter().all(|f| a.get(f.name) == b.get(f.name))
}

/// Returns the innermost statement whose content holds the words.
pub(in crate::record) fn holder(statements: &[Statement], words: Span) -> Option<usize> {
    let holds = |s: &Statement| s.attribution.content.iter().any(|c| c.overlaps(words));
    let size = |s: &Statement| s.attribution.content.iter().map(|c| c.len()).sum::<usize>();
    let holders = statements.iter().enumerate().filter(|(_, s)| holds(s));
    holders.min_by_key(|(_, s)| size(s)).map(|(at, _)| at)
}

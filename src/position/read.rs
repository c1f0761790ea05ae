//! From what the earlier stages found to the reading.

use super::author::{author, signatories};
use super::codebooks::Codebooks;
use super::grounds::grounds;
use super::line::{self, Line};
use super::setting::Setting;
use super::sides::Sides;
use super::speakers::{self, Scene};
use super::spoken::Spoken;
use super::statements::{statements, weigh_again};
use super::{
    Actor, Engine, Reading, Statement, Talks, conduct, expectations, meetings, outcomes, positions,
    shifts,
};
use crate::attribution::Attribution;
use crate::document::{Document, Span};
use crate::language::{Entity, TimeExpression};

/// What the earlier stages found in a document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Entities of the body, in order.
    pub entities: Vec<Entity>,
    /// Time expressions of the body, in order.
    pub times: Vec<TimeExpression>,
    /// Attributions, in order.
    pub attributions: Vec<Attribution>,
}

/// What is known of a document when what it tells about the talks is read.
pub(super) struct Study<'a> {
    pub document: &'a Document,
    /// Sentences of the body, in order.
    pub sentences: &'a [Span],
    /// The same as words.
    pub lines: &'a [Line<'a>],
    /// Which statement a word belongs to.
    pub spoken: &'a Spoken,
    pub entities: &'a [Entity],
    pub actors: &'a [Actor],
    pub statements: &'a [Statement],
    pub books: &'a Codebooks,
    pub world: &'a dyn Sides,
    /// The sides that a joint statement's headline names.
    pub signatories: Vec<String>,
    /// The side of whoever signs the text.
    pub signed: Option<String>,
}

/// Returns the reading of a document.
pub fn read(
    document: Document,
    found: Found,
    world: &dyn Sides,
    books: &Codebooks,
    engine: Engine,
) -> Reading {
    let setting = Setting::new(&document, &found.attributions, &found.times, &books.sources);
    let signed = setting.signatures(&document);
    let outlet = document.metadata.outlet.as_deref();
    let author = author(setting.headline, &signed, outlet, &books.sources);
    let scene = Scene {
        text: setting.text,
        sentences: &setting.sentences,
        entities: &found.entities,
        attributions: &found.attributions,
        author: &author,
        book: &books.sources,
        world,
    };
    let (voices, cast, signed) = speakers::voices(&scene);
    let (actors, place) = cast.finish();
    let mut statements = statements(
        &setting,
        &found.attributions,
        voices,
        &author,
        &actors,
        books,
    );
    for statement in &mut statements {
        statement.speaker = statement.speaker.and_then(|a| place.get(a).copied());
    }
    let lines = line::lines(
        setting.text,
        &setting.sentences,
        &found.entities,
        &found.times,
        &books.grammar,
    );
    let spoken = Spoken::new(&statements);
    let study = Study {
        document: &document,
        sentences: &setting.sentences,
        lines: &lines,
        spoken: &spoken,
        entities: &found.entities,
        actors: &actors,
        statements: &statements,
        books,
        world,
        signatories: signatories(&author, &books.sources, world),
        signed,
    };
    let talks = Talks {
        positions: positions::positions(&study),
        meetings: meetings::meetings(&study),
        outcomes: outcomes::outcomes(&study),
        shifts: shifts::shifts(&study),
        conduct: conduct::conduct(&study),
        expectations: expectations::expectations(&study),
    };
    let grounds = grounds(&statements, &talks);
    weigh_again(&document.text, &mut statements, &grounds, &actors, books);
    Reading {
        engine,
        actors,
        statements,
        talks,
        document,
    }
}

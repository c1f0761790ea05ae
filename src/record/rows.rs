//! Rows of the record as questions see them: small, of numbers, so that a million can be looked at in a moment.

use super::Day;
use crate::document::Span;
use crate::position::{
    Channel, MeetingFormat, MeetingStatus, Modality, OutcomeResult, Signal, Sourcing, Stance, Tone,
    Venue,
};

/// A short string that rows share, by its number; [`super::Record::words`] has the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Term(pub i64);

/// Who stands behind a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The engine alone.
    Engine,
    /// The engine, and a person approved it as it stands.
    Confirmed,
    /// A person changed it.
    Edited,
    /// A person added it.
    Added,
}

impl State {
    /// Returns the state of a number out of the record.
    pub(super) fn of_number(number: i64) -> Self {
        match number {
            1 => Self::Confirmed,
            2 => Self::Edited,
            3 => Self::Added,
            _ => Self::Engine,
        }
    }
}

/// Where a row stands: its document and words, and when it became known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The row's number in its table; changes when the document is read again.
    pub id: i64,
    /// The document.
    pub document: i64,
    /// Its place in the list of its kind in the reading.
    pub number: u32,
    /// The first document of all that tell the same report: rows of one report are one independent account.
    pub report: i64,
    /// The day from which the record knows it.
    pub known: Day,
    /// The day it speaks of: said on, stated on, else `known`.
    pub day: Day,
    /// The words, in bytes of the document's text.
    pub span: Span,
    /// Who stands behind it.
    pub state: State,
}

/// A statement.
#[derive(Clone, Debug, PartialEq)]
pub struct StatementRow {
    /// Document, words, days. The span covers source, cue and content.
    pub place: Place,
    /// Number of the statement inside which it lies.
    pub parent: Option<u32>,
    /// The actor who speaks.
    pub speaker: Option<i64>,
    /// The side spoken for.
    pub party: Option<Term>,
    /// On whose authority.
    pub sourcing: Sourcing,
    /// In public or not.
    pub channel: Channel,
    /// The content's modality.
    pub modality: Modality,
    /// What it tells about the talks.
    pub signals: Vec<Signal>,
    /// The probability that content and source are right.
    pub confidence: f64,
    /// How it tells the mood to be, where it does.
    pub tone: Option<Tone>,
}

/// A position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PositionRow {
    /// Document, words, days.
    pub place: Place,
    /// Number of the statement that it rests on; `None` for the author's own voice.
    pub statement: Option<u32>,
    /// Whose position.
    pub party: Term,
    /// On what.
    pub issue: Term,
    /// What exactly.
    pub option: Option<Term>,
    /// For or against.
    pub stance: Stance,
    /// In public or in private.
    pub venue: Venue,
    /// Who tells us.
    pub voucher: Term,
    /// Sourcing of the statement that it rests on.
    pub sourcing: Sourcing,
}

/// A shift that the text claims.
#[derive(Clone, Debug, PartialEq)]
pub struct ShiftRow {
    /// Document, words, days.
    pub place: Place,
    /// Number of the statement that claims it.
    pub statement: Option<u32>,
    /// Whose position.
    pub party: Term,
    /// On what.
    pub issue: Term,
    /// The position before, in the text's words.
    pub from: Option<String>,
    /// The position now; `unchanged` where it is said not to have moved.
    pub to: Option<String>,
}

/// An outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeRow {
    /// Document, words, days.
    pub place: Place,
    /// Number of the innermost statement that holds the words.
    pub statement: Option<u32>,
    /// On what.
    pub issue: Term,
    /// How far the sides came.
    pub result: OutcomeResult,
}

/// One article's account of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct MeetingRow {
    /// Document, words, days.
    pub place: Place,
    /// Number of the innermost statement that holds the words.
    pub statement: Option<u32>,
    /// First day.
    pub first: Option<Day>,
    /// Last day.
    pub last: Option<Day>,
    /// Where, as printed.
    pub venue: Option<String>,
    /// Who sits together.
    pub format: Option<MeetingFormat>,
    /// Whether it took place.
    pub status: MeetingStatus,
    /// Slugs of the sides.
    pub parties: Vec<String>,
    /// Names of people who took part.
    pub participants: Vec<String>,
}

/// An act on the ground.
#[derive(Clone, Debug, PartialEq)]
pub struct ConductRow {
    /// Document, words, days.
    pub place: Place,
    /// Number of the innermost statement that holds the words.
    pub statement: Option<u32>,
    /// Who acts.
    pub party: Option<Term>,
    /// What was done.
    pub what: String,
    /// When.
    pub date: Option<Day>,
    /// Where, as printed.
    pub location: Option<String>,
}

/// An expectation.
#[derive(Clone, Debug, PartialEq)]
pub struct ExpectationRow {
    /// Document, words, days.
    pub place: Place,
    /// Number of the statement that expects it; `None` for the author's own voice.
    pub statement: Option<u32>,
    /// What is expected.
    pub what: String,
    /// By when.
    pub due: Option<Day>,
}

/// A speaker, over all documents where named, in one document where not.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorRow {
    /// Its number.
    pub id: i64,
    /// Fullest name, or the description of somebody unnamed.
    pub name: String,
    /// `person`, `body`, `state` or `group`.
    pub kind: String,
    /// The side it speaks for.
    pub party: Option<Term>,
    /// Title or role as printed last.
    pub role: Option<String>,
    /// Whether the text withholds the name.
    pub anonymous: bool,
}

/// A document without its text.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    /// Its number.
    pub id: i64,
    /// `sha256:` of its text.
    pub hash: String,
    /// File or address.
    pub origin: String,
    /// Headline.
    pub title: Option<String>,
    /// Newspaper, agency or site.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<Day>,
    /// Day from which the record knows it.
    pub known: Day,
    /// Day from which a revision stands in its place.
    pub until: Day,
    /// The first document that tells the same report.
    pub report: i64,
    /// The version of the same article before this one.
    pub revises: Option<i64>,
    /// In how many places the same text appeared.
    pub appearances: u32,
}

/// An act that an article tells to be done, or not to be done.
#[derive(Clone, Debug, PartialEq)]
pub struct DoneRow {
    /// Document, words, days.
    pub place: Place,
    /// Whether the words tell the day.
    pub dated: bool,
    /// The verb in its base form, or the words that name the act.
    pub act: String,
    /// The words of the clause in small letters.
    pub words: String,
    /// Whether it is told not to be done.
    pub negated: bool,
}

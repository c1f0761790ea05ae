//! What a reading tells about the talks: positions, shifts, outcomes, meetings, conduct and expectations, each with
//! the words it rests on. The definitions are those of the annotation guidelines, sections 2 to 5.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::document::Span;

/// How a party stands to an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Insists on it, makes it a condition.
    Demands,
    /// Proposes, wants, accepts, backs.
    Supports,
    /// Could consider, is willing to discuss, softened.
    Open,
    /// Says that it has not decided.
    Undecided,
    /// Is against, rejects, fears, criticises.
    Opposes,
    /// Refuses categorically.
    RulesOut,
}

/// Where a party holds a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Venue {
    /// For everyone to hear.
    Public,
    /// In the talks, behind closed doors.
    Private,
    /// The text gives no sign.
    Unstated,
}

/// What a party holds on an issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Slug of the party.
    pub party: String,
    /// Slug of the issue; the text's own noun phrase as a slug where the codebook has none.
    pub issue: String,
    /// What exactly, in a few words of the text.
    pub option: Option<String>,
    /// How the party stands to it.
    pub stance: Stance,
    /// Where it holds it.
    pub venue: Venue,
    /// Who tells us: `self`, `author`, `media`, or the slug of another party.
    pub voucher: String,
    /// The words that show it.
    pub evidence: Span,
    /// Index into [`super::Reading::statements`] of the attribution it rests on; `None` for the author's own voice.
    pub attribution: Option<usize>,
    /// The day it was stated, where the text tells.
    pub date: Option<Date>,
}

/// Who sits together in a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingFormat {
    /// Two sides.
    Bilateral,
    /// Three sides.
    Trilateral,
    /// More than three sides.
    Multilateral,
    /// Through a go-between, the sides in separate rooms.
    Indirect,
    /// By telephone or video.
    Call,
}

/// Whether a meeting took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingStatus {
    /// It took place.
    Held,
    /// It goes on.
    UnderWay,
    /// It is to come.
    Planned,
    /// It was put off.
    Postponed,
    /// It was called off.
    Cancelled,
}

/// A round, visit, call or summit between sides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// Where, as printed.
    pub place: Option<String>,
    /// Who sits together, where the text tells.
    pub format: Option<MeetingFormat>,
    /// Slugs of the sides.
    pub parties: Vec<String>,
    /// Names of people who took part.
    pub participants: Vec<String>,
    /// Whether it took place.
    pub status: MeetingStatus,
    /// The words that show it.
    pub evidence: Span,
}

/// How far the sides came on an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeResult {
    /// Settled.
    Agreed,
    /// Settled in part.
    Partly,
    /// Not settled.
    NotAgreed,
    /// Put off.
    Postponed,
}

/// What was or was not agreed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Slug of the issue.
    pub issue: String,
    /// How far the sides came.
    pub result: OutcomeResult,
    /// The words that show it.
    pub evidence: Span,
}

/// That a party's position moved, or is said not to have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shift {
    /// Slug of the party.
    pub party: String,
    /// Slug of the issue.
    pub issue: String,
    /// The position before, in words of the text.
    pub from: Option<String>,
    /// The position now, in words of the text; `unchanged` where it is said not to have moved.
    pub to: Option<String>,
    /// Index of the attribution that claims it; `None` for the author's own voice.
    pub by: Option<usize>,
    /// The words that show it.
    pub evidence: Span,
}

/// An act on the ground or against the other side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conduct {
    /// Slug of the party that acts, where the text tells.
    pub party: Option<String>,
    /// What it did, in a few words of the text.
    pub what: String,
    /// When.
    pub date: Option<Date>,
    /// Where, as printed.
    pub place: Option<String>,
    /// The words that show it.
    pub evidence: Span,
}

/// A claim about what comes next that can later be checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    /// What is expected, in words of the text.
    pub what: String,
    /// By when.
    pub due: Option<Date>,
    /// Index of the attribution that expects it; `None` for the author's own voice.
    pub by: Option<usize>,
    /// The words that show it.
    pub evidence: Span,
}

/// Everything that a reading tells about the talks, each list in the order of its evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Talks {
    /// Where parties stand.
    pub positions: Vec<Position>,
    /// Who met, or is to meet.
    pub meetings: Vec<Meeting>,
    /// What was or was not agreed.
    pub outcomes: Vec<Outcome>,
    /// What moved.
    pub shifts: Vec<Shift>,
    /// What happened meanwhile.
    pub conduct: Vec<Conduct>,
    /// What comes next.
    pub expectations: Vec<Expectation>,
}

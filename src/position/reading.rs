//! The reading: everything found in one document by one version of the engine.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Talks;
use crate::attribution::Attribution;
use crate::document::{Document, Span};

/// Which engine made a reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engine {
    /// The program's version.
    pub version: String,
    /// The model's name.
    pub model: String,
    /// A hash over the codebooks.
    pub codebook: String,
}

/// What kind of actor it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A human being, named or not.
    Person,
    /// An organisation, office, ministry, outlet, or document speaking as such.
    Body,
    /// A state.
    State,
    /// Several people or bodies.
    Group,
}

/// Somebody who speaks or is spoken of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// Stable within the reading: `a1`, `a2`, … in order of first mention.
    pub id: String,
    /// The fullest name the article gives; for somebody unnamed a description that tells them apart (`US official 1`).
    pub name: String,
    /// What kind of actor.
    pub kind: ActorKind,
    /// The side it speaks for, as a slug (`russia`, `united-nations`).
    pub party: Option<String>,
    /// Title or role as printed (`Kremlin aide`).
    pub role: Option<String>,
    /// Whether the text withholds the name.
    pub anonymous: bool,
    /// Where the article names it, in order.
    pub mentions: Vec<Span>,
}

/// On whose authority the reader has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sourcing {
    /// A person identified by name, now or by reference.
    Named,
    /// A spokesperson, office, ministry, government, state or organisation speaking as such.
    Official,
    /// A person or a counted few, not named.
    Anonymous,
    /// An uncounted group.
    Collective,
    /// Another outlet or agency.
    Media,
    /// A text.
    Document,
    /// No source given.
    None,
}

/// How it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// For everyone.
    Public,
    /// To journalists but not for naming.
    Briefing,
    /// Behind closed doors, between the sides, in a leaked text.
    Private,
    /// The text gives no sign.
    Unstated,
}

/// The modality of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// Plain assertion.
    Asserted,
    /// Denied, refused, not so.
    Negated,
    /// If, unless, only if.
    Conditional,
    /// Might, could.
    Possible,
    /// Will, is to, hopes, plans.
    Expected,
}

/// What an attribution tells about the talks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// What a party wants, demands, offers, accepts or refuses.
    Position,
    /// That a party's position moved or did not.
    Shift,
    /// What was or was not agreed.
    Outcome,
    /// Tone and mood.
    Atmosphere,
    /// Acts on the ground or against the other side.
    Conduct,
    /// Who meets, when, where, in what format.
    Process,
    /// Somebody's judgement of the talks or of another side.
    Assessment,
    /// None of these.
    Other,
}

/// An attribution with what is known of who said it and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The words.
    pub attribution: Attribution,
    /// Index into [`Reading::actors`]; `None` where the text leaves it open.
    pub speaker: Option<usize>,
    /// The side spoken for.
    pub party: Option<String>,
    /// On whose authority.
    pub sourcing: Sourcing,
    /// In public or not.
    pub channel: Channel,
    /// Who it was said to, as printed.
    pub addressee: Option<String>,
    /// The day it was said, where the text tells.
    pub said_on: Option<Date>,
    /// The content's modality.
    pub modality: Modality,
    /// What it tells about the talks.
    pub signals: Vec<Signal>,
}

/// Everything found in one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// By which engine.
    pub engine: Engine,
    /// The document.
    pub document: Document,
    /// Who speaks and who is spoken of.
    pub actors: Vec<Actor>,
    /// Every attribution, in order of the text; `attribution.parent` counts in this list.
    pub statements: Vec<Statement>,
    /// What it tells about the talks.
    pub talks: Talks,
}

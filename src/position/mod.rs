//! From attributions to a reading: who speaks, for which side, on whose authority and how.

mod backward;
mod cast;
mod claims;
mod codebooks;
mod conduct;
mod content;
mod cue_claims;
mod cues;
mod expectations;
mod issues;
mod items;
mod lexicon;
mod manner;
mod meetings;
mod outcomes;
mod parties;
mod passages;
mod phrase;
mod positions;
mod read;
mod reading;
mod shifts;
mod shelf;
mod sides;
mod sourcebook;
mod speakers;
mod stances;
mod subject;
mod talks;
mod terms;
#[cfg(test)]
mod trial;
mod vouching;
mod wording;

pub use codebooks::{CODEBOOKS, Codebooks};
pub use issues::IssueBook;
pub use read::{Found, read};
pub use reading::{
    Actor, ActorKind, Channel, Engine, Modality, Reading, Signal, Sourcing, Statement,
};
pub use sides::Sides;
pub use talks::{
    Conduct, Expectation, Meeting, MeetingFormat, MeetingStatus, Outcome, OutcomeResult, Position,
    Shift, Stance, Talks, Venue,
};

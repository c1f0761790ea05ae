//! From attributions to a reading: who speaks, for which side, on whose authority and how.

mod backward;
mod cast;
mod codebooks;
mod conduct;
mod conduct_book;
mod content;
mod cues;
mod expectation_book;
mod expectations;
mod grammar;
mod line;
mod manner;
mod meeting_book;
mod meetings;
mod mentions;
mod outcomes;
mod phrase;
mod positions;
mod read;
mod reading;
mod shifts;
mod sides;
mod sourcebook;
mod speakers;
mod talks;
mod terms;
#[cfg(test)]
mod trial;

pub use codebooks::{CODEBOOKS, Codebooks};
pub use read::{Found, read};
pub use reading::{
    Actor, ActorKind, Channel, Engine, Modality, Reading, Signal, Sourcing, Statement,
};
pub use sides::Sides;
pub use talks::{
    Conduct, Expectation, Meeting, MeetingFormat, MeetingStatus, Outcome, OutcomeResult, Position,
    Shift, Stance, Talks, Venue,
};

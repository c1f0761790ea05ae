//! From attributions to a reading: who speaks, for which side, on whose authority and how.

mod addressee;
mod attendance;
mod backward;
mod cast;
mod channel;
mod codebooks;
mod conduct;
mod conduct_book;
mod cues;
mod deeds;
mod encounter;
#[cfg(test)]
mod events_trial;
mod expectation_book;
mod expectations;
mod grammar;
mod line;
mod meeting_book;
mod meetings;
mod mentions;
mod modality;
mod named;
mod outcomes;
mod phrase;
mod positions;
mod read;
mod reading;
mod said_on;
mod setting;
mod shifts;
mod sides;
mod signals;
mod sourcebook;
mod speakers;
mod spoken;
mod statements;
mod talks;
mod terms;
#[cfg(test)]
mod trial;
mod whereabouts;

pub use codebooks::{CODEBOOKS, Codebooks};
pub use read::{Found, read};
pub use reading::{
    Actor, ActorKind, Channel, Engine, Modality, Reading, Signal, Sourcing, Statement,
};
pub use sides::Sides;
pub use statements::signal_features;
pub use talks::{
    Conduct, Expectation, Meeting, MeetingFormat, MeetingStatus, Outcome, OutcomeResult, Position,
    Shift, Stance, Talks, Venue,
};

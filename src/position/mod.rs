//! From attributions to a reading: who speaks, for which side, on whose authority and how.

mod addressee;
mod antecedents;
mod attendance;
mod author;
mod backward;
mod cast;
mod channel;
mod claims;
mod clauses;
mod codebooks;
mod conditions;
mod conduct;
mod conduct_book;
mod cue_claims;
mod cues;
mod deeds;
mod described;
#[cfg(test)]
mod disputes_trial;
mod done;
mod encounter;
#[cfg(test)]
mod events_trial;
mod expectation_book;
mod expectations;
mod frame;
mod grammar;
mod grounds;
mod issues;
mod items;
mod joint;
mod lexicon;
mod line;
mod markers;
mod meeting_book;
mod meetings;
mod mentions;
mod modality;
mod mood;
mod named;
mod outcomes;
#[cfg(test)]
mod outcomes_trial;
mod overview;
mod parties;
mod passages;
mod phrase;
mod positions;
#[cfg(test)]
mod positions_trial;
mod read;
mod reading;
mod said_on;
mod setting;
mod shelf;
mod shifts;
mod sides;
mod signals;
mod sourcebook;
mod speakers;
mod spoken;
mod stances;
mod statements;
mod talks;
mod terms;
mod tone;
#[cfg(test)]
mod trial;
mod turns;
mod vouching;
mod whereabouts;
mod wording;

pub use codebooks::{CODEBOOKS, Codebooks, RECORD_BOOKS};
pub use done::{Done, done};
pub use grounds::grounds;
pub use issues::IssueBook;
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
pub use tone::{Tone, tone};

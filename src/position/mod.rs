//! From attributions to a reading: who speaks, for which side, on whose authority and how.

mod backward;
mod cast;
mod codebooks;
mod content;
mod cues;
mod manner;
mod phrase;
mod read;
mod reading;
mod sides;
mod sourcebook;
mod speakers;
mod terms;
#[cfg(test)]
mod trial;

pub use codebooks::{CODEBOOKS, Codebooks};
pub use read::{Found, read};
pub use reading::{
    Actor, ActorKind, Channel, Engine, Modality, Reading, Signal, Sourcing, Statement,
};
pub use sides::Sides;

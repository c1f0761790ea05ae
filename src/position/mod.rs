//! From attributions to a reading: who speaks, for which side, on whose authority and how.

mod read;
mod reading;

pub use read::{Codebooks, Found, read};
pub use reading::{
    Actor, ActorKind, Channel, Engine, Modality, Reading, Signal, Sourcing, Statement,
};

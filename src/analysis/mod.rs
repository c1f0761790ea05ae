//! Analysis: what the rows of a record say about the negotiation. Pure functions: rows in, answers out.

pub mod agreement;
pub mod around;
mod deeds;
mod expected;
pub mod foresight;
pub mod likeness;
pub mod network;
pub mod news;
pub mod rounds;
mod series;
pub mod sources;
pub mod wording;

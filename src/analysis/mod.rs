//! Analysis: what the rows of a record say about the negotiation. Pure functions: rows in, answers out.

pub mod agreement;
pub mod network;

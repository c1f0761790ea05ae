//! Tests of the whole: the command as people run it, every output format, the layers of the source.

// Helpers may fail as tests may; clippy knows only the latter.
#![allow(clippy::unwrap_used, clippy::panic)]

mod command;
mod command_errors;
mod formats;
mod golden;
mod handmade;
mod handmade_talks;
mod hostile;
mod house;
mod layers;
mod project;
mod rounds;
mod questions;
mod scores;
mod spans;

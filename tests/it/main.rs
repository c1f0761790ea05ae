//! Tests of the whole: the command as people run it, every output format, the layers of the source.

// Helpers may fail as tests may; clippy knows only the latter.
#![allow(clippy::unwrap_used, clippy::panic)]

mod browser;
mod command;
mod command_errors;
mod decide;
mod exports;
mod exports_read;
mod filled;
mod formats;
mod golden;
mod handmade;
mod handmade_talks;
mod harbour;
mod harbour_answers;
mod hostile;
mod house;
mod kills;
mod layers;
mod older_record;
mod project;
mod questions;
mod rounds;
mod scores;
mod served;
mod spans;
mod tiny;
mod verify;
mod web;
mod web_data;
mod web_decide;
mod web_load;

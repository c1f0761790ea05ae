//! Tests of the whole: the command as people run it, every output format, the layers of the source.

mod command;
mod command_errors;
mod formats;
mod golden;
mod handmade;
mod hostile;
mod house;
mod layers;
mod project;
mod scores;
mod spans;

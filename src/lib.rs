//! Rapporteur reads news coverage of a negotiation and keeps an evidence-backed record of who said
//! what, on whose authority, in public or behind closed doors, and when.

pub mod acquire;
pub mod analysis;
pub mod attribution;
pub mod case;
pub mod cli;
pub mod document;
pub mod error;
pub mod evaluate;
pub mod export;
pub mod language;
pub mod pipeline;
pub mod position;
pub mod record;
pub mod similar;
pub mod web;

pub use error::{Error, Result};

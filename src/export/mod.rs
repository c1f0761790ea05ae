//! One file per output format, and what they share: folded quotations, line numbers, speakers.

pub mod brat;
pub mod brief;
pub mod csv;
pub mod digest;
pub mod digest_html;
pub mod digest_markdown;
pub mod dna;
mod dna_read;
mod exporter;
pub mod folder;
mod gexf;
mod graphml;
pub mod html;
mod html_talks;
pub(crate) mod html_text;
pub mod ical;
pub mod json;
mod json_talks;
pub mod jsonl;
pub mod names;
pub mod networks;
pub mod parquet;
pub(crate) mod quoted;
pub mod read_json;
mod read_json_talks;
#[cfg(test)]
mod sample;
pub mod schema;
pub mod tables;
mod tables_talks;
mod talk_words;
mod utf16;
pub(crate) mod voices;
pub mod webannotation;
pub(crate) mod words;

pub(crate) use exporter::create;
pub use exporter::{Chosen, Exporter, Rows};
pub(crate) use words::tame;

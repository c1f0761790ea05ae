//! One file per output format, and what they share: folded quotations, line numbers, speakers.

pub mod brat;
pub mod brief;
pub mod digest;
pub mod digest_html;
pub mod digest_markdown;
pub mod html;
mod html_text;
pub mod json;
mod json_talks;
pub mod schema;
mod voices;
pub mod webannotation;
mod words;

pub(crate) use words::tame;

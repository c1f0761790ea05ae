//! One file per output format, and what they share: folded quotations, line numbers, speakers.

pub mod brat;
pub mod brief;
pub mod html;
mod html_talks;
mod html_text;
pub mod json;
mod json_talks;
pub mod schema;
mod talk_words;
mod voices;
pub mod webannotation;
mod words;

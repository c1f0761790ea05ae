//! The JSON Schema of a reading, as `rapporteur schema` prints it.

/// JSON Schema (draft 2020-12) of what [`super::json::reading`] yields.
pub const READING: &str = include_str!("reading.schema.json");

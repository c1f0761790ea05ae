//! A reading as it stands in the record, with what the record knows of it.

use super::Day;
use crate::position::Reading;

/// Where a text appeared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// File or address it was read from.
    pub origin: String,
    /// Newspaper, agency or site.
    pub outlet: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<Day>,
}

/// A reading with people's decisions applied, out of the record.
#[derive(Clone, Debug, PartialEq)]
pub struct Filed {
    /// The document's number in the record.
    pub document: i64,
    /// The first document of all that tell the same report.
    pub report: i64,
    /// The version of the same article before this one.
    pub revises: Option<i64>,
    /// Where the text appeared, first the place it was read from.
    pub appearances: Vec<Appearance>,
    /// The reading.
    pub reading: Reading,
}

//! A reading for the tests of the formats: the hand-made one of the golden files.

use super::read_json;
use crate::record::{Appearance, Filed};

/// Returns the reading as the first document of a record.
pub(super) fn filed() -> Filed {
    let line = read_json::line(include_str!("../../tests/golden/harbour.json")).unwrap();
    let document = &line.reading.document;
    let appearance = Appearance {
        origin: document.origin.clone(),
        outlet: document.metadata.outlet.clone(),
        title: document.metadata.title.clone(),
        url: None,
        published: document.metadata.published.map(crate::record::Day::from),
    };
    Filed {
        document: 1,
        report: 1,
        revises: None,
        appearances: vec![appearance],
        reading: line.reading,
    }
}

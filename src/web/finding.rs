//! Statements that are asked for: by words, speaker, sourcing and channel, or alike in meaning to a given one.

use serde::Deserialize;

use super::fault::Fault;
use super::lens::Lens;
use crate::attribution::WordVectors;
use crate::record::{Hit, Said, Scope, StatementRow, phrases};
use crate::similar::Similar;

/// Looks up which words are near one another, where that is asked for.
pub(super) type Vectors<'a> = &'a dyn Fn() -> Result<&'a WordVectors, Fault>;

/// Statements that are ranked at most.
pub(super) const RANKED: usize = 2000;

/// What is asked for, beside party, issue and days.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    /// Words, as people type them.
    pub(super) q: String,
    /// Letters of the speaker's name.
    pub(super) speaker: String,
    pub(super) sourcing: String,
    pub(super) channel: String,
    /// The statement that others are to be alike to: `DOCUMENT:NUMBER`, as the command line has it.
    pub(super) like: String,
}

/// A stretch of the statements that were found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) rows: Vec<StatementRow>,
    /// How many there are in the whole.
    pub(super) count: usize,
    /// Whether so many were ranked as are at most, so that there may be more.
    pub(super) is_cut: bool,
    /// Whether the best come first, not the latest.
    pub(super) is_ranked: bool,
}

impl Wanted {
    /// Returns the statement that others are to be alike to.
    pub(super) fn given(&self, lens: &Lens<'_>) -> Result<Option<StatementRow>, Fault> {
        if self.like.is_empty() {
            return Ok(None);
        }
        let parts = self.like.split_once(':');
        let numbers = parts.and_then(|(d, n)| Some((d.parse().ok()?, n.parse().ok()?)));
        let (document, number) = numbers.ok_or_else(|| {
            Fault::wrong(format!(
                "“{}” names no statement. Write its article and number as 12:3.",
                self.like
            ))
        })?;
        let given = lens.record.statement(document, number)?;
        given
            .map(Some)
            .ok_or_else(|| Fault::not_found("This statement"))
    }

    /// Returns the statements from one place on, `most` at most: the most alike or the best first where likeness or words
    /// are asked for, else the latest.
    pub(super) fn find(
        &self,
        lens: &Lens<'_>,
        vectors: Vectors<'_>,
        scope: &Scope,
        (from, most): (usize, usize),
    ) -> Result<Found, Fault> {
        let said = Said {
            sourcing: chosen(&self.sourcing)?,
            channel: chosen(&self.channel)?,
        };
        let speaker = Some(self.speaker.trim()).filter(|s| !s.is_empty());
        let is_ranked = !self.like.is_empty() || phrases(&self.q).is_some();
        let hits = match (self.given(lens)?, phrases(&self.q), speaker) {
            (Some(given), ..) => {
                let similar = Similar {
                    record: lens.record,
                    quotes: &lens.quotes,
                    vectors: vectors()?,
                };
                similar.to(&given, scope, speaker)?
            }
            (None, Some(matching), _) => lens.record.search(&matching, scope, speaker, RANKED)?,
            (None, None, Some(speaker)) => lens.record.spoken_by(speaker, scope, RANKED)?,
            (None, None, None) => {
                let (rows, count) = lens.record.latest(scope, said, from, most)?;
                return Ok(Found {
                    rows,
                    count,
                    is_cut: false,
                    is_ranked: false,
                });
            }
        };
        let is_cut = hits.len() == RANKED;
        let mut rows = told_once(hits);
        rows.retain(|row| {
            said.sourcing.is_none_or(|s| s == row.sourcing)
                && said.channel.is_none_or(|c| c == row.channel)
        });
        Ok(Found {
            count: rows.len(),
            rows: rows.into_iter().skip(from).take(most).collect(),
            is_cut,
            is_ranked,
        })
    }
}

/// Returns the statements without those that copies of a report have once more.
fn told_once(hits: Vec<Hit>) -> Vec<StatementRow> {
    let mut told = std::collections::HashSet::new();
    let rows = hits.into_iter().map(|h| h.statement);
    rows.filter(|row| told.insert((row.place.report, row.place.number)))
        .collect()
}

/// Returns the value of a word that an address has; `None` for an empty one.
fn chosen<T: serde::de::DeserializeOwned>(word: &str) -> Result<Option<T>, Fault> {
    if word.is_empty() {
        return Ok(None);
    }
    let value = serde_json::Value::from(word);
    let read = serde_json::from_value(value).map(Some);
    read.map_err(|_| Fault::wrong(format!("“{word}” is none of those that can be chosen.")))
}

//! What all exports of a record share: readings come one at a time, each with the rows of it that were asked for.

use std::collections::HashSet;
use std::path::Path;

use serde::Serialize;

use crate::record::Filed;
use crate::{Error, Result};

/// A format that takes the readings of a record one after the other.
pub trait Exporter {
    /// Takes one reading; only the rows named are asked for.
    ///
    /// # Errors
    /// Where the file cannot be written.
    fn put(&mut self, filed: &Filed, rows: &Rows) -> Result<()>;

    /// Writes what is still to be written.
    ///
    /// # Errors
    /// As [`Exporter::put`].
    fn finish(self: Box<Self>) -> Result<()>;
}

/// Which items of one list are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// All of them.
    #[default]
    All,
    /// Those with these numbers.
    Some(HashSet<usize>),
}

impl Chosen {
    /// Returns whether the item of a number is asked for.
    pub fn has(&self, number: usize) -> bool {
        match self {
            Self::All => true,
            Self::Some(numbers) => numbers.contains(&number),
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Some(numbers) if numbers.is_empty())
    }

    /// Returns the items asked for, with their numbers.
    pub fn of<'a, T>(&'a self, items: &'a [T]) -> impl Iterator<Item = (usize, &'a T)> {
        items.iter().enumerate().filter(|(at, _)| self.has(*at))
    }
}

impl FromIterator<usize> for Chosen {
    fn from_iter<I: IntoIterator<Item = usize>>(numbers: I) -> Self {
        Self::Some(numbers.into_iter().collect())
    }
}

/// Which rows of a reading are asked for, list by list. The default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Of its statements.
    pub statements: Chosen,
    /// Of its positions.
    pub positions: Chosen,
    /// Of its meetings.
    pub meetings: Chosen,
    /// Of its outcomes.
    pub outcomes: Chosen,
    /// Of its shifts.
    pub shifts: Chosen,
    /// Of its acts on the ground.
    pub conduct: Chosen,
    /// Of its expectations.
    pub expectations: Chosen,
}

impl Rows {
    /// Returns whether nothing of the reading is asked for.
    pub fn is_empty(&self) -> bool {
        let lists = [
            &self.statements,
            &self.positions,
            &self.meetings,
            &self.outcomes,
            &self.shifts,
            &self.conduct,
            &self.expectations,
        ];
        lists.into_iter().all(Chosen::is_empty)
    }
}

/// Returns the word that the JSON has for a kind (`rules_out`).
pub(super) fn kind_word(kind: &impl Serialize) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Returns the error of a file that cannot be written.
pub(super) fn unwritable(path: &Path, reason: &dyn std::fmt::Display) -> Error {
    Error::Unwritable {
        path: path.into(),
        reason: reason.to_string(),
    }
}

/// Makes a file, and the folder it stands in.
pub(crate) fn create(path: &Path) -> Result<std::io::BufWriter<std::fs::File>> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
    }
    let file = std::fs::File::create(path).map_err(|e| unwritable(path, &e))?;
    Ok(std::io::BufWriter::new(file))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::{MeetingStatus, Stance};

    #[test]
    fn kinds_have_the_words_of_the_json() {
        assert_eq!(kind_word(&Stance::RulesOut), "rules_out");
        assert_eq!(kind_word(&MeetingStatus::UnderWay), "under-way");
    }

    #[test]
    fn only_chosen_rows_go_out() {
        let chosen: Chosen = [2, 0].into_iter().collect();
        let out: Vec<_> = chosen.of(&["a", "b", "c"]).collect();
        assert_eq!(out, [(0, &"a"), (2, &"c")]);
        assert_eq!(Chosen::All.of(&["a", "b"]).count(), 2);
        let nothing: Chosen = [].into_iter().collect();
        let rows = Rows {
            statements: nothing,
            ..Rows::default()
        };
        assert!(!rows.is_empty());
    }
}

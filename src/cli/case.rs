//! What commands over a case take in: its folder, and the scope of a question.

use std::path::PathBuf;

use crate::Result;
use crate::case::Case;
use crate::record::{Day, Record, Scope};

/// Which case.
#[derive(Clone, clap::Args)]
pub(super) struct CaseArgs {
    /// Folder of the case
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    case: PathBuf,
}

impl CaseArgs {
    /// Returns the case.
    pub(super) fn open(&self) -> Result<Case> {
        Case::open(&self.case)
    }

    /// Returns the case and its record, opened for reading.
    pub(super) fn open_record(&self) -> Result<(Case, Record)> {
        let case = self.open()?;
        let record = Record::open_to_read(&case.record())?;
        Ok((case, record))
    }
}

/// What a question is limited to.
#[derive(clap::Args)]
pub(super) struct ScopeArgs {
    /// What was known on this day (YYYY-MM-DD)
    #[arg(long, value_name = "DATE")]
    as_of: Option<jiff::civil::Date>,
    /// Only what speaks of this day or later ones
    #[arg(long, value_name = "DATE")]
    since: Option<jiff::civil::Date>,
    /// Only what speaks of this day or earlier ones
    #[arg(long, value_name = "DATE")]
    until: Option<jiff::civil::Date>,
    /// Only this party, by its slug
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    /// Only this issue, by its slug
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
}

impl ScopeArgs {
    /// Returns whether the question is limited to one issue.
    pub(super) fn has_issue(&self) -> bool {
        self.issue.is_some()
    }

    /// Returns the scope; `None` where the record has nothing on the party or the issue.
    pub(super) fn scope(&self, record: &Record) -> Result<Option<Scope>> {
        let term = |words: &Option<String>| match words {
            Some(words) => Ok(record.term(words)?.map(Some)),
            None => Ok::<_, crate::Error>(Some(None)),
        };
        let (Some(party), Some(issue)) = (term(&self.party)?, term(&self.issue)?) else {
            return Ok(None);
        };
        Ok(Some(Scope {
            as_of: self.as_of.map(Day::from),
            since: self.since.map(Day::from),
            until: self.until.map(Day::from),
            party,
            issue,
            document: None,
        }))
    }
}

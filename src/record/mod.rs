//! The record: the case's database of documents, readings and people's decisions. Documents, readings and decisions
//! are only added to; the rows that questions ask are worked out from them.

mod actors;
mod add;
mod code;
mod copies;
mod day;
mod decide;
mod documents;
mod filed;
mod ledger;
mod project;
mod project_talks;
mod query;
mod queue;
mod quotes;
mod rows;
mod sealed;
mod search;
mod slugs;
mod stamp;
mod tellers;
mod terms;
mod verify;
mod voices;

use std::cell::RefCell;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::{Error, Result};

pub use actors::NamedActor;
pub use add::{Added, Incoming, Standing};
pub use day::Day;
pub use decide::{
    Act, Anchor, Decidable, Decision, Effect, FactKind, Fields, Judgement, Listed, NewDecision,
    Target, Verb,
};
pub use filed::{Appearance, Filed};
pub use query::Scope;
pub use queue::Said;
pub use quotes::{Quote, Quotes};
pub use rows::{
    ActorRow, ConductRow, DocumentRow, DoneRow, ExpectationRow, MeetingRow, OutcomeRow, Place,
    PositionRow, ShiftRow, State, StatementRow, Term,
};
pub use search::{COMMON, Hit, phrase, phrases};
pub use slugs::Limit;
pub use stamp::Stamp;
pub use tellers::{TellerRow, Tellers};
pub use verify::Verified;
pub use voices::VoiceRow;

/// Changes of the tables, in order; only ever added to. `PRAGMA user_version` counts those that a record has.
const MIGRATIONS: [&str; 2] = [
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
];

/// The steps after which the rows of all documents are made anew, because they are worked out in another way.
const MADE_ANEW: [usize; 1] = [1];

/// Bytes of a record that are mapped into memory at most.
const MAPPED: i64 = 1 << 34;

/// Milliseconds that a reader or writer waits for another one.
const PATIENCE_MS: u64 = 20_000;

/// An open record.
pub struct Record {
    db: Connection,
    name: String,
    terms: RefCell<terms::Terms>,
}

impl Record {
    /// Opens a record for reading and writing, making it where it does not exist; an older one is brought up to date.
    ///
    /// # Errors
    /// Where the file is no record, is newer than this program, or cannot be opened.
    pub fn open(path: &Path) -> Result<Self> {
        let flags = OpenFlags::default();
        let mut record = Self::with(path, flags)?;
        record.migrate()?;
        Ok(record)
    }

    /// Opens a record that exists, for reading only.
    ///
    /// # Errors
    /// As [`Record::open`], and where it does not exist or wants to be brought up to date first.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let record = Self::with(path, flags)?;
        if record.version()? < MIGRATIONS.len() {
            drop(record);
            return Self::open(path);
        }
        Ok(record)
    }

    /// Returns an empty record that lives in memory.
    ///
    /// # Errors
    /// Where the database refuses.
    pub fn in_memory() -> Result<Self> {
        let db = Connection::open_in_memory().map_err(|e| fault("in memory", &e))?;
        let mut record = Self {
            db,
            name: "in memory".into(),
            terms: RefCell::default(),
        };
        record.migrate()?;
        Ok(record)
    }

    fn with(path: &Path, flags: OpenFlags) -> Result<Self> {
        let name = path.display().to_string();
        let db = Connection::open_with_flags(path, flags).map_err(|e| fault(&name, &e))?;
        let record = Self {
            db,
            name,
            terms: RefCell::default(),
        };
        record.prepare().map_err(|e| record.fault(&e))?;
        let (version, known) = (record.version()?, MIGRATIONS.len());
        if version > known {
            return Err(Error::Record {
                name: record.name,
                reason: format!(
                    "was made by a newer version of the program (format {version}, this one knows {known}); \
                     use that version"
                ),
            });
        }
        Ok(record)
    }

    fn prepare(&self) -> rusqlite::Result<()> {
        self.db
            .busy_timeout(std::time::Duration::from_millis(PATIENCE_MS))?;
        // A killed process loses nothing in this mode; only a power cut may lose the last transactions.
        self.db
            .pragma_update(None, "journal_mode", "WAL")
            .or_else(|e| {
                // A record on a medium that cannot be written to is still there to read.
                let readable = self.db.is_readonly("main").unwrap_or(false);
                if readable { Ok(()) } else { Err(e) }
            })?;
        self.db.pragma_update(None, "synchronous", "NORMAL")?;
        self.db.pragma_update(None, "foreign_keys", true)?;
        self.db.pragma_update(None, "cache_size", -64_000)?;
        // Questions read most of a record once: its pages are looked at where they lie.
        self.db.pragma_update(None, "mmap_size", MAPPED)?;
        self.db.set_prepared_statement_cache_capacity(64);
        Ok(())
    }

    fn version(&self) -> Result<usize> {
        let version = self
            .db
            .query_row("PRAGMA user_version", (), |row| row.get::<_, i64>(0))
            .map_err(|e| self.fault(&e))?;
        Ok(usize::try_from(version).unwrap_or(usize::MAX))
    }

    /// Brings the tables up to date, each step whole or not at all.
    fn migrate(&mut self) -> Result<()> {
        for (at, step) in MIGRATIONS.iter().enumerate().skip(self.version()?) {
            let name = self.name.clone();
            let run = |db: &mut Connection| -> rusqlite::Result<()> {
                let change =
                    db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
                // Another process may have been faster.
                let done: i64 = change.query_row("PRAGMA user_version", (), |r| r.get(0))?;
                if done <= at as i64 {
                    change.execute_batch(step)?;
                    if MADE_ANEW.contains(&at) {
                        project::project_all(&change)?;
                    }
                    change.pragma_update(None, "user_version", at as i64 + 1)?;
                }
                change.commit()
            };
            run(&mut self.db).map_err(|e| fault(&name, &e))?;
        }
        Ok(())
    }

    fn fault(&self, error: &rusqlite::Error) -> Error {
        fault(&self.name, error)
    }
}

/// Says what the database says, and what to do.
fn fault(name: &str, error: &rusqlite::Error) -> Error {
    use rusqlite::ErrorCode as Code;
    let advice = match error.sqlite_error_code() {
        Some(Code::NotADatabase) => "is no record; name the folder that `rapporteur init` made",
        Some(Code::CannotOpen) => "cannot be opened; make the case with `rapporteur init` first",
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => {
            "is in use by another process that does not let go; try again later"
        }
        Some(Code::DiskFull) => {
            "cannot grow: the disk is full; free some space and run the same command again"
        }
        Some(Code::ReadOnly) => "may not be written to; check the permissions",
        Some(Code::DatabaseCorrupt) => "is damaged; bring it back from a copy",
        _ => "the database refused",
    };
    Error::Record {
        name: name.into(),
        reason: format!("{advice} ({error})"),
    }
}

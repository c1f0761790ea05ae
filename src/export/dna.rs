//! Discourse Network Analyzer: a `.dna` database with the positions as coded statements — person, organization,
//! concept, agreement — in the words they rest on.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use super::exporter::{Exporter, Rows, kind_word, unwritable};
use super::utf16::Units;
use crate::Result;
use crate::document::Document;
use crate::position::{Engine, Position, Reading, Stance};
use crate::record::Filed;

pub use super::dna_read::{Coded, read};

/// The tables, and what every database of the program begins with.
const SCHEMA: &str = include_str!("dna.sql");
/// The password of all coders; DNA asks for one when it opens a database.
pub const PASSWORD: &str = "rapporteur";
/// Characters that a name or a title has at most.
const LONGEST: usize = 190;
/// What the notes of a document say of one without date: DNA wants a date of every document.
pub(super) const UNDATED: &str = "undated";
/// How DNA counts days.
pub(super) const SECONDS_OF_A_DAY: i64 = 86_400;
/// Numbers of the variables in `dna.sql`.
const PERSON: i64 = 1;
const ORGANIZATION: i64 = 2;
const CONCEPT: i64 = 3;
const AGREEMENT: i64 = 4;
/// The type of statement that these belong to.
const CODED: i64 = 1;

/// A database that is being written.
pub struct Dna {
    db: Connection,
    path: PathBuf,
    coders: HashMap<String, i64>,
}

impl Dna {
    /// Makes a new database.
    ///
    /// # Errors
    /// Where the file is there already: somebody may have coded in it.
    pub fn new(path: &Path) -> Result<Self> {
        if path.exists() {
            let reason = "is there already, perhaps with work of yours in it; name another file";
            return Err(unwritable(path, &reason));
        }
        let open = || {
            let db = Connection::open(path)?;
            // One transaction to the end: a broken-off export leaves an empty file.
            db.execute_batch(&format!("BEGIN; {SCHEMA}"))?;
            Ok::<_, rusqlite::Error>(db)
        };
        let mut dna = Self {
            db: open().map_err(|e| unwritable(path, &e))?,
            path: path.into(),
            coders: HashMap::new(),
        };
        dna.coder("Admin").map_err(|e| unwritable(path, &e))?;
        Ok(dna)
    }

    /// Returns the number of a coder, making it where it is new.
    fn coder(&mut self, name: &str) -> rusqlite::Result<i64> {
        if let Some(id) = self.coders.get(name) {
            return Ok(*id);
        }
        let id = self.coders.len() as i64 + 1;
        self.db.execute(
            "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?1, ?2, 51, 153, 255, ?3)",
            params![id, cut(name), password_hash(PASSWORD)],
        )?;
        for other in 1..id {
            let relate = "INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?1, ?2), (?2, ?1)";
            self.db.execute(relate, (id, other))?;
        }
        self.coders.insert(name.into(), id);
        Ok(id)
    }

    fn add(&mut self, filed: &Filed, rows: &Rows) -> rusqlite::Result<()> {
        let reading = &filed.reading;
        let coder = self.coder(&coder_name(&reading.engine))?;
        self.document(filed.document, &reading.document, coder)?;
        let units = Units::with_plain_ends(&reading.document.text);
        for (_, position) in rows.positions.of(&reading.talks.positions) {
            let Some(agreement) = agreement(position.stance) else {
                continue;
            };
            let (start, stop) = units.of(position.evidence);
            if start >= stop {
                continue;
            }
            self.db.execute(
                "INSERT INTO STATEMENTS (StatementTypeId, DocumentId, Start, Stop, Coder) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![CODED, filed.document, start, stop, coder],
            )?;
            let statement = self.db.last_insert_rowid();
            self.db.execute(
                "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?1, ?2, ?3)",
                (statement, AGREEMENT, agreement),
            )?;
            self.names(statement, reading, position)?;
        }
        Ok(())
    }

    fn document(&self, id: i64, document: &Document, coder: i64) -> rusqlite::Result<()> {
        let known = &document.metadata;
        let midnight = |d: jiff::civil::Date| {
            let days = jiff::civil::date(1970, 1, 1).until(d).ok()?.get_days();
            Some(i64::from(days) * SECONDS_OF_A_DAY)
        };
        let date = known.published.and_then(midnight);
        let mut notes: Vec<&str> = known.url.as_deref().into_iter().collect();
        if date.is_none() {
            notes.push(UNDATED);
        }
        self.db.execute(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Notes, Date) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                id,
                cut(known.title.as_deref().unwrap_or(&document.origin)),
                document.text.replace("\r\n", "\n"),
                coder,
                cut(&known.bylines.join("; ")),
                cut(known.outlet.as_deref().unwrap_or_default()),
                notes.join("\n"),
                date.unwrap_or(0),
            ],
        )?;
        Ok(())
    }

    /// Writes who holds what.
    fn names(
        &self,
        statement: i64,
        reading: &Reading,
        position: &Position,
    ) -> rusqlite::Result<()> {
        let speaker = position
            .attribution
            .and_then(|a| reading.statements.get(a)?.speaker);
        let speaker = speaker.and_then(|s| reading.actors.get(s));
        let name = speaker.map_or("", |a| a.name.as_str());
        let kind = speaker.map_or(String::new(), |a| kind_word(&a.kind));
        for (variable, value, kind) in [
            (PERSON, name, kind.as_str()),
            (ORGANIZATION, position.party.as_str(), "party"),
            (CONCEPT, &concept(position), position.issue.as_str()),
        ] {
            let entity = self.entity(variable, &cut(value), &cut(kind))?;
            self.db.execute(
                "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) VALUES (?1, ?2, ?3)",
                (statement, variable, entity),
            )?;
        }
        Ok(())
    }

    /// Returns the number of a name, making it where it is new.
    fn entity(&self, variable: i64, value: &str, kind: &str) -> rusqlite::Result<i64> {
        let known = self
            .db
            .prepare_cached("SELECT ID FROM ENTITIES WHERE VariableId = ?1 AND Value = ?2")?
            .query_row((variable, value), |row| row.get(0))
            .optional()?;
        if let Some(id) = known {
            return Ok(id);
        }
        self.db.execute(
            "INSERT INTO ENTITIES (VariableId, Value, Red, Green, Blue) VALUES (?1, ?2, 0, 0, 0)",
            (variable, value),
        )?;
        let id = self.db.last_insert_rowid();
        self.db.execute(
            "INSERT INTO ATTRIBUTEVALUES (EntityId, AttributeVariableId, AttributeValue) \
             SELECT ?1, ID, CASE AttributeVariable WHEN 'Type' THEN ?3 ELSE '' END \
             FROM ATTRIBUTEVARIABLES WHERE VariableId = ?2",
            (id, variable, kind),
        )?;
        Ok(id)
    }
}

impl Exporter for Dna {
    fn put(&mut self, filed: &Filed, rows: &Rows) -> Result<()> {
        self.add(filed, rows)
            .map_err(|e| unwritable(&self.path, &e))
    }

    fn finish(self: Box<Self>) -> Result<()> {
        let path = &self.path;
        self.db
            .execute_batch("COMMIT")
            .map_err(|e| unwritable(path, &e))
    }
}

fn coder_name(engine: &Engine) -> String {
    format!("rapporteur {} {}", engine.version, engine.model)
}

/// Returns whether a stance agrees; being undecided does neither, and DNA has no third value.
fn agreement(stance: Stance) -> Option<bool> {
    match stance {
        Stance::Demands | Stance::Supports | Stance::Open => Some(true),
        Stance::Opposes | Stance::RulesOut => Some(false),
        Stance::Undecided => None,
    }
}

/// Returns issue and option as one concept.
fn concept(position: &Position) -> String {
    match &position.option {
        Some(option) => format!("{}: {option}", position.issue),
        None => position.issue.clone(),
    }
}

fn cut(words: &str) -> String {
    words.chars().take(LONGEST).collect()
}

/// Returns the hash that DNA compares a password with: SHA-256 a hundred thousand times over salt and password, the
/// salt before it, in base 64. The password is known to all, so the salt need not be drawn anew: the same record
/// gives the same file.
fn password_hash(password: &str) -> String {
    const ROUNDS: usize = 100_000;
    let salt = b"rapporteur......";
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(password);
    let mut digest = hash.finalize();
    for _ in 1..ROUNDS {
        digest = Sha256::digest(digest);
    }
    base64(&[&salt[..], &digest[..]].concat())
}

/// Returns bytes in base 64. Their number is a multiple of three.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len() / 3 * 4);
    for three in bytes.chunks_exact(3) {
        let bits = three.iter().fold(0, |all, b| all << 8 | usize::from(*b));
        for shift in [18, 12, 6, 0] {
            out.push(char::from(SIGNS[bits >> shift & 63]));
        }
    }
    out
}

#[cfg(test)]
#[path = "dna_tests.rs"]
mod tests;

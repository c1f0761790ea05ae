//! From a reading, with people's decisions applied, to the rows that questions ask. The rows of a document can be thrown
//! away and made anew at any time.

use std::borrow::Cow;

use rusqlite::{OptionalExtension, Transaction, params};

use super::Day;
use super::code::{Coded, bits};
use super::decide::{Decided, FactKind, decided, key};
use super::ledger::pack;
use super::sealed::{Body, opened};
use crate::document::Document;
use crate::position::{Actor, Engine, Reading, Signal, Sourcing, Statement, Tone, tone};

/// Tables with the rows of a document.
const TABLES: [&str; 9] = [
    "statement",
    "position",
    "ledger",
    "shift",
    "outcome",
    "meeting",
    "conduct",
    "expectation",
    "done",
];

/// Makes the rows of a document anew from its newest reading.
pub(super) fn project(db: &Transaction<'_>, document: i64) -> rusqlite::Result<()> {
    db.prepare_cached(
        "DELETE FROM statement_words WHERE rowid IN (SELECT id FROM statement WHERE document = ?1)",
    )?
    .execute([document])?;
    for table in TABLES {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE document = ?1"))?
            .execute([document])?;
    }
    if let Some(reading) = newest(db, document)? {
        let decided = decided(db, Cow::Owned(reading))?;
        Row::load(db, document)?.insert(db, &decided)?;
    }
    Ok(())
}

/// Makes the rows of all documents anew.
pub(super) fn project_all(db: &Transaction<'_>) -> rusqlite::Result<()> {
    let documents: Vec<i64> = db
        .prepare("SELECT id FROM document ORDER BY id")?
        .query_map((), |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    documents.into_iter().try_for_each(|id| project(db, id))
}

/// Returns the newest reading of a document.
pub(super) fn newest(
    db: &rusqlite::Connection,
    document: i64,
) -> rusqlite::Result<Option<Reading>> {
    let found = db
        .prepare_cached(
            "SELECT r.version, r.model, r.codebook, r.body, d.body FROM reading r JOIN document d ON d.id = r.document \
             WHERE r.document = ?1 ORDER BY r.id DESC LIMIT 1",
        )?
        .query_row([document], |row| {
            let engine = Engine {
                version: row.get(0)?,
                model: row.get(1)?,
                codebook: row.get(2)?,
            };
            Ok((engine, row.get::<_, Vec<u8>>(3)?, row.get::<_, Vec<u8>>(4)?))
        })
        .optional()?;
    let Some((engine, body, text)) = found else {
        return Ok(None);
    };
    let damaged = |reason: String| {
        rusqlite::Error::FromSqlConversionFailure(3, rusqlite::types::Type::Blob, reason.into())
    };
    let body: Body = opened(&body).map_err(damaged)?;
    let document: Document = opened(&text).map_err(damaged)?;
    Ok(Some(body.reading(engine, document)))
}

/// What all rows of a document share.
pub(super) struct Row {
    /// The document.
    pub document: i64,
    /// The first document of all that tell the same report.
    pub report: i64,
    /// From when the record knows it.
    pub known: Day,
    /// From when a revision stands in its place.
    pub until: Day,
}

impl Row {
    /// Returns what the rows of a document share.
    pub fn load(db: &Transaction<'_>, document: i64) -> rusqlite::Result<Self> {
        db.prepare_cached("SELECT report, known, until FROM document WHERE id = ?1")?
            .query_row([document], |row| {
                Ok(Self {
                    document,
                    report: row.get(0)?,
                    known: Day::from_number(row.get(1)?),
                    until: Day::from_number(row.get(2)?),
                })
            })
    }

    /// Inserts the rows of a reading.
    pub fn insert(&self, db: &Transaction<'_>, decided: &Decided<'_>) -> rusqlite::Result<()> {
        let actors = self.actors(db, &decided.reading)?;
        for (number, statement) in decided.reading.statements.iter().enumerate() {
            self.statement(db, number, statement, decided, &actors)?;
        }
        self.positions(db, decided)?;
        pack(db, self.document)?;
        self.moves(db, decided)?;
        self.events(db, decided)?;
        self.done(db, &decided.reading)
    }

    /// Returns the day that a row speaks of.
    pub fn day(&self, date: Option<jiff::civil::Date>) -> i64 {
        date.map_or(self.known, Day::from).number()
    }

    /// Returns the numbers of the speakers of a reading, in the order of its actors; others get none.
    fn actors(
        &self,
        db: &Transaction<'_>,
        reading: &Reading,
    ) -> rusqlite::Result<Vec<Option<i64>>> {
        let speaks = |at: usize| reading.statements.iter().any(|s| s.speaker == Some(at));
        reading
            .actors
            .iter()
            .enumerate()
            .map(|(at, actor)| speaks(at).then(|| self.actor(db, actor)).transpose())
            .collect()
    }

    fn actor(&self, db: &Transaction<'_>, actor: &Actor) -> rusqlite::Result<i64> {
        let kind = format!("{:?}", actor.kind).to_lowercase();
        let key = key(actor).unwrap_or_else(|| format!("{kind} {} {}", self.document, actor.id));
        let party = actor.party.as_deref().map(|p| term(db, p)).transpose()?;
        db.prepare_cached(
            "INSERT INTO actor (key, name, kind, party, role, anonymous) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (key) DO UPDATE SET name = ?2, party = coalesce(?4, party), role = coalesce(?5, role) \
             RETURNING id",
        )?
        .query_row(
            params![key, actor.name, kind, party, actor.role, actor.anonymous],
            |row| row.get(0),
        )
    }

    fn statement(
        &self,
        db: &Transaction<'_>,
        number: usize,
        statement: &Statement,
        decided: &Decided<'_>,
        actors: &[Option<i64>],
    ) -> rusqlite::Result<()> {
        let relation = &statement.attribution;
        let span = relation.extent();
        let party = statement
            .party
            .as_deref()
            .map(|p| term(db, p))
            .transpose()?;
        db.prepare_cached(
            "INSERT INTO statement (document, number, parent, report, known, until, day, speaker, party, sourcing, \
             channel, modality, signals, confidence, start, end, state, tone) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
        )?
        .execute(params![
            self.document,
            number,
            relation.parent,
            self.report,
            self.known.number(),
            self.until.number(),
            self.day(statement.said_on),
            statement.speaker.and_then(|s| actors.get(s).copied().flatten()),
            party,
            statement.sourcing.code(),
            statement.channel.code(),
            statement.modality.code(),
            bits(&statement.signals),
            f64::from(relation.confidence),
            span.start(),
            span.end(),
            decided.state(FactKind::Statement, number) as i64,
            tone_of(statement, &decided.reading.document.text).map(Coded::code),
        ])?;
        let id = db.last_insert_rowid();
        let text = &decided.reading.document.text;
        let parts = relation
            .source
            .iter()
            .chain(&relation.cue)
            .chain(&relation.content);
        let words: Vec<&str> = parts.map(|s| s.of(text)).collect();
        db.prepare_cached("INSERT INTO statement_words (rowid, words) VALUES (?1, ?2)")?
            .execute((id, words.join(" ")))?;
        Ok(())
    }

    fn positions(&self, db: &Transaction<'_>, decided: &Decided<'_>) -> rusqlite::Result<()> {
        let reading = &decided.reading;
        for (number, p) in reading.talks.positions.iter().enumerate() {
            let rests_on = p.attribution.and_then(|a| reading.statements.get(a));
            let sourcing = rests_on.map_or(Sourcing::None, |s| s.sourcing);
            let option = p.option.as_deref().map(|o| term(db, o)).transpose()?;
            db.prepare_cached(
                "INSERT INTO position (document, number, statement, report, known, until, day, party, issue, option, \
                 stance, venue, voucher, sourcing, start, end, state) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?
            .execute(params![
                self.document,
                number,
                p.attribution,
                self.report,
                self.known.number(),
                self.until.number(),
                self.day(p.date.or(rests_on.and_then(|s| s.said_on))),
                term(db, &p.party)?,
                term(db, &p.issue)?,
                option,
                p.stance.code(),
                p.venue.code(),
                term(db, &p.voucher)?,
                sourcing.code(),
                p.evidence.start(),
                p.evidence.end(),
                decided.state(FactKind::Position, number) as i64,
            ])?;
        }
        Ok(())
    }
}

/// Returns how a statement tells the mood. Words count more than the signal: *long, cold days* tell of it without one.
fn tone_of(statement: &Statement, text: &str) -> Option<Tone> {
    let contents = statement.attribution.content.iter().map(|c| c.of(text));
    let words: Vec<&str> = contents.collect();
    let on_mood = statement.signals.contains(&Signal::Atmosphere);
    tone(&words.join(" "), on_mood)
}

/// Returns the number of a term, making it where it is new.
pub(super) fn term(db: &Transaction<'_>, words: &str) -> rusqlite::Result<i64> {
    let known = db
        .prepare_cached("SELECT id FROM term WHERE words = ?1")?
        .query_row([words], |row| row.get(0))
        .optional()?;
    match known {
        Some(id) => Ok(id),
        None => {
            db.prepare_cached("INSERT INTO term (words) VALUES (?1)")?
                .execute([words])?;
            Ok(db.last_insert_rowid())
        }
    }
}

//! Coded statements out of a `.dna` database of Discourse Network Analyzer 3, as readings of an engine named `dna`.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Row};

use super::dna::{SECONDS_OF_A_DAY, UNDATED};
use super::utf16::Units;
use crate::attribution::{Attribution, Form};
use crate::document::{Document, Span};
use crate::position::{
    Actor, ActorKind, Channel, Engine, Modality, Position, Reading, Signal, Sourcing, Stance,
    Statement, Talks, Venue,
};
use crate::{Error, Result};

/// What a database holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Coded {
    /// One reading a document, by all who coded in it.
    pub readings: Vec<Reading>,
    /// Statements of other types, without concept, agreement or anybody who holds them, or outside the text.
    pub left_out: usize,
}

/// Reads a database.
///
/// # Errors
/// Where the file is no database of DNA 3.
pub fn read(path: &Path) -> Result<Coded> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let run = || {
        let db = Connection::open_with_flags(path, flags)?;
        coded(&db, &path.display().to_string())
    };
    run().map_err(|e| Error::Unreadable {
        path: path.into(),
        reason: format!(
            "it is no database of Discourse Network Analyzer 3 ({e}); open one of an older version there and save it"
        ),
    })
}

const DOCUMENTS: &str = "SELECT d.ID, d.Title, d.Text, d.Author, d.Source, d.Section, d.Notes, d.Type, d.Date, c.Name \
     FROM DOCUMENTS d LEFT JOIN CODERS c ON c.ID = d.Coder ORDER BY d.ID";

fn coded(db: &Connection, name: &str) -> rusqlite::Result<Coded> {
    let version: Option<String> = db
        .query_row(
            "SELECT Value FROM SETTINGS WHERE Property = 'version'",
            (),
            |r| r.get(0),
        )
        .optional()?;
    let version = format!("dna {}", version.unwrap_or_default());
    let mut all = Coded {
        readings: Vec::new(),
        left_out: 0,
    };
    let mut documents = db.prepare(DOCUMENTS)?;
    let mut rows = documents.query(())?;
    while let Some(row) = rows.next()? {
        let (document, coder) = document(row, name)?;
        let statements = statements(db, row.get(0)?)?;
        let mut coders: Vec<&str> = statements
            .iter()
            .filter_map(|s| s.coder.as_deref())
            .collect();
        coders.sort_unstable();
        coders.dedup();
        let engine = Engine {
            version: version.trim().into(),
            model: if coders.is_empty() {
                coder
            } else {
                coders.join(", ")
            },
            codebook: "DNA Statement".into(),
        };
        let (reading, left_out) = reading(engine, document, &statements);
        all.left_out += left_out;
        // A record is of texts: without one there is nothing to keep.
        if !reading.document.text.trim().is_empty() {
            all.readings.push(reading);
        }
    }
    Ok(all)
}

/// Returns a document and who put it in.
fn document(row: &Row<'_>, name: &str) -> rusqlite::Result<(Document, String)> {
    let id: i64 = row.get(0)?;
    let mut document = Document::whole(format!("{name}:{id}"), row.get(2)?);
    let some = |at: usize| {
        Ok::<_, rusqlite::Error>(Some(row.get::<_, String>(at)?).filter(|w| !w.is_empty()))
    };
    let known = &mut document.metadata;
    known.title = some(1)?;
    known.outlet = some(4)?;
    known.bylines = some(3)?.map_or(Vec::new(), |a| a.split("; ").map(Into::into).collect());
    let notes = some(6)?.unwrap_or_default();
    known.url = notes
        .lines()
        .find(|l| l.starts_with("http"))
        .map(Into::into);
    if !notes.lines().any(|l| l == UNDATED) {
        let days = row.get::<_, i64>(8)?.div_euclid(SECONDS_OF_A_DAY);
        let days = jiff::ToSpan::days(days.clamp(-700_000, 2_900_000));
        known.published = jiff::civil::date(1970, 1, 1).checked_add(days).ok();
        known.published_from = Some("dna".into());
    }
    for (field, at) in [("section", 5), ("type", 7)] {
        if let Some(words) = some(at)? {
            known.extra.insert(field.into(), words.into());
        }
    }
    let coder: Option<String> = row.get(9)?;
    Ok((document, coder.unwrap_or_default()))
}

/// A coded statement as it stands in the database.
struct Row16 {
    start: u32,
    stop: u32,
    coder: Option<String>,
    person: String,
    kind: String,
    organization: String,
    concept: Option<String>,
    agreement: Option<bool>,
}

const STATEMENTS: &str = "SELECT s.Start, s.Stop, c.Name, p.Value, \
       (SELECT a.AttributeValue FROM ATTRIBUTEVALUES a JOIN ATTRIBUTEVARIABLES n ON n.ID = a.AttributeVariableId \
        WHERE a.EntityId = p.ID AND n.AttributeVariable = 'Type'), \
       o.Value, t.Value, \
       (SELECT b.Value FROM DATABOOLEAN b JOIN VARIABLES v ON v.ID = b.VariableId \
        WHERE b.StatementId = s.ID AND v.Variable = 'agreement') \
     FROM STATEMENTS s LEFT JOIN CODERS c ON c.ID = s.Coder \
     LEFT JOIN named p ON p.StatementId = s.ID AND p.Variable = 'person' \
     LEFT JOIN named o ON o.StatementId = s.ID AND o.Variable = 'organization' \
     LEFT JOIN named t ON t.StatementId = s.ID AND t.Variable = 'concept' \
     WHERE s.DocumentId = ?1 ORDER BY s.Start, s.Stop, s.ID";
const NAMED: &str = "WITH named AS (SELECT d.StatementId, v.Variable, e.ID, e.Value FROM DATASHORTTEXT d \
     JOIN VARIABLES v ON v.ID = d.VariableId JOIN ENTITIES e ON e.ID = d.Entity)";

fn statements(db: &Connection, document: i64) -> rusqlite::Result<Vec<Row16>> {
    let mut query = db.prepare_cached(&format!("{NAMED} {STATEMENTS}"))?;
    let rows = query.query_map([document], |row| {
        let words = |at: usize| {
            Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(at)?.unwrap_or_default())
        };
        Ok(Row16 {
            start: row.get(0)?,
            stop: row.get(1)?,
            coder: row.get(2)?,
            person: words(3)?,
            kind: words(4)?,
            organization: words(5)?,
            concept: row.get(6)?,
            agreement: row.get(7)?,
        })
    })?;
    rows.collect()
}

/// Returns the reading of a document and how many statements it does not have.
fn reading(engine: Engine, document: Document, rows: &[Row16]) -> (Reading, usize) {
    let units = Units::new(&document.text);
    let mut reading = Reading {
        engine,
        document,
        actors: Vec::new(),
        statements: Vec::new(),
        talks: Talks::default(),
    };
    let mut left_out = 0;
    for row in rows {
        let span = units.span(row.start, row.stop);
        let concept = row.concept.as_deref().filter(|c| !c.is_empty());
        let somebody = !row.person.is_empty() || !row.organization.is_empty();
        match (span, concept, row.agreement) {
            (Some(span), Some(concept), Some(agreement)) if somebody => {
                reading.take(row, span, concept, agreement);
            }
            _ => left_out += 1,
        }
    }
    (reading, left_out)
}

impl Reading {
    fn take(&mut self, row: &Row16, span: Span, concept: &str, agreement: bool) {
        let speaker = self.actor(row, span);
        let party = slug(if row.organization.is_empty() {
            &row.person
        } else {
            &row.organization
        });
        let person = self.actors[speaker].kind == ActorKind::Person;
        let (issue, option) = parts(concept);
        self.talks.positions.push(Position {
            party: party.clone(),
            issue,
            option,
            stance: if agreement {
                Stance::Supports
            } else {
                Stance::Opposes
            },
            venue: Venue::Unstated,
            voucher: "self".into(),
            evidence: span,
            attribution: Some(self.statements.len()),
            date: None,
        });
        self.statements.push(Statement {
            attribution: Attribution {
                source: None,
                cue: None,
                content: vec![span],
                form: form(span.of(&self.document.text)),
                parent: None,
                confidence: 1.0,
            },
            speaker: Some(speaker),
            party: Some(party),
            sourcing: if person {
                Sourcing::Named
            } else {
                Sourcing::Official
            },
            channel: Channel::Unstated,
            addressee: None,
            said_on: None,
            modality: Modality::Asserted,
            signals: vec![Signal::Position],
        });
    }

    /// Returns the place of the speaker in the list of actors, where it is put if new.
    fn actor(&mut self, row: &Row16, span: Span) -> usize {
        let (name, kind) = match row.kind.as_str() {
            _ if row.person.is_empty() => (&row.organization, ActorKind::Body),
            "body" => (&row.person, ActorKind::Body),
            "state" => (&row.person, ActorKind::State),
            "group" => (&row.person, ActorKind::Group),
            _ => (&row.person, ActorKind::Person),
        };
        let party = Some(slug(&row.organization)).filter(|p| !p.is_empty());
        let same = |a: &Actor| a.name == *name && a.kind == kind && a.party == party;
        if let Some(at) = self.actors.iter().position(same) {
            return at;
        }
        // Where the words themselves name it.
        let at = span.of(&self.document.text).find(name.as_str());
        let mention = at.map(|at| Span::new(span.start() + at, span.start() + at + name.len()));
        self.actors.push(Actor {
            id: format!("a{}", self.actors.len() + 1),
            name: name.clone(),
            kind,
            party,
            role: None,
            anonymous: false,
            mentions: mention.into_iter().collect(),
        });
        self.actors.len() - 1
    }
}

/// Returns issue and option of a concept: apart where the program wrote them so, else the slug of the concept and the
/// concept itself.
fn parts(concept: &str) -> (String, Option<String>) {
    if slug(concept) == concept {
        return (concept.into(), None);
    }
    match concept.split_once(": ") {
        Some((issue, option)) if slug(issue) == issue => (issue.into(), Some(option.into())),
        _ => (slug(concept), Some(concept.into())),
    }
}

fn slug(words: &str) -> String {
    let tame = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let words: String = words.to_lowercase().chars().map(tame).collect();
    words.split_whitespace().collect::<Vec<_>>().join("-")
}

fn form(words: &str) -> Form {
    let mark = |c: char| "“”\"„«»".contains(c);
    let words = words.trim();
    match (words.starts_with(mark), words.ends_with(mark)) {
        (true, true) => Form::Direct,
        _ if words.contains(mark) => Form::Mixed,
        _ => Form::Indirect,
    }
}

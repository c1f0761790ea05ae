//! Rows of what a reading tells about the talks besides positions.

use rusqlite::{Transaction, params};

use super::code::Coded;
use super::decide::{Decided, FactKind, holder};
use super::project::{Row, term};
use super::{Day, State};
use crate::position::{Done, Modality, Reading, done};

impl Row {
    /// Inserts the acts that the text tells to be done or not. What stands in a statement that is denied, conditional or
    /// of what is to come tells neither.
    pub fn done(&self, db: &Transaction<'_>, reading: &Reading) -> rusqlite::Result<()> {
        let asserted = |d: &Done| {
            let within = holder(&reading.statements, d.evidence);
            let within = within.and_then(|at| reading.statements.get(at));
            within.is_none_or(|s| s.modality == Modality::Asserted)
        };
        let told = done(&reading.document).into_iter().filter(asserted);
        for (number, d) in told.enumerate() {
            db.prepare_cached(
                "INSERT INTO done (document, number, report, known, until, day, dated, act, words, negated, start, end, \
                 state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            )?
            .execute(params![
                self.document,
                number,
                self.report,
                self.known.number(),
                self.until.number(),
                self.day(d.day),
                d.day.is_some(),
                d.act,
                d.words,
                d.negated,
                d.evidence.start(),
                d.evidence.end(),
                State::Engine as i64,
            ])?;
        }
        Ok(())
    }

    /// Inserts shifts and outcomes.
    pub fn moves(&self, db: &Transaction<'_>, decided: &Decided<'_>) -> rusqlite::Result<()> {
        let reading = &decided.reading;
        for (number, s) in reading.talks.shifts.iter().enumerate() {
            let by = s.by.and_then(|a| reading.statements.get(a));
            db.prepare_cached(
                "INSERT INTO shift (document, number, statement, report, known, until, day, party, issue, before, \
                 after, start, end, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                self.document,
                number,
                s.by,
                self.report,
                self.known.number(),
                self.until.number(),
                self.day(by.and_then(|s| s.said_on)),
                term(db, &s.party)?,
                term(db, &s.issue)?,
                s.from,
                s.to,
                s.evidence.start(),
                s.evidence.end(),
                decided.state(FactKind::Shift, number) as i64,
            ])?;
        }
        for (number, o) in reading.talks.outcomes.iter().enumerate() {
            let holder = holder(&reading.statements, o.evidence);
            db.prepare_cached(
                "INSERT INTO outcome (document, number, statement, report, known, until, day, issue, result, start, \
                 end, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                self.document,
                number,
                holder,
                self.report,
                self.known.number(),
                self.until.number(),
                self.said(reading, holder),
                term(db, &o.issue)?,
                o.result.code(),
                o.evidence.start(),
                o.evidence.end(),
                decided.state(FactKind::Outcome, number) as i64,
            ])?;
        }
        Ok(())
    }

    /// Returns the day on which a statement was said.
    fn said(&self, reading: &Reading, statement: Option<usize>) -> i64 {
        let said_on = statement.and_then(|s| reading.statements.get(s)?.said_on);
        self.day(said_on)
    }

    /// Inserts meetings, conduct and expectations.
    pub fn events(&self, db: &Transaction<'_>, decided: &Decided<'_>) -> rusqlite::Result<()> {
        let reading = &decided.reading;
        let number_of = |date: Option<jiff::civil::Date>| date.map(|d| Day::from(d).number());
        let list = |items: &[String]| serde_json::to_string(items).unwrap_or_else(|_| "[]".into());
        let (known, until) = (self.known.number(), self.until.number());
        for (number, m) in reading.talks.meetings.iter().enumerate() {
            let holder = holder(&reading.statements, m.evidence);
            // A side that only meets is a party all the same, and a question may be limited to it.
            for party in &m.parties {
                term(db, party)?;
            }
            db.prepare_cached(
                "INSERT INTO meeting (document, number, statement, report, known, until, day, first, last, place, \
                 format, status, parties, participants, start, end, state) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?
            .execute(params![
                self.document,
                number,
                holder,
                self.report,
                known,
                until,
                self.day(m.start.or(m.end)),
                number_of(m.start),
                number_of(m.end),
                m.place,
                m.format.map(Coded::code),
                m.status.code(),
                list(&m.parties),
                list(&m.participants),
                m.evidence.start(),
                m.evidence.end(),
                decided.state(FactKind::Meeting, number) as i64,
            ])?;
        }
        for (number, c) in reading.talks.conduct.iter().enumerate() {
            let party = c.party.as_deref().map(|p| term(db, p)).transpose()?;
            db.prepare_cached(
                "INSERT INTO conduct (document, number, statement, report, known, until, day, party, what, date, \
                 place, start, end, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                self.document,
                number,
                holder(&reading.statements, c.evidence),
                self.report,
                known,
                until,
                self.day(c.date),
                party,
                c.what,
                number_of(c.date),
                c.place,
                c.evidence.start(),
                c.evidence.end(),
                decided.state(FactKind::Conduct, number) as i64,
            ])?;
        }
        for (number, e) in reading.talks.expectations.iter().enumerate() {
            db.prepare_cached(
                "INSERT INTO expectation (document, number, statement, report, known, until, day, what, due, start, \
                 end, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                self.document,
                number,
                e.by,
                self.report,
                known,
                until,
                self.said(reading, e.by),
                e.what,
                number_of(e.due),
                e.evidence.start(),
                e.evidence.end(),
                decided.state(FactKind::Expectation, number) as i64,
            ])?;
        }
        Ok(())
    }
}

//! Rows out of the record, within a scope of days, party and issue.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row as SqlRow, params_from_iter};

use super::code::{Coded, signals};
use super::{
    ActorRow, ConductRow, Day, DoneRow, ExpectationRow, MeetingRow, OutcomeRow, Place, PositionRow,
    Record, ShiftRow, State, StatementRow, Term,
};
use crate::Result;
use crate::document::Span;

/// What a question is limited to. The default is everything.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scope {
    /// Only what the record knew on this day.
    pub as_of: Option<Day>,
    /// Only what speaks of this day or later ones.
    pub since: Option<Day>,
    /// Only what speaks of this day or earlier ones.
    pub until: Option<Day>,
    /// Only this party, where rows have one.
    pub party: Option<Term>,
    /// Only this issue, where rows have one.
    pub issue: Option<Term>,
    /// Only this document.
    pub document: Option<i64>,
}

/// Columns that every table of rows begins with, for [`place`].
pub(super) const PLACE: &str = "id, document, number, report, known, day, start, end, state";

/// Returns the place of a row that was selected with [`PLACE`] first.
fn place(row: &SqlRow<'_>) -> rusqlite::Result<Place> {
    let byte = |n: i64| usize::try_from(n).unwrap_or(0);
    Ok(Place {
        id: row.get(0)?,
        document: row.get(1)?,
        number: row.get(2)?,
        report: row.get(3)?,
        known: Day::from_number(row.get(4)?),
        day: Day::from_number(row.get(5)?),
        span: Span::new(byte(row.get(6)?), byte(row.get(7)?)),
        state: State::of_number(row.get(8)?),
    })
}

/// Columns of a position after those of its place.
const POSITION: &str = "statement, party, issue, option, stance, venue, voucher, sourcing";

fn position(row: &SqlRow<'_>) -> rusqlite::Result<PositionRow> {
    Ok(PositionRow {
        place: place(row)?,
        statement: row.get(9)?,
        party: Term(row.get(10)?),
        issue: Term(row.get(11)?),
        option: term(row, 12)?,
        stance: Coded::decode(row.get(13)?),
        venue: Coded::decode(row.get(14)?),
        voucher: Term(row.get(15)?),
        sourcing: Coded::decode(row.get(16)?),
    })
}

/// Returns the positions of a document, whatever stands in its place.
pub(super) fn positions_of(
    db: &rusqlite::Connection,
    document: i64,
) -> rusqlite::Result<Vec<PositionRow>> {
    let query =
        format!("SELECT {PLACE}, {POSITION} FROM position WHERE document = ?1 ORDER BY number");
    let mut statement = db.prepare_cached(&query)?;
    let rows = statement.query_map([document], position)?;
    rows.collect()
}

pub(super) fn day(row: &SqlRow<'_>, at: usize) -> rusqlite::Result<Option<Day>> {
    Ok(row.get::<_, Option<i64>>(at)?.map(Day::from_number))
}

fn term(row: &SqlRow<'_>, at: usize) -> rusqlite::Result<Option<Term>> {
    Ok(row.get::<_, Option<i64>>(at)?.map(Term))
}

fn list(row: &SqlRow<'_>, at: usize) -> rusqlite::Result<Vec<String>> {
    Ok(listed(row.get_ref(at)?.as_str()?))
}

/// Returns the strings of a JSON list. A list as the record writes it, without anything escaped, is only cut up: there is
/// one in every account of a meeting.
fn listed(json: &str) -> Vec<String> {
    if json == "[]" {
        return Vec::new();
    }
    let inner = json.strip_prefix("[\"").and_then(|j| j.strip_suffix("\"]"));
    let plain = |word: &str| !word.contains(['"', '\\']);
    match inner {
        Some(words) if words.split("\",\"").all(plain) => {
            words.split("\",\"").map(str::to_owned).collect()
        }
        _ => serde_json::from_str(json).unwrap_or_default(),
    }
}

/// Columns of a statement and how they are read, for all queries that yield statements.
pub(super) mod statement {
    use super::{Coded, SqlRow, StatementRow, place, signals, term};

    pub(in crate::record) const COLUMNS: &str =
        "parent, speaker, party, sourcing, channel, modality, signals, confidence, tone";

    /// Returns the statement of a row that was selected with the columns of a place and these.
    pub(in crate::record) fn read(row: &SqlRow<'_>) -> rusqlite::Result<StatementRow> {
        Ok(StatementRow {
            place: place(row)?,
            parent: row.get(9)?,
            speaker: row.get(10)?,
            party: term(row, 11)?,
            sourcing: Coded::decode(row.get(12)?),
            channel: Coded::decode(row.get(13)?),
            modality: Coded::decode(row.get(14)?),
            signals: signals(row.get(15)?),
            confidence: row.get(16)?,
            tone: row.get::<_, Option<i64>>(17)?.map(Coded::decode),
        })
    }
}

impl Scope {
    /// Returns whether a day is among those that the question asks for.
    pub(super) fn holds(&self, day: Day) -> bool {
        self.since.is_none_or(|s| day >= s) && self.until.is_none_or(|u| day <= u)
    }

    /// Returns the conditions and their values; `party` and `issue` tell whether the table has those columns.
    pub(super) fn conditions(&self, party: bool, issue: bool) -> (String, Vec<Value>) {
        let mut conditions = Vec::new();
        let mut values = Vec::new();
        let mut add = |condition: &str, value: i64| {
            conditions.push(condition.to_owned());
            values.push(Value::Integer(value));
        };
        match self.as_of {
            Some(day) => {
                add("known <= ?", day.number());
                add("until > ?", day.number());
            }
            None => add("until = ?", Day::NEVER.number()),
        }
        if let Some(day) = self.since {
            add("day >= ?", day.number());
        }
        if let Some(day) = self.until {
            add("day <= ?", day.number());
        }
        if let (true, Some(party)) = (party, self.party) {
            add("party = ?", party.0);
        }
        if let (true, Some(issue)) = (issue, self.issue) {
            add("issue = ?", issue.0);
        }
        if let Some(document) = self.document {
            add("document = ?", document);
        }
        (conditions.join(" AND "), values)
    }
}

impl Record {
    /// Returns the rows of a table in its scope, by day, then document and place in it.
    fn rows<T>(
        &self,
        table: &str,
        columns: &str,
        scope: (String, Vec<Value>),
        read: impl Fn(&SqlRow<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let (conditions, values) = scope;
        // Sorting is left to the callers: most group the rows anyway.
        let query = format!("SELECT {PLACE}, {columns} FROM {table} WHERE {conditions}");
        let run = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.db.prepare_cached(&query)?;
            let rows = statement.query_map(params_from_iter(values), |row| read(row))?;
            rows.collect()
        };
        run().map_err(|e| self.fault(&e))
    }

    /// Returns the statements in scope, in no particular order.
    ///
    /// # Errors
    /// Where the database refuses; so for all that follow.
    pub fn statements(&self, scope: &Scope) -> Result<Vec<StatementRow>> {
        let scope = scope.conditions(true, false);
        self.rows("statement", statement::COLUMNS, scope, statement::read)
    }

    /// Returns the positions in scope, in no particular order.
    pub fn positions(&self, scope: &Scope) -> Result<Vec<PositionRow>> {
        if scope.party.is_none() && scope.issue.is_none() && scope.document.is_none() {
            return self.ledger(scope);
        }
        self.rows("position", POSITION, scope.conditions(true, true), position)
    }

    /// Returns the claimed shifts in scope, in no particular order.
    pub fn shifts(&self, scope: &Scope) -> Result<Vec<ShiftRow>> {
        let columns = "statement, party, issue, before, after";
        self.rows("shift", columns, scope.conditions(true, true), |row| {
            Ok(ShiftRow {
                place: place(row)?,
                statement: row.get(9)?,
                party: Term(row.get(10)?),
                issue: Term(row.get(11)?),
                from: row.get(12)?,
                to: row.get(13)?,
            })
        })
    }

    /// Returns the outcomes in scope, in no particular order.
    pub fn outcomes(&self, scope: &Scope) -> Result<Vec<OutcomeRow>> {
        let columns = "statement, issue, result";
        self.rows("outcome", columns, scope.conditions(false, true), |row| {
            Ok(OutcomeRow {
                place: place(row)?,
                statement: row.get(9)?,
                issue: Term(row.get(10)?),
                result: Coded::decode(row.get(11)?),
            })
        })
    }

    /// Returns the accounts of meetings in scope, in no particular order.
    pub fn meetings(&self, scope: &Scope) -> Result<Vec<MeetingRow>> {
        let columns = "statement, first, last, place, format, status, parties, participants";
        self.rows("meeting", columns, scope.conditions(false, false), |row| {
            Ok(MeetingRow {
                place: place(row)?,
                statement: row.get(9)?,
                first: day(row, 10)?,
                last: day(row, 11)?,
                venue: row.get(12)?,
                format: row.get::<_, Option<i64>>(13)?.map(Coded::decode),
                status: Coded::decode(row.get(14)?),
                parties: list(row, 15)?,
                participants: list(row, 16)?,
            })
        })
    }

    /// Returns the conduct in scope, in no particular order.
    pub fn conduct(&self, scope: &Scope) -> Result<Vec<ConductRow>> {
        let columns = "statement, party, what, date, place";
        self.rows("conduct", columns, scope.conditions(true, false), |row| {
            Ok(ConductRow {
                place: place(row)?,
                statement: row.get(9)?,
                party: term(row, 10)?,
                what: row.get(11)?,
                date: day(row, 12)?,
                location: row.get(13)?,
            })
        })
    }

    /// Returns the expectations in scope, in no particular order.
    pub fn expectations(&self, scope: &Scope) -> Result<Vec<ExpectationRow>> {
        let columns = "statement, what, due";
        self.rows(
            "expectation",
            columns,
            scope.conditions(false, false),
            |row| {
                Ok(ExpectationRow {
                    place: place(row)?,
                    statement: row.get(9)?,
                    what: row.get(10)?,
                    due: day(row, 11)?,
                })
            },
        )
    }

    /// Returns the acts told to be done or not by what became known after one day and up to another.
    pub fn done(&self, as_of: Option<Day>, after: Day, last: Day) -> Result<Vec<DoneRow>> {
        let scope = Scope {
            as_of,
            ..Scope::default()
        };
        let (mut conditions, mut values) = scope.conditions(false, false);
        conditions.push_str(" AND known > ? AND known <= ?");
        values.extend([after, last].map(|day| Value::Integer(day.number())));
        let columns = "dated, act, words, negated";
        self.rows("done", columns, (conditions, values), |row| {
            Ok(DoneRow {
                place: place(row)?,
                dated: row.get(9)?,
                act: row.get(10)?,
                words: row.get(11)?,
                negated: row.get(12)?,
            })
        })
    }

    /// Returns the actor of a number.
    pub fn actor(&self, id: i64) -> Result<Option<ActorRow>> {
        let run = || {
            self.db
                .prepare_cached(
                    "SELECT id, name, kind, party, role, anonymous FROM actor WHERE id = ?1",
                )?
                .query_row([id], |row| {
                    Ok(ActorRow {
                        id: row.get(0)?,
                        name: row.get(1)?,
                        kind: row.get(2)?,
                        party: term(row, 3)?,
                        role: row.get(4)?,
                        anonymous: row.get(5)?,
                    })
                })
                .optional()
        };
        run().map_err(|e| self.fault(&e))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back_as_json_has_them() {
        for list in [
            &[][..],
            &["norland"],
            &["norland", "league-of-ports"],
            &["a \"b\", c", "d\\", ""],
        ] {
            let json = serde_json::to_string(list).unwrap();
            assert_eq!(listed(&json), list, "{json}");
        }
        assert_eq!(listed(r#"["a", "b"]"#), ["a", "b"]);
        assert!(listed("rubbish").is_empty());
    }
}

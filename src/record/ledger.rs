//! The positions and speakers of each document once more, packed into one value each: questions over the whole record
//! look at all of them, and a hundred thousand short rows take the database several times as long as the ten thousand
//! packed ones that hold the same.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Transaction, params_from_iter};

use super::code::Coded;
use super::query::Scope;
use super::{Day, Place, PositionRow, Record, State, Term};
use crate::Result;
use crate::document::Span;

/// Numbers of four bytes in an entry, before the four of one byte.
const NUMBERS: usize = 10;
/// Bytes of an entry.
const ENTRY: usize = 4 * NUMBERS + 4;

/// Returns the positions of one document as bytes. A number that does not fit four bytes is cut to the highest that does;
/// records have far fewer rows and texts far fewer bytes.
pub(super) fn packed(rows: &[PositionRow]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * ENTRY);
    for row in rows {
        let place = &row.place;
        // 0 stands for none, so what there is counts from 1.
        let numbers: [i64; NUMBERS] = [
            place.id,
            i64::from(place.number),
            row.statement.map_or(0, |s| i64::from(s) + 1),
            place.day.number(),
            row.party.0,
            row.issue.0,
            row.option.map_or(0, |o| o.0 + 1),
            row.voucher.0,
            place.span.start() as i64,
            place.span.end() as i64,
        ];
        for number in numbers {
            bytes.extend(u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
        }
        let kinds = [
            row.stance.code(),
            row.venue.code(),
            row.sourcing.code(),
            place.state as i64,
        ];
        bytes.extend(kinds.map(|k| u8::try_from(k).unwrap_or(u8::MAX)));
    }
    bytes
}

/// Returns the positions of one document; `shared` is a place with what all of them share.
fn unpacked(bytes: &[u8], shared: Place) -> impl Iterator<Item = PositionRow> + '_ {
    let (entries, _) = bytes.as_chunks::<ENTRY>();
    entries.iter().map(move |entry| {
        let (numbers, kinds) = entry.split_at(4 * NUMBERS);
        let (numbers, _) = numbers.as_chunks::<4>();
        let number = |at: usize| i64::from(u32::from_le_bytes(numbers[at]));
        let short = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        let byte = |n: i64| usize::try_from(n).unwrap_or(0);
        PositionRow {
            place: Place {
                id: number(0),
                number: short(number(1)),
                day: Day::from_number(number(3)),
                span: Span::new(byte(number(8)), byte(number(9))),
                state: State::of_number(i64::from(kinds[3])),
                ..shared
            },
            statement: (number(2) > 0).then(|| short(number(2) - 1)),
            party: Term(number(4)),
            issue: Term(number(5)),
            option: (number(6) > 0).then(|| Term(number(6) - 1)),
            stance: Coded::decode(i64::from(kinds[0])),
            venue: Coded::decode(i64::from(kinds[1])),
            voucher: Term(number(7)),
            sourcing: Coded::decode(i64::from(kinds[2])),
        }
    })
}

/// Packs positions and voices of a document anew from its rows.
pub(super) fn pack(db: &Transaction<'_>, document: i64) -> rusqlite::Result<()> {
    let rows = super::query::positions_of(db, document)?;
    let voices = super::voices::packed_of(db, document)?;
    if rows.is_empty() && voices.is_empty() {
        return Ok(());
    }
    db.prepare_cached("INSERT INTO ledger (document, positions, voices) VALUES (?1, ?2, ?3)")?
        .execute((document, packed(&rows), voices))?;
    Ok(())
}

/// Returns whether what is packed of a document are its rows.
pub(super) fn is_packed(db: &Connection, document: i64) -> rusqlite::Result<bool> {
    let rows = super::query::positions_of(db, document)?;
    let voices = super::voices::packed_of(db, document)?;
    let found: Option<(Vec<u8>, Vec<u8>)> = db
        .prepare_cached("SELECT positions, voices FROM ledger WHERE document = ?1")?
        .query_row([document], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.unwrap_or_default() == (packed(&rows), voices))
}

/// What all rows of a document share.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    /// The first document of all that tell the same report.
    pub report: i64,
    /// From when the record knows it.
    pub known: Day,
}

impl Record {
    /// Reads a column of the packed rows of all documents that the record knew on a day.
    pub(super) fn packed<T>(
        &self,
        column: &str,
        as_of: Option<Day>,
        mut read: impl FnMut(&[u8], i64, Standing, &mut Vec<T>),
    ) -> Result<Vec<T>> {
        let days = Scope {
            as_of,
            ..Scope::default()
        };
        let (condition, values) = days.conditions(false, false);
        // The documents first, out of an index: their rows lie between long texts.
        let documents = format!("SELECT id, report, known FROM document WHERE {condition}");
        let ledger = format!("SELECT document, {column} FROM ledger");
        let run = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.db.prepare_cached(&documents)?;
            let known: HashMap<i64, Standing> = statement
                .query_map(params_from_iter(values), |row| {
                    let standing = Standing {
                        report: row.get(1)?,
                        known: Day::from_number(row.get(2)?),
                    };
                    Ok((row.get(0)?, standing))
                })?
                .collect::<rusqlite::Result<_>>()?;
            let mut found = Vec::new();
            let mut statement = self.db.prepare_cached(&ledger)?;
            let mut rows = statement.query(())?;
            while let Some(row) = rows.next()? {
                let document = row.get(0)?;
                if let Some(standing) = known.get(&document) {
                    read(row.get_ref(1)?.as_blob()?, document, *standing, &mut found);
                }
            }
            Ok(found)
        };
        run().map_err(|e| self.fault(&e))
    }

    /// Returns all positions that the record knew on a day and that speak of the days in scope; party, issue and document
    /// of the scope play no part.
    pub(super) fn ledger(&self, scope: &Scope) -> Result<Vec<PositionRow>> {
        self.packed(
            "positions",
            scope.as_of,
            |bytes, document, standing, found| {
                let shared = Place {
                    id: 0,
                    document,
                    number: 0,
                    report: standing.report,
                    known: standing.known,
                    day: standing.known,
                    span: Span::new(0, 0),
                    state: State::Engine,
                };
                found.extend(unpacked(bytes, shared).filter(|r| scope.holds(r.place.day)));
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::position::{Sourcing, Stance, Venue};

    #[test]
    fn what_is_packed_comes_out_again() {
        let shared = Place {
            id: 0,
            document: 7,
            number: 0,
            report: 3,
            known: Day::from_number(2031_03_01),
            day: Day::from_number(2031_03_01),
            span: Span::new(0, 0),
            state: State::Engine,
        };
        let row = |id: i64, option: Option<i64>, statement: Option<u32>| PositionRow {
            place: Place {
                id,
                number: 2,
                day: Day::from_number(2031_02_27),
                span: Span::new(9, 70_000),
                state: State::Edited,
                ..shared
            },
            statement,
            party: Term(1),
            issue: Term(2),
            option: option.map(Term),
            stance: Stance::RulesOut,
            venue: Venue::Private,
            voucher: Term(4),
            sourcing: Sourcing::Collective,
        };
        let rows = [
            row(1, None, None),
            row(2, Some(0), Some(0)),
            row(3, Some(5), Some(11)),
        ];
        let out: Vec<PositionRow> = unpacked(&packed(&rows), shared).collect();
        assert_eq!(out, rows);
    }
}

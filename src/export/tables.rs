//! The record as tables: which columns they have, and a reading's rows in them. Spans count code points; an unknown
//! value is an empty cell.

use jiff::civil::Date;

use super::exporter::{Rows, kind_word};
use super::tables_talks as talks;
use crate::document::{CharOffsets, Span};
use crate::position::{Actor, Reading, Statement};
use crate::record::Filed;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Count,
    /// A number.
    Real,
    /// Yes or no.
    Flag,
    /// A day.
    Day,
}

/// A value in a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Not known.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Count(i64),
    /// A number.
    Real(f64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Day(Date),
}

/// ISO dates, `true` and `false`, nothing for what is not known.
impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(words) => words.fmt(f),
            Self::Count(n) => n.fmt(f),
            Self::Real(n) => n.fmt(f),
            Self::Flag(yes) => yes.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// Returns the cell of words that may not be known.
pub(super) fn words(words: Option<&str>) -> Cell {
    words.map_or(Cell::Empty, |w| Cell::Text(w.to_owned()))
}

/// Returns the cell of a number of ours.
pub(super) fn count(n: usize) -> Cell {
    Cell::Count(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Returns the cell of a day that may not be known.
pub(super) fn day(date: Option<Date>) -> Cell {
    date.map_or(Cell::Empty, Cell::Day)
}

/// A column: its name and what it holds.
pub type Column = (&'static str, Kind);

/// A reading's rows in a table.
type RowsOf = fn(&Source<'_>, &Rows) -> Vec<Vec<Cell>>;

/// A table of the record.
#[derive(Clone, Copy)]
pub struct Table {
    /// What it is called, and its file.
    pub name: &'static str,
    /// Its columns beside those that all tables of rows begin and end with.
    own: &'static [Column],
    rows: RowsOf,
}

/// What every row begins with: where it stands.
const HEAD: [Column; 5] = [
    ("document", Kind::Count),
    ("report", Kind::Count),
    ("outlet", Kind::Text),
    ("published", Kind::Day),
    ("number", Kind::Count),
];
/// What every row ends with: the words it rests on.
const TAIL: [Column; 3] = [
    ("words", Kind::Text),
    ("start", Kind::Count),
    ("end", Kind::Count),
];

/// All tables.
pub const TABLES: [Table; 9] = [
    Table {
        name: "documents",
        own: &DOCUMENTS,
        rows: |source, _| vec![source.document()],
    },
    Table {
        name: "actors",
        own: &ACTORS,
        rows: |source, _| {
            let actors = source.reading().actors.iter().enumerate();
            actors.map(|(at, a)| source.actor(at, a)).collect()
        },
    },
    STATEMENTS,
    POSITIONS,
    talks::MEETINGS,
    talks::OUTCOMES,
    talks::SHIFTS,
    talks::CONDUCT,
    talks::EXPECTATIONS,
];

/// The statements.
pub const STATEMENTS: Table = Table {
    name: "statements",
    own: &STATEMENT,
    rows: |source, rows| {
        let chosen = rows.statements.of(&source.reading().statements);
        chosen.map(|(at, s)| source.statement(at, s)).collect()
    },
};

/// The positions.
pub const POSITIONS: Table = talks::POSITIONS;

const DOCUMENTS: [Column; 11] = [
    ("revises", Kind::Count),
    ("id", Kind::Text),
    ("title", Kind::Text),
    ("bylines", Kind::Text),
    ("published_from", Kind::Text),
    ("url", Kind::Text),
    ("language", Kind::Text),
    ("origin", Kind::Text),
    ("appearances", Kind::Count),
    ("engine", Kind::Text),
    ("codebook", Kind::Text),
];
const ACTORS: [Column; 7] = [
    ("id", Kind::Text),
    ("name", Kind::Text),
    ("kind", Kind::Text),
    ("party", Kind::Text),
    ("role", Kind::Text),
    ("anonymous", Kind::Flag),
    ("mentions", Kind::Count),
];
const STATEMENT: [Column; 16] = [
    ("parent", Kind::Count),
    ("speaker", Kind::Text),
    ("name", Kind::Text),
    ("party", Kind::Text),
    ("sourcing", Kind::Text),
    ("channel", Kind::Text),
    ("addressee", Kind::Text),
    ("said_on", Kind::Day),
    ("modality", Kind::Text),
    ("signals", Kind::Text),
    ("form", Kind::Text),
    ("confidence", Kind::Real),
    ("source", Kind::Text),
    ("cue", Kind::Text),
    ("content", Kind::Text),
    // As many spans as the text splits the content into: `12-80;95-120`.
    ("content_spans", Kind::Text),
];

impl Table {
    /// Returns a table of rows.
    pub(super) const fn new(name: &'static str, own: &'static [Column], rows: RowsOf) -> Self {
        Self { name, own, rows }
    }

    /// Returns the columns, in order.
    pub fn columns(&self) -> Vec<Column> {
        [&HEAD[..], self.own, &TAIL[..]].concat()
    }

    /// Returns a reading's rows.
    pub fn rows(&self, source: &Source<'_>, rows: &Rows) -> Vec<Vec<Cell>> {
        (self.rows)(source, rows)
    }
}

/// A reading with its code points counted.
pub struct Source<'a> {
    filed: &'a Filed,
    offsets: CharOffsets,
}

impl<'a> Source<'a> {
    /// Reads the text once.
    pub fn new(filed: &'a Filed) -> Self {
        Self {
            filed,
            offsets: CharOffsets::new(&filed.reading.document.text),
        }
    }

    /// Returns the reading.
    pub(super) fn reading(&self) -> &'a Reading {
        &self.filed.reading
    }

    /// Returns a whole row: where it stands, its own cells, its words.
    pub(super) fn row(&self, number: usize, own: Vec<Cell>, span: Span) -> Vec<Cell> {
        let (reading, text) = (self.reading(), &self.reading().document.text);
        let known = &reading.document.metadata;
        let place = self.offsets.span(text, span);
        let mut row = vec![
            Cell::Count(self.filed.document),
            Cell::Count(self.filed.report),
            words(known.outlet.as_deref()),
            day(known.published),
            count(number),
        ];
        row.extend(own);
        row.push(Cell::Text(span.of(text).to_owned()));
        row.extend([count(place.start), count(place.end)]);
        row
    }

    fn document(&self) -> Vec<Cell> {
        let Reading {
            document, engine, ..
        } = self.reading();
        let known = &document.metadata;
        let own = vec![
            self.filed.revises.map_or(Cell::Empty, Cell::Count),
            Cell::Text(document.id.clone()),
            words(known.title.as_deref()),
            Cell::Text(known.bylines.join("; ")),
            words(known.published_from.as_deref()),
            words(known.url.as_deref()),
            words(known.language.as_deref()),
            Cell::Text(document.origin.clone()),
            count(self.filed.appearances.len()),
            Cell::Text(format!("{} {}", engine.version, engine.model)),
            Cell::Text(engine.codebook.clone()),
        ];
        // A document's words are its headline, where that stands in its text.
        let title = known.title.as_deref().filter(|t| !t.is_empty());
        let at = title.and_then(|t| Some((document.text.find(t)?, t.len())));
        let span = at.map_or(Span::new(0, 0), |(at, len)| Span::new(at, at + len));
        self.row(0, own, span)
    }

    fn actor(&self, number: usize, actor: &Actor) -> Vec<Cell> {
        let own = vec![
            Cell::Text(actor.id.clone()),
            Cell::Text(actor.name.clone()),
            Cell::Text(kind_word(&actor.kind)),
            words(actor.party.as_deref()),
            words(actor.role.as_deref()),
            Cell::Flag(actor.anonymous),
            count(actor.mentions.len()),
        ];
        let first = actor.mentions.first().copied();
        self.row(number, own, first.unwrap_or(Span::new(0, 0)))
    }

    fn statement(&self, number: usize, statement: &Statement) -> Vec<Cell> {
        let text = &self.reading().document.text;
        let relation = &statement.attribution;
        let speaker = statement.speaker.and_then(|s| self.reading().actors.get(s));
        let signals: Vec<String> = statement.signals.iter().map(kind_word).collect();
        let content: Vec<&str> = relation.content.iter().map(|s| s.of(text)).collect();
        let spans = relation.content.iter().map(|s| {
            let place = self.offsets.span(text, *s);
            format!("{}-{}", place.start, place.end)
        });
        let own = vec![
            relation.parent.map_or(Cell::Empty, count),
            words(speaker.map(|a| a.id.as_str())),
            words(speaker.map(|a| a.name.as_str())),
            words(statement.party.as_deref()),
            Cell::Text(kind_word(&statement.sourcing)),
            Cell::Text(kind_word(&statement.channel)),
            words(statement.addressee.as_deref()),
            day(statement.said_on),
            Cell::Text(kind_word(&statement.modality)),
            Cell::Text(signals.join("; ")),
            Cell::Text(kind_word(&relation.form)),
            Cell::Real((f64::from(relation.confidence) * 1000.0).round() / 1000.0),
            words(relation.source.map(|s| s.of(text))),
            words(relation.cue.map(|s| s.of(text))),
            Cell::Text(content.join(" … ")),
            Cell::Text(spans.collect::<Vec<_>>().join(";")),
        ];
        self.row(number, own, relation.extent())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::filed;

    #[test]
    fn every_row_has_its_columns_and_its_words() {
        let filed = filed();
        let source = Source::new(&filed);
        let text: Vec<char> = filed.reading.document.text.chars().collect();
        for table in TABLES {
            let (columns, rows) = (table.columns(), table.rows(&source, &Rows::default()));
            assert!(!rows.is_empty(), "{}", table.name);
            for row in rows {
                assert_eq!(row.len(), columns.len(), "{}", table.name);
                let [.., Cell::Text(words), Cell::Count(start), Cell::Count(end)] = &row[..] else {
                    panic!("{row:?}");
                };
                let place = *start as usize..*end as usize;
                assert_eq!(words.chars().collect::<Vec<_>>(), text[place]);
                for (cell, (name, kind)) in row.iter().zip(&columns) {
                    let fits = match cell {
                        Cell::Empty => true,
                        Cell::Text(_) => *kind == Kind::Text,
                        Cell::Count(_) => *kind == Kind::Count,
                        Cell::Real(_) => *kind == Kind::Real,
                        Cell::Flag(_) => *kind == Kind::Flag,
                        Cell::Day(_) => *kind == Kind::Day,
                    };
                    assert!(fits, "{} {name}: {cell:?}", table.name);
                }
            }
        }
    }
}

//! Parquet: the statements and the positions as columns, for data frames. Every column may be empty in a row.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::parquet::basic::{LogicalType, Repetition, Type as Physical};
use ::parquet::data_type::{
    BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type,
};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use ::parquet::schema::types::Type;
use jiff::civil::Date;

use super::exporter::{Exporter, Rows, create, unwritable};
use super::tables::{Cell, Column, Kind, POSITIONS, STATEMENTS, Source, Table};
use crate::Result;
use crate::record::Filed;

/// Rows that are held before they are written as one group.
const GROUP: usize = 20_000;

type Out = BufWriter<File>;

/// The two tables, each in its file.
pub struct Parquet {
    files: Vec<Columns>,
}

impl Parquet {
    /// Makes the folder and the files in it.
    ///
    /// # Errors
    /// Where they cannot be made.
    pub fn new(folder: &Path) -> Result<Self> {
        let tables = [STATEMENTS, POSITIONS];
        let files = tables.into_iter().map(|t| Columns::new(folder, t));
        Ok(Self {
            files: files.collect::<Result<_>>()?,
        })
    }
}

impl Exporter for Parquet {
    fn put(&mut self, filed: &Filed, rows: &Rows) -> Result<()> {
        let source = Source::new(filed);
        for file in &mut self.files {
            file.waiting.extend(file.table.rows(&source, rows));
            if file.waiting.len() >= GROUP {
                file.flush()?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<()> {
        for mut file in self.files {
            file.flush()?;
            file.out.close().map_err(|e| unwritable(&file.path, &e))?;
        }
        Ok(())
    }
}

/// One file.
struct Columns {
    table: Table,
    path: PathBuf,
    out: SerializedFileWriter<Out>,
    waiting: Vec<Vec<Cell>>,
}

impl Columns {
    fn new(folder: &Path, table: Table) -> Result<Self> {
        let path = folder.join(format!("{}.parquet", table.name));
        let file = create(&path)?;
        let properties = Arc::new(WriterProperties::builder().build());
        let out = schema(&table)
            .and_then(|s| SerializedFileWriter::new(file, Arc::new(s), properties))
            .map_err(|e| unwritable(&path, &e))?;
        Ok(Self {
            table,
            path,
            out,
            waiting: Vec::new(),
        })
    }

    /// Writes the rows that wait as one group.
    fn flush(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let rows = std::mem::take(&mut self.waiting);
        let columns = self.table.columns();
        let mut write = || {
            let mut group = self.out.next_row_group()?;
            for (at, (_, kind)) in columns.iter().enumerate() {
                column(&mut group, *kind, &rows, at)?;
            }
            group.close()?;
            Ok::<_, ParquetError>(())
        };
        write().map_err(|e| unwritable(&self.path, &e))
    }
}

fn schema(table: &Table) -> std::result::Result<Type, ParquetError> {
    let columns = table.columns();
    let fields = columns.iter().map(|c| Ok(Arc::new(field(*c)?)));
    let fields = fields.collect::<std::result::Result<_, ParquetError>>()?;
    Type::group_type_builder(table.name)
        .with_fields(fields)
        .build()
}

fn field((name, kind): Column) -> std::result::Result<Type, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Count => (Physical::INT64, None),
        Kind::Real => (Physical::DOUBLE, None),
        Kind::Flag => (Physical::BOOLEAN, None),
        Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

fn column(
    group: &mut SerializedRowGroupWriter<'_, Out>,
    kind: Kind,
    rows: &[Vec<Cell>],
    at: usize,
) -> std::result::Result<(), ParquetError> {
    let cells = rows.iter().map(|row| row.get(at).unwrap_or(&Cell::Empty));
    match kind {
        Kind::Text => put::<ByteArrayType>(
            group,
            cells.map(|c| match c {
                Cell::Text(words) => Some(ByteArray::from(words.as_str())),
                _ => None,
            }),
        ),
        Kind::Count => put::<Int64Type>(
            group,
            cells.map(|c| match c {
                Cell::Count(n) => Some(*n),
                _ => None,
            }),
        ),
        Kind::Real => put::<DoubleType>(
            group,
            cells.map(|c| match c {
                Cell::Real(n) => Some(*n),
                _ => None,
            }),
        ),
        Kind::Flag => put::<BoolType>(
            group,
            cells.map(|c| match c {
                Cell::Flag(yes) => Some(*yes),
                _ => None,
            }),
        ),
        Kind::Day => put::<Int32Type>(
            group,
            cells.map(|c| match c {
                Cell::Day(day) => days_of(*day),
                _ => None,
            }),
        ),
    }
}

/// Writes a column: its values, and for each row whether it has one.
fn put<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Out>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> std::result::Result<(), ParquetError> {
    let (mut values, mut there) = (Vec::new(), Vec::new());
    for cell in cells {
        there.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    let Some(mut column) = group.next_column()? else {
        return Err(ParquetError::General("a column too many".into()));
    };
    column
        .typed::<T>()
        .write_batch(&values, Some(&there), None)?;
    column.close()
}

/// Returns the days since 1 January 1970.
fn days_of(day: Date) -> Option<i32> {
    let span = jiff::civil::date(1970, 1, 1).until(day).ok()?;
    Some(span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample::filed;
    use ::parquet::file::reader::{FileReader, SerializedFileReader};
    use ::parquet::record::RowAccessor;

    #[test]
    fn what_is_written_is_read_again_cell_by_cell() {
        let folder = tempfile::tempdir().unwrap();
        let (filed, rows) = (filed(), Rows::default());
        let mut out = Box::new(Parquet::new(folder.path()).unwrap());
        out.put(&filed, &rows).unwrap();
        out.finish().unwrap();
        let source = Source::new(&filed);
        for table in [STATEMENTS, POSITIONS] {
            let path = folder.path().join(format!("{}.parquet", table.name));
            let file = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
            let read: Vec<_> = file.get_row_iter(None).unwrap().collect();
            let want = table.rows(&source, &rows);
            assert_eq!(read.len(), want.len());
            assert!(want.len() > 3);
            for (got, want) in read.iter().zip(&want) {
                let got = got.as_ref().unwrap();
                for (at, cell) in want.iter().enumerate() {
                    match cell {
                        Cell::Empty => {
                            let (_, field) = got.get_column_iter().nth(at).unwrap();
                            assert_eq!(*field, ::parquet::record::Field::Null);
                        }
                        Cell::Text(words) => assert_eq!(got.get_string(at).unwrap(), words),
                        Cell::Count(n) => assert_eq!(got.get_long(at).unwrap(), *n),
                        Cell::Real(n) => assert_eq!(got.get_double(at).unwrap(), *n),
                        Cell::Flag(yes) => assert_eq!(got.get_bool(at).unwrap(), *yes),
                        Cell::Day(day) => {
                            let (_, field) = got.get_column_iter().nth(at).unwrap();
                            let days = days_of(*day).unwrap();
                            assert_eq!(*field, ::parquet::record::Field::Date(days));
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(days_of(jiff::civil::date(1970, 1, 2)), Some(1));
        assert_eq!(days_of(jiff::civil::date(2031, 3, 14)), Some(22_352));
    }
}

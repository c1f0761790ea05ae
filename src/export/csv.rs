//! CSV: one file a table in a folder, for spreadsheets and statistics programs.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::exporter::{Exporter, Rows, unwritable};
use super::tables::{Source, TABLES, Table};
use crate::Result;
use crate::record::Filed;

/// The tables, each in its file.
pub struct Csv {
    files: Vec<(Table, PathBuf, ::csv::Writer<File>)>,
}

impl Csv {
    /// Makes the folder and the files in it.
    ///
    /// # Errors
    /// Where they cannot be made.
    pub fn new(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
        let open = |table: Table| {
            let path = folder.join(format!("{}.csv", table.name));
            let mut file = ::csv::Writer::from_path(&path).map_err(|e| unwritable(&path, &e))?;
            let names = table.columns().into_iter().map(|(name, _)| name);
            file.write_record(names)
                .map_err(|e| unwritable(&path, &e))?;
            Ok((table, path, file))
        };
        Ok(Self {
            files: TABLES.into_iter().map(open).collect::<Result<_>>()?,
        })
    }
}

impl Exporter for Csv {
    fn put(&mut self, filed: &Filed, rows: &Rows) -> Result<()> {
        let source = Source::new(filed);
        for (table, path, file) in &mut self.files {
            for row in table.rows(&source, rows) {
                let cells = row.iter().map(ToString::to_string);
                file.write_record(cells).map_err(|e| unwritable(path, &e))?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        for (_, path, file) in &mut self.files {
            file.flush().map_err(|e| unwritable(path, &e))?;
        }
        Ok(())
    }
}

//! JSON lines: every reading whole, one a line, in the shape that `read` prints and `import` takes.

use std::io::Write;
use std::path::PathBuf;

use super::exporter::{Exporter, Rows, unwritable};
use super::json;
use crate::Result;
use crate::record::Filed;

/// Readings as lines.
pub struct Lines<W> {
    out: W,
    path: PathBuf,
}

impl<W: Write> Lines<W> {
    /// Returns an export into `out`; `path` is what errors call it.
    pub fn new(out: W, path: PathBuf) -> Self {
        Self { out, path }
    }
}

impl<W: Write> Exporter for Lines<W> {
    fn put(&mut self, filed: &Filed, _: &Rows) -> Result<()> {
        let unwritable = |e: &dyn std::fmt::Display| unwritable(&self.path, e);
        let line = serde_json::to_string(&json::filed(filed)).map_err(|e| unwritable(&e))?;
        writeln!(self.out, "{line}").map_err(|e| unwritable(&e))
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        self.out.flush().map_err(|e| unwritable(&self.path, &e))
    }
}

//! Formats with a file or two for each article, as a folder: brat and Web Annotation.

use std::path::{Path, PathBuf};

use super::exporter::{Exporter, Rows, unwritable};
use super::names::Names;
use super::{brat, webannotation};
use crate::Result;
use crate::position::Reading;
use crate::record::Filed;

/// What brat must be told before it shows a folder.
const BRAT_CONF: &str = "[entities]\nSource\nCue\nContent\n\n[relations]\n\n[events]\n\
Attribution\tContent:Content, Cue?:Cue, Source?:Source\n\n[attributes]\n";

/// The files of one article: what comes after its name, and what they hold.
type Files = fn(&Reading) -> std::result::Result<Vec<(&'static str, String)>, serde_json::Error>;

/// A folder of articles.
pub struct Folder {
    folder: PathBuf,
    names: Names,
    files: Files,
}

impl Folder {
    /// Returns a folder that brat opens: text and annotation of an article side by side.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn brat(folder: &Path) -> Result<Self> {
        let made = Self::new(folder, |reading| {
            let text = reading.document.text.clone();
            Ok(vec![(".txt", text), (".ann", brat::annotation(reading))])
        })?;
        made.write("annotation.conf", BRAT_CONF)?;
        Ok(made)
    }

    /// Returns a folder of annotation pages.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn webannotation(folder: &Path) -> Result<Self> {
        Self::new(folder, |reading| {
            let page = serde_json::to_string_pretty(&webannotation::page(reading))?;
            Ok(vec![(".jsonld", page + "\n")])
        })
    }

    fn new(folder: &Path, files: Files) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
        Ok(Self {
            folder: folder.into(),
            names: Names::default(),
            files,
        })
    }

    fn write(&self, name: &str, words: &str) -> Result<()> {
        let path = self.folder.join(name);
        std::fs::write(&path, words).map_err(|e| unwritable(&path, &e))
    }
}

impl Exporter for Folder {
    fn put(&mut self, filed: &Filed, _: &Rows) -> Result<()> {
        let origin = &filed.reading.document.origin;
        let name = self.names.free(origin);
        let files = (self.files)(&filed.reading).map_err(|e| unwritable(&self.folder, &e))?;
        let refused = |path: &Path| {
            let article = std::fs::canonicalize(origin);
            article.is_ok_and(|a| std::fs::canonicalize(path).is_ok_and(|p| p == a))
        };
        for (ending, words) in files {
            let path = self.folder.join(format!("{name}{ending}"));
            if refused(&path) {
                return Err(unwritable(
                    &path,
                    &"is the article itself; name another folder",
                ));
            }
            self.write(&format!("{name}{ending}"), &words)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

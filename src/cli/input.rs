//! What several commands take in: the model, threads, articles with what is known of them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use jiff::civil::Date;

use crate::acquire::RawArticle;
use crate::attribution::StoredModel;
use crate::document::{self, Document};
use crate::pipeline::Pipeline;
use crate::position::Reading;
use crate::{Error, Result};

/// Options of every command that runs the engine.
#[derive(clap::Args)]
pub(super) struct EngineArgs {
    /// Folder of another model (tagger.onnx, vocab.txt, tagger.json)
    #[arg(long, value_name = "FOLDER")]
    model: Option<PathBuf>,
    /// Threads to compute on [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,
}

impl EngineArgs {
    /// Returns the model that the options name.
    pub(super) fn stored_model(&self) -> Result<StoredModel> {
        match &self.model {
            Some(folder) => StoredModel::open(folder),
            None => StoredModel::built_in(),
        }
    }

    /// Returns the number of threads to compute on.
    pub(super) fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(cores, usize::from)
    }

    /// Returns the pipeline that the options describe.
    pub(super) fn pipeline(&self) -> Result<Pipeline> {
        Pipeline::new(self.stored_model()?, self.threads())
    }
}

/// Options that say how an input becomes a document.
#[derive(clap::Args)]
pub(super) struct DocumentArgs {
    /// Take every line of the input as running text: no headline, captions or notes are looked for
    #[arg(long)]
    pub(super) whole: bool,
    /// The headline, where the input does not tell it
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The newspaper, agency or site, where the input does not tell it
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// The day of publication (YYYY-MM-DD), where the input does not tell it
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
}

impl DocumentArgs {
    /// Returns the document of a raw article. What the options give wins over what was found.
    pub(super) fn document(&self, raw: RawArticle) -> Result<Document> {
        let origin = raw.origin.clone();
        let mut document = guarded(&origin, || document::read(raw, self.whole))?;
        let given = || Some("given".to_owned());
        let known = &mut document.metadata;
        if let Some(title) = &self.title {
            (known.title, known.title_from) = (Some(title.clone()), given());
        }
        if let Some(outlet) = &self.outlet {
            (known.outlet, known.outlet_from) = (Some(outlet.clone()), given());
        }
        if let Some(date) = self.published {
            (known.published, known.published_from) = (Some(date), given());
        }
        Ok(document)
    }
}

/// Returns the reading of a document.
pub(super) fn reading(pipeline: &Pipeline, document: Document) -> Result<Reading> {
    let origin = document.origin.clone();
    guarded(&origin, || pipeline.read_document(document))
}

/// Runs one article's work so that a fault in the program costs that article alone.
fn guarded<T>(origin: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Err(Error::NotAnArticle {
            origin: origin.into(),
            reason: "a fault in the program stopped its reading; please report it".into(),
        })
    })
}

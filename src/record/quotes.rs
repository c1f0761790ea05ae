//! The words behind rows: what every answer ends with, so that it can be looked up.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::OptionalExtension;
use serde::Serialize;

use super::sealed::opened;
use super::{Day, Place, Record};
use crate::document::{CharOffsets, CharSpan, Document, Span};
use crate::{Error, Result};

/// Documents that stay open while words are looked up.
const OPEN: usize = 256;

/// Words of an article, with where they stand.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quote {
    /// The words.
    pub words: String,
    /// Newspaper, agency or site.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<Day>,
    /// Headline.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// The document's number in the record.
    pub document: i64,
    /// Its place in the document's text, in code points.
    pub span: CharSpan,
}

/// Looks words up, keeping a few documents open.
pub struct Quotes<'a> {
    record: &'a Record,
    open: RefCell<HashMap<i64, Rc<(Document, CharOffsets)>>>,
}

impl<'a> Quotes<'a> {
    /// Returns a look-up over a record.
    pub fn new(record: &'a Record) -> Self {
        Self {
            record,
            open: RefCell::default(),
        }
    }

    /// Returns the words of a row.
    ///
    /// # Errors
    /// Where the database refuses or the document is damaged.
    pub fn of(&self, place: &Place) -> Result<Quote> {
        self.at(place.document, place.span)
    }

    /// Returns the words of a document at a span.
    ///
    /// # Errors
    /// As [`Quotes::of`].
    pub fn at(&self, id: i64, span: Span) -> Result<Quote> {
        let opened = self.document(id)?;
        let (document, offsets) = &*opened;
        let known = &document.metadata;
        Ok(Quote {
            words: span.of(&document.text).to_owned(),
            outlet: known.outlet.clone(),
            published: known.published.map(Day::from),
            title: known.title.clone(),
            url: known.url.clone(),
            document: id,
            span: offsets.span(&document.text, span),
        })
    }

    /// Returns a document with its code points counted.
    ///
    /// # Errors
    /// As [`Quotes::of`].
    pub fn document(&self, id: i64) -> Result<Rc<(Document, CharOffsets)>> {
        if let Some(open) = self.open.borrow().get(&id) {
            return Ok(Rc::clone(open));
        }
        let document = self.record.text_of(id)?;
        let offsets = CharOffsets::new(&document.text);
        let entry = Rc::new((document, offsets));
        let mut open = self.open.borrow_mut();
        if open.len() >= OPEN {
            open.clear();
        }
        open.insert(id, Rc::clone(&entry));
        Ok(entry)
    }
}

impl Record {
    /// Returns a document with its text.
    ///
    /// # Errors
    /// Where the record does not have it or it is damaged.
    pub fn text_of(&self, id: i64) -> Result<Document> {
        let body: Option<Vec<u8>> = self
            .db
            .prepare_cached("SELECT body FROM document WHERE id = ?1")
            .and_then(|mut s| s.query_row([id], |row| row.get(0)).optional())
            .map_err(|e| self.fault(&e))?;
        let damaged = |reason: String| Error::Record {
            name: self.name.clone(),
            reason: format!("document {id} {reason}"),
        };
        let body = body.ok_or_else(|| {
            damaged("is not in it; `rapporteur documents` lists those that are".into())
        })?;
        opened(&body).map_err(|e| {
            damaged(format!(
                "is damaged ({e}); bring the record back from a copy"
            ))
        })
    }
}

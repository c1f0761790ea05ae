//! The one place that calls the stages in order: raw article → document → language → attributions → reading.

use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::acquire::RawArticle;
use crate::attribution::{Extractor, LEAST_CONFIDENCE, StoredModel};
use crate::case::Case;
use crate::document::{self, Document};
use crate::language::{NAMEBOOKS, World, entities, times};
use crate::position::{self, CODEBOOKS, Codebooks, Engine, Found, RECORD_BOOKS, Reading};

/// Results that a thread may be ahead of the others.
const HELD: usize = 4;

/// Everything that reads an article: the model and the codebooks. Made once, used for many articles.
pub struct Pipeline {
    extractor: Extractor,
    world: World,
    books: Codebooks,
    engine: Engine,
    least_confidence: f32,
}

impl Pipeline {
    /// Returns the pipeline of a model, running on `threads` threads.
    ///
    /// # Errors
    /// Where the model is no tagger or a codebook does not parse.
    pub fn new(model: StoredModel, threads: usize) -> crate::Result<Self> {
        let extractor = Extractor::new(model, threads)?;
        let engine = Engine {
            version: env!("CARGO_PKG_VERSION").into(),
            model: extractor.model().into(),
            codebook: codebook_id(&[]),
        };
        Ok(Self {
            extractor,
            world: World::built_in()?,
            books: Codebooks::built_in()?,
            engine,
            least_confidence: LEAST_CONFIDENCE,
        })
    }

    /// Returns the pipeline that leaves out attributions less probable than `least` (0 to 1).
    pub fn with_least_confidence(mut self, least: f32) -> Self {
        self.least_confidence = least;
        self
    }

    /// Returns the pipeline with a case's own parties, people, outlets and issues on top of what the program knows.
    ///
    /// # Errors
    /// Where an issue's term is no pattern.
    pub fn with_case(mut self, case: &Case) -> crate::Result<Self> {
        let (world, issues) = (case.about.world(), case.about.issues());
        self.world.merge(World::parse(&world)?);
        self.books = self.books.with_issues(&issues)?;
        self.engine.codebook = codebook_id(&[&world, &issues]);
        Ok(self)
    }

    /// Returns which engine makes the readings.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Returns the reading of a raw article; with `whole`, every line of the input is body.
    ///
    /// # Errors
    /// Where the input is no article.
    pub fn read(&self, raw: RawArticle, whole: bool) -> crate::Result<Reading> {
        self.read_document(document::read(raw, whole)?)
    }

    /// Returns the reading of a document.
    ///
    /// # Errors
    /// Where the model does not run.
    pub fn read_document(&self, document: Document) -> crate::Result<Reading> {
        let world = self.world.with_newcomers(&document);
        let found = Found {
            entities: entities(&document, &world),
            times: times(&document),
            attributions: self.extractor.extract(&document, self.least_confidence)?,
        };
        Ok(position::read(
            document,
            found,
            world.as_ref(),
            &self.books,
            self.engine.clone(),
        ))
    }
}

/// Returns the first 12 hexadecimal digits of the SHA-256 of the built-in codebooks and those of a case.
fn codebook_id(case: &[&str]) -> String {
    let mut hash = Sha256::new();
    let built_in = CODEBOOKS.iter().chain(&NAMEBOOKS).chain(&RECORD_BOOKS);
    for book in built_in.chain(case) {
        hash.update(book.as_bytes());
    }
    hash.finalize()
        .iter()
        .take(6)
        .map(|b| format!("{b:02x}"))
        .collect()
}

/// Does `work` on every input on up to `threads` threads and hands the results to `put` in the order of the inputs.
/// At most a few results for each thread are held at a time.
///
/// # Errors
/// The first error of `put`, after which no further input is taken.
pub fn in_order<I, O, E>(
    threads: usize,
    inputs: impl Iterator<Item = I> + Send,
    work: impl Fn(I) -> O + Sync,
    put: &mut impl FnMut(O) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send,
    O: Send,
{
    let threads = threads.max(1);
    let inputs = Mutex::new(inputs.enumerate());
    let next = || inputs.lock().unwrap_or_else(PoisonError::into_inner).next();
    std::thread::scope(|scope| {
        // A worker that is ahead of the others waits here: results do not pile up.
        let results: Vec<_> = (0..threads)
            .map(|_| {
                let (send, receive) = std::sync::mpsc::sync_channel(HELD);
                let (next, work) = (&next, &work);
                scope.spawn(move || {
                    while let Some((at, input)) = next() {
                        if send.send((at, work(input))).is_err() {
                            return;
                        }
                    }
                });
                receive
            })
            .collect();
        let mut waiting: Vec<Option<(usize, O)>> = results.iter().map(|r| r.recv().ok()).collect();
        while let Some(first) = (0..waiting.len())
            .filter(|i| waiting[*i].is_some())
            .min_by_key(|i| waiting[*i].as_ref().map(|(at, _)| *at))
        {
            let done = waiting[first].take();
            if let Some((_, result)) = done {
                put(result)?;
            }
            waiting[first] = results[first].recv().ok();
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_inputs() {
        for threads in [1, 3] {
            let mut seen = Vec::new();
            let work = |n: u64| {
                std::thread::sleep(std::time::Duration::from_millis((7 * n) % 5));
                n
            };
            let put = &mut |n| {
                seen.push(n);
                Ok::<(), ()>(())
            };
            in_order(threads, 0..40, work, put).unwrap();
            assert_eq!(seen, (0..40).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_error_ends_the_work() {
        let mut seen = 0;
        let put = &mut |_| {
            seen += 1;
            if seen == 3 { Err("full") } else { Ok(()) }
        };
        assert_eq!(in_order(2, 0.., |n: u64| n, put), Err("full"));
    }
}

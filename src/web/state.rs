//! What all requests share: the case, the engine, the token.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::fault::Fault;
use super::lens::Lens;
use super::whole::Kept;
use crate::attribution::WordVectors;
use crate::case::Case;
use crate::pipeline::Pipeline;
use crate::position::Reading;
use crate::record::Record;
use crate::{Result, acquire};

/// Makes the engine, which takes a moment; done when the first article is to be read.
pub type MakeEngine = Box<dyn FnOnce() -> Result<Pipeline> + Send>;

/// Questions that are worked on at a time; further ones wait their turn.
const QUESTIONS: usize = 16;

/// How the page is served.
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The case; without one, a page that reads one article.
    pub case: Option<Case>,
    /// Makes the engine.
    pub engine: MakeEngine,
}

/// What all requests share.
pub(super) struct App {
    pub(super) case: Option<Case>,
    pub(super) listening: SocketAddr,
    /// The token that visitors from beyond this machine must have, and its hash.
    token: Option<(String, [u8; 32])>,
    make: Mutex<Option<MakeEngine>>,
    engine: OnceLock<std::result::Result<Pipeline, String>>,
    reader: Semaphore,
    questions: Semaphore,
    kept: Kept,
    vectors: OnceLock<std::result::Result<WordVectors, String>>,
}

impl App {
    pub(super) fn new(settings: Settings, listening: SocketAddr) -> anyhow::Result<Self> {
        if let Some(case) = &settings.case {
            Record::open_to_read(&case.record())?;
        }
        let token = match listening.ip().is_loopback() {
            true => None,
            false => Some(fresh_token()?),
        };
        Ok(Self {
            case: settings.case,
            listening,
            token,
            make: Mutex::new(Some(settings.engine)),
            engine: OnceLock::new(),
            reader: Semaphore::new(1),
            questions: Semaphore::new(QUESTIONS),
            kept: Kept::default(),
            vectors: OnceLock::new(),
        })
    }

    /// Returns the address to open in a browser.
    pub(super) fn address(&self) -> String {
        match &self.token {
            Some((token, _)) => format!("http://{}/?token={token}", self.listening),
            None => format!("http://{}/", self.listening),
        }
    }

    /// Returns whether a token is wanted at all.
    pub(super) fn wants_token(&self) -> bool {
        self.token.is_some()
    }

    /// Returns whether the token is the right one. Hashes are compared, so that the time it takes tells nothing.
    pub(super) fn knows(&self, token: &str) -> bool {
        match &self.token {
            Some((_, hash)) => <[u8; 32]>::from(Sha256::digest(token.as_bytes())) == *hash,
            None => true,
        }
    }

    /// Answers a question to the record, in one state of it, on a thread that may wait for the disk.
    pub(super) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        question: impl FnOnce(&Lens<'_>) -> std::result::Result<T, Fault> + Send + 'static,
    ) -> std::result::Result<T, Fault> {
        let _turn = self
            .questions
            .acquire()
            .await
            .map_err(|_| Fault::broken())?;
        let app = Arc::clone(self);
        let work = move || {
            let case = app.case.as_ref().ok_or_else(Fault::no_case)?;
            let record = Record::open_to_read(&case.record())?;
            record.hold()?;
            let whole = app.kept.of(record.stamp()?);
            question(&Lens::new(case, &record, whole))
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| Fault::broken())?
    }

    /// Works out what the whole record answers before anybody asks.
    pub(super) fn warm(self: &Arc<Self>) {
        if self.case.is_none() {
            return;
        }
        let app = Arc::clone(self);
        tokio::spawn(async move {
            let warmed = app.ask(|lens| {
                lens.whole.moves(lens)?;
                lens.whole.contested(lens)?;
                Ok(())
            });
            // Whoever asks is told what is wrong.
            let _ = warmed.await;
        });
    }

    /// Changes the record on a thread that may wait for the disk.
    pub(super) async fn change<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Record) -> std::result::Result<T, Fault> + Send + 'static,
    ) -> std::result::Result<T, Fault> {
        let case = self.case.as_ref().ok_or_else(Fault::no_case)?;
        let path = case.record();
        tokio::task::spawn_blocking(move || work(&mut Record::open(&path)?))
            .await
            .map_err(|_| Fault::broken())?
    }

    /// Reads one article. One is read at a time: the engine takes all cores anyway.
    pub(super) async fn read(
        self: &Arc<Self>,
        bytes: Vec<u8>,
        published: Option<jiff::civil::Date>,
    ) -> std::result::Result<Reading, Fault> {
        let _turn = self.reader.acquire().await.map_err(|_| Fault::broken())?;
        let app = Arc::clone(self);
        let work = move || {
            let mut document = crate::document::read(acquire::article("pasted", bytes)?, false)?;
            if let Some(date) = published {
                document.metadata.published = Some(date);
                document.metadata.published_from = Some("given".into());
            }
            Ok(app.engine()?.read_document(document)?)
        };
        tokio::task::spawn_blocking(work)
            .await
            .map_err(|_| Fault::broken())?
    }

    /// Returns which words are near one another in meaning; read in when first asked for.
    pub(super) fn vectors(&self) -> std::result::Result<&WordVectors, Fault> {
        let made = self
            .vectors
            .get_or_init(|| WordVectors::built_in().map_err(|e| e.to_string()));
        made.as_ref().map_err(|e| Fault::internal(e.clone()))
    }

    fn engine(&self) -> std::result::Result<&Pipeline, Fault> {
        let made = self.engine.get_or_init(|| {
            let make = self
                .make
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take();
            match make {
                Some(make) => make().map_err(|e| e.to_string()),
                None => Err("the engine did not start; start the program again".into()),
            }
        });
        made.as_ref().map_err(|e| Fault::internal(e.clone()))
    }
}

/// Returns a token that nobody can guess, and its hash.
fn fresh_token() -> anyhow::Result<(String, [u8; 32])> {
    let mut bytes = [0u8; 24];
    getrandom::fill(&mut bytes).map_err(|e| anyhow::anyhow!("no token can be made: {e}"))?;
    let token: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
    let hash = Sha256::digest(token.as_bytes()).into();
    Ok((token, hash))
}

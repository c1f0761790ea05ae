//! The tagger: runs the network over windows of many texts at once and gives, for every word,
//! log-probabilities of its tags and the vectors by which links are scored.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use rten::{NodeId, RunOptions, ThreadPool, ValueOrView};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use super::model::{Settings, StoredModel, TAGS};
use super::windows::Row;
use crate::language::WordPiece;
use crate::{Error, Result};

/// Word pieces that go through the network in one run: one whole window, whose activations still fit into the second-level
/// cache of a core; shorter ones share a run. Runs of 512 and 1024 were slower.
const BATCH_PIECES: usize = 256;

/// What the network says about one text.
#[derive(Clone, Debug)]
pub struct Scores {
    /// Log-probabilities of the tags, by word.
    pub emissions: Vec<[f32; TAGS.len()]>,
    /// The same of the tags inside contents; empty where the model has none.
    pub inner: Vec<[f32; TAGS.len()]>,
    /// Link vectors, by word: four vectors of `link_dim` after one another (cue→source query,
    /// source key, cue→content query, content key).
    pub links: Vec<f32>,
}

/// One-thread pools, one for each batch that may run at a time: batches of one article or of several share them, so
/// that whoever calls, no more than the given threads compute.
struct Pools {
    count: usize,
    free: Mutex<Vec<Arc<ThreadPool>>>,
    returned: Condvar,
}

impl Pools {
    fn new(count: usize) -> Self {
        let pool = || Arc::new(ThreadPool::with_num_threads(1));
        let free = (0..count).map(|_| pool()).collect();
        Self {
            count,
            free: Mutex::new(free),
            returned: Condvar::new(),
        }
    }

    /// Takes a pool, waiting for one if all are at work.
    fn take(&self) -> Arc<ThreadPool> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match free.pop() {
                Some(pool) => return pool,
                None => {
                    free = self
                        .returned
                        .wait(free)
                        .unwrap_or_else(PoisonError::into_inner)
                }
            }
        }
    }

    fn give_back(&self, pool: Arc<ThreadPool>) {
        self.free
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(pool);
        self.returned.notify_one();
    }
}

/// A model made ready to run.
pub struct Tagger {
    settings: Settings,
    word_pieces: WordPiece,
    network: rten::Model,
    inputs: [NodeId; 3],
    outputs: [NodeId; 2],
    pools: Pools,
}

struct Job {
    text: usize,
    window: Range<usize>,
    pieces: usize,
}

impl Tagger {
    /// Returns the tagger of a stored model on `threads` threads (at least one).
    ///
    /// # Errors
    /// Where the network lacks an input or output.
    pub fn new(model: StoredModel, threads: usize) -> Result<Self> {
        let StoredModel {
            settings,
            word_pieces,
            network,
        } = model;
        let node = |id: &str| {
            network.node_id(id).map_err(|e| Error::Model {
                name: settings.name.clone(),
                reason: format!("tagger.onnx: {e}"),
            })
        };
        let inputs = [
            node("input_ids")?,
            node("attention_mask")?,
            node("features")?,
        ];
        let outputs = [node("emissions")?, node("links")?];
        let pools = Pools::new(threads.max(1));
        Ok(Self {
            settings,
            word_pieces,
            network,
            inputs,
            outputs,
            pools,
        })
    }

    /// Returns the model's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns what cuts words into the pieces that this model knows.
    pub fn word_pieces(&self) -> &WordPiece {
        &self.word_pieces
    }

    /// Runs the network over all texts. Texts are read apart from each other; their windows share
    /// batches, sorted by length so that little is padded.
    ///
    /// # Errors
    /// Where the network does not run, which a sound model does on any text.
    pub fn score(&self, texts: &[Row<'_>]) -> Result<Vec<Scores>> {
        let room = self.settings.max_pieces - 2;
        let mut jobs: Vec<Job> = Vec::new();
        for (text, row) in texts.iter().enumerate() {
            for window in row.windows(room) {
                let pieces = row.pieces[window.clone()]
                    .iter()
                    .map(|p| p.len().min(room))
                    .sum::<usize>()
                    + 2;
                jobs.push(Job {
                    text,
                    window,
                    pieces,
                });
            }
        }
        jobs.sort_by_key(|j| std::cmp::Reverse(j.pieces));
        let batches = batches(&jobs);
        let outputs = self.run_all(texts, &jobs, &batches)?;
        let width = 4 * self.settings.link_dim;
        let mut scores: Vec<Scores> = texts
            .iter()
            .map(|t| Scores {
                emissions: vec![[0.0; TAGS.len()]; t.len()],
                inner: vec![[0.0; TAGS.len()]; if self.settings.inner { t.len() } else { 0 }],
                links: vec![0.0; t.len() * width],
            })
            .collect();
        for (batch, output) in batches.iter().zip(&outputs) {
            for (row, job) in jobs[batch.clone()].iter().enumerate() {
                keep(job, row, output, &mut scores[job.text]);
            }
        }
        Ok(scores)
    }

    fn run_all(
        &self,
        texts: &[Row<'_>],
        jobs: &[Job],
        batches: &[Range<usize>],
    ) -> Result<Vec<Output>> {
        if self.pools.count == 1 || batches.len() < 2 {
            return batches
                .iter()
                .map(|b| self.run(texts, &jobs[b.clone()]))
                .collect();
        }
        let next = AtomicUsize::new(0);
        let parts: Vec<Result<Vec<(usize, Output)>>> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..self.pools.count.min(batches.len()))
                .map(|_| {
                    let next = &next;
                    scope.spawn(move || {
                        let mut done = Vec::new();
                        loop {
                            let at = next.fetch_add(1, Ordering::Relaxed);
                            let Some(batch) = batches.get(at) else {
                                return Ok(done);
                            };
                            done.push((at, self.run(texts, &jobs[batch.clone()])?));
                        }
                    })
                })
                .collect();
            workers
                .into_iter()
                .map(|w| {
                    w.join()
                        .unwrap_or_else(|_| Err(self.failed("a worker stopped")))
                })
                .collect()
        });
        let mut outputs = Vec::with_capacity(batches.len());
        for part in parts {
            outputs.extend(part?);
        }
        outputs.sort_by_key(|(at, _)| *at);
        Ok(outputs.into_iter().map(|(_, o)| o).collect())
    }

    fn run(&self, texts: &[Row<'_>], jobs: &[Job]) -> Result<Output> {
        let length = jobs.iter().map(|j| j.pieces).max().unwrap_or(2);
        let room = self.settings.max_pieces - 2;
        let mut ids = NdTensor::full([jobs.len(), length], self.settings.pad as i32);
        let mut mask = NdTensor::<i32, 2>::zeros([jobs.len(), length]);
        let mut features = NdTensor::<i32, 2>::zeros([jobs.len(), length]);
        let mut firsts = Vec::with_capacity(jobs.len());
        for (row, job) in jobs.iter().enumerate() {
            let text = &texts[job.text];
            ids[[row, 0]] = self.settings.cls as i32;
            let mut at = 1;
            let mut begins = Vec::with_capacity(job.window.len());
            for word in job.window.clone() {
                begins.push(at);
                // A single word longer than a window is cut: its tag comes from its first piece anyway.
                for piece in text.pieces[word].iter().take(room) {
                    ids[[row, at]] = *piece as i32;
                    features[[row, at]] = i32::from(text.features[word]);
                    at += 1;
                }
            }
            ids[[row, at]] = self.settings.sep as i32;
            for place in 0..=at {
                mask[[row, place]] = 1;
            }
            firsts.push(begins);
        }
        let inputs: Vec<(NodeId, ValueOrView)> = vec![
            (self.inputs[0], ids.view().into()),
            (self.inputs[1], mask.view().into()),
            (self.inputs[2], features.view().into()),
        ];
        let mut options = RunOptions::default();
        let pool = self.pools.take();
        options.thread_pool = Some(Arc::clone(&pool));
        let outputs = self.network.run_n(inputs, self.outputs, Some(options));
        self.pools.give_back(pool);
        let [emissions, links] = outputs.map_err(|e| self.failed(&e.to_string()))?;
        let emissions: NdTensor<f32, 3> = emissions
            .try_into()
            .map_err(|_| self.failed("emissions are no [batch, pieces, tags]"))?;
        let links: NdTensor<f32, 3> = links
            .try_into()
            .map_err(|_| self.failed("links are no [batch, pieces, width]"))?;
        let sets = 1 + usize::from(self.settings.inner);
        // A network may give more sets of tags than its settings want.
        if emissions.size(2) < sets * TAGS.len() || links.size(2) != 4 * self.settings.link_dim {
            return Err(self.failed("its outputs are not as wide as tagger.json says"));
        }
        Ok(Output {
            emissions,
            links,
            firsts,
        })
    }

    fn failed(&self, reason: &str) -> Error {
        Error::Model {
            name: self.settings.name.clone(),
            reason: reason.to_owned(),
        }
    }
}

struct Output {
    emissions: NdTensor<f32, 3>,
    links: NdTensor<f32, 3>,
    firsts: Vec<Vec<usize>>,
}

/// Groups jobs, sorted by length, so that a batch holds about [`BATCH_PIECES`] with its padding.
fn batches(jobs: &[Job]) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let mut first = 0;
    while first < jobs.len() {
        let count = (BATCH_PIECES / jobs[first].pieces.max(1)).max(1);
        let end = (first + count).min(jobs.len());
        batches.push(first..end);
        first = end;
    }
    batches
}

/// Keeps what the network says of the words of a window.
fn keep(job: &Job, row: usize, output: &Output, scores: &mut Scores) {
    let width = output.links.size(2);
    for (place, word) in job.window.clone().enumerate() {
        let piece = output.firsts[row][place];
        let tags = |first: usize| {
            let logits = std::array::from_fn(|t| output.emissions[[row, piece, first + t]]);
            log_softmax(logits)
        };
        scores.emissions[word] = tags(0);
        if let Some(inner) = scores.inner.get_mut(word) {
            *inner = tags(TAGS.len());
        }
        for (i, value) in scores.links[word * width..(word + 1) * width]
            .iter_mut()
            .enumerate()
        {
            *value = output.links[[row, piece, i]];
        }
    }
}

fn log_softmax(logits: [f32; TAGS.len()]) -> [f32; TAGS.len()] {
    let highest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let total = highest + logits.iter().map(|l| (l - highest).exp()).sum::<f32>().ln();
    logits.map(|l| l - total)
}

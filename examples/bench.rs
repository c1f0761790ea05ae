//! How fast and how large: articles and word pieces a second on one and two threads, time to load,
//! what the pipeline adds to the tagger, time to the first output of the command, peak memory; with `--slope` what a
//! kilobyte costs in documents from 1 kB to 10 MB. Prints, and judges nothing.
//!
//! `cargo run --release --example bench -- [--model FOLDER] [--dir FOLDER] [--whole] [--slope]`

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use rapporteur::acquire::{self, RawArticle};
use rapporteur::attribution::{Extractor, LEAST_CONFIDENCE, StoredModel, passages};
use rapporteur::document::{self, Document};
use rapporteur::pipeline::{Pipeline, in_order};

/// Bytes of the documents whose cost is compared.
const SIZES: [usize; 5] = [1 << 10, 10 << 10, 100 << 10, 1 << 20, 10 << 20];

/// How often the example is read where no folder is given.
const REPEATED: usize = 50;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        args.get(at + 1).cloned()
    };
    let model = option("--model").unwrap_or_else(|| "models/minilm-l6".into());
    let model = Path::new(&model);
    let whole = args.iter().any(|a| a == "--whole");
    let articles = match option("--dir") {
        Some(folder) => acquire::articles(vec![folder]).collect::<Result<Vec<_>, _>>()?,
        None => {
            let example = acquire::articles(vec!["examples/harbour-talks.txt".into()]);
            let example = example.collect::<Result<Vec<_>, _>>()?;
            example.into_iter().cycle().take(REPEATED).collect()
        }
    };
    let pieces = pieces(&articles, whole, model)?;
    let names = ["articles", "seconds", "articles/s", "pieces/s", "load ms"];
    println!("{}", names.map(|n| format!("{n:>12}")).join(""));
    for threads in [1, 2] {
        let begun = Instant::now();
        let pipeline = Pipeline::new(StoredModel::open(model)?, threads)?;
        let load = begun.elapsed();
        let spent = read(&pipeline, &articles, whole, threads)?.as_secs_f64();
        println!(
            "{:>12}{spent:>12.2}{:>12.2}{:>12.0}{:>12.0}   {threads} thread{}",
            articles.len(),
            articles.len() as f64 / spent,
            pieces as f64 / spent,
            load.as_secs_f64() * 1e3,
            if threads == 1 { "" } else { "s" },
        );
    }
    tagger_alone(&articles, whole, model)?;
    match command() {
        Some(command) => first_output(&command, model)?,
        None => println!("first output: build the command first (cargo build --release)"),
    }
    println!("peak memory of this process: {}", peak("self"));
    if args.iter().any(|a| a == "--slope") {
        slope(&Pipeline::new(StoredModel::open(model)?, 1)?)?;
    }
    Ok(())
}

/// Prints how long the tagger and the whole pipeline take on one thread, side by side, article by article so that what
/// else the machine does falls on both.
fn tagger_alone(articles: &[RawArticle], whole: bool, model: &Path) -> Result<()> {
    let tagger = Extractor::new(StoredModel::open(model)?, 1)?;
    let pipeline = Pipeline::new(StoredModel::open(model)?, 1)?;
    let (mut alone, mut all) = (Duration::ZERO, Duration::ZERO);
    for raw in articles {
        let document = document::read(raw.clone(), whole)?;
        let begun = Instant::now();
        tagger.extract(&document, LEAST_CONFIDENCE)?;
        alone += begun.elapsed();
        let begun = Instant::now();
        pipeline.read(raw.clone(), whole)?;
        all += begun.elapsed();
    }
    let ratio = all.as_secs_f64() / alone.as_secs_f64();
    println!("the whole pipeline takes {ratio:.2} times as long as the tagger alone");
    Ok(())
}

/// Prints what a kilobyte costs in documents of growing length, on one thread.
fn slope(pipeline: &Pipeline) -> Result<()> {
    let article = std::fs::read_to_string("examples/harbour-talks.txt")?;
    println!("{:>12}{:>12}{:>12}", "bytes", "seconds", "ms/kB");
    for size in SIZES {
        let mut text = article.repeat(size / article.len() + 1);
        text.truncate(text.floor_char_boundary(size));
        let begun = Instant::now();
        pipeline.read_document(Document::whole("slope", text))?;
        let spent = begun.elapsed().as_secs_f64();
        println!(
            "{size:>12}{spent:>12.2}{:>12.2}",
            1e3 * spent / (size as f64 / 1024.0)
        );
    }
    println!("peak memory with the longest: {}", peak("self"));
    Ok(())
}

/// Returns the number of word pieces in the bodies of the articles.
fn pieces(articles: &[RawArticle], whole: bool, model: &Path) -> Result<usize> {
    let vocabulary = StoredModel::open(model)?.word_pieces;
    let mut sum = 0;
    for raw in articles {
        let document = document::read(raw.clone(), whole)?;
        let body = passages(&document, &vocabulary);
        sum += body.iter().map(|p| p.pieces.len()).sum::<usize>();
    }
    Ok(sum)
}

/// Reads all articles as the command does: as many at a time as there are threads.
fn read(
    pipeline: &Pipeline,
    articles: &[RawArticle],
    whole: bool,
    threads: usize,
) -> Result<Duration> {
    // The first run fills caches that a long batch has filled anyway.
    if let Some(raw) = articles.first() {
        pipeline.read(raw.clone(), whole)?;
    }
    let begun = Instant::now();
    let work = |raw: &RawArticle| pipeline.read(raw.clone(), whole);
    in_order(threads, articles.iter(), work, &mut |read| read.map(|_| ()))?;
    Ok(begun.elapsed())
}

/// Returns the command that was built beside this example.
fn command() -> Option<PathBuf> {
    let here = std::env::current_exe().ok()?;
    let command = here.parent()?.parent()?.join("rapporteur");
    command.is_file().then_some(command)
}

/// Prints how long the command takes from its start to its first byte, best of five, and its peak memory.
fn first_output(command: &Path, model: &Path) -> Result<()> {
    use std::io::Read;
    let mut best = Duration::MAX;
    let mut memory = String::new();
    for _ in 0..5 {
        let begun = Instant::now();
        let mut child = Command::new(command)
            .args([
                "read",
                "examples/harbour-talks.txt",
                "--format",
                "json",
                "--model",
            ])
            .arg(model)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut out = child.stdout.take().context("no output")?;
        out.read_exact(&mut [0])?;
        best = best.min(begun.elapsed());
        // The process still stands: its output is longer than what was taken.
        memory = peak(&child.id().to_string());
        drop(out);
        child.wait()?;
    }
    println!(
        "first output of a one-article read: {:.0} ms, peak memory {memory}",
        best.as_secs_f64() * 1e3
    );
    Ok(())
}

/// Returns the peak resident memory of a process, where the system tells.
fn peak(process: &str) -> String {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<f64>().ok());
    kilobytes.map_or_else(|| "unknown".into(), |k| format!("{:.0} MB", k / 1024.0))
}

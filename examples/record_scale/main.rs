//! How long questions take as a record grows: fills the records of invented cases under FOLDER, unless they are there
//! already, and asks each question of each as its users do, a process of its own from its start to the last line of the
//! answer. Prints a table of the medians and the longest runs, and judges nothing.
//!
//! `cargo run --release --example record_scale -- FOLDER 25000 250000 2500000`
//!
//! Called with the arguments of `rapporteur` it is that program, and tells its peak memory on standard error: that is how
//! it runs the questions.

mod invented;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

/// Times that each question is asked.
const RUNS: usize = 7;

/// The questions, as they are typed.
const QUESTIONS: [&str; 19] = [
    "positions",
    "positions --party norland --issue pilots",
    "positions --as-of 2032-01-01",
    "shifts",
    "shifts --party norland --kind visible",
    "gaps",
    "corroboration",
    "corroboration --issue pilots",
    "meetings",
    "meetings --party norland",
    "expectations",
    "expectations --status late",
    "sources",
    "sources --by outlet",
    "zone",
    "search harbour convoy",
    "search --speaker Number17 truce",
    "search --like 7:3",
    "brief",
];

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let sizes: Option<Vec<usize>> = args.iter().skip(1).map(|a| a.parse().ok()).collect();
    let done = match (args.first(), sizes) {
        (Some(folder), Some(sizes)) if !sizes.is_empty() => measure(Path::new(folder), &sizes),
        _ => return as_the_program(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("record_scale: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn as_the_program() -> ExitCode {
    let code = rapporteur::cli::main();
    // Linux alone tells it; elsewhere the column stays empty.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|l| l.starts_with("VmHWM")) {
        eprintln!("{line}");
    }
    code
}

/// What is known of one question over one record.
struct Asked {
    /// Milliseconds of each run, sorted.
    times: Vec<f64>,
    /// Highest memory of a run in MB.
    memory: u64,
}

fn measure(folder: &Path, sizes: &[usize]) -> Result<()> {
    let mut heads = ["statements", "documents", "record, MB", "written in, s"]
        .map(|head| vec![head.to_owned()]);
    let mut rows: Vec<Vec<String>> = QUESTIONS.map(|q| vec![format!("`{q}`")]).to_vec();
    let mut memory = vec!["most memory, MB".to_owned()];
    for size in sizes {
        let case = folder.join(size.to_string());
        let written = filled(&case, *size)?;
        let record = case.join("record.db");
        let megabytes = std::fs::metadata(&record)?.len() / 1_000_000;
        heads[0].push(size.to_string());
        heads[1].push((size / invented::STATEMENTS).to_string());
        heads[2].push(megabytes.to_string());
        heads[3].push(written.map_or("–".into(), |s| format!("{s:.0}")));
        let mut most = 0;
        for (row, question) in rows.iter_mut().zip(QUESTIONS) {
            let asked = ask(&case, question)?;
            let (median, longest) = (asked.times[RUNS / 2], asked.times[RUNS - 1]);
            row.push(format!("{median:.0} ({longest:.0})"));
            most = most.max(asked.memory);
        }
        memory.push(most.to_string());
    }
    let [statements, rest @ ..] = &heads;
    println!("{}", line(statements));
    println!("|---{}|", "|--:".repeat(sizes.len()));
    for row in rest.iter().chain(&rows).chain([&memory]) {
        println!("{}", line(row));
    }
    Ok(())
}

fn line(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// Makes the case of a size where it is not there yet; returns how many seconds that took.
fn filled(case: &Path, statements: usize) -> Result<Option<f64>> {
    let done = case.join("filled");
    if done.exists() {
        return Ok(None);
    }
    std::fs::create_dir_all(case).with_context(|| case.display().to_string())?;
    let record = case.join("record.db");
    ensure!(
        !record.exists(),
        "{}: left by a run that was broken off; remove it",
        record.display()
    );
    std::fs::write(case.join("case.toml"), "name = 'The invented talks'\n")?;
    let begun = Instant::now();
    invented::fill(&record, statements)?;
    let written = begun.elapsed().as_secs_f64();
    std::fs::write(done, "")?;
    Ok(Some(written))
}

/// Asks a question several times.
fn ask(case: &Path, question: &str) -> Result<Asked> {
    let program: PathBuf = std::env::current_exe()?;
    let mut asked = Asked {
        times: Vec::new(),
        memory: 0,
    };
    for _ in 0..RUNS {
        let begun = Instant::now();
        let output = Command::new(&program)
            .args(question.split(' '))
            .arg("--case")
            .arg(case)
            .stdin(Stdio::null())
            .output()?;
        asked.times.push(begun.elapsed().as_secs_f64() * 1e3);
        let told = String::from_utf8_lossy(&output.stderr);
        // That nothing is found is an answer too (exit code 1).
        let answered = matches!(output.status.code(), Some(0 | 1));
        ensure!(answered, "{question}: {told}");
        let peak = told
            .split_whitespace()
            .skip_while(|w| *w != "VmHWM:")
            .nth(1);
        let kilobytes: u64 = peak.and_then(|p| p.parse().ok()).unwrap_or(0);
        asked.memory = asked.memory.max(kilobytes / 1000);
    }
    asked.times.sort_by(f64::total_cmp);
    Ok(asked)
}

//! `rapporteur demo`: the invented negotiation of the examples, its record built and its brief printed by the very
//! commands that one would type.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Parser;

use super::{Args as CommandLine, End, run};

/// The files of the example, by their place in the case's folder.
const FILES: [(&str, &str); 11] = {
    macro_rules! file {
        ($name:literal) => {
            (
                $name,
                include_str!(concat!("../../examples/harbour/", $name)),
            )
        };
    }
    [
        file!("case.toml"),
        file!("articles/01-tidewater-wire.jsonl"),
        file!("articles/02-kalvborg-courier.txt"),
        file!("articles/03-harbour-gazette.txt"),
        file!("articles/04-norland-ministry.txt"),
        file!("articles/05-kalvborg-courier.html"),
        file!("articles/06-tidewater-wire.jsonl"),
        file!("articles/07-tidewater-wire.jsonl"),
        file!("articles/08-harbour-gazette.txt"),
        file!("articles/09-lantern-review.html"),
        file!("articles/10-joint-communique.txt"),
    ]
};

/// Day since which the brief tells what is new: after the first round.
const SINCE: &str = "2031-03-10";

/// Arguments of `demo`.
#[derive(clap::Args)]
#[command(after_help = "Example: rapporteur demo harbour && rapporteur positions --case harbour")]
pub(super) struct Args {
    /// Folder to put the example case into; it must not be one yet [default: one in the system's folder for passing files]
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let folder = match &args.folder {
        Some(folder) => folder.clone(),
        None => free_folder(&std::env::temp_dir()),
    };
    unpack(&folder)?;
    let (case, articles) = (
        folder.display().to_string(),
        folder.join("articles").display().to_string(),
    );
    command(&["add", "--case", &case, &articles])?;
    command(&["brief", "--case", &case, "--since", SINCE])?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nThe case is in {case}. Ask it more:")?;
    for question in ["positions", "shifts", "gaps", "meetings", "expectations"] {
        writeln!(out, "  rapporteur {question} --case {case}")?;
    }
    Ok(End::Done)
}

/// Shows a command and runs it.
fn command(words: &[&str]) -> anyhow::Result<()> {
    let line = std::iter::once("rapporteur").chain(words.iter().copied());
    let shown: Vec<&str> = line.clone().collect();
    writeln!(std::io::stdout().lock(), "\n$ {}\n", shown.join(" "))?;
    run(CommandLine::try_parse_from(line)?.command)?;
    Ok(())
}

/// Returns a folder that does not exist yet.
fn free_folder(under: &Path) -> PathBuf {
    let named = |n: u32| under.join(format!("rapporteur-demo-{n}"));
    let free = (1..).map(named).find(|f| !f.exists());
    free.unwrap_or_else(|| named(0))
}

fn unpack(folder: &Path) -> anyhow::Result<()> {
    if folder.join("case.toml").exists() {
        anyhow::bail!(
            "{}: is a case already; name another folder",
            folder.display()
        );
    }
    for (name, text) in FILES {
        let path = folder.join(name);
        let write = || {
            std::fs::create_dir_all(path.parent().unwrap_or(folder))?;
            std::fs::write(&path, text)
        };
        write().with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_example_is_unpacked() {
        let folder = tempfile::tempdir().unwrap();
        unpack(folder.path()).unwrap();
        let there = std::fs::read_dir("examples/harbour/articles")
            .unwrap()
            .count();
        let unpacked = std::fs::read_dir(folder.path().join("articles"))
            .unwrap()
            .count();
        assert_eq!(there, unpacked);
        assert!(
            unpack(folder.path())
                .unwrap_err()
                .to_string()
                .contains("already")
        );
    }
}

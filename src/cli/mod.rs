//! The command line: arguments, dispatch, exit codes. Results go to standard output, all else to
//! standard error.

mod add;
mod agreement;
mod answer;
mod brief;
mod case;
mod corroboration;
mod decide;
mod decisions;
mod demo;
mod documents;
mod evaluate;
mod expectations;
mod export;
mod facts;
mod gaps;
mod ground;
mod import;
mod init;
mod input;
mod lines;
mod meetings;
mod output;
mod positions;
mod read;
mod search;
mod serve;
mod shifts;
mod show;
mod sources;
mod suggest;
mod verify;
mod zone;

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

/// Reads news coverage of a negotiation and keeps an evidence-backed record of who said what, on
/// whose authority, in public or behind closed doors, and when.
#[derive(Parser)]
#[command(name = "rapporteur", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 nothing found, 2 an error (named on standard error; the rest of a batch is still read)."
)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read articles and print who said what
    Read(read::Args),
    /// Build the record of an invented negotiation and print its brief
    Demo(demo::Args),
    /// Make the folder of a case: one negotiation
    Init(init::Args),
    /// Add articles to the record of a case
    Add(add::Args),
    /// Open the page: read, compare and decide in the browser
    Serve(serve::Args),
    /// Confirm, reject, edit or add what the record holds
    Decide(decide::Args),
    /// List what people decided
    Decisions(decisions::Args),
    /// Print how far people agree who decided on the same facts
    Agreement(agreement::Args),
    /// Check the record against its texts
    Verify(verify::Args),
    /// Write the record of a case in the formats of other programs
    Export(export::Args),
    /// Put readings into the record of a case, from JSON lines or a DNA database
    Import(import::Args),
    /// Two pages on a case: what is new, moved, contested and to watch
    Brief(brief::Args),
    /// Rounds in order, with parties, people, outcomes, mood and conduct
    Meetings(meetings::Args),
    /// What was expected, and what came of it
    Expectations(expectations::Args),
    /// Who says how much, and whose expectations came true
    Sources(sources::Args),
    /// Find statements by words, speaker, party, issue and day, or alike to one
    Search(search::Args),
    /// List the documents of a case
    Documents(documents::Args),
    /// Where parties stand on each issue, public beside private
    Positions(positions::Args),
    /// How positions moved, and what is new or said again
    Shifts(shifts::Args),
    /// Where public lines and private accounts part, and sides tell different outcomes
    Gaps(gaps::Args),
    /// Unnamed claims with who confirms, who denies, who is silent
    Corroboration(corroboration::Args),
    /// Per issue the options that parties demand, could consider or rule out
    Zone(zone::Args),
    /// Show one stage of the reading of an article
    Show(show::Args),
    /// Score the engine against articles read by people
    Evaluate(evaluate::Args),
    /// Print the JSON Schema of a reading
    Schema,
    /// Print completions for a shell
    #[command(
        after_help = "Example: rapporteur completions bash > ~/.local/share/bash-completion/completions/rapporteur"
    )]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example: rapporteur man | man -l -")]
    Man,
}

/// How a command that did not fail ended.
enum End {
    Done,
    NothingFound,
    /// Something failed and was named; the rest was done.
    Partly,
}

/// Runs the command that the arguments of the process name.
pub fn main() -> ExitCode {
    let args = Args::parse();
    match run(args.command) {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::NothingFound) => ExitCode::from(1),
        Ok(End::Partly) => ExitCode::from(2),
        // Whoever reads our output has enough: no error.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> anyhow::Result<End> {
    match command {
        Command::Read(args) => read::execute(&args),
        Command::Demo(args) => demo::execute(&args),
        Command::Init(args) => init::execute(&args),
        Command::Add(args) => add::execute(&args),
        Command::Serve(args) => serve::execute(&args),
        Command::Decide(args) => decide::execute(&args),
        Command::Decisions(args) => decisions::execute(&args),
        Command::Agreement(args) => agreement::execute(&args),
        Command::Verify(args) => verify::execute(&args),
        Command::Export(args) => export::execute(&args),
        Command::Import(args) => import::execute(&args),
        Command::Brief(args) => brief::execute(&args),
        Command::Meetings(args) => meetings::execute(&args),
        Command::Expectations(args) => expectations::execute(&args),
        Command::Sources(args) => sources::execute(&args),
        Command::Search(args) => search::execute(&args),
        Command::Documents(args) => documents::execute(&args),
        Command::Positions(args) => positions::execute(&args),
        Command::Shifts(args) => shifts::execute(&args),
        Command::Gaps(args) => gaps::execute(&args),
        Command::Corroboration(args) => corroboration::execute(&args),
        Command::Zone(args) => zone::execute(&args),
        Command::Show(args) => show::execute(&args),
        Command::Evaluate(args) => evaluate::execute(&args),
        Command::Schema => print(crate::export::schema::READING.as_bytes()),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "rapporteur", &mut script);
            print(&script)
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut page)?;
            print(&page)
        }
    }
}

fn print(bytes: &[u8]) -> anyhow::Result<End> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(End::Done)
}

/// Prints one line of complaint on standard error; where that is closed too, nobody can be told.
fn complain(what: &str) {
    let line: Vec<&str> = what.lines().collect();
    let _ = writeln!(anstream::stderr(), "rapporteur: {}", line.join(" "));
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Args::command().debug_assert();
    }
}

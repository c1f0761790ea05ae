//! `rapporteur init`: a folder for one negotiation.

use std::io::Write;
use std::path::PathBuf;

use super::End;
use crate::case::Case;
use crate::record::Record;

/// Arguments of `init`.
#[derive(clap::Args)]
#[command(
    after_help = "Example: rapporteur init harbour && rapporteur add --case harbour articles/"
)]
pub(super) struct Args {
    /// Folder of the case; it is made where it does not exist
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let path = Case::init(&args.folder)?;
    let case = Case::open(&args.folder)?;
    Record::open(&case.record())?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{}: describe parties and issues here, or leave it as it is",
        path.display()
    )?;
    writeln!(out, "{}: the record, empty", case.record().display())?;
    writeln!(
        out,
        "Next: rapporteur add --case {} ARTICLES…",
        args.folder.display()
    )?;
    Ok(End::Done)
}

//! `rapporteur serve`: the page in the browser.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use super::End;
use super::input::EngineArgs;
use crate::case::Case;
use crate::web::{self, Settings};

/// Port where none is named.
const PORT: u16 = 8017;

/// Arguments of `serve`.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  rapporteur serve                         paste an article and see it read
  rapporteur serve --case harbour          the record of a case
  rapporteur serve --case harbour --listen 0.0.0.0:8017   for others on the network, by a token")]
pub(super) struct Args {
    /// Folder of the case; without it, a page that reads one article
    #[arg(long, value_name = "FOLDER")]
    case: Option<PathBuf>,
    /// Port on this machine; 0 takes a free one [default: 8017]
    #[arg(long, value_name = "N", conflicts_with = "listen")]
    port: Option<u16>,
    /// Address and port to listen on; beyond this machine a token is wanted, which is printed at the start
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<SocketAddr>,
    #[command(flatten)]
    engine: EngineArgs,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let case = match &args.case {
        Some(folder) => Some(Case::open(folder)?),
        // Inside the folder of a case nobody wants to say so.
        None => Case::open(Path::new(".")).ok(),
    };
    let (model, threads) = (args.engine.stored_model()?, args.engine.threads());
    let of_case = case.clone();
    let local = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), args.port.unwrap_or(PORT));
    let settings = Settings {
        listen: args.listen.unwrap_or(local),
        case,
        engine: Box::new(move || {
            let pipeline = crate::pipeline::Pipeline::new(model, threads)?;
            match &of_case {
                Some(case) => pipeline.with_case(case),
                None => Ok(pipeline),
            }
        }),
    };
    web::serve(settings, |address| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{address}")?;
        out.flush()
    })?;
    Ok(End::Done)
}

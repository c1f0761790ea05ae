//! `rapporteur export`: the record of a case in the formats of other programs.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::End;
use super::case::{CaseArgs, ScopeArgs};
use crate::case::Case;
use crate::export::csv::Csv;
use crate::export::dna::{self, Dna};
use crate::export::folder::Folder;
use crate::export::ical::Calendar;
use crate::export::jsonl::Lines;
use crate::export::networks::{Network, NetworkFile};
use crate::export::parquet::Parquet;
use crate::export::{Exporter, Rows};
use crate::record::{Place, Record, Scope};

/// The formats of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A folder with a table a file, for spreadsheets
    Csv,
    /// Every reading whole, one a line; `import` takes it
    Jsonl,
    /// A folder with statements and positions as columns, for data frames
    Parquet,
    /// A folder that brat opens
    Brat,
    /// A folder of W3C Web Annotation pages
    Webannotation,
    /// A network, for R, Python, visone, Gephi
    Graphml,
    /// A network, for Gephi
    Gexf,
    /// Meetings and due days, for calendars
    Ical,
    /// A database of Discourse Network Analyzer 3; `import` takes it
    Dna,
}

/// The networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Ties {
    /// Parties and issues, tied by stances
    Affiliation,
    /// Parties, tied by the options on which they stand on the same side
    Congruence,
}

/// Arguments of `export`.
#[derive(clap::Args)]
#[command(
    after_help = "Example: rapporteur export --case harbour --format csv --out tables/\n         \
rapporteur export --case harbour --format graphml --network congruence --out harbour.graphml\n\n\
What each format has and loses is in docs/formats.md."
)]
pub(super) struct Args {
    #[command(flatten)]
    case: CaseArgs,
    /// Format
    #[arg(long, value_enum)]
    format: Format,
    /// File or folder to write; - is standard output, for formats of one file
    #[arg(long, value_name = "PATH")]
    out: PathBuf,
    /// Which network, for graphml and gexf
    #[arg(long, value_enum, default_value = "affiliation")]
    network: Ties,
    /// Versions of articles that a later one replaced, too
    #[arg(long, conflicts_with_all = ["as_of", "since", "until", "party", "issue"])]
    revisions: bool,
    #[command(flatten)]
    scope: ScopeArgs,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (case, record) = args.case.open_record()?;
    let Some(scope) = args.scope.scope(&case, &record)? else {
        return Ok(End::NothingFound);
    };
    let mut documents = record.documents(scope.as_of)?;
    // In the order in which the record learned of them: so an import folds copies and revisions as this record did.
    documents.sort_by_key(|d| d.id);
    let day = scope.as_of.unwrap_or(crate::record::Day::NEVER);
    let stands = |until| until > day || until == crate::record::Day::NEVER;
    documents.retain(|d| args.revisions || stands(d.until));
    if documents.is_empty() {
        return Ok(End::NothingFound);
    }
    let mut exporter = exporter(args, &case)?;
    let mut count = 0;
    for document in documents {
        let rows = rows(&record, &scope, document.id)?;
        if rows.is_empty() {
            continue;
        }
        if let Some(filed) = record.filed(document.id)? {
            exporter.put(&filed, &rows)?;
            count += 1;
        }
    }
    exporter.finish()?;
    let mut err = anstream::stderr();
    let plural = if count == 1 { "" } else { "s" };
    writeln!(
        err,
        "{count} document{plural} written to {}",
        args.out.display()
    )?;
    if args.format == Format::Dna {
        writeln!(err, "DNA asks for a password: {}", dna::PASSWORD)?;
    }
    Ok(if count == 0 {
        End::NothingFound
    } else {
        End::Done
    })
}

/// Returns which rows of a document are in scope.
fn rows(record: &Record, scope: &Scope, document: i64) -> crate::Result<Rows> {
    let Scope {
        since: None,
        until: None,
        party: None,
        issue: None,
        ..
    } = scope
    else {
        let scope = Scope {
            document: Some(document),
            ..*scope
        };
        return narrowed(record, &scope);
    };
    Ok(Rows::default())
}

fn narrowed(record: &Record, scope: &Scope) -> crate::Result<Rows> {
    let number = |place: &Place| place.number as usize;
    // Tables without a column for party or issue say nothing of them: their rows go out only where none is asked for.
    let (any_party, any_issue) = (scope.party.is_none(), scope.issue.is_none());
    let mut rows = Rows {
        positions: record
            .positions(scope)?
            .iter()
            .map(|r| number(&r.place))
            .collect(),
        shifts: record
            .shifts(scope)?
            .iter()
            .map(|r| number(&r.place))
            .collect(),
        statements: std::iter::empty().collect(),
        meetings: std::iter::empty().collect(),
        outcomes: std::iter::empty().collect(),
        conduct: std::iter::empty().collect(),
        expectations: std::iter::empty().collect(),
    };
    if any_issue {
        rows.statements = record
            .statements(scope)?
            .iter()
            .map(|r| number(&r.place))
            .collect();
        rows.conduct = record
            .conduct(scope)?
            .iter()
            .map(|r| number(&r.place))
            .collect();
    }
    if any_party {
        rows.outcomes = record
            .outcomes(scope)?
            .iter()
            .map(|r| number(&r.place))
            .collect();
    }
    if any_party && any_issue {
        rows.meetings = record
            .meetings(scope)?
            .iter()
            .map(|r| number(&r.place))
            .collect();
        let expected = record.expectations(scope)?;
        rows.expectations = expected.iter().map(|r| number(&r.place)).collect();
    }
    Ok(rows)
}

fn exporter(args: &Args, case: &Case) -> anyhow::Result<Box<dyn Exporter>> {
    let out = args.out.as_path();
    let network = match args.network {
        Ties::Affiliation => Network::Affiliation,
        Ties::Congruence => Network::Congruence,
    };
    let path = out.to_path_buf();
    Ok(match args.format {
        Format::Csv => Box::new(Csv::new(out)?),
        Format::Parquet => Box::new(Parquet::new(out)?),
        Format::Brat => Box::new(Folder::brat(out)?),
        Format::Webannotation => Box::new(Folder::webannotation(out)?),
        Format::Dna => Box::new(Dna::new(out)?),
        Format::Jsonl => Box::new(Lines::new(one_file(out, case)?, path)),
        Format::Graphml => Box::new(NetworkFile::graphml(one_file(out, case)?, path, network)),
        Format::Gexf => Box::new(NetworkFile::gexf(one_file(out, case)?, path, network)),
        Format::Ical => Box::new(Calendar::new(one_file(out, case)?, path)),
    })
}

/// Opens the file that is written, or standard output.
fn one_file(path: &Path, case: &Case) -> anyhow::Result<Box<dyn Write>> {
    if path == Path::new("-") {
        return Ok(Box::new(std::io::stdout().lock()));
    }
    let place = |path: &Path| std::fs::canonicalize(path).ok();
    let record = place(&case.record());
    if record.is_some() && place(path) == record {
        anyhow::bail!(
            "{}: is the record itself; name another file",
            path.display()
        );
    }
    Ok(Box::new(crate::export::create(path)?))
}

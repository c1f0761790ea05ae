//! `rapporteur agreement`: how far people agree who decided on the same facts.

use std::io::Write;

use serde_json::json;

use super::End;
use super::case::CaseArgs;
use super::decisions::Form;
use crate::analysis::agreement::{Agreement, agreement};

/// Arguments of `agreement`.
#[derive(clap::Args)]
#[command(
    after_help = "Krippendorff's alpha for nominal values: 1 is full agreement, 0 what chance would give, less is disagreement. To \
confirm a fact is to give every field the value it had then; `kept` is whether it is a fact at all.\n\n\
Example: rapporteur agreement --case harbour --format csv"
)]
pub(super) struct Args {
    /// What to print
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    #[command(flatten)]
    case: CaseArgs,
}

pub(super) fn execute(args: &Args) -> anyhow::Result<End> {
    let (_, record) = args.case.open_record()?;
    let fields = agreement(&record.judgements()?);
    let mut out = std::io::stdout().lock();
    match args.format {
        Form::Text => text(&mut out, &fields)?,
        Form::Json => {
            let rows: Vec<_> = fields.iter().map(|f| {
                json!({"kind": f.kind.name(), "field": f.field, "facts": f.facts, "people": f.people,
                       "values": f.values, "alpha": f.alpha})
            }).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&rows)?)?;
        }
        Form::Csv => {
            let mut table = csv::Writer::from_writer(&mut out);
            table.write_record(["kind", "field", "facts", "people", "values", "alpha"])?;
            for f in &fields {
                let alpha = f.alpha.map(|a| a.to_string()).unwrap_or_default();
                let counts = [f.facts, f.people, f.values].map(|n| n.to_string());
                let [facts, people, values] = counts;
                table.write_record([f.kind.name(), f.field, &facts, &people, &values, &alpha])?;
            }
            table.flush()?;
        }
    }
    Ok(if fields.is_empty() {
        End::NothingFound
    } else {
        End::Done
    })
}

fn text(out: &mut impl Write, fields: &[Agreement]) -> std::io::Result<()> {
    if fields.is_empty() {
        return writeln!(out, "No two people decided on the same fact.");
    }
    writeln!(
        out,
        "{:<12} {:<12} {:>6} {:>7}  Krippendorff's alpha",
        "kind", "field", "facts", "people"
    )?;
    for f in fields {
        let alpha = match f.alpha {
            Some(alpha) => format!("{alpha:.3}"),
            None => "all values are the same".into(),
        };
        writeln!(
            out,
            "{:<12} {:<12} {:>6} {:>7}  {alpha}",
            f.kind.name(),
            f.field,
            f.facts,
            f.people
        )?;
    }
    Ok(())
}

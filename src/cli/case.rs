//! What commands over a case take in: its folder, and the scope of a question.

use std::path::PathBuf;

use anyhow::bail;
use jiff::civil::Date;

use super::suggest::unknown;
use crate::case::{Case, Party};
use crate::record::{Day, Limit, Record, Scope, Term};

/// Which case.
#[derive(Clone, clap::Args)]
pub(super) struct CaseArgs {
    /// Folder of the case
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    case: PathBuf,
}

impl CaseArgs {
    /// Returns the case.
    pub(super) fn open(&self) -> crate::Result<Case> {
        Case::open(&self.case)
    }

    /// Returns the case and its record, opened for reading.
    pub(super) fn open_record(&self) -> crate::Result<(Case, Record)> {
        let case = self.open()?;
        let record = Record::open_to_read(&case.record())?;
        Ok((case, record))
    }
}

/// What a question is limited to.
#[derive(clap::Args)]
pub(super) struct ScopeArgs {
    /// What was known on this day (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Date>,
    /// Only what speaks of this day or later ones
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<Date>,
    /// Only what speaks of this day or earlier ones
    #[arg(long, value_name = "DATE", value_parser = day)]
    until: Option<Date>,
    /// Only this party, by its slug or name
    #[arg(long, value_name = "PARTY")]
    party: Option<String>,
    /// Only this issue, by its slug
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
}

/// Reads a day that was typed.
pub(super) fn day(typed: &str) -> Result<Date, String> {
    typed
        .trim()
        .parse()
        .map_err(|_| "no such day; write it as YYYY-MM-DD, such as 2031-03-14".into())
}

impl ScopeArgs {
    /// Returns whether the question is limited to one issue.
    pub(super) fn has_issue(&self) -> bool {
        self.issue.is_some()
    }

    /// Returns the scope; `None` where the case has the party or the issue and the record nothing on it.
    ///
    /// # Errors
    /// Where neither the case nor the record knows the party or the issue, with what was probably meant, or the days are
    /// none.
    pub(super) fn scope(&self, case: &Case, record: &Record) -> anyhow::Result<Option<Scope>> {
        if let (Some(since), Some(until)) = (self.since, self.until)
            && since > until
        {
            bail!("--since {since} lies after --until {until}: no day is left");
        }
        let party = limit(Limit::Party, self.party.as_deref(), case, record)?;
        let issue = limit(Limit::Issue, self.issue.as_deref(), case, record)?;
        let (Limited::To(party), Limited::To(issue)) = (party, issue) else {
            return Ok(None);
        };
        Ok(Some(Scope {
            as_of: self.as_of.map(Day::from),
            since: self.since.map(Day::from),
            until: self.until.map(Day::from),
            party,
            issue,
            document: None,
        }))
    }
}

/// What a question is limited to of one kind.
enum Limited {
    /// A term, or not at all.
    To(Option<Term>),
    /// Something that the case knows and the record has nothing on.
    Nothing,
}

/// Returns what was typed as the record knows it.
fn limit(
    kind: Limit,
    typed: Option<&str>,
    case: &Case,
    record: &Record,
) -> anyhow::Result<Limited> {
    let Some(typed) = typed else {
        return Ok(Limited::To(None));
    };
    let slug = typed.trim().to_lowercase().replace([' ', '_'], "-");
    let named = |p: &&Party| {
        let mut names = [&p.slug, &p.name].into_iter().chain(&p.aliases);
        names.any(|n| n.to_lowercase() == typed.trim().to_lowercase())
    };
    let (option, of_case): (_, Vec<&str>) = match kind {
        Limit::Party => (
            "--party",
            case.about.parties.iter().map(|p| p.slug.as_str()).collect(),
        ),
        Limit::Issue => (
            "--issue",
            case.about.issues.iter().map(|i| i.slug.as_str()).collect(),
        ),
    };
    let party = case
        .about
        .parties
        .iter()
        .find(named)
        .filter(|_| kind == Limit::Party);
    let slug = party.map_or(slug, |p| p.slug.clone());
    for words in [typed, &slug] {
        if let Some(term) = record.term(words)?
            && record.tells_of(kind, term)?
        {
            return Ok(Limited::To(Some(term)));
        }
    }
    if of_case.contains(&slug.as_str()) {
        return Ok(Limited::Nothing);
    }
    let mut known = record.slugs(kind)?;
    let others = of_case.iter().filter(|s| !known.iter().any(|k| k == *s));
    let others: Vec<String> = others.map(|s| (*s).to_owned()).collect();
    known.extend(others);
    bail!("{option} {typed}: {}", unknown(&slug, &known))
}

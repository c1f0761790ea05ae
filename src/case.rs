//! The case: one negotiation as its people describe it in `case.toml` — parties, roster, issues, outlets — and what
//! the engine makes of that: further knowledge of the world and further issues.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::{Error, Result};

/// Name of the file that describes a case.
const FILE: &str = "case.toml";
/// Name of the record in the case's folder.
const RECORD: &str = "record.db";
/// What `init` writes: a file that says what goes where.
pub const TEMPLATE: &str = include_str!("../data/case.toml");

/// One negotiation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// Its folder.
    pub folder: PathBuf,
    /// What the file says.
    pub about: About,
}

/// What `case.toml` says.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// What the negotiation is called.
    #[serde(default)]
    pub name: String,
    /// The sides at the table and those around it.
    #[serde(default, rename = "party")]
    pub parties: Vec<Party>,
    /// Issues beside those that the program knows.
    #[serde(default, rename = "issue")]
    pub issues: Vec<Issue>,
    /// Outlets: names as printed that are one outlet.
    #[serde(default, rename = "outlet")]
    pub outlets: Vec<Outlet>,
    /// Addresses of feeds.
    #[serde(default)]
    pub feeds: Vec<String>,
}

/// What a party is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    /// A state.
    State,
    /// An organisation of states or of people.
    Organisation,
    /// An armed group, a movement, a coalition.
    #[default]
    Group,
}

/// What a party does at the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// It negotiates.
    #[default]
    Side,
    /// It brings the sides together.
    Mediator,
    /// It looks on.
    Observer,
}

/// A party of the case.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// What answers call it (`united-states`).
    pub slug: String,
    /// Its usual name.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub kind: PartyKind,
    /// What it does at the table.
    #[serde(default)]
    pub part: Part,
    /// Other names of it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Adjectives (`Norlandic`).
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// Capitals.
    #[serde(default)]
    pub capitals: Vec<String>,
    /// Seats of power that stand for it (`the Kremlin`).
    #[serde(default)]
    pub seats: Vec<String>,
    /// People who speak for it, by full name.
    #[serde(default)]
    pub roster: Vec<String>,
}

/// An issue of the case.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issue {
    /// What answers call it; a slug that the program knows gets further terms.
    pub slug: String,
    /// Patterns over words, as in the program's own issues.
    pub terms: Vec<String>,
    /// What parties typically hold on it, patterns too.
    #[serde(default)]
    pub options: Vec<String>,
    /// Words that must come out as this issue; `rapporteur verify` checks them.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Words that must not.
    #[serde(default)]
    pub others: Vec<String>,
}

/// An outlet of the case.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// What answers call it.
    pub name: String,
    /// How articles print it, and its domains.
    #[serde(default)]
    pub aliases: Vec<String>,
}

impl Case {
    /// Opens the case of a folder.
    ///
    /// # Errors
    /// Where the folder has no `case.toml` or the file says what cannot be.
    pub fn open(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        let text = std::fs::read_to_string(&path).map_err(|e| Error::Case {
            path: path.clone(),
            reason: format!(
                "cannot be read ({e}); make a case with `rapporteur init {}`",
                folder.display()
            ),
        })?;
        let about: About = toml::from_str(&text).map_err(|e| Error::Case {
            path: path.clone(),
            reason: e.to_string().trim_end().to_owned(),
        })?;
        let wrong = |reason: String| Error::Case {
            path: path.clone(),
            reason,
        };
        if let Some(slug) = about.slugs().find(|s| !is_slug(s)) {
            return Err(wrong(format!(
                "slug = {slug:?}: a slug has small letters, digits and hyphens only"
            )));
        }
        let mut seen = std::collections::HashSet::new();
        if let Some(twice) = about.parties.iter().find(|p| !seen.insert(&p.slug)) {
            return Err(wrong(format!(
                "slug = {:?}: stands for two parties; join them or rename one",
                twice.slug
            )));
        }
        Ok(Self {
            folder: folder.into(),
            about,
        })
    }

    /// Makes a case in a folder: its `case.toml` with comments that say what goes where.
    ///
    /// # Errors
    /// Where the folder has a case already or cannot be written to.
    pub fn init(folder: &Path) -> Result<PathBuf> {
        let path = folder.join(FILE);
        let unwritable = |e: std::io::Error| Error::Case {
            path: path.clone(),
            reason: match e.kind() {
                std::io::ErrorKind::AlreadyExists => {
                    "is there already; edit it, or name another folder".into()
                }
                _ => format!("cannot be written ({e})"),
            },
        };
        std::fs::create_dir_all(folder).map_err(unwritable)?;
        let mut file = std::fs::File::create_new(&path).map_err(unwritable)?;
        std::io::Write::write_all(&mut file, TEMPLATE.as_bytes()).map_err(unwritable)?;
        Ok(path)
    }

    /// Returns the path of the record.
    pub fn record(&self) -> PathBuf {
        self.folder.join(RECORD)
    }

    /// Returns the party of a slug.
    pub fn party(&self, slug: &str) -> Option<&Party> {
        self.about.parties.iter().find(|p| p.slug == slug)
    }

    /// Returns the usual name of an outlet that the case lists, by any of its names or by its address.
    pub fn outlet(&self, printed: Option<&str>, url: Option<&str>) -> Option<&str> {
        let named = |o: &&Outlet| {
            let names = || std::iter::once(&o.name).chain(&o.aliases);
            let printed = printed.is_some_and(|p| names().any(|n| n.eq_ignore_ascii_case(p)));
            printed
                || url
                    .and_then(host)
                    .is_some_and(|h| names().any(|n| is_of(h, n)))
        };
        self.about
            .outlets
            .iter()
            .find(named)
            .map(|o| o.name.as_str())
    }
}

impl About {
    fn slugs(&self) -> impl Iterator<Item = &str> {
        let parties = self.parties.iter().map(|p| p.slug.as_str());
        parties.chain(self.issues.iter().map(|i| i.slug.as_str()))
    }

    /// Returns the parties as world knowledge in the form of `data/world.toml`.
    pub fn world(&self) -> String {
        let mut file = Table::new();
        for (key, kind) in [
            ("states", PartyKind::State),
            ("organisations", PartyKind::Organisation),
            ("groups", PartyKind::Group),
        ] {
            let entries: Vec<Value> = self
                .parties
                .iter()
                .filter(|p| p.kind == kind)
                .map(Party::entry)
                .collect();
            file.insert(key.into(), Value::Array(entries));
        }
        let people = self.parties.iter().filter(|p| !p.roster.is_empty());
        let people = people
            .map(|p| (p.slug.clone(), strings(&p.roster)))
            .collect();
        file.insert("people".into(), Value::Table(people));
        let media = self
            .outlets
            .iter()
            .map(|o| o.name.clone())
            .collect::<Vec<_>>();
        file.insert("media".into(), strings(&media));
        file.to_string()
    }

    /// Returns the issues in the form of `data/issues.toml`.
    pub fn issues(&self) -> String {
        let entries = self.issues.iter().map(|issue| {
            let mut entry = Table::new();
            entry.insert("slug".into(), Value::String(issue.slug.clone()));
            entry.insert("terms".into(), strings(&issue.terms));
            entry.insert("options".into(), strings(&issue.options));
            Value::Table(entry)
        });
        let mut file = Table::new();
        file.insert("issue".into(), Value::Array(entries.collect()));
        file.to_string()
    }
}

impl Party {
    fn entry(&self) -> Value {
        let mut entry = Table::new();
        for (key, value) in [("name", &self.name), ("slug", &self.slug)] {
            entry.insert(key.into(), Value::String(value.clone()));
        }
        for (key, list) in [
            ("names", &self.aliases),
            ("adjectives", &self.adjectives),
            ("capitals", &self.capitals),
            ("seats", &self.seats),
        ] {
            entry.insert(key.into(), strings(list));
        }
        Value::Table(entry)
    }
}

fn strings(list: &[String]) -> Value {
    Value::Array(list.iter().cloned().map(Value::String).collect())
}

fn is_slug(word: &str) -> bool {
    let tame = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !word.is_empty() && word.chars().all(tame)
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#', ':'])
        .next()
        .filter(|h| h.contains('.'))
}

/// Returns whether a host lies in a domain.
fn is_of(host: &str, domain: &str) -> bool {
    let (host, domain) = (host.to_ascii_lowercase(), domain.to_ascii_lowercase());
    domain.contains('.') && (host == domain || host.ends_with(&format!(".{domain}")))
}

#[cfg(test)]
mod tests;

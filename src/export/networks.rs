//! What the network formats share: the graph that they write, and the file that it goes to.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use super::exporter::{Exporter, Rows, kind_word, unwritable};
use super::{gexf, graphml};
use crate::Result;
use crate::analysis::network::{Held, Told, affiliations, congruences};
use crate::record::Filed;

/// Which network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// Parties and issues, tied by stances.
    Affiliation,
    /// Parties, tied by what they agree on.
    Congruence,
}

/// What the nodes and edges tell, by name; numbers where the second says so.
pub(super) const NODE: [(&str, bool); 1] = [("kind", false)];

/// A graph as it is written.
pub(super) struct Graph {
    /// Whether edges have a direction: from party to issue.
    pub directed: bool,
    /// Id, label and kind.
    pub nodes: Vec<Node>,
    /// Ties.
    pub edges: Vec<Edge>,
    /// Names of what the edges tell; whether it is a number.
    pub told: &'static [(&'static str, bool)],
}

/// A party or an issue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Node {
    pub id: String,
    pub label: String,
    pub kind: &'static str,
}

/// A tie: its ends, its weight, and what it tells in the order of [`Graph::told`].
pub(super) struct Edge {
    pub from: String,
    pub to: String,
    pub weight: usize,
    pub values: Vec<String>,
}

const AFFILIATION: [(&str, bool); 6] = [
    ("stance", false),
    ("venue", false),
    ("options", false),
    ("reports", true),
    ("first", false),
    ("last", false),
];
const CONGRUENCE: [(&str, bool); 7] = [
    ("agree", false),
    ("differ", false),
    ("agreeing", true),
    ("differing", true),
    ("reports", true),
    ("first", false),
    ("last", false),
];

/// What writes a graph in one of the formats.
type WriteGraph = fn(&mut dyn Write, &Graph) -> std::io::Result<()>;

/// A network in one of the formats: gathered from all documents, written at the end.
pub struct NetworkFile<W> {
    out: W,
    path: PathBuf,
    network: Network,
    write: WriteGraph,
    gathered: Gathered,
}

impl<W: Write> NetworkFile<W> {
    /// Returns an export of a network into `out` as GEXF; `path` is what errors call it.
    pub fn gexf(out: W, path: PathBuf, network: Network) -> Self {
        Self::new(out, path, network, gexf::write)
    }

    /// Returns an export of a network into `out` as GraphML; `path` is what errors call it.
    pub fn graphml(out: W, path: PathBuf, network: Network) -> Self {
        Self::new(out, path, network, graphml::write)
    }

    fn new(out: W, path: PathBuf, network: Network, write: WriteGraph) -> Self {
        Self {
            out,
            path,
            network,
            write,
            gathered: Gathered::default(),
        }
    }
}

impl<W: Write> Exporter for NetworkFile<W> {
    fn put(&mut self, filed: &Filed, rows: &Rows) -> Result<()> {
        self.gathered.put(filed, rows);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        let graph = self.gathered.graph(self.network);
        let written = (self.write)(&mut self.out, &graph).and_then(|()| self.out.flush());
        written.map_err(|e| unwritable(&self.path, &e))
    }
}

/// Gathers the positions of a record.
#[derive(Default)]
struct Gathered(Vec<Held>);

impl Gathered {
    pub(super) fn put(&mut self, filed: &Filed, rows: &Rows) {
        let reading = &filed.reading;
        for (_, p) in rows.positions.of(&reading.talks.positions) {
            let statement = p.attribution.and_then(|a| reading.statements.get(a));
            let said_on = p.date.or(statement.and_then(|s| s.said_on));
            self.0.push(Held {
                party: p.party.clone(),
                issue: p.issue.clone(),
                option: p.option.clone(),
                stance: p.stance,
                venue: p.venue,
                report: filed.report,
                day: said_on.or(reading.document.metadata.published),
            });
        }
    }

    pub(super) fn graph(&self, network: Network) -> Graph {
        match network {
            Network::Affiliation => affiliation(&self.0),
            Network::Congruence => congruence(&self.0),
        }
    }
}

fn node(kind: &'static str, label: &str) -> Node {
    Node {
        id: format!("{kind}:{label}"),
        label: label.into(),
        kind,
    }
}

/// Returns how many reports, the first and the last day.
fn times(told: &Told) -> [String; 3] {
    let day = |date: Option<jiff::civil::Date>| date.map_or(String::new(), |d| d.to_string());
    [
        told.reports.len().to_string(),
        day(told.first),
        day(told.last),
    ]
}

fn list(items: &BTreeSet<String>) -> String {
    items.iter().cloned().collect::<Vec<_>>().join("; ")
}

fn affiliation(held: &[Held]) -> Graph {
    let ties = affiliations(held);
    let nodes: BTreeSet<Node> = ties
        .iter()
        .flat_map(|t| [node("party", &t.party), node("issue", &t.issue)])
        .collect();
    let edges = ties.iter().map(|t| {
        let mut values = vec![kind_word(&t.stance), kind_word(&t.venue), list(&t.options)];
        values.extend(times(&t.told));
        Edge {
            from: node("party", &t.party).id,
            to: node("issue", &t.issue).id,
            weight: t.told.reports.len(),
            values,
        }
    });
    Graph {
        directed: true,
        edges: edges.collect(),
        nodes: nodes.into_iter().collect(),
        told: &AFFILIATION,
    }
}

fn congruence(held: &[Held]) -> Graph {
    let ties = congruences(held);
    // Those who agree with nobody are in the picture too.
    let nodes: BTreeSet<Node> = held.iter().map(|h| node("party", &h.party)).collect();
    let edges = ties.iter().map(|t| {
        let counts = [t.agree.len().to_string(), t.differ.len().to_string()];
        let mut values = vec![list(&t.agree), list(&t.differ)];
        values.extend(counts);
        values.extend(times(&t.told));
        Edge {
            from: node("party", &t.one).id,
            to: node("party", &t.other).id,
            weight: t.agree.len(),
            values,
        }
    });
    Graph {
        directed: false,
        edges: edges.collect(),
        nodes: nodes.into_iter().collect(),
        told: &CONGRUENCE,
    }
}

/// Returns the words without the characters that XML cannot hold.
pub(super) fn fit_for_xml(words: &str) -> String {
    let fits = |c: &char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    words.chars().filter(fits).collect()
}

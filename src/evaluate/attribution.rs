//! Figures over attribution relations: words by role, whole relations, exact spans, quoted ones.
//! Nested attributions count like all others, one relation each.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::index::{Index, Range, Words, jaccard, pairs};
use super::tally::Tally;

/// One attribution as spans in code points.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Relation {
    /// Whose it is.
    pub source: Vec<Range>,
    /// By which words it is marked.
    pub cue: Vec<Range>,
    /// What is attributed.
    pub content: Vec<Range>,
}

impl Relation {
    fn role(&self, role: usize) -> &[Range] {
        match role {
            0 => &self.source,
            1 => &self.cue,
            _ => &self.content,
        }
    }
}

/// A relation as words.
struct Found {
    source: Words,
    cue: Words,
    content: Words,
    runs: [BTreeSet<Words>; 3],
    quoted: bool,
}

impl Found {
    fn new(index: &Index, relation: &Relation) -> Self {
        let runs = [0, 1, 2].map(|role| {
            let runs = relation.role(role).iter().map(|span| index.cover(&[*span]));
            runs.filter(|words| !words.is_empty()).collect()
        });
        Self {
            source: index.cover(&relation.source),
            cue: index.cover(&relation.cue),
            content: index.cover(&relation.content),
            runs,
            quoted: index.quoted(&relation.content),
        }
    }

    fn role(&self, role: usize) -> &Words {
        match role {
            0 => &self.source,
            1 => &self.cue,
            _ => &self.content,
        }
    }
}

/// Adds the figures of one article to the tally.
///
/// - `token ROLE`: a word counts where it has that role in any attribution
/// - `span ROLE`: contiguous spans whose words are the same (Wang et al. 2022, CofeNet, table 6)
/// - `content`: one-to-one, content words with a Jaccard index of at least one half
/// - `attribution`: and the source words too, or none on both sides
/// - `exact`: content and source word for word
/// - `quoted`: as `attribution`, over attributions with quotation marks
pub fn score_relations(tally: &mut Tally, text: &str, gold: &[Relation], found: &[Relation]) {
    let index = Index::new(text);
    let side = |relations: &[Relation]| -> Vec<Found> {
        let all = relations.iter().map(|r| Found::new(&index, r));
        all.filter(|f| !f.content.is_empty()).collect()
    };
    let (gold, found) = (side(gold), side(found));
    for (role, name) in ["token source", "token cue", "token content"]
        .iter()
        .enumerate()
    {
        let words =
            |side: &[Found]| -> Words { side.iter().flat_map(|f| f.role(role)).copied().collect() };
        let (g, p) = (words(&gold), words(&found));
        tally.add(name, g.intersection(&p).count(), g.len(), p.len());
    }
    for (role, name) in ["span source", "span cue", "span content"]
        .iter()
        .enumerate()
    {
        let runs = |side: &[Found]| -> BTreeSet<Words> {
            side.iter().flat_map(|f| &f.runs[role]).cloned().collect()
        };
        let (g, p) = (runs(&gold), runs(&found));
        tally.add(name, g.intersection(&p).count(), g.len(), p.len());
    }
    let mut count = |name, gold: &[&Found], found: &[&Found], score: fn(&Found, &Found) -> f64| {
        let right = pairs(gold, found, |g, p| score(g, p)).len();
        tally.add(name, right, gold.len(), found.len());
    };
    let (g, p): (Vec<_>, Vec<_>) = (gold.iter().collect(), found.iter().collect());
    count("content", &g, &p, content);
    count("attribution", &g, &p, both);
    count("exact", &g, &p, exact);
    let quoted = |f: &&Found| f.quoted;
    let (g, p): (Vec<_>, Vec<_>) = (
        gold.iter().filter(quoted).collect(),
        found.iter().filter(quoted).collect(),
    );
    count("quoted", &g, &p, both);
}

fn content(gold: &Found, found: &Found) -> f64 {
    let common = jaccard(&gold.content, &found.content);
    if common >= 0.5 { common } else { 0.0 }
}

fn both(gold: &Found, found: &Found) -> f64 {
    let common = content(gold, found);
    let source = jaccard(&gold.source, &found.source);
    if common > 0.0 && source >= 0.5 {
        // The source only decides between contents that fit as well.
        common + 1e-3 * source
    } else {
        0.0
    }
}

fn exact(gold: &Found, found: &Found) -> f64 {
    f64::from(gold.content == found.content && gold.source == found.source)
}

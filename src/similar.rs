//! Statements alike in meaning to a given one: the record finds those that share its rare words or near ones, the analysis
//! says how much they have in common.

use std::collections::HashMap;

use crate::Result;
use crate::analysis::likeness::{Matter, Weighed};
use crate::analysis::wording::content_words;
use crate::attribution::WordVectors;
use crate::record::{COMMON, Hit, Quotes, Record, Scope, StatementRow, phrase};

/// Statements that are compared word by word with a given one.
const COMPARED: usize = 120;
/// Rare words by which these are found.
const WORDS: usize = 6;
/// Words of nearly the same meaning that each of them brings along.
const SYNONYMS: usize = 3;
/// How near in meaning these are at least.
const NEAR: f32 = 0.45;
/// Below this two statements have next to nothing in common.
const ALIKE: f64 = 0.15;

/// Looks for statements alike in meaning.
pub struct Similar<'a> {
    /// Where they are looked for.
    pub record: &'a Record,
    /// Looks up their words.
    pub quotes: &'a Quotes<'a>,
    /// Which words are near one another.
    pub vectors: &'a WordVectors,
}

impl Similar<'_> {
    /// Returns the statements in scope that are alike to a given one, the most alike first: those that share its rare
    /// words, compared by all words, side, issue and stance. The rank of each is its likeness below zero. With `speaker`
    /// only statements whose speaker's name holds these letters.
    ///
    /// # Errors
    /// Where the database refuses or a document is damaged.
    pub fn to(
        &self,
        given: &StatementRow,
        scope: &Scope,
        speaker: Option<&str>,
    ) -> Result<Vec<Hit>> {
        let (weighed, counts) = self.weighed(given)?;
        let Some(wanted) = self.wanted(&weighed, &counts) else {
            return Ok(Vec::new());
        };
        let nearness = |a: &str, b: &str| self.vectors.nearness(a, b).map_or(0.0, f64::from);
        let mut hits = self.record.search(&wanted, scope, speaker, COMPARED)?;
        hits.retain(|h| h.statement.place.id != given.place.id);
        for hit in &mut hits {
            hit.rank = -weighed.likeness(&self.matter(&hit.statement)?, &nearness);
        }
        hits.retain(|h| -h.rank >= ALIKE);
        hits.sort_by(|a, b| {
            let place = |h: &Hit| (h.statement.place.document, h.statement.place.number);
            a.rank.total_cmp(&b.rank).then(place(a).cmp(&place(b)))
        });
        Ok(hits)
    }

    /// Returns the words of a statement with their weights, and how many statements hold each.
    fn weighed(&self, given: &StatementRow) -> Result<(Weighed, HashMap<String, u32>)> {
        let matter = self.matter(given)?;
        let mut counts = HashMap::new();
        for word in content_words(&matter.words) {
            let count = self.record.holding(&word)?;
            counts.insert(word, count);
        }
        let holding = |word: &str| counts.get(word).copied().unwrap_or(COMMON);
        let weighed = Weighed::new(matter, self.record.size()?, holding);
        Ok((weighed, counts))
    }

    /// Returns the rarest words of a statement and their neighbours in meaning as the full text looks for them; `None`
    /// where all its words are common.
    fn wanted(&self, of: &Weighed, counts: &HashMap<String, u32>) -> Option<String> {
        let rare = |w: &&String| counts.get(*w).is_some_and(|n| *n < COMMON);
        let own: Vec<&str> = of
            .rarest()
            .iter()
            .filter(rare)
            .take(WORDS)
            .map(String::as_str)
            .collect();
        let near = self.vectors.nearest(&own, NEAR, SYNONYMS);
        let all: Vec<String> = own
            .iter()
            .copied()
            .chain(near.into_iter().flatten())
            .map(phrase)
            .collect();
        (!all.is_empty()).then(|| all.join(" OR "))
    }

    /// Returns what a statement is about.
    fn matter(&self, row: &StatementRow) -> Result<Matter> {
        let positions = self.record.positions(&Scope {
            as_of: Some(row.place.known),
            document: Some(row.place.document),
            ..Scope::default()
        })?;
        let own = positions
            .iter()
            .filter(|p| p.statement == Some(row.place.number));
        // Who speaks is not what is said.
        let speaker = row.speaker.map(|s| self.record.actor(s)).transpose()?;
        let name = speaker
            .flatten()
            .map_or_else(Vec::new, |s| content_words(&s.name));
        let mut words = content_words(&self.quotes.of(&row.place)?.words);
        words.retain(|w| !name.contains(w));
        Ok(Matter {
            words: words.join(" "),
            party: row.party.map(|p| p.0),
            issues: own.map(|p| (p.issue.0, p.stance as i64)).collect(),
        })
    }
}

//! What was or was not agreed, by issue.

use std::collections::HashSet;
use std::ops::Range;

use serde::Deserialize;

use super::antecedents::Antecedents;
use super::lexicon::{Hit, Lexicon, irregular};
use super::passages::Passages;
use super::read::Study;
use super::wording::{Pause, Word, cover};
use super::{Outcome, OutcomeResult};

/// How many words before the mark tell whether it is real.
const SHORTLY: usize = 5;
/// How many words before the mark may be its subject.
const SUBJECT: usize = 14;
/// Within how many words after it the verb of what was agreed stands.
const VERB: usize = 6;
/// How many words after it tell what was agreed.
const OBJECT: usize = 24;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    result: OutcomeResult,
    #[serde(default)]
    joint: bool,
    patterns: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code))]
    examples: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    irregular: Vec<String>,
    passing: Vec<String>,
    unreal: HashSet<String>,
    bound: HashSet<String>,
    conditions: HashSet<String>,
    opinions: HashSet<String>,
    together: HashSet<String>,
    outcome: Vec<Entry>,
}

/// What a pattern shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sign {
    result: OutcomeResult,
    /// Whether several sides must be its subject.
    joint: bool,
}

/// The words of outcomes, as `data/outcomes.toml` has them.
#[derive(Debug, Default)]
pub(super) struct OutcomeBook {
    signs: Lexicon<Sign>,
    unreal: HashSet<String>,
    bound: HashSet<String>,
    conditions: HashSet<String>,
    opinions: HashSet<String>,
    together: HashSet<String>,
}

impl OutcomeBook {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let forms = irregular(&file.irregular);
        let mut signs = Lexicon::passing(&file.passing);
        for entry in &file.outcome {
            let sign = Sign {
                result: entry.result,
                joint: entry.joint,
            };
            entry
                .patterns
                .iter()
                .for_each(|p| signs.add(p, sign, &forms));
        }
        Ok(Self {
            signs,
            unreal: file.unreal,
            bound: file.bound,
            conditions: file.conditions,
            opinions: file.opinions,
            together: file.together,
        })
    }

    /// Returns whether what the mark tells did happen, by the words before it in its sentence.
    fn is_real(&self, before: &[Word], sign: Sign) -> bool {
        let near = &before[before.len().saturating_sub(SHORTLY)..];
        if near
            .iter()
            .any(|w| matches!(w.text.as_str(), "not" | "never"))
        {
            return false;
        }
        if sign.result == OutcomeResult::NotAgreed {
            return true;
        }
        let bound = near.last().is_some_and(|w| self.bound.contains(&w.text));
        !bound
            && !near.iter().any(|w| self.unreal.contains(&w.text))
            && !before.iter().any(|w| self.conditions.contains(&w.text))
    }

    /// Returns whether the words after `agreed that` tell what they settled: what will be.
    fn is_settled(&self, hit: &[Word], object: &[Word]) -> bool {
        let clause = hit.last().is_some_and(|w| w.text == "that");
        !clause || !object.iter().any(|w| self.opinions.contains(&w.text))
    }

    /// Returns whether several sides are the subject.
    fn is_joint(&self, before: &[Word], passages: &Passages<'_>) -> bool {
        let near = &before[before.len().saturating_sub(SUBJECT)..];
        near.iter().any(|w| self.together.contains(&w.text))
            || passages.parties.among(near).len() > 1
    }
}

/// Returns what was or was not agreed, one for each issue and result, in the order of the evidence.
pub(super) fn outcomes(study: &Study<'_>) -> Vec<Outcome> {
    let passages = Passages::new(study);
    let antecedents = Antecedents::new(study, &passages.body);
    let mut known = HashSet::new();
    let mut found = Vec::new();
    for sentence in sentences(&passages.body) {
        for outcome in read(study, &passages, &antecedents, sentence) {
            if known.insert((outcome.issue.clone(), outcome.result)) {
                found.push(outcome);
            }
        }
    }
    found
}

/// Returns the sentences among the words.
fn sentences(body: &[Word]) -> impl Iterator<Item = &[Word]> {
    body.chunk_by(|_, next| next.pause != Pause::Stop)
}

fn read(
    study: &Study<'_>,
    passages: &Passages<'_>,
    antecedents: &Antecedents<'_>,
    words: &[Word],
) -> Vec<Outcome> {
    let book = &study.books.outcomes;
    let hits = book.signs.all(words);
    let mut found = Vec::new();
    for (n, hit) in hits.iter().enumerate() {
        // What went before in the same clause: a later mark joined by `and` shares subject and mood.
        let before = &words[..hit.start];
        if !book.is_real(before, hit.value) || (hit.value.joint && !book.is_joint(before, passages))
        {
            continue;
        }
        let until =
            (hit.end..words.len()).find(|i| study.books.stances.openers.at(words, *i).is_some());
        // A later mark is another outcome where it is joined on, else part of this one.
        let joined = |h: &&Hit<Sign>| {
            words[h.start].pause != Pause::None || words[h.start - 1].text == "and"
        };
        let next = hits[n + 1..]
            .iter()
            .find(joined)
            .map_or(words.len(), |h| h.start);
        let end = until.unwrap_or(words.len()).min(next).min(hit.end + OBJECT);
        let object = hit.end..end.max(hit.end);
        // `agreed that the port should open`: the verb may stand beyond where the object ends.
        let ahead = hit.end..words.len().min(object.end.max(hit.end + VERB));
        if !book.is_settled(&words[hit.start..hit.end], &words[ahead]) {
            continue;
        }
        let Some(issue) = issue(study, antecedents, words, hit, &object) else {
            continue;
        };
        let start = clause_start(words, hit.start);
        if let Some(evidence) = cover(&words[start..object.end]) {
            found.push(Outcome {
                issue,
                result: hit.value.result,
                evidence,
            });
        }
    }
    found
}

/// Returns the issue of an outcome: of what follows, of the words themselves, of what stands before.
fn issue(
    study: &Study<'_>,
    antecedents: &Antecedents<'_>,
    words: &[Word],
    hit: &Hit<Sign>,
    object: &Range<usize>,
) -> Option<String> {
    let issues = &study.books.issues;
    let topic = |range: Range<usize>| issues.topic(words.get(range).unwrap_or_default());
    let start = clause_start(words, hit.start);
    let postponed = hit.value.result == OutcomeResult::Postponed;
    for range in [object.clone(), hit.start..object.end, start..hit.end] {
        if let Some(topic) = topic(range).filter(|t| !t.general) {
            // Talks put off are a meeting that does not take place.
            return (!(postponed && topic.talks)).then(|| topic.slug.to_owned());
        }
    }
    let clause = &words[start..object.end];
    if issues.names_known_vessel(clause) || issues.points_back(&words[object.clone()]) {
        let place = words[start].span;
        if let Some(slug) = antecedents.before(place, true) {
            return Some(slug.to_owned());
        }
    }
    if let Some(slug) = antecedents.main().filter(|_| !postponed) {
        return Some(slug.to_owned());
    }
    let general = topic(start..object.end)?;
    (!postponed).then(|| general.slug.to_owned())
}

/// Returns where the clause begins that the word stands in.
fn clause_start(words: &[Word], at: usize) -> usize {
    let from = at.saturating_sub(SUBJECT);
    let parted = (from..=at)
        .rev()
        .find(|i| *i < at && words[*i].pause != Pause::None);
    parted.unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::position::wording::words;

    #[test]
    fn every_example_of_the_book_holds() {
        let text = include_str!("../../data/outcomes.toml");
        let book = OutcomeBook::parse(text).unwrap();
        let file: File = toml::from_str(text).unwrap();
        let mut wrong = Vec::new();
        for example in file.outcome.iter().flat_map(|e| &e.examples) {
            let (sentence, result) = example.split_once(" => ").unwrap();
            let before = sentence.find('[').unwrap();
            let plain = sentence.replace(['[', ']'], "");
            let words = words(&plain, &[Span::new(0, plain.len())]);
            let hits = book.signs.all(&words);
            let hit = hits.iter().find(|h| words[h.start].span.start() == before);
            let found = hit.and_then(|h| serde_json::to_value(h.value.result).ok());
            if found.as_ref().and_then(|f| f.as_str()) != Some(result) {
                wrong.push((example, found));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

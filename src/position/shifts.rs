//! Positions that moved, or are said not to have.

use std::collections::HashSet;
use std::ops::Range;

use serde::Deserialize;

use super::Shift;
use super::antecedents::Antecedents;
use super::frame::{Frame, Holder};
use super::lexicon::{Hit, Lexicon, irregular};
use super::passages::Passages;
use super::read::Study;
use super::wording::{Word, cover};

/// How far after a verb of moving `from` stands, in words.
const NEAR: usize = 4;
/// How many words tell what moved.
const OBJECT: usize = 24;

/// What kind of move a pattern shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Turn {
    /// From one thing to another, both named.
    Between,
    /// Towards what is named.
    Towards,
    /// Away from what is named.
    Away,
    /// Nothing moved.
    None,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    turn: Turn,
    patterns: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code))]
    examples: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    irregular: Vec<String>,
    passing: Vec<String>,
    r#move: Vec<Entry>,
}

/// The words of moves, as `data/moves.toml` has them.
#[derive(Debug, Default)]
pub(super) struct MoveBook {
    turns: Lexicon<Turn>,
}

impl MoveBook {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let forms = irregular(&file.irregular);
        let mut turns = Lexicon::passing(&file.passing);
        for entry in &file.r#move {
            entry
                .patterns
                .iter()
                .for_each(|p| turns.add(p, entry.turn, &forms));
        }
        Ok(Self { turns })
    }

    /// Marks what a side is said to have moved from as read: it holds it no longer.
    pub fn mark_former(&self, words: &mut [Word]) {
        for hit in self.turns.all(words) {
            let former = sides(words, &hit, words.len()).and_then(|(from, _)| from);
            if let Some(former) = former.filter(|_| hit.value == Turn::Between) {
                words[former].iter_mut().for_each(|w| w.read = true);
            }
        }
    }
}

/// Returns what moved, in the order of the evidence.
pub(super) fn shifts(study: &Study<'_>) -> Vec<Shift> {
    let mut passages = Passages::new(study);
    let antecedents = Antecedents::new(study, &passages.body);
    let mut found: Vec<Shift> = Vec::new();
    for i in passages.order() {
        let before = found.len();
        let frame = passages.frame(Some(i), &passages.cue(i), None);
        for sentence in passages.sentences(i) {
            let reader = Reader {
                study,
                antecedents: &antecedents,
                frame: &frame,
                own: passages.sides(Some(i)),
                by: Some(i),
            };
            found.extend(reader.sentence(&sentence));
        }
        let yielded = found.len() > before;
        passages.cover(i, yielded);
    }
    let frame = passages.frame(None, &[], None);
    for sentence in passages.author() {
        let reader = Reader {
            study,
            antecedents: &antecedents,
            frame: &frame,
            own: passages.sides(None),
            by: None,
        };
        found.extend(reader.sentence(&sentence));
    }
    found.sort_by_key(|s| (s.evidence, s.by));
    let mut known = HashSet::new();
    found.retain(|s| {
        known.insert((
            s.party.clone(),
            s.issue.clone(),
            s.from.clone(),
            s.to.clone(),
        ))
    });
    found
}

struct Reader<'a> {
    study: &'a Study<'a>,
    antecedents: &'a Antecedents<'a>,
    frame: &'a Frame<'a>,
    own: &'a [String],
    by: Option<usize>,
}

impl Reader<'_> {
    fn sentence(&self, words: &[Word]) -> Vec<Shift> {
        let hits = self.study.books.moves.turns.all(words);
        hits.iter()
            .filter(|h| !words[h.start].read && !is_noun(words, h))
            .flat_map(|h| self.shift(words, h))
            .collect()
    }

    /// Returns the shift of every side that is said to have moved.
    fn shift(&self, words: &[Word], hit: &Hit<Turn>) -> Vec<Shift> {
        let (clause, holder) = self.frame.holder(words, hit.start);
        let parties = match holder {
            Some(Holder::Own) => self.own.to_vec(),
            Some(Holder::Parties(parties)) => parties,
            None => return Vec::new(),
        };
        let end = clause.end.min(hit.end + OBJECT);
        let Some((from, to)) = sides(words, hit, end) else {
            return Vec::new();
        };
        let evidence = cover(&words[clause.start..end]);
        let issue = self.issue(words, hit.start..end, clause.start);
        let (Some(evidence), Some(issue)) = (evidence, issue) else {
            return Vec::new();
        };
        let text = &self.study.document.text;
        let said = |r: Range<usize>| cover(words.get(r)?).map(|s| s.of(text).to_owned());
        let shift = |party| Shift {
            party,
            issue: issue.clone(),
            from: from.clone().and_then(said),
            to: if hit.value == Turn::None {
                Some("unchanged".into())
            } else {
                to.clone().and_then(said)
            },
            by: self.by,
            evidence,
        };
        parties.into_iter().map(shift).collect()
    }

    fn issue(&self, words: &[Word], object: Range<usize>, clause: usize) -> Option<String> {
        let issues = &self.study.books.issues;
        let specific = |w: &[Word]| {
            issues
                .topic(w)
                .filter(|t| !t.general && !t.talks)
                .map(|t| t.slug.to_owned())
        };
        let place = words.get(clause)?.span;
        specific(&words[object])
            .or_else(|| specific(words))
            .or_else(|| self.antecedents.before(place, false).map(str::to_owned))
            .or_else(|| issues.whole().map(str::to_owned))
    }
}

/// Returns whether an article makes the mark a noun (`a shift in policy will come`), save one that says that none came.
fn is_noun(words: &[Word], hit: &Hit<Turn>) -> bool {
    let article = |w: &Word| matches!(w.text.as_str(), "a" | "an" | "any" | "no");
    hit.value != Turn::None && hit.start > 0 && article(&words[hit.start - 1])
}

/// What the text says before and now stands for, in words.
type Sides = (Option<Range<usize>>, Option<Range<usize>>);

/// Returns what the position was and what it is now, where the words tell; `None` where they tell of no position.
fn sides(words: &[Word], hit: &Hit<Turn>, end: usize) -> Option<Sides> {
    let find =
        |word: &str, from: usize, until: usize| (from..until).find(|i| words[*i].text == word);
    let rest = hit.end..end;
    Some(match hit.value {
        Turn::Between => {
            let from = find("from", hit.start, end.min(hit.end + NEAR))?;
            let to = find("to", from + 2, end)?;
            // `from Brae to Port Ilves` is a journey.
            let named = |i: usize| words.get(i).is_some_and(|w| w.capital);
            if named(from + 1) && named(to + 1) {
                return None;
            }
            (Some(from + 1..to), Some(to + 1..end))
        }
        Turn::Towards => {
            let than = find("than", hit.end, end);
            (
                than.map(|t| t + 1..end),
                Some(hit.start..than.unwrap_or(end)),
            )
        }
        Turn::Away | Turn::None => ((!rest.is_empty()).then_some(rest), None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::position::wording::words;

    fn book() -> MoveBook {
        MoveBook::parse(include_str!("../../data/moves.toml")).unwrap()
    }

    #[test]
    fn every_example_of_the_book_holds() {
        let book = book();
        let file: File = toml::from_str(include_str!("../../data/moves.toml")).unwrap();
        let mut wrong = Vec::new();
        for entry in &file.r#move {
            for example in &entry.examples {
                let before = example.find('[').unwrap();
                let plain = example.replace(['[', ']'], "");
                let words = words(&plain, &[Span::new(0, plain.len())]);
                let hits = book.turns.all(&words);
                let hit = hits.iter().find(|h| words[h.start].span.start() == before);
                if hit.map(|h| h.value) != Some(entry.turn) {
                    wrong.push((example, hit.map(|h| h.value)));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn before_and_now_are_told_apart_and_a_journey_is_none() {
        let read = |text: &str| {
            let words = words(text, &[Span::new(0, text.len())]);
            let hit = book().turns.all(&words)[0];
            let (from, to) = sides(&words, &hit, words.len())?;
            let said = |r: Option<Range<usize>>| {
                r.and_then(|r| cover(&words[r]))
                    .map(|s| s.of(text).to_owned())
            };
            Some((said(from), said(to)))
        };
        let some = |s: &str| Some(s.to_owned());
        assert_eq!(
            read("moved from a veto to a quota"),
            Some((some("a veto"), some("a quota")))
        );
        assert_eq!(
            read("dropped its demand for the port"),
            Some((some("for the port"), None))
        );
        assert_eq!(read("moved from Brae to Port Ilves"), None);
    }
}

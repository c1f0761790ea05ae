//! Stances: words that show how a party stands to something, as `data/stances.toml` has them.

use std::collections::HashSet;
use std::ops::Range;

use serde::Deserialize;

use super::Stance;
use super::lexicon::{Lexicon, irregular};
use super::wording::Word;

/// Whose stance a mark shows, and to what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// A verb: its subject's, to what follows.
    Attitude,
    /// A noun: its owner's, to what follows.
    Noun,
    /// The speaker's, to what somebody must do.
    Duty,
    /// The speaker's, to what stands before.
    Judgement,
    /// The subject's, to what follows.
    Refusal,
    /// The subject's, to what it will do itself.
    Intent,
    /// The speaker's demand, in what follows.
    Condition,
    /// A compound with the holder's name in it (`Norland-backed`), to what follows.
    Backing,
    /// Said with weight: the content decides.
    Emphasis,
}

/// What a mark shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Whose stance, to what.
    pub kind: Kind,
    /// How the party stands; none for words that only give weight.
    pub stance: Option<Stance>,
    /// Whether it counts only on an issue that the codebook knows.
    pub weak: bool,
    /// Whether it is about the settlement as a whole where the words name no issue.
    pub whole: bool,
    /// Whether it counts only in a statement about positions (`welcomed`).
    pub faint: bool,
    /// Whether it tells of something done together (`agreed`), which in the author's voice is an outcome.
    pub deal: bool,
}

impl Mark {
    /// Returns whether the words show a stance of whoever says them.
    pub fn shows_stance(self) -> bool {
        self.stance.is_some() && self.kind != Kind::Intent
    }

    /// Returns whether the words only say something with weight.
    pub fn gives_weight(self) -> bool {
        self.kind == Kind::Emphasis
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[cfg_attr(not(test), expect(dead_code))]
    name: String,
    kind: Kind,
    stance: Option<Stance>,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    whole: bool,
    #[serde(default)]
    faint: bool,
    #[serde(default)]
    deal: bool,
    patterns: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code))]
    examples: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    irregular: Vec<String>,
    passing: Vec<String>,
    openers: Vec<String>,
    ifs: Vec<String>,
    open_questions: Vec<String>,
    threats: Vec<String>,
    ends: Vec<String>,
    shared: Vec<String>,
    private: Vec<String>,
    public: Vec<String>,
    selves: HashSet<String>,
    negations: HashSet<String>,
    prepositions: HashSet<String>,
    mark: Vec<Entry>,
}

/// How a clause begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// `but`, `while`, `which`.
    Clause,
    /// `if`: holds until the next comma.
    If,
    /// `whether`, `why`: what follows is no claim.
    Question,
}

/// The words of stances.
#[derive(Debug, Default)]
pub(super) struct StanceBook {
    /// The marks.
    pub marks: Lexicon<Mark>,
    /// What begins a clause.
    pub openers: Lexicon<Opener>,
    /// What a threat speaks of.
    pub threats: Lexicon<()>,
    /// Verbs of ending, and what ending them refuses.
    pub ends: Lexicon<()>,
    /// See `ends`.
    pub shared: Lexicon<()>,
    /// Words that show that a position is held behind closed doors (`true`) or in public.
    pub venues: Lexicon<bool>,
    /// Nouns that stand for the speaker's own side after `our`, `his`, `its`.
    pub selves: HashSet<String>,
    /// Words that turn a stance round.
    pub negations: HashSet<String>,
    /// Words before a name that take it out of the running for subject.
    pub prepositions: HashSet<String>,
    #[cfg(test)]
    examples: Vec<(String, String, Mark)>,
}

impl StanceBook {
    /// Reads the file.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let file: File = toml::from_str(text)?;
        let forms = irregular(&file.irregular);
        let mut book = Self {
            marks: Lexicon::passing(&file.passing),
            selves: file.selves,
            negations: file.negations,
            prepositions: file.prepositions,
            ..Self::default()
        };
        for entry in &file.mark {
            let mark = Mark {
                kind: entry.kind,
                stance: entry.stance,
                weak: entry.weak || entry.faint,
                faint: entry.faint,
                whole: entry.whole,
                deal: entry.deal,
            };
            for pattern in &entry.patterns {
                book.marks.add(pattern, mark, &forms);
            }
            #[cfg(test)]
            for example in &entry.examples {
                book.examples
                    .push((entry.name.clone(), example.clone(), mark));
            }
        }
        for (words, opener) in [
            (&file.openers, Opener::Clause),
            (&file.ifs, Opener::If),
            (&file.open_questions, Opener::Question),
        ] {
            words
                .iter()
                .for_each(|w| book.openers.add(w, opener, &forms));
        }
        file.threats
            .iter()
            .for_each(|w| book.threats.add(w, (), &forms));
        file.ends.iter().for_each(|w| book.ends.add(w, (), &forms));
        file.shared
            .iter()
            .for_each(|w| book.shared.add(w, (), &forms));
        for (words, private) in [(&file.private, true), (&file.public, false)] {
            words
                .iter()
                .for_each(|w| book.venues.add(w, private, &forms));
        }
        Ok(book)
    }
}

impl StanceBook {
    /// Returns whether a negation stands among the words outside the given ones.
    pub fn negates(&self, words: &[Word], but: Range<usize>) -> bool {
        let outside = words.iter().enumerate().filter(|(i, _)| !but.contains(i));
        outside
            .into_iter()
            .any(|(_, w)| self.negations.contains(&w.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::position::wording::words;

    #[test]
    fn every_example_of_the_book_holds() {
        let book = StanceBook::parse(include_str!("../../data/stances.toml")).unwrap();
        let mut wrong = Vec::new();
        for (name, example, mark) in &book.examples {
            let (before, rest) = example.split_once('[').unwrap();
            let inside = rest.split(']').next().unwrap();
            let plain = example.replace(['[', ']'], "");
            let words = words(&plain, &[Span::new(0, plain.len())]);
            let place = Span::new(before.len(), before.len() + inside.len());
            let hits = book.marks.all(&words);
            let hit = hits
                .iter()
                .find(|h| place.overlaps(words[h.start].span))
                .map(|h| h.value);
            if hit != Some(*mark) {
                wrong.push((name, example, hit));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

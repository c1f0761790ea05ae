//! Acts that an article tells to be done, or not to be done: by these it can be seen later what came of an expectation.
//! Pure text: what is found hangs on no model, so that it can be found in every reading that a record holds.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use super::codebooks::RECORD_BOOKS;
use super::grammar::Grammar;
use super::line::{Line, lines};
use super::mood::{Form, Mood};
use crate::document::{Document, Span};
use crate::language::{sentences, times};

/// An act that is told to be done or not to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The act: a verb in its base form, or the words before `took place`.
    pub act: String,
    /// Whether it is told not to be done.
    pub negated: bool,
    /// The words of its clause in small letters.
    pub words: String,
    /// The day that the clause tells.
    pub day: Option<Date>,
    /// The clause.
    pub evidence: Span,
}

#[derive(Debug, Deserialize)]
struct File {
    verbs: Vec<String>,
    intransitive: HashSet<String>,
    events: Vec<String>,
    failing: Vec<String>,
    partly: Vec<String>,
    governing: HashSet<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "examples are for readers and tests")
    )]
    examples: Vec<String>,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "examples are for readers and tests")
    )]
    others: Vec<String>,
}

/// The verbs of the codebook with the grammar that reads them.
struct Book {
    grammar: Grammar,
    /// Forms of verbs, with the base.
    verbs: HashMap<String, (String, Form)>,
    intransitive: HashSet<String>,
    events: Vec<Vec<String>>,
    failing: Vec<String>,
    partly: Vec<String>,
    governing: HashSet<String>,
}

/// `None` where a codebook that comes with the program cannot be read; a test sees to it that they can.
static BOOK: LazyLock<Option<Book>> = LazyLock::new(|| {
    let grammar = Grammar::parse(include_str!("../../data/clauses.toml")).ok()?;
    let file: File = toml::from_str(RECORD_BOOKS[0]).ok()?;
    Some(Book::new(file, grammar))
});

impl Book {
    fn new(file: File, mut grammar: Grammar) -> Self {
        let mut verbs = HashMap::new();
        for line in &file.verbs {
            let mut forms = line.split(' ').map(str::to_owned);
            let Some(base) = forms.next() else {
                continue;
            };
            let irregular: Vec<String> = forms.collect();
            if !irregular.is_empty() {
                grammar.irregular.insert(base.clone(), irregular);
            }
            for (form, kind) in grammar.forms(&base) {
                verbs.entry(form).or_insert_with(|| (base.clone(), kind));
            }
        }
        let words = |s: &String| s.split(' ').map(str::to_owned).collect();
        Self {
            grammar,
            verbs,
            intransitive: file.intransitive,
            events: file.events.iter().map(words).collect(),
            failing: file.failing,
            partly: file.partly,
            governing: file.governing,
        }
    }

    /// Returns what a line tells to be done.
    fn read(&self, line: &Line<'_>) -> Vec<Done> {
        let mut found: Vec<Done> = Vec::new();
        if line.low.last().is_some_and(|w| w == "?") {
            return found;
        }
        for at in 0..line.low.len() {
            let told = self.verb(line, at).or_else(|| self.event(line, at));
            // Of two verbs of one clause the first one tells it: the other describes something.
            if let Some((act, negated, clause)) = told {
                let evidence = line.cover(clause.clone());
                if found
                    .last()
                    .is_none_or(|f| f.evidence != evidence || f.act != act)
                {
                    found.push(Done {
                        act,
                        negated,
                        words: line.low[clause.clone()].join(" "),
                        day: line.times_in(clause).find_map(|(_, t)| t.day()),
                        evidence,
                    });
                }
            }
        }
        found
    }

    /// Returns the act of the verb at word `at`, where it is told to be done or not to be.
    fn verb(&self, line: &Line<'_>, at: usize) -> Option<(String, bool, Range<usize>)> {
        let (base, form) = self.verbs.get(line.word(at))?;
        if matches!(form, Form::Ing | Form::Present) || self.is_partly(line, at) {
            return None;
        }
        let verb = self.grammar.verb(line, at, *form);
        let failed = *form == Form::Base
            && line.before(at, 1) == "to"
            && self.failing.iter().any(|f| f == line.before(at, 2));
        let negated = match (verb.mood, form) {
            _ if failed => true,
            (Mood::Fact, Form::Past) => verb.negated,
            // A base behind `did not` is an act that was not done; any other one is told of no time.
            (Mood::Fact, Form::Base) if verb.negated && self.is_past(line, verb.from..at) => true,
            _ => return None,
        };
        // `wants the sailors released`: a participle that hangs on another verb has no verb group of its own.
        let alone = *form == Form::Past && verb.from == at;
        let bare = alone && !(self.has_subject(line, at) && self.has_object(line, at, base));
        (!bare).then(|| (base.clone(), negated, line.clause(at)))
    }

    /// Returns the act that the words before `took place` at word `at` name.
    fn event(&self, line: &Line<'_>, at: usize) -> Option<(String, bool, Range<usize>)> {
        let here = &line.low[at..];
        let words = self.events.iter().find(|e| here.starts_with(e))?;
        let verb = self.grammar.verb(line, at, Form::Past);
        let clause = line.clause(at);
        let act = line.low[clause.start..at.max(clause.start)].join(" ");
        let told = verb.mood == Mood::Fact || self.grammar.is_be(&words[0]);
        let real = told && !act.is_empty() && !self.is_partly(line, at);
        real.then_some((act, verb.negated, clause))
    }

    fn is_partly(&self, line: &Line<'_>, at: usize) -> bool {
        (1..=2).any(|n| self.partly.iter().any(|p| p == line.before(at, n)))
    }

    fn is_past(&self, line: &Line<'_>, words: Range<usize>) -> bool {
        line.low[words].iter().any(|w| w.starts_with("did"))
    }

    /// Returns whether the verb without an auxiliary at word `at` has an object or needs none: `the dues paid in Tern`
    /// are described by the verb, nobody is told to have paid.
    fn has_object(&self, line: &Line<'_>, at: usize, base: &str) -> bool {
        let next = line.word(at + 1);
        let word = next.starts_with(char::is_alphanumeric);
        self.intransitive.contains(base)
            || word && !self.grammar.is_preposition(next) && !matches!(next, "by" | "and" | "or")
    }

    /// Returns whether the verb without an auxiliary at word `at` is the first finite verb of its clause: only then what
    /// stands before it is its subject.
    fn has_subject(&self, line: &Line<'_>, at: usize) -> bool {
        let clause = line.clause(at);
        let before = &line.low[clause.start..at];
        let finite = |w: &String| {
            self.grammar.is_be(w)
                || self.grammar.past.contains(w)
                || w.ends_with("ed") && w.len() > 4
                || self.governing.contains(w)
        };
        !before.is_empty() && !before.iter().any(finite)
    }
}

/// Returns the acts that a document tells to be done or not to be done, in order.
pub fn done(document: &Document) -> Vec<Done> {
    let Some(book) = BOOK.as_ref() else {
        return Vec::new();
    };
    let text = document.text.as_str();
    let bodies = document.body();
    let all: Vec<Span> = bodies
        .into_iter()
        .flat_map(|b| sentences(text, b.span))
        .collect();
    let times = times(document);
    let lines = lines(text, &all, &[], &times, &book.grammar);
    lines.iter().flat_map(|line| book.read(line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the acts that a sentence tells, `not` before those not done.
    fn told(sentence: &str) -> Vec<String> {
        let mark = if sentence.ends_with('?') { "" } else { "." };
        let document = Document::whole("x.txt", format!("{sentence}{mark}"));
        let say = |d: Done| format!("{}{}", if d.negated { "not " } else { "" }, d.act);
        done(&document).into_iter().map(say).collect()
    }

    #[test]
    fn the_examples_of_the_codebook_hold() {
        let file: File = toml::from_str(RECORD_BOOKS[0]).unwrap();
        for example in &file.examples {
            let (sentence, act) = example.split_once(" => ").unwrap();
            let sentence = sentence.replace(['[', ']'], "");
            let found = told(&sentence);
            let fits = |t: &String| {
                act.split(' ').all(|w| t.split(' ').any(|v| v == w))
                    && t.starts_with("not ") == act.starts_with("not ")
            };
            assert!(found.iter().any(fits), "{example}: {found:?}");
        }
        for sentence in &file.others {
            assert_eq!(told(sentence), [""; 0], "{sentence}");
        }
    }

    #[test]
    fn the_clause_tells_the_day_and_the_words() {
        let text = "Mara Lind said that Norland released twelve sailors on March 9, 2031, and that the first patrol would sail in May.";
        let found = done(&Document::whole("x.txt", text.into()));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].day, Some(jiff::civil::date(2031, 3, 9)));
        assert!(found[0].words.contains("twelve sailors") && !found[0].words.contains("patrol"));
        assert!(
            found[0]
                .evidence
                .of(text)
                .contains("released twelve sailors")
        );
    }
}

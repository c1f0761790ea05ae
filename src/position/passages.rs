//! What positions and their moves are read from: the contents of statements, those inside others first, and the author's
//! own voice.

use std::collections::BTreeMap;
use std::ops::Range;

use super::frame::{Frame, Teller};
use super::parties::Parties;
use super::read::Study;
use super::stances::Mark;
use super::wording::{Pause, Word, words};
use super::{ActorKind, Sourcing, Statement};
use crate::attribution::Form;
use crate::document::Span;

/// Sides that speak together and are told apart at most; more than these speak as a group of its own.
const JOINT: usize = 4;
/// How many words before `both sides` their names are looked for.
const BEFORE: usize = 80;
/// Words of a sentence at most: what is longer is no sentence, and is read in pieces.
const LONGEST: usize = 250;
/// Statements inside statements are followed this deep.
const DEEP: usize = 9;

/// The body of a document as words, with the sides that it names and that speak in it.
pub(super) struct Passages<'a> {
    study: &'a Study<'a>,
    /// The words of the body.
    pub body: Vec<Word>,
    /// The sides that words name.
    pub parties: Parties<'a>,
    /// The sides that each statement speaks for.
    sides: Vec<Vec<String>>,
    /// The sides that speak as `we` in the document's own voice.
    house: Vec<String>,
    /// Which words of the body a statement read already accounts for.
    covered: Vec<bool>,
}

impl<'a> Passages<'a> {
    /// Reads a document.
    pub fn new(study: &'a Study<'a>) -> Self {
        let body = words(&study.document.text, study.sentences);
        let mut found = Self {
            parties: Parties::new(study.entities, &body, study.world),
            covered: vec![false; body.len()],
            sides: Vec::new(),
            house: Vec::new(),
            study,
            body,
        };
        found.sides = found.all_sides();
        found.house = found.own_voice();
        for i in 0..found.sides.len() {
            if found.sides[i].is_empty() && found.is_own(i) {
                found.sides[i].clone_from(&found.house);
            }
        }
        found
    }

    /// Returns the statements' indexes, those inside others before those that hold them; a reporter's question, which
    /// tells nobody's position, is left out.
    pub fn order(&self) -> Vec<usize> {
        let statements = self.study.statements;
        let depth = |i: usize| {
            let parent = |i: &usize| statements.get(*i)?.attribution.parent;
            std::iter::successors(Some(i), parent).take(DEEP).count()
        };
        let asks = |s: &Statement| s.attribution.cue.is_none() && s.sourcing == Sourcing::Media;
        let mut order: Vec<usize> = (0..statements.len())
            .filter(|i| !asks(&statements[*i]))
            .collect();
        order.sort_by_key(|i| (std::cmp::Reverse(depth(*i)), *i));
        order
    }

    /// Returns the sides that a statement speaks for, or those of the document's own voice.
    pub fn sides(&self, by: Option<usize>) -> &[String] {
        match by {
            Some(i) => self.sides.get(i).map_or(&[], Vec::as_slice),
            None => &self.house,
        }
    }

    /// Returns what the sentences of a statement, or of the author's voice, are read against.
    pub fn frame<'b>(&'b self, by: Option<usize>, cue: &[Word], mark: Option<Mark>) -> Frame<'b> {
        let statement = by.and_then(|i| self.study.statements.get(i));
        let sides = self.sides(by);
        let own = sides.first().map(String::as_str);
        let teller = match statement.map(|s| &s.attribution) {
            Some(a) if a.form == Form::Direct || a.cue.is_none() => Teller::Quoted,
            Some(_) => Teller::Reported,
            None if own.is_some() => Teller::Quoted,
            None => Teller::Author,
        };
        let threat = |w: &Word| w.text.starts_with("warn") || w.text.starts_with("threat");
        Frame {
            book: &self.study.books.stances,
            parties: &self.parties,
            // `Norland will` is no word of all who sign a statement.
            own: own.filter(|_| sides.len() == 1),
            teller,
            weight: mark.is_some_and(Mark::gives_weight),
            threat: cue.iter().any(threat),
            turn: statement.is_some_and(|s| s.attribution.cue.is_none()),
        }
    }

    /// Returns the words of a statement's cue.
    pub fn cue(&self, i: usize) -> Vec<Word> {
        let cue = self.study.statements.get(i).and_then(|s| s.attribution.cue);
        cue.map_or_else(Vec::new, |c| words(&self.study.document.text, &[c]))
    }

    /// Returns the sentences of a statement's content; words that a statement inside accounts for are marked as read.
    pub fn sentences(&self, i: usize) -> Vec<Vec<Word>> {
        let Some(statement) = self.study.statements.get(i) else {
            return Vec::new();
        };
        let mut found: Vec<Vec<Word>> = Vec::new();
        for span in &statement.attribution.content {
            for (n, at) in self.range(*span).enumerate() {
                let mut word = self.body[at].clone();
                word.read = self.covered[at];
                // Two parts of one sentence.
                if n == 0 {
                    word.pause = word.pause.max(Pause::Comma);
                }
                match found
                    .last_mut()
                    .filter(|s| word.pause != Pause::Stop && s.len() < LONGEST)
                {
                    Some(sentence) => sentence.push(word),
                    None => found.push(vec![word]),
                }
            }
        }
        found
    }

    /// Notes that a statement's words are read: all of them where it yielded something, stands in no other or reports
    /// another side.
    pub fn cover(&mut self, i: usize, yielded: bool) {
        let Some(statement) = self.study.statements.get(i) else {
            return;
        };
        let outer = statement
            .attribution
            .parent
            .and_then(|p| self.study.statements.get(p));
        let other = outer.is_some_and(|o| statement.party.is_some() && o.party != statement.party);
        if outer.is_some() && !yielded && !other {
            return;
        }
        let attribution = &statement.attribution;
        let mut spans: Vec<Span> = attribution
            .content
            .iter()
            .chain(&attribution.cue)
            .copied()
            .collect();
        // Inside another statement the source may be the subject of what is left.
        spans.extend(attribution.source.filter(|_| outer.is_none()));
        for span in spans {
            let words = self.range(span);
            self.covered[words].fill(true);
        }
    }

    /// Returns the sentences that no statement covers, or what statements leave of them.
    pub fn author(&self) -> Vec<Vec<Word>> {
        let mut sentences: Vec<Vec<Word>> = Vec::new();
        let mut last = None;
        for at in (0..self.body.len()).filter(|w| !self.covered[*w]) {
            let word = self.body[at].clone();
            let goes_on = word.pause != Pause::Stop && last == at.checked_sub(1);
            last = Some(at);
            match sentences
                .last_mut()
                .filter(|s| goes_on && s.len() < LONGEST)
            {
                Some(sentence) => sentence.push(word),
                None => sentences.push(vec![word]),
            }
        }
        sentences
    }

    /// Returns the words of the body in a span.
    fn range(&self, span: Span) -> Range<usize> {
        let from = self.body.partition_point(|w| w.span.end() <= span.start());
        let to = self.body.partition_point(|w| w.span.start() < span.end());
        from..to.max(from)
    }

    /// Returns the sides that every statement speaks for, looked up in the order of the text.
    fn all_sides(&self) -> Vec<Vec<String>> {
        let statements = self.study.statements;
        let mut order: Vec<usize> = (0..statements.len()).collect();
        order.sort_by_key(|i| (statements[*i].attribution.extent(), *i));
        let mut all = vec![Vec::new(); statements.len()];
        let mut joint: Vec<String> = Vec::new();
        for i in order {
            let sides = self.speakers(&statements[i], &joint);
            if sides.len() > 1 {
                joint.clone_from(&sides);
            }
            all[i] = sides;
        }
        all
    }

    /// Returns the sides that a statement speaks for: the few that its source names together, else its party; for
    /// `both sides` and `they` those that spoke together last, or the ones named just before.
    fn speakers(&self, statement: &Statement, joint: &[String]) -> Vec<String> {
        let source = statement.attribution.source.map_or(0..0, |s| self.range(s));
        let words = &self.body[source.clone()];
        let named = self.together(words);
        if named.len() > 1 {
            // Too many to tell apart speak as a group, whose side the text seldom names.
            return if named.len() > JOINT {
                Vec::new()
            } else {
                named
            };
        }
        if let Some(party) = &statement.party {
            return vec![party.clone()];
        }
        let joined = self.of_group(statement);
        if (2..=JOINT).contains(&joined.len()) {
            return joined;
        }
        let named = self.parties.among(words);
        let signed = &self.study.signatories;
        let they =
            words.len() == 1 && words[0].text == "they" && statement.attribution.parent.is_none();
        if named.is_empty() && (they || self.is_of_all(statement)) && !signed.is_empty() {
            return if signed.len() > JOINT {
                Vec::new()
            } else {
                signed.clone()
            };
        }
        let count = words.iter().take(2).find_map(|w| together(&w.text));
        let Some(count) = count.filter(|_| named.is_empty()) else {
            return Vec::new();
        };
        if joint.len() == count || (count == 0 && !joint.is_empty()) {
            return joint.to_vec();
        }
        let before = &self.body[source.start.saturating_sub(BEFORE)..source.start];
        let named = self.parties.among(before);
        let fits = named.len() == count || count == 0 && named.len() == 2;
        if fits { named } else { Vec::new() }
    }

    /// Returns the sides of the people that a group of speakers is made of (`Marta Ilves and Oren Tal`).
    fn of_group(&self, statement: &Statement) -> Vec<String> {
        let actors = self.study.actors;
        let group = statement.speaker.and_then(|a| actors.get(a));
        let Some(group) = group.filter(|a| a.kind == ActorKind::Group) else {
            return Vec::new();
        };
        let mut found: Vec<String> = Vec::new();
        for name in group.name.split(" and ").flat_map(|part| part.split(", ")) {
            let known = actors.iter().find(|a| a.name == name);
            let Some(side) = known.and_then(|a| a.party.clone()) else {
                return Vec::new();
            };
            if !found.contains(&side) {
                found.push(side);
            }
        }
        found
    }

    /// Returns whether a statement is of all who sign the document: outside quotation marks, by words for several.
    fn is_of_all(&self, statement: &Statement) -> bool {
        let attribution = &statement.attribution;
        let source = attribution
            .source
            .map_or("", |s| s.of(&self.study.document.text));
        attribution.parent.is_none() && self.study.books.sources.together(source)
    }

    /// Returns the sides that a source names as speaking together: `Norland, Sudmark and Ostravia`.
    fn together(&self, words: &[Word]) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let mut joined = false;
        for (i, word) in words.iter().enumerate() {
            joined |= word.pause == Pause::Comma || word.text == "and";
            // `Norland, Sudmark's only ally`: an owner does not speak.
            if words.get(i + 1).is_some_and(|w| w.text == "'s") {
                joined = false;
                continue;
            }
            if self.study.books.stances.prepositions.contains(&word.text) {
                joined = false;
            }
            let Some(party) = self.parties.of(word) else {
                continue;
            };
            if found.is_empty() || (joined && !found.iter().any(|f| f == party)) {
                found.push(party.to_owned());
            }
            joined = false;
        }
        // A comma alone sets off a description: `Ilves, the Norland envoy`.
        let and = words.iter().any(|w| w.text == "and" || w.text == "with");
        found.truncate(if and { usize::MAX } else { 1 });
        found
    }

    /// Returns the sides of the document's own `we`: those that the statements of `we` speak for, else the one side that
    /// speaks beside it by its name most often.
    fn own_voice(&self) -> Vec<String> {
        let signed = &self.study.signatories;
        if (2..=JOINT).contains(&signed.len()) {
            return signed.clone();
        }
        let own: Vec<usize> = (0..self.sides.len()).filter(|i| self.is_own(*i)).collect();
        if own.is_empty() {
            return self.study.signed.clone().into_iter().collect();
        }
        if let Some(known) = own.iter().map(|i| &self.sides[*i]).find(|s| !s.is_empty()) {
            return known.clone();
        }
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (statement, sides) in self.study.statements.iter().zip(&self.sides) {
            let body =
                statement.attribution.parent.is_none() && statement.sourcing == Sourcing::Official;
            if let ([side], true) = (sides.as_slice(), body) {
                *counts.entry(side).or_default() += 1;
            }
        }
        let most = counts.into_iter().rev().max_by_key(|(_, n)| *n);
        most.map(|(side, _)| side.to_owned()).into_iter().collect()
    }

    /// Returns whether a statement is of the document's own `we` or `I`, outside quotation marks.
    fn is_own(&self, i: usize) -> bool {
        let attribution = &self.study.statements[i].attribution;
        let source = attribution
            .source
            .map(|x| x.of(&self.study.document.text).to_lowercase());
        attribution.parent.is_none()
            && attribution.cue.is_some()
            && attribution.form != Form::Direct
            && matches!(source.as_deref(), Some("we" | "i" | "our" | "my"))
    }
}

/// Returns how many sides speak together as such a source; 0 where any number may.
fn together(word: &str) -> Option<usize> {
    match word {
        "both" | "two" => Some(2),
        "three" => Some(3),
        "they" | "their" | "parties" | "sides" | "leaders" | "presidents" => Some(0),
        _ => None,
    }
}

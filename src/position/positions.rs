//! Where parties stand: party, issue, option, stance, venue and voucher, from what they said and what is said of them.

use std::collections::HashSet;
use std::ops::Range;

use super::claims::{Claim, Frame, Holder, Teller, opposite};
use super::lexicon::Hit;
use super::parties::Parties;
use super::read::Study;
use super::stances::{Kind, Mark};
use super::subject::Subjects;
use super::vouching::{venue, voucher};
use super::wording::{Pause, Word, cover, words};
use super::{Position, Signal, Sourcing, Stance, Statement, Venue};
use crate::attribution::Form;
use crate::document::Span;

/// Words of an option at most.
const OPTION: usize = 14;
/// Positions from one object at most.
const ITEMS: usize = 6;
/// Sides that speak together and are told apart at most; more than these speak as a group of its own.
const JOINT: usize = 4;
/// How many words before `both sides` their names are looked for.
const BEFORE: usize = 80;

/// Returns where parties stand, in the order of the evidence.
pub(super) fn positions(study: &Study<'_>) -> Vec<Position> {
    let text = &study.document.text;
    let body = words(text, study.sentences);
    let parties = Parties::new(study.entities, &body, study.world);
    let mut reader = Reader {
        study,
        subjects: Subjects::new(study, &body),
        sides: Vec::new(),
        parties: &parties,
        body: &body,
        covered: vec![false; body.len()],
        found: Vec::new(),
    };
    reader.sides = reader.all_sides();
    for i in inner_first(study.statements) {
        reader.statement(i);
    }
    reader.author();
    let mut found = reader.found;
    found.sort_by_key(|p| p.evidence);
    found
}

/// Returns the statements' indexes, those inside others before those that hold them.
fn inner_first(statements: &[Statement]) -> Vec<usize> {
    let depth = |i: usize| {
        let parent = |i: &usize| statements.get(*i)?.attribution.parent;
        std::iter::successors(Some(i), parent).take(9).count()
    };
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(depth(*i)), *i));
    order
}

struct Reader<'a> {
    study: &'a Study<'a>,
    subjects: Subjects<'a>,
    parties: &'a Parties<'a>,
    body: &'a [Word],
    /// The sides that each statement speaks for.
    sides: Vec<Vec<String>>,
    /// Which words of the body a statement read already accounts for.
    covered: Vec<bool>,
    found: Vec<Position>,
}

impl Reader<'_> {
    fn statement(&mut self, i: usize) {
        let statement = &self.study.statements[i];
        // A reporter's question tells nobody's position.
        if statement.attribution.cue.is_none() && statement.sourcing == Sourcing::Media {
            return self.cover(i, false);
        }
        let text = &self.study.document.text;
        let own = self.sides.get(i).cloned().unwrap_or_default();
        let teller = match (statement.attribution.form, statement.attribution.cue) {
            (Form::Direct, _) | (_, None) => Teller::Quoted,
            _ => Teller::Reported,
        };
        let sentences = self.sentences(&statement.attribution.content);
        let cue = statement
            .attribution
            .cue
            .map_or_else(Vec::new, |c| words(text, &[c]));
        let mark = self.cue_mark(&cue, sentences.first().map_or(&[], Vec::as_slice));
        let frame = Frame {
            book: &self.study.books.stances,
            parties: self.parties,
            own: own.first().map(String::as_str),
            teller,
            weight: mark.is_some_and(|m| m.value.kind == Kind::Emphasis),
            turn: cue.is_empty(),
            threat: cue
                .iter()
                .any(|w| w.text.starts_with("warn") || w.text.starts_with("threat")),
        };
        let mut claims: Vec<(Vec<Word>, Vec<Claim>)> = Vec::new();
        for (n, sentence) in sentences.into_iter().enumerate() {
            let read = match mark.filter(|_| n == 0) {
                Some(mark) if mark.value.kind != Kind::Emphasis => {
                    let negated = self.negated(&cue, &mark);
                    cue_claims(&frame, &sentence, &mark, negated)
                }
                Some(mark) => {
                    let read = frame.claims(&sentence);
                    if read.is_empty() {
                        insisted(&sentence, &mark)
                    } else {
                        read
                    }
                }
                None => frame.claims(&sentence),
            };
            claims.push((sentence, read));
        }
        let before = self.found.len();
        for (sentence, read) in claims {
            for claim in read {
                self.enter(Some(i), &own, &sentence, &claim);
            }
        }
        self.cover(i, self.found.len() > before);
    }

    /// Notes that a statement's words are read: all of them where it yielded something or reports another side.
    fn cover(&mut self, i: usize, yielded: bool) {
        let statement = &self.study.statements[i];
        let outer = statement
            .attribution
            .parent
            .and_then(|p| self.study.statements.get(p));
        let other = outer.is_some_and(|o| statement.party.is_some() && o.party != statement.party);
        if outer.is_none() || yielded || other {
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
                self.range(span).for_each(|w| self.covered[w] = true);
            }
        }
    }

    /// Returns the sides that every statement speaks for, looked up in the order of the text.
    fn all_sides(&self) -> Vec<Vec<String>> {
        let statements = self.study.statements;
        let mut order: Vec<usize> = (0..statements.len()).collect();
        order.sort_by_key(|i| (statements[*i].attribution.extent(), *i));
        let mut all = vec![Vec::new(); statements.len()];
        let mut joint: Vec<String> = Vec::new();
        for i in order {
            let sides = self.sides(&statements[i], &joint);
            if sides.len() > 1 {
                joint.clone_from(&sides);
            }
            all[i] = sides;
        }
        all
    }

    /// Returns the sides that a statement speaks for: its party, or the few that its source names together; for
    /// `both sides` and `they` those that spoke together last, or the ones named just before.
    fn sides(&self, statement: &Statement, joint: &[String]) -> Vec<String> {
        if let Some(party) = &statement.party {
            return vec![party.clone()];
        }
        let source = statement.attribution.source.map_or(0..0, |s| self.range(s));
        let words = &self.body[source.clone()];
        let named = self.parties.among(words);
        if (2..=JOINT).contains(&named.len()) {
            return named;
        }
        let Some(count) = words
            .iter()
            .take(2)
            .find_map(|w| together(&w.text))
            .filter(|_| named.is_empty())
        else {
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

    /// Returns the words of the body in a span.
    fn range(&self, span: Span) -> Range<usize> {
        let from = self.body.partition_point(|w| w.span.end() <= span.start());
        let to = self.body.partition_point(|w| w.span.start() < span.end());
        from..to.max(from)
    }

    /// Returns the sentences of a content; words that a statement inside accounts for are marked as read.
    fn sentences(&self, content: &[Span]) -> Vec<Vec<Word>> {
        let mut found: Vec<Vec<Word>> = Vec::new();
        let mut ended = true;
        for span in content {
            for (n, at) in self.range(*span).enumerate() {
                let mut word = self.body[at].clone();
                word.read = self.covered[at];
                // Two parts of one sentence.
                if n == 0 {
                    word.pause = word.pause.max(Pause::Comma);
                }
                if word.pause == Pause::Stop || ended {
                    found.push(Vec::new());
                    ended = false;
                }
                if let Some(sentence) = found.last_mut() {
                    sentence.push(word);
                }
            }
        }
        found.retain(|s| !s.is_empty());
        found
    }

    /// Returns the mark that begins in the cue; the first words of the content may belong to it (`called` + `for`).
    fn cue_mark(&self, cue: &[Word], content: &[Word]) -> Option<Hit<Mark>> {
        let mut joined = cue.to_vec();
        joined.extend(content.iter().take(5).cloned());
        if let Some(word) = joined.get_mut(cue.len()) {
            word.pause = Pause::None;
        }
        let hits = self.study.books.stances.marks.all(&joined);
        let mut inside = hits.into_iter().filter(|h| h.start < cue.len());
        let first = inside.next()?;
        if first.value.stance.is_some() && first.value.kind != Kind::Intent {
            return Some(first);
        }
        inside
            .find(|h| h.value.stance.is_some())
            .or(Some(first))
            .filter(|h| h.value.kind != Kind::Intent)
    }

    fn negated(&self, cue: &[Word], mark: &Hit<Mark>) -> bool {
        let words = cue
            .iter()
            .enumerate()
            .filter(|(i, _)| !(mark.start..mark.end).contains(i));
        words
            .into_iter()
            .any(|(_, w)| self.study.books.stances.negations.contains(&w.text))
    }

    /// Reads what no statement covers: the author's own voice, which in a communiqué is that of its sides.
    fn author(&mut self) {
        let house = self.house();
        let free: Vec<usize> = (0..self.body.len()).filter(|w| !self.covered[*w]).collect();
        let mut sentences: Vec<Vec<Word>> = Vec::new();
        let mut last = None;
        for at in free {
            let word = &self.body[at];
            if word.pause == Pause::Stop || last != at.checked_sub(1) {
                sentences.push(Vec::new());
            }
            last = Some(at);
            if let Some(sentence) = sentences.last_mut() {
                sentence.push(word.clone());
            }
        }
        for sentence in sentences {
            let frame = Frame {
                book: &self.study.books.stances,
                parties: self.parties,
                own: house.first().map(String::as_str),
                teller: if house.is_empty() {
                    Teller::Author
                } else {
                    Teller::Quoted
                },
                weight: false,
                threat: false,
                turn: false,
            };
            for mut claim in frame.claims(&sentence) {
                claim.weak = true;
                self.enter(None, &house, &sentence, &claim);
            }
        }
    }

    /// Returns the sides that speak as `we` in the document's own voice.
    fn house(&self) -> Vec<String> {
        let first = |s: &Statement| {
            let source = s
                .attribution
                .source
                .map(|x| x.of(&self.study.document.text).to_lowercase());
            s.attribution.parent.is_none()
                && s.attribution.cue.is_some()
                && s.attribution.form != Form::Direct
                && matches!(source.as_deref(), Some("we" | "i" | "our" | "my"))
        };
        let mut all = self
            .study
            .statements
            .iter()
            .zip(&self.sides)
            .filter(|(s, _)| first(s))
            .map(|(_, sides)| sides);
        all.find(|s| !s.is_empty()).cloned().unwrap_or_default()
    }

    /// Enters the positions of a claim, one for each side and each item of its object.
    fn enter(&mut self, by: Option<usize>, own: &[String], sentence: &[Word], claim: &Claim) {
        let statement = by.and_then(|i| self.study.statements.get(i));
        let holders: Vec<&str> = match &claim.holder {
            Holder::Own => own.iter().map(String::as_str).collect(),
            Holder::Parties(parties) => parties.iter().map(String::as_str).collect(),
        };
        if holders.is_empty() {
            return;
        }
        // A mark that counts little needs a statement that is about positions at all.
        let about = statement.is_none_or(|s| s.signals.contains(&Signal::Position));
        if claim.faint && !about {
            return;
        }
        let turn = statement.is_some_and(|s| s.attribution.cue.is_none());
        let text = &self.study.document.text;
        for (n, item) in self
            .items(sentence, claim)
            .into_iter()
            .enumerate()
            .take(ITEMS)
        {
            let object = &sentence[item.clone()];
            let whole = &sentence[claim.clause.clone()];
            let Some(issue) = self.subjects.issue(object, whole, claim, turn) else {
                continue;
            };
            let shown = if n == 0 {
                claim.clause.start.min(item.start)..item.end.max(claim.clause.end)
            } else {
                item
            };
            let Some(evidence) = sentence.get(shown).and_then(cover) else {
                continue;
            };
            let option = cover(&object[..object.len().min(OPTION)]).map(|s| s.of(text).to_owned());
            for holder in &holders {
                let position = Position {
                    party: (*holder).to_owned(),
                    issue: issue.clone(),
                    option: option.clone().filter(|o| !o.is_empty()),
                    stance: claim.stance,
                    venue: venue(self.study, by, &claim.holder, whole, !own.is_empty()),
                    voucher: voucher(self.study, by, holder, own, claim.stance),
                    evidence,
                    attribution: by,
                    date: statement
                        .filter(|_| claim.holder == Holder::Own)
                        .and_then(|s| s.said_on),
                };
                if !self.found.iter().any(|p| same(text, p, &position)) {
                    self.found.push(position);
                }
            }
        }
    }

    /// Returns the items of an object that are about issues of their own; else the object whole.
    fn items(&self, sentence: &[Word], claim: &Claim) -> Vec<Range<usize>> {
        let object = claim.object.clone();
        if matches!(claim.kind, Kind::Judgement | Kind::Refusal | Kind::Backing) {
            return vec![object];
        }
        let mut items: Vec<(Range<usize>, Option<String>)> = Vec::new();
        for item in self.parts(sentence, &object) {
            let topic = self.study.books.issues.topic(&sentence[item.clone()]);
            let slug = topic
                .filter(|t| !t.general && t.words.start < 6)
                .map(|t| t.slug.to_owned());
            let apart = claim.kind == Kind::Condition && item.len() > 3;
            match items.last_mut() {
                // `the lantern tax and the tolls`: an item of its own though the codebook lacks it.
                Some((last, None))
                    if slug.is_some() && !claim.weak && self.is_name(&sentence[last.clone()]) =>
                {
                    items.push((item, slug));
                }
                Some((last, known))
                    if slug.is_none() || known.is_none() || (slug == *known && !apart) =>
                {
                    *last = last.start..item.end;
                    if known.is_none() {
                        *known = slug;
                    }
                }
                _ => items.push((item, slug)),
            }
        }
        if items.is_empty() {
            vec![object]
        } else {
            items.into_iter().map(|(range, _)| range).collect()
        }
    }

    /// Returns the parts of an enumeration: between commas and `and`, but not of what only illustrates or adds.
    fn parts(&self, sentence: &[Word], object: &Range<usize>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = object.start;
        for at in object.clone().skip(1) {
            let text = sentence[at].text.as_str();
            if matches!(
                text,
                "including" | "particularly" | "especially" | "such" | "like"
            ) {
                break;
            }
            let next = sentence.get(at + 1).map_or("", |w| w.text.as_str());
            let parted = sentence[at].pause != Pause::None || text == "and";
            let adds = matches!((text, next), ("and", "other" | "its" | "their"));
            let hangs = text != "to" && self.study.books.stances.prepositions.contains(text);
            if parted && !adds && !hangs && at > from {
                found.push(from..at);
                from = at;
            }
        }
        found.push(from..object.end);
        found
    }

    /// Returns whether the words are a noun phrase and nothing more.
    fn is_name(&self, words: &[Word]) -> bool {
        let issues = &self.study.books.issues;
        let named = words
            .iter()
            .filter(|w| !issues.ends_phrase(w) || w.pause != Pause::None && w.text.len() > 3)
            .count();
        issues
            .slug(words)
            .is_some_and(|s| s.split('-').count() == named)
            && self.parties.among(words).is_empty()
    }
}

/// Returns the claims of a statement whose cue shows the stance: to the content, with its conditions as demands.
fn cue_claims(frame: &Frame<'_>, sentence: &[Word], mark: &Hit<Mark>, negated: bool) -> Vec<Claim> {
    let Some(stance) = mark.value.stance else {
        return Vec::new();
    };
    let marks = frame.book.marks.all(sentence);
    let condition = marks
        .iter()
        .find(|m| m.value.kind == Kind::Condition && m.start > 0);
    let end = condition.map_or(sentence.len(), |m| m.start);
    let turned = matches!(stance, Stance::Supports | Stance::Open)
        && sentence
            .iter()
            .take(6)
            .any(|w| frame.book.negations.contains(&w.text));
    // `agreed that it went well` tells what they think; `agreed to leave`, `agreed that it must stop` what they hold.
    let held = |w: &Word| {
        matches!(
            w.text.as_str(),
            "will" | "would" | "must" | "should" | "shall"
        )
    };
    let opens = sentence
        .first()
        .is_some_and(|w| matches!(w.text.as_str(), "to" | "on" | "upon" | "with" | "in"));
    if mark.value.deal && (negated || !opens && !sentence.iter().any(held)) {
        return Vec::new();
    }
    let duty = marks
        .iter()
        .any(|m| m.value.kind == Kind::Duty && m.value.stance == Some(Stance::Demands));
    let stance = match (negated, turned) {
        (true, false) | (false, true) => opposite(stance),
        _ if stance == Stance::Supports && duty => Stance::Demands,
        _ => stance,
    };
    let mut found = vec![Claim {
        stance,
        holder: Holder::Own,
        object: 0..end,
        clause: 0..end,
        weak: mark.value.weak,
        faint: mark.value.faint,
        whole: mark.value.whole,
        kind: Kind::Attitude,
    }];
    let gives = matches!(
        stance,
        Stance::Supports | Stance::Open | Stance::RulesOut | Stance::Opposes
    );
    let under_if = (1..end).find(|i| {
        sentence[*i].text == "if"
            && !matches!(sentence[i - 1].text.as_str(), "even" | "as" | "only")
    });
    let from = condition.map(|m| m.end).or(under_if.map(|i| i + 1));
    if let Some(from) = from.filter(|_| gives) {
        let until = from.saturating_sub(1);
        found[0].object.end = found[0].object.end.min(until);
        found[0].clause.end = found[0].clause.end.min(until);
        found.push(Claim {
            stance: Stance::Demands,
            holder: Holder::Own,
            object: from..sentence.len(),
            clause: from..sentence.len(),
            weak: false,
            faint: false,
            whole: false,
            kind: Kind::Condition,
        });
    }
    found
}

/// Returns the claim of somebody who insists on something without a word of stance.
fn insisted(sentence: &[Word], mark: &Hit<Mark>) -> Vec<Claim> {
    let claim = |stance| Claim {
        stance,
        holder: Holder::Own,
        object: 0..sentence.len(),
        clause: 0..sentence.len(),
        weak: true,
        faint: true,
        whole: false,
        kind: Kind::Emphasis,
    };
    mark.value.stance.map(claim).into_iter().collect()
}

/// Returns whether two positions are one: the same side, issue and polarity, and the same words or nearly.
fn same(text: &str, a: &Position, b: &Position) -> bool {
    let sign = |s: Stance| match s {
        Stance::Demands | Stance::Supports => 1,
        Stance::Open | Stance::Undecided => 0,
        Stance::Opposes | Stance::RulesOut => -1,
    };
    if a.party != b.party || a.issue != b.issue || sign(a.stance) != sign(b.stance) {
        return false;
    }
    if a.evidence.overlaps(b.evidence) {
        return true;
    }
    let stems = |p: &Position| -> HashSet<String> {
        let words = p.evidence.of(text).split(|c: char| !c.is_alphanumeric());
        words
            .filter(|w| w.chars().count() > 3)
            .map(|w| w.to_lowercase().chars().take(5).collect())
            .collect()
    };
    let (x, y) = (stems(a), stems(b));
    let common = x.intersection(&y).count();
    let least = x.len().min(y.len());
    // In public and in private are two positions, whatever the words.
    let venues = a.venue == b.venue || a.venue == Venue::Unstated || b.venue == Venue::Unstated;
    venues && (common == least || common > 2 && 2 * common >= least)
}

/// Returns how many sides speak together as such a source; 0 where any number may.
fn together(word: &str) -> Option<usize> {
    match word {
        "both" | "two" => Some(2),
        "three" => Some(3),
        "they" | "their" | "parties" | "sides" | "leaders" => Some(0),
        _ => None,
    }
}

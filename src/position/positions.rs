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
use super::{Position, Signal, Stance, Statement};
use crate::attribution::Form;
use crate::document::Span;

/// Words of an option at most.
const OPTION: usize = 14;
/// Positions from one object at most.
const ITEMS: usize = 6;
/// Sides that speak together and are told apart at most; more than these speak as a group of its own.
const JOINT: usize = 2;

/// Returns where parties stand, in the order of the evidence.
pub(super) fn positions(study: &Study<'_>) -> Vec<Position> {
    let text = &study.document.text;
    let body = words(text, study.sentences);
    let parties = Parties::new(study.entities, &body, study.world);
    let mut reader = Reader {
        study,
        subjects: Subjects::new(study, &body),
        parties: &parties,
        body: &body,
        covered: vec![false; body.len()],
        found: Vec::new(),
    };
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
    /// Which words of the body a statement read already accounts for.
    covered: Vec<bool>,
    found: Vec<Position>,
}

impl Reader<'_> {
    fn statement(&mut self, i: usize) {
        let statement = &self.study.statements[i];
        let text = &self.study.document.text;
        let own = self.sides(statement);
        let teller = match (statement.attribution.form, statement.attribution.cue) {
            (Form::Direct, _) | (_, None) => Teller::Quoted,
            _ => Teller::Reported,
        };
        let sentences = self.sentences(&statement.attribution.content);
        let cue = statement.attribution.cue.map_or_else(Vec::new, |c| words(text, &[c]));
        let mark = self.cue_mark(&cue, sentences.first().map_or(&[], Vec::as_slice));
        let frame = Frame {
            book: &self.study.books.stances,
            parties: self.parties,
            own: own.first().map(String::as_str),
            teller,
            weight: mark.is_some_and(|m| m.value.kind == Kind::Emphasis),
            threat: cue.iter().any(|w| w.text.starts_with("warn") || w.text.starts_with("threat")),
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
                    if read.is_empty() { insisted(&sentence, &mark) } else { read }
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
        let outer = statement.attribution.parent.and_then(|p| self.study.statements.get(p));
        let other = outer.is_some_and(|o| statement.party.is_some() && o.party != statement.party);
        if outer.is_none() || yielded || other {
            let attribution = &statement.attribution;
            let spans = attribution.content.iter().chain(&attribution.source).chain(&attribution.cue);
            for span in spans {
                self.range(*span).for_each(|w| self.covered[w] = true);
            }
        }
    }

    /// Returns the sides that a statement speaks for: its party, or the few that its source names together.
    fn sides(&self, statement: &Statement) -> Vec<String> {
        if let Some(party) = &statement.party {
            return vec![party.clone()];
        }
        let source = statement.attribution.source.map_or(0..0, |s| self.range(s));
        let named = self.parties.among(&self.body[source]);
        if (2..=JOINT).contains(&named.len()) { named } else { Vec::new() }
    }

    /// Returns the words of the body in a span.
    fn range(&self, span: Span) -> Range<usize> {
        let from = self.body.partition_point(|w| w.span.end() <= span.start());
        let to = self.body.partition_point(|w| w.span.start() < span.end());
        from..to.max(from)
    }

    /// Returns the sentences of a content, without the words already read.
    fn sentences(&self, content: &[Span]) -> Vec<Vec<Word>> {
        let mut found: Vec<Vec<Word>> = Vec::new();
        let mut ended = true;
        let mut skipped = false;
        for span in content {
            for (n, at) in self.range(*span).enumerate() {
                if self.covered[at] {
                    skipped = true;
                    continue;
                }
                let mut word = self.body[at].clone();
                // Two parts of one sentence, or a gap where a statement inside was read.
                if n == 0 && word.pause != Pause::Stop || skipped {
                    word.pause = word.pause.max(Pause::Comma);
                }
                skipped = false;
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
        joined.extend(content.iter().take(2).cloned());
        if let Some(word) = joined.get_mut(cue.len()) {
            word.pause = Pause::None;
        }
        let hits = self.study.books.stances.marks.all(&joined);
        let mut inside = hits.into_iter().filter(|h| h.start < cue.len());
        let first = inside.next()?;
        if first.value.stance.is_some() && first.value.kind != Kind::Intent {
            return Some(first);
        }
        inside.find(|h| h.value.stance.is_some()).or(Some(first)).filter(|h| h.value.kind != Kind::Intent)
    }

    fn negated(&self, cue: &[Word], mark: &Hit<Mark>) -> bool {
        let words = cue.iter().enumerate().filter(|(i, _)| !(mark.start..mark.end).contains(i));
        words.into_iter().any(|(_, w)| self.study.books.stances.negations.contains(&w.text))
    }

    /// Reads what no statement covers: the author's own voice.
    fn author(&mut self) {
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
                own: None,
                teller: Teller::Author,
                weight: false,
                threat: false,
            };
            for mut claim in frame.claims(&sentence) {
                claim.weak = true;
                self.enter(None, &[], &sentence, &claim);
            }
        }
    }

    /// Enters the positions of a claim, one for each side and each item of its object.
    fn enter(&mut self, by: Option<usize>, own: &[String], sentence: &[Word], claim: &Claim) {
        let statement = by.and_then(|i| self.study.statements.get(i));
        let holders: Vec<&str> = match &claim.holder {
            Holder::Own => own.iter().map(String::as_str).collect(),
            Holder::Party(party) => vec![party],
        };
        if holders.is_empty() {
            return;
        }
        // A mark that counts little needs a statement that is about positions at all.
        if claim.weak && claim.kind != Kind::Attitude && statement.is_some_and(|s| !s.signals.contains(&Signal::Position)) {
            return;
        }
        let text = &self.study.document.text;
        for (n, item) in self.items(sentence, claim).into_iter().enumerate().take(ITEMS) {
            let object = &sentence[item.clone()];
            let whole = &sentence[claim.clause.clone()];
            let Some(issue) = self.subjects.issue(object, whole, claim.weak) else {
                continue;
            };
            let shown = if n == 0 { claim.clause.start.min(item.start)..item.end.max(claim.clause.start + 1) } else { item };
            let Some(evidence) = cover(&sentence[shown]) else {
                continue;
            };
            let option = cover(&object[..object.len().min(OPTION)]).map(|s| s.of(text).to_owned());
            for holder in &holders {
                let position = Position {
                    party: (*holder).to_owned(),
                    issue: issue.clone(),
                    option: option.clone().filter(|o| !o.is_empty()),
                    stance: claim.stance,
                    venue: venue(self.study, by, &claim.holder, whole),
                    voucher: voucher(self.study, by, holder, own),
                    evidence,
                    attribution: by,
                    date: statement.filter(|_| claim.holder == Holder::Own).and_then(|s| s.said_on),
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
        let splits = matches!(claim.kind, Kind::Attitude | Kind::Noun | Kind::Condition);
        if !splits {
            return vec![object];
        }
        let mut items: Vec<(Range<usize>, Option<String>)> = Vec::new();
        let mut from = object.start;
        for at in object.clone().chain([object.end]) {
            let parts = at == object.end
                || at > from && (sentence[at].pause != Pause::None || sentence[at].text == "and");
            if !parts || at == from {
                continue;
            }
            let item = from..at;
            let topic = self.study.books.issues.topic(&sentence[item.clone()]);
            let slug = topic.filter(|t| !t.general && t.words.start < 6).map(|t| t.slug.to_owned());
            let apart = claim.kind == Kind::Condition && item.len() > 3;
            match items.last_mut() {
                Some((last, known)) if slug.is_none() || known.is_none() || (slug == *known && !apart) => {
                    *last = last.start..at;
                    if known.is_none() {
                        *known = slug;
                    }
                }
                _ => items.push((item, slug)),
            }
            from = at;
        }
        if items.is_empty() { vec![object] } else { items.into_iter().map(|(range, _)| range).collect() }
    }
}

/// Returns the claims of a statement whose cue shows the stance: to the content, with its conditions as demands.
fn cue_claims(frame: &Frame<'_>, sentence: &[Word], mark: &Hit<Mark>, negated: bool) -> Vec<Claim> {
    let Some(stance) = mark.value.stance else {
        return Vec::new();
    };
    let marks = frame.book.marks.all(sentence);
    let condition = marks.iter().find(|m| m.value.kind == Kind::Condition && m.start > 0);
    let end = condition.map_or(sentence.len(), |m| m.start);
    let turned = matches!(stance, Stance::Supports | Stance::Open)
        && sentence.iter().take(6).any(|w| frame.book.negations.contains(&w.text));
    let stance = match (negated, turned) {
        (true, false) | (false, true) => opposite(stance),
        _ => stance,
    };
    let mut found = vec![Claim {
        stance,
        holder: Holder::Own,
        object: 0..end,
        clause: 0..end,
        weak: mark.value.weak,
        kind: Kind::Attitude,
    }];
    let gives = matches!(stance, Stance::Supports | Stance::Open | Stance::RulesOut | Stance::Opposes);
    let under_if = (1..end).find(|i| sentence[*i].text == "if" && !matches!(sentence[i - 1].text.as_str(), "even" | "as" | "only"));
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
        let option = p.option.as_deref().unwrap_or(p.evidence.of(text));
        let words = option.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 3);
        words.map(|w| w.to_lowercase().chars().take(5).collect()).collect()
    };
    let (x, y) = (stems(a), stems(b));
    let common = x.intersection(&y).count();
    a.venue == b.venue && 2 * common >= x.len().min(y.len()).max(1)
}

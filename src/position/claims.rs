//! Claims: the stances that the clauses of one sentence show, whose they are and to what.

use std::ops::Range;

use super::Stance;
use super::lexicon::Hit;
use super::parties::Parties;
use super::stances::{Kind, Mark, Opener, StanceBook};
use super::wording::{Pause, Word};

/// How many words before a mark may turn it round.
const NEAR: usize = 3;
/// How far back the object of a relative clause reaches, in words.
const RELATIVE: usize = 12;
/// How many words a subject stands before its verb at most, where it begins a clause of its own.
const SUBJECT: usize = 5;

/// Whose stance it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// The speaker's side.
    Own,
    /// Sides that the sentence names.
    Parties(Vec<String>),
}

/// A stance found in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// How the holder stands.
    pub stance: Stance,
    /// Who holds it.
    pub holder: Holder,
    /// The words it is about.
    pub object: Range<usize>,
    /// The clause it stands in, up to the end of the object.
    pub clause: Range<usize>,
    /// Whether it counts only on an issue that the codebook knows.
    pub weak: bool,
    /// Whether it counts only in a statement about positions.
    pub faint: bool,
    /// Whether it is about the settlement as a whole where the words name no issue.
    pub whole: bool,
    /// What kind of mark shows it.
    pub kind: Kind,
}

/// Who speaks in the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Teller {
    /// Somebody in their own words: `we` is the speaker.
    Quoted,
    /// Somebody in the author's words: `it` and `he` are the speaker as well.
    Reported,
    /// The author: nothing is the speaker's own.
    Author,
}

/// Everything that a sentence is read against.
pub(super) struct Frame<'a> {
    pub book: &'a StanceBook,
    pub parties: &'a Parties<'a>,
    /// The speaker's side, where known.
    pub own: Option<&'a str>,
    pub teller: Teller,
    /// Whether the cue warns or gives weight, so that nouns without an owner are the speaker's.
    pub weight: bool,
    /// Whether the cue threatens.
    pub threat: bool,
    /// Whether it is a turn of a transcript: long, spoken, and much of it about nothing in particular.
    pub turn: bool,
}

/// The subject of a clause.
enum Subject {
    Own,
    Parties(Vec<String>),
    /// Something that is no side.
    Thing,
    Absent,
}

/// A part of a sentence with one subject.
struct Clause {
    words: Range<usize>,
    opener: Opener,
}

impl Frame<'_> {
    /// Returns the claims of a sentence in order.
    pub fn claims(&self, words: &[Word]) -> Vec<Claim> {
        let mut marks = self.book.marks.all(words);
        marks.retain(|m| !words[m.start].read);
        let clauses = self.clauses(words, &marks);
        let mut found: Vec<Claim> = Vec::new();
        for clause in clauses.iter().filter(|c| c.opener == Opener::Clause) {
            self.clause(words, clause, &marks, &mut found);
        }
        for clause in clauses.iter().filter(|c| c.opener == Opener::If) {
            found.extend(self.under_if(words, clause, &found));
        }
        settle_conditions(words, self.threat, &mut found);
        found.sort_by_key(|c| c.object.start);
        found
    }

    /// Returns the clause that a word stands in, and the side that is its subject or owns it (`its stance`).
    pub fn holder(&self, words: &[Word], at: usize) -> (Range<usize>, Option<Holder>) {
        let marks = self.book.marks.all(words);
        let clauses = self.clauses(words, &marks);
        let clause = clauses
            .iter()
            .rev()
            .find(|c| c.words.start <= at)
            .map_or(0..words.len(), |c| c.words.clone());
        let before = &words[clause.start..at];
        let holder = match (self.subject(before), self.owner(before)) {
            (Subject::Own, _) | (Subject::Thing, Subject::Own) => Some(Holder::Own),
            (Subject::Parties(p), _) | (Subject::Thing, Subject::Parties(p)) => {
                Some(Holder::Parties(p))
            }
            (Subject::Absent, _) if self.teller != Teller::Author => Some(Holder::Own),
            _ => None,
        };
        (clause, holder)
    }

    fn clauses(&self, words: &[Word], marks: &[Hit<Mark>]) -> Vec<Clause> {
        let mut starts: Vec<(usize, Opener)> = vec![(0, Opener::Clause)];
        for at in 0..words.len() {
            let begun = starts.last().map_or(Opener::Clause, |s| s.1);
            let opener = self.book.openers.at(words, at).map(|h| h.value);
            match opener {
                Some(Opener::If) if !self.only(words, at) => starts.push((at, Opener::If)),
                Some(Opener::Question) => starts.push((at, Opener::Question)),
                Some(Opener::Clause) => starts.push((at, Opener::Clause)),
                _ if begun != Opener::Clause && words[at].pause != Pause::None => {
                    starts.push((at, Opener::Clause))
                }
                _ if at > 0 && self.restarts(words, at, marks) => starts.push((at, Opener::Clause)),
                _ => {}
            }
        }
        // What opens at the first word replaces the clause assumed there.
        if starts.get(1).is_some_and(|s| s.0 == 0) {
            starts.remove(0);
        }
        let ends = starts.iter().skip(1).map(|s| s.0).chain([words.len()]);
        starts
            .iter()
            .zip(ends)
            .map(|((start, opener), end)| Clause {
                words: *start..end,
                opener: *opener,
            })
            .collect()
    }

    /// Returns whether an `if` belongs to `only if`, `even if`, `as if`, which are marks or openers of their own; and
    /// whether a `should` is a duty: it opens a condition only before its subject.
    fn only(&self, words: &[Word], at: usize) -> bool {
        if words[at].text == "should" {
            let subject = |w: &Word| self.person(w).is_some() || self.parties.of(w).is_some();
            return at > 0
                && words[at].pause == Pause::None
                && !words.get(at + 1).is_some_and(subject);
        }
        at > 0 && matches!(words[at - 1].text.as_str(), "only" | "even" | "as")
    }

    /// Returns whether a new subject with its own verb begins at the word.
    fn restarts(&self, words: &[Word], at: usize, marks: &[Hit<Mark>]) -> bool {
        let word = &words[at];
        let joined = matches!(words[at - 1].text.as_str(), "and" | "or");
        let parted = word.pause != Pause::None || joined;
        // `Norland, Sudmark and Ostravia want` has one subject.
        let before = words[..at]
            .iter()
            .rev()
            .take(SUBJECT)
            .find(|w| !matches!(w.text.as_str(), "and" | "or" | "the"));
        if before.is_some_and(|w| self.parties.of(w).is_some()) && self.parties.of(word).is_some() {
            return false;
        }
        let subject = self.person(word).is_some() || self.parties.of(word).is_some();
        let owns = words.get(at + 1).is_some_and(|w| w.text == "'s");
        let first = marks.partition_point(|m| m.start <= at);
        parted && subject && !owns && marks.get(first).is_some_and(|m| m.start <= at + SUBJECT)
    }

    /// Returns the party that a personal pronoun stands for here: `Some(true)` the speaker's.
    fn person(&self, word: &Word) -> Option<bool> {
        let own = match word.text.as_str() {
            "we" | "i" | "us" => self.teller != Teller::Author,
            "he" | "she" | "they" | "it" => self.teller == Teller::Reported,
            "you" => false,
            _ => return None,
        };
        Some(own)
    }

    fn subject(&self, words: &[Word]) -> Subject {
        let mut found = Subject::Absent;
        let mut shielded = 0;
        for (i, word) in words.iter().enumerate() {
            if word.pause != Pause::None {
                shielded = 0;
            }
            if self.book.prepositions.contains(&word.text) {
                shielded = 4;
                continue;
            }
            shielded -= usize::from(shielded > 0);
            let owns = words.get(i + 1).is_some_and(|w| w.text == "'s");
            let possessed = i > 0
                && matches!(
                    words[i - 1].text.as_str(),
                    "our" | "my" | "its" | "his" | "her" | "their" | "'s"
                );
            if shielded > 0 && self.parties.of(word).is_some() {
                continue;
            }
            if let Some(own) = self.person(word) {
                found = if own { Subject::Own } else { Subject::Thing };
            } else if possessed && self.book.selves.contains(&word.single) {
                let first = matches!(words[i - 1].text.as_str(), "our" | "my");
                if first || self.teller == Teller::Reported && words[i - 1].text != "'s" {
                    found = Subject::Own;
                }
            } else if let Some(party) = self.parties.of(word).filter(|_| !owns) {
                found = self.with(found, party, words[..i].last());
            } else if matches!(found, Subject::Absent)
                && word.text.len() > 2
                && word.text != "that"
                && word.text != "and"
            {
                found = Subject::Thing;
            }
        }
        found
    }

    /// Returns the subject with a party added: alone, or to those that it is joined to.
    fn with(&self, known: Subject, party: &str, before: Option<&Word>) -> Subject {
        let joined = before.is_some_and(|w| {
            matches!(w.text.as_str(), "and" | "the") || self.parties.of(w).is_some()
        });
        match known {
            Subject::Parties(mut all) if joined => {
                if !all.iter().any(|p| p == party) {
                    all.push(party.to_owned());
                }
                Subject::Parties(all)
            }
            _ if self.own == Some(party) => Subject::Own,
            _ => Subject::Parties(vec![party.to_owned()]),
        }
    }

    /// Returns who owns a noun: by the possessive or name before it.
    fn owner(&self, before: &[Word]) -> Subject {
        let near = &before[before.len().saturating_sub(4)..];
        for word in near.iter().rev() {
            if let Some(party) = self.parties.of(word) {
                return self.with(Subject::Absent, party, None);
            }
            match word.text.as_str() {
                "our" | "my" => return Subject::Own,
                "its" | "his" | "her" | "their" if self.teller == Teller::Reported => {
                    return Subject::Own;
                }
                "its" | "his" | "her" | "their" | "your" => return Subject::Thing,
                _ if word.pause != Pause::None || self.book.prepositions.contains(&word.text) => {
                    break;
                }
                _ => {}
            }
        }
        Subject::Absent
    }

    fn clause(&self, words: &[Word], clause: &Clause, marks: &[Hit<Mark>], found: &mut Vec<Claim>) {
        let from = marks.partition_point(|m| m.start < clause.words.start);
        let inside: Vec<&Hit<Mark>> = marks[from..]
            .iter()
            .take_while(|m| m.start < clause.words.end)
            .collect();
        let mut busy = clause.words.start;
        let mut last: Option<Holder> = None;
        for (i, mark) in inside.iter().enumerate() {
            let joined = mark.start > 0
                && (words[mark.start].pause != Pause::None
                    || matches!(words[mark.start - 1].text.as_str(), "and" | "or"));
            if mark.start < busy && !joined && mark.value.kind != Kind::Condition {
                continue;
            }
            // `will support`, `must reject`: the verb right behind carries the stance.
            let next = inside
                .get(i + 1)
                .filter(|n| n.start == mark.end && n.value.kind == Kind::Attitude);
            if mark.value.kind == Kind::Intent && next.is_some() {
                continue;
            }
            let end = self.object_end(words, clause, mark, &inside[i + 1..]);
            let mut claim = self.claim(words, clause, mark, end, last.as_ref());
            // `We cannot rule out`: the refusal turns the verb round.
            if let (Kind::Refusal, Some(next), Some(claim)) = (mark.value.kind, next, &mut claim) {
                claim.object.start = next.end.min(claim.object.end);
                if matches!(next.value.stance, Some(Stance::Opposes | Stance::RulesOut)) {
                    claim.stance = Stance::Open;
                    claim.weak = true;
                }
            }
            if let Some(claim) = claim {
                last = Some(claim.holder.clone());
                if mark.value.kind != Kind::Intent || !claim.weak {
                    busy = end;
                }
                found.push(claim);
            }
        }
    }

    /// Returns where the object of a mark ends: with the clause, or before a mark that starts anew.
    fn object_end(
        &self,
        words: &[Word],
        clause: &Clause,
        mark: &Hit<Mark>,
        later: &[&Hit<Mark>],
    ) -> usize {
        later
            .iter()
            .find(|m| {
                m.value.kind == Kind::Condition
                    || m.start > mark.end
                        && (matches!(words[m.start - 1].text.as_str(), "and" | "or" | "but")
                            || words[m.start].pause != Pause::None)
            })
            .map_or(clause.words.end, |m| m.start)
    }

    fn claim(
        &self,
        words: &[Word],
        clause: &Clause,
        mark: &Hit<Mark>,
        end: usize,
        last: Option<&Holder>,
    ) -> Option<Claim> {
        let Mark {
            mut kind,
            stance,
            weak,
            faint,
            whole,
            deal,
        } = mark.value;
        let mut stance = stance?;
        let before = &words[clause.words.start..mark.start];
        // That sides have agreed, told by the author, is an outcome.
        if deal && (self.teller == Teller::Author || self.negated(before)) {
            return None;
        }
        // The author's voice tells others' wishes only by plain words.
        if weak && self.teller == Teller::Author && kind != Kind::Intent {
            return None;
        }
        let mut object = mark.end..end;
        let speaker = (self.teller != Teller::Author).then_some(Holder::Own);
        // `its demands` is a noun even where the form is also a verb's.
        if kind == Kind::Attitude && owned(before) && !words[mark.start].text.ends_with("ed") {
            kind = Kind::Noun;
        }
        let holder = match kind {
            Kind::Attitude if self.passive(words, mark) => {
                object = clause.words.start..mark.start;
                self.agent(&words[mark.end..end])
            }
            Kind::Attitude | Kind::Intent => match self.subject(before) {
                Subject::Own => Some(Holder::Own),
                // What others will do is no position of theirs, save where the author tells their policy.
                Subject::Parties(_) if kind == Kind::Intent && self.teller == Teller::Reported => {
                    None
                }
                // `Norland is expected to accept` is what others want of it.
                Subject::Parties(_) if expected(before) => None,
                Subject::Parties(parties) => Some(Holder::Parties(parties)),
                // `The plant will be shared`, said by a side.
                Subject::Thing if kind == Kind::Intent && impersonal(words, mark.end) => speaker,
                Subject::Thing => None,
                Subject::Absent => last.cloned().or(speaker),
            },
            Kind::Refusal => match self.subject(before) {
                Subject::Parties(_) => None,
                Subject::Own => Some(Holder::Own),
                Subject::Thing
                    if impersonal(words, mark.end)
                        || owned(&words[mark.end..end.min(mark.end + NEAR)]) =>
                {
                    stance = Stance::Opposes;
                    speaker
                }
                Subject::Thing => None,
                Subject::Absent => last.cloned().or(speaker),
            },
            Kind::Noun => match self.owner(before) {
                Subject::Own => Some(Holder::Own),
                Subject::Parties(parties) => Some(Holder::Parties(parties)),
                Subject::Thing => None,
                Subject::Absent => speaker.filter(|_| self.weight || before.len() < NEAR),
            },
            // `You would have to ask them` is no demand.
            Kind::Duty if before.iter().any(|w| w.text == "you") => None,
            Kind::Duty | Kind::Condition => speaker,
            Kind::Backing => {
                object = mark.start..clause.words.end;
                self.parties
                    .of(&words[mark.start])
                    .map(|p| Holder::Parties(vec![p.to_owned()]))
            }
            Kind::Judgement => {
                object = clause.words.start..mark.start;
                speaker
            }
            Kind::Emphasis => None,
        }?;
        if kind == Kind::Intent && self.ends_shared(words, mark.end, end) {
            stance = Stance::RulesOut;
        } else if !matches!(kind, Kind::Condition | Kind::Refusal | Kind::Judgement)
            && self.negated(before) != self.turned(stance, words, &object)
        {
            stance = opposite(stance);
        }
        // `…, which we support`: what it is about stands before.
        if kind == Kind::Attitude && object.is_empty() {
            object = clause.words.start.saturating_sub(RELATIVE)..clause.words.start;
        }
        if object.is_empty() {
            return None;
        }
        Some(Claim {
            stance,
            holder,
            whole,
            faint: faint || (weak && kind != Kind::Attitude),
            weak: weak || (kind == Kind::Refusal && stance == Stance::Opposes),
            clause: clause.words.start..end.max(mark.end),
            object,
            kind,
        })
    }

    /// Returns whether the last words turn round what follows.
    fn negated(&self, before: &[Word]) -> bool {
        let near = &before[before.len().saturating_sub(NEAR)..];
        near.iter()
            .rev()
            .take_while(|w| w.pause == Pause::None || self.book.negations.contains(&w.text))
            .any(|w| self.book.negations.contains(&w.text))
    }

    /// Returns whether the object of a wish begins with a negation: `a pledge not to leave`.
    fn turned(&self, stance: Stance, words: &[Word], object: &Range<usize>) -> bool {
        let first = words.get(object.clone()).unwrap_or_default().iter().take(2);
        matches!(stance, Stance::Supports | Stance::Open)
            && first
                .into_iter()
                .any(|w| self.book.negations.contains(&w.text))
    }

    /// Returns whether a verb stands in the passive: `is rejected`, `was strongly condemned`.
    fn passive(&self, words: &[Word], mark: &Hit<Mark>) -> bool {
        let participle = mark.end == mark.start + 1 && words[mark.start].text.ends_with("ed");
        let mut before = words[..mark.start]
            .iter()
            .rev()
            .skip_while(|w| w.text.ends_with("ly"));
        participle
            && before.next().is_some_and(|w| {
                matches!(
                    w.text.as_str(),
                    "is" | "are" | "was" | "were" | "been" | "be" | "being"
                )
            })
    }

    /// Returns the sides behind `by` right after a passive.
    fn agent(&self, after: &[Word]) -> Option<Holder> {
        let by = after.iter().take(4).position(|w| w.text == "by")?;
        let named = self.parties.among(&after[by..after.len().min(by + 8)]);
        (!named.is_empty()).then_some(Holder::Parties(named))
    }

    /// Returns whether it ends something that both sides share: `end its cooperation`.
    fn ends_shared(&self, words: &[Word], at: usize, end: usize) -> bool {
        let slice = &words[..end];
        self.book.ends.at(slice, at).is_some_and(|hit| {
            (hit.end..end.min(hit.end + 5)).any(|i| self.book.shared.at(slice, i).is_some())
        })
    }

    /// Returns what stands under `if`: opposed where the rest of the sentence threatens, a demand where it gives way.
    fn under_if(&self, words: &[Word], clause: &Clause, claims: &[Claim]) -> Option<Claim> {
        if self.teller == Teller::Author || self.turn {
            return None;
        }
        let yields = claims.iter().any(|c| {
            c.holder == Holder::Own
                && matches!(c.stance, Stance::Open | Stance::Supports)
                && c.kind != Kind::Intent
        });
        let rest = |i: usize| i < clause.words.start || i >= clause.words.end;
        let threat = self.threat
            || (0..words.len()).any(|i| rest(i) && self.book.threats.at(words, i).is_some());
        let stance = match (yields, threat) {
            (true, _) => Stance::Demands,
            (false, true) => Stance::Opposes,
            _ => return None,
        };
        Some(Claim {
            stance,
            holder: Holder::Own,
            object: clause.words.start + 1..clause.words.end,
            clause: clause.words.clone(),
            weak: true,
            faint: !self.threat,
            whole: false,
            // What is threatened over needs nothing that it is a condition of.
            kind: if yields {
                Kind::Condition
            } else {
                Kind::Judgement
            },
        })
    }
}

/// Returns whether a possessive stands before the noun: `its`, `Norland's`, with at most two words between.
fn owned(before: &[Word]) -> bool {
    let near = &before[before.len().saturating_sub(NEAR)..];
    near.iter().any(|w| {
        matches!(
            w.text.as_str(),
            "its" | "our" | "his" | "her" | "their" | "my" | "'s"
        )
    })
}

/// Returns whether the verb is `be`: nobody is said to do it.
fn impersonal(words: &[Word], at: usize) -> bool {
    words
        .get(at)
        .is_some_and(|w| matches!(w.text.as_str(), "be" | "remain"))
}

/// A refusal or threat `unless` something happens is a demand for it; any other condition needs something that it is a
/// condition of.
fn settle_conditions(words: &[Word], threat: bool, claims: &mut Vec<Claim>) {
    let tied = |c: &Claim| {
        let word = c.object.start.checked_sub(1).and_then(|i| words.get(i));
        c.kind == Kind::Condition
            && word.is_some_and(|w| matches!(w.text.as_str(), "unless" | "until"))
    };
    let refuses = |c: &Claim| {
        matches!(c.kind, Kind::Refusal | Kind::Duty)
            && matches!(c.stance, Stance::Opposes | Stance::RulesOut)
    };
    let unless = |c: &Claim| tied(c) && words[c.object.start - 1].text == "unless";
    let intends = claims
        .iter()
        .any(|c| c.kind == Kind::Intent && c.holder == Holder::Own);
    if claims.iter().any(tied) {
        if claims.iter().any(refuses) {
            claims.retain(|c| !refuses(c));
        } else {
            // `It will leave unless`: a threat, and a demand as well.
            claims.retain(|c| !tied(c) || (unless(c) && (threat || intends)));
        }
    }
    if claims.iter().all(|c| c.kind == Kind::Condition && !tied(c)) {
        claims.clear();
    }
}

/// Returns whether the words end in `expected to`, `urged to` and the like.
fn expected(before: &[Word]) -> bool {
    let [.., verb, to] = before else { return false };
    to.text == "to" && verb.text.ends_with("ed")
}

/// Returns the stance that a negation makes of it.
pub(super) fn opposite(stance: Stance) -> Stance {
    match stance {
        Stance::Supports | Stance::Open => Stance::Opposes,
        Stance::Demands | Stance::Opposes | Stance::RulesOut => Stance::Open,
        Stance::Undecided => Stance::Undecided,
    }
}

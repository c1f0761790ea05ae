//! Claims: the stances that the clauses of one sentence show, whose they are and to what.

use std::ops::Range;

use super::Stance;
use super::clauses::Clause;
use super::conditions::settle_conditions;
use super::frame::{Frame, Holder, Subject, Teller};
use super::lexicon::Hit;
use super::stances::{Kind, Mark, Opener};
use super::wording::{Pause, Word};

/// How many words before a mark may turn it round.
const NEAR: usize = 3;
/// How far back the object of a relative clause reaches, in words.
const RELATIVE: usize = 12;

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

    fn clause(&self, words: &[Word], clause: &Clause, marks: &[Hit<Mark>], found: &mut Vec<Claim>) {
        let from = marks.partition_point(|m| m.start < clause.words.start);
        let inside: Vec<&Hit<Mark>> = marks[from..]
            .iter()
            .take_while(|m| m.start < clause.words.end)
            .collect();
        let mut busy = clause.words.start;
        let mut last: Option<Holder> = None;
        for (i, mark) in inside.iter().enumerate() {
            let joined = mark.start > 0 && is_joined(words, mark);
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
            let site = Site {
                words,
                clause,
                mark,
                end: end.max(mark.end),
            };
            let mut claim = self.claim(&site, last.as_ref());
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
                        && (words[m.start - 1].text == "but" || is_joined(words, m))
            })
            .map_or(clause.words.end, |m| m.start)
    }

    fn claim(&self, site: &Site<'_>, last: Option<&Holder>) -> Option<Claim> {
        let Mark {
            weak, faint, whole, ..
        } = site.mark.value;
        if self.is_silent(site) {
            return None;
        }
        let kind = site.kind();
        let holder = self.holder_of(kind, site, last)?;
        let object = self.object(kind, site);
        if object.is_empty() {
            return None;
        }
        let stance = self.stance(kind, site, &object)?;
        Some(Claim {
            stance,
            holder,
            whole,
            faint: faint || (weak && kind != Kind::Attitude),
            weak: weak || (kind == Kind::Refusal && stance == Stance::Opposes),
            clause: site.clause.words.start..site.end,
            object,
            kind,
        })
    }

    /// Returns whether a mark says nothing here by who speaks.
    fn is_silent(&self, site: &Site<'_>) -> bool {
        let Mark {
            kind, weak, deal, ..
        } = site.mark.value;
        let author = self.teller == Teller::Author;
        // That sides have agreed, told by the author or by all of them together, is an outcome; so is that they have not.
        (deal && (author || self.own.is_none() || self.negated(site.before())))
            // The author's voice tells others' wishes only by plain words.
            || (weak && author && kind != Kind::Intent)
    }

    /// Returns whose the claim is; `last` is the holder of the one before in the clause.
    fn holder_of(&self, kind: Kind, site: &Site<'_>, last: Option<&Holder>) -> Option<Holder> {
        let speaker = (self.teller != Teller::Author).then_some(Holder::Own);
        let before = site.before();
        match kind {
            Kind::Attitude if site.is_passive() => self.agent(site.after()),
            // In a transcript, `we'll see` is talk; `we will continue to` tells a policy.
            Kind::Intent if self.turn && site.mark.end == site.mark.start + 1 => None,
            Kind::Attitude | Kind::Intent | Kind::Refusal => match self.subject(before) {
                Subject::Own => Some(Holder::Own),
                Subject::Parties(parties) => self
                    .is_theirs(kind, before)
                    .then_some(Holder::Parties(parties)),
                Subject::Thing => speaker.filter(|_| site.is_impersonal(kind)),
                Subject::Absent => last.cloned().or(speaker),
            },
            Kind::Noun => match self.owner(before) {
                Subject::Own => Some(Holder::Own),
                Subject::Parties(parties) => Some(Holder::Parties(parties)),
                Subject::Thing => None,
                Subject::Absent => speaker.filter(|_| self.weight || before.len() < NEAR),
            },
            // `You would have to ask them` is no demand.
            Kind::Duty => speaker.filter(|_| before.iter().all(|w| w.text != "you")),
            Kind::Condition | Kind::Judgement => speaker,
            Kind::Backing => {
                let party = self.parties.of(&site.words[site.mark.start])?;
                Some(Holder::Parties(vec![party.to_owned()]))
            }
            Kind::Emphasis | Kind::Listing => None,
        }
    }

    /// Returns whether a stance of a side that the sentence names is its position: what others will do or will not is
    /// none, save where the author tells their policy, nor is what `Norland is expected to accept`.
    fn is_theirs(&self, kind: Kind, before: &[Word]) -> bool {
        match kind {
            Kind::Intent => self.teller != Teller::Reported && !expected(before),
            Kind::Refusal => false,
            _ => !expected(before),
        }
    }

    /// Returns what the claim is about.
    fn object(&self, kind: Kind, site: &Site<'_>) -> Range<usize> {
        let start = site.clause.words.start;
        match kind {
            Kind::Judgement => start..site.mark.start,
            Kind::Backing => site.mark.start..site.clause.words.end,
            Kind::Attitude if site.is_passive() => start..site.mark.start,
            // `…, which we support`: what it is about stands before.
            Kind::Attitude if site.after().is_empty() => start.saturating_sub(RELATIVE)..start,
            _ => site.mark.end..site.end,
        }
    }

    /// Returns the stance, turned round where a negation does so.
    fn stance(&self, kind: Kind, site: &Site<'_>, object: &Range<usize>) -> Option<Stance> {
        let stance = site.mark.value.stance?;
        let before = site.before();
        Some(match kind {
            Kind::Intent if self.ends_shared(site) => Stance::RulesOut,
            // What a thing will not do is no refusal of its own.
            Kind::Refusal if matches!(self.subject(before), Subject::Thing) => Stance::Opposes,
            Kind::Condition | Kind::Refusal | Kind::Judgement => stance,
            _ if self.negated(before) != self.turned(stance, site.words, object) => {
                opposite(stance)
            }
            _ => stance,
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

    /// Returns the sides behind `by` right after a passive.
    fn agent(&self, after: &[Word]) -> Option<Holder> {
        let by = after.iter().take(4).position(|w| w.text == "by")?;
        let named = self.parties.among(&after[by..after.len().min(by + 8)]);
        (!named.is_empty()).then_some(Holder::Parties(named))
    }

    /// Returns whether it ends something that both sides share: `end its cooperation`.
    fn ends_shared(&self, site: &Site<'_>) -> bool {
        let (slice, end) = (&site.words[..site.end], site.end);
        self.book.ends.at(slice, site.mark.end).is_some_and(|hit| {
            (hit.end..end.min(hit.end + 5)).any(|i| self.book.shared.at(slice, i).is_some())
        })
    }
}

/// Where a mark stands.
struct Site<'a> {
    words: &'a [Word],
    clause: &'a Clause,
    mark: &'a Hit<Mark>,
    /// Where its object ends.
    end: usize,
}

impl Site<'_> {
    /// Returns the words of the clause before the mark.
    fn before(&self) -> &[Word] {
        &self.words[self.clause.words.start..self.mark.start]
    }

    /// Returns the words from the mark to the end of its object.
    fn after(&self) -> &[Word] {
        &self.words[self.mark.end..self.end]
    }

    /// Returns the kind: `its demands` is a noun even where the form is also a verb's.
    fn kind(&self) -> Kind {
        let kind = self.mark.value.kind;
        let past = self.words[self.mark.start].text.ends_with("ed");
        if kind == Kind::Attitude && owned(self.before()) && !past {
            Kind::Noun
        } else {
            kind
        }
    }

    /// Returns whether a verb stands in the passive: `is rejected`, `was strongly condemned`.
    fn is_passive(&self) -> bool {
        let one = self.mark.end == self.mark.start + 1;
        let participle = one && self.words[self.mark.start].text.ends_with("ed");
        let before = self.words[..self.mark.start].iter().rev();
        let mut before = before.take(NEAR).skip_while(|w| w.text.ends_with("ly"));
        participle && before.next().is_some_and(is_be)
    }

    /// Returns whether a side may say so of a thing: `the plant will be shared`, `it will not stop its programme`.
    fn is_impersonal(&self, kind: Kind) -> bool {
        let after = self.after();
        let be = after
            .first()
            .is_some_and(|w| matches!(w.text.as_str(), "be" | "remain"));
        match kind {
            Kind::Intent => be,
            Kind::Refusal => be || owned(&after[..after.len().min(NEAR)]),
            _ => false,
        }
    }
}

/// Returns whether a mark stands behind a comma or `and`; a noun may have its article between (`and the need for`).
fn is_joined(words: &[Word], mark: &Hit<Mark>) -> bool {
    let article = mark.value.kind == Kind::Noun
        && mark.start > 1
        && matches!(
            words[mark.start - 1].text.as_str(),
            "the" | "a" | "its" | "our" | "their"
        );
    let first = mark.start - usize::from(article);
    words[first].pause != Pause::None
        || first > 0 && matches!(words[first - 1].text.as_str(), "and" | "or")
}

fn is_be(word: &Word) -> bool {
    matches!(
        word.text.as_str(),
        "is" | "are" | "was" | "were" | "been" | "be" | "being"
    )
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

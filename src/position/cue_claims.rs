//! The claims of statements whose cue shows the stance: `demanded`, `ruled out`, `its hopes for`.

use std::ops::Range;

use super::Stance;
use super::claims::{Claim, opposite};
use super::frame::Holder;
use super::lexicon::Hit;
use super::stances::{Kind, Mark, StanceBook};
use super::wording::{Pause, Word};

/// How many words of the content may belong to a pattern that begins in the cue.
const TAIL: usize = 5;
/// Where in the content a negation turns the stance round, in words.
const FRONT: usize = 6;

/// Returns the first pattern that begins in the cue; the first words of the content may belong to it (`called` + `for`).
pub(super) fn cue_mark(book: &StanceBook, cue: &[Word], content: &[Word]) -> Option<Hit<Mark>> {
    let mut joined = cue.to_vec();
    joined.extend(content.iter().take(TAIL).cloned());
    if let Some(word) = joined.get_mut(cue.len()) {
        word.pause = Pause::None;
    }
    let inside: Vec<Hit<Mark>> = book
        .marks
        .all(&joined)
        .into_iter()
        .filter(|h| h.start < cue.len())
        .collect();
    let plain = |h: &Hit<Mark>| h.value.shows_stance() && !h.value.gives_weight();
    let weighty = |h: &Hit<Mark>| h.value.gives_weight();
    let found = inside.iter().position(plain);
    let found = found.or_else(|| inside.iter().position(weighty))?;
    inside.into_iter().nth(found)
}

/// A cue as the claims of its content need it.
#[derive(Clone, Copy, Debug)]
pub(super) struct CueMark {
    /// What the words of the cue show.
    pub mark: Mark,
    /// Whether a negation stands beside them.
    pub negated: bool,
    /// Whether several sides speak.
    pub joint: bool,
}

/// Returns the claims of a statement whose cue shows the stance: to the content, with its conditions as demands.
pub(super) fn cue_claims(book: &StanceBook, sentence: &[Word], cue: CueMark) -> Vec<Claim> {
    let marks = book.marks.all(sentence);
    let duty =
        |m: &Hit<Mark>| m.value.kind == Kind::Duty && m.value.stance == Some(Stance::Demands);
    let duty = marks.iter().any(duty);
    let Some(stance) = stance(book, sentence, cue, duty) else {
        return Vec::new();
    };
    let claim = |stance, object: Range<usize>, kind| Claim {
        stance,
        holder: Holder::Own,
        clause: object.clone(),
        object,
        weak: cue.mark.weak,
        faint: cue.mark.faint,
        whole: cue.mark.whole,
        kind,
    };
    // What is demanded or not decided has its conditions inside.
    let splits = !matches!(stance, Stance::Demands | Stance::Undecided);
    match condition(&marks, sentence).filter(|_| splits) {
        None => vec![claim(stance, 0..sentence.len(), Kind::Attitude)],
        Some(condition) => {
            let demand = Claim {
                weak: false,
                faint: false,
                whole: false,
                ..claim(
                    Stance::Demands,
                    condition.end..sentence.len(),
                    Kind::Condition,
                )
            };
            vec![claim(stance, 0..condition.start, Kind::Attitude), demand]
        }
    }
}

/// Returns the stance to the content, where the cue shows one.
fn stance(book: &StanceBook, sentence: &[Word], cue: CueMark, duty: bool) -> Option<Stance> {
    let stance = cue.mark.stance?;
    if cue.mark.deal && (cue.negated || !is_held(sentence, cue.joint, duty)) {
        return None;
    }
    let denies = |w: &Word| book.negations.contains(&w.text);
    let turned = matches!(stance, Stance::Supports | Stance::Open)
        && sentence.iter().take(FRONT).any(denies);
    Some(match cue.negated != turned {
        true => opposite(stance),
        false if stance == Stance::Supports && duty => Stance::Demands,
        false => stance,
    })
}

/// Returns whether what somebody agreed is a position: `agreed to leave`, `agreed that it must stop`, but not `agreed that
/// it went well`. What sides agreed with each other to do is an outcome.
fn is_held(sentence: &[Word], joint: bool, duty: bool) -> bool {
    let first = sentence.first().map_or("", |w| w.text.as_str());
    let opens = matches!(first, "to" | "on" | "upon" | "with" | "in");
    let will = |w: &Word| matches!(w.text.as_str(), "will" | "would" | "shall");
    duty || (!joint || first == "on") && (opens || sentence.iter().any(will))
}

/// Returns the words that open a condition.
fn condition(marks: &[Hit<Mark>], sentence: &[Word]) -> Option<Range<usize>> {
    let marked = marks
        .iter()
        .find(|m| m.value.kind == Kind::Condition && m.start > 0);
    let plain = |i: &usize| {
        let before = sentence[i - 1].text.as_str();
        sentence[*i].text == "if" && !matches!(before, "even" | "as" | "only")
    };
    let under_if = || (1..sentence.len()).find(plain).map(|i| i..i + 1);
    marked.map(|m| m.start..m.end).or_else(under_if)
}

/// Returns the claim of somebody who insists on something, or affirms it, without a word of stance.
pub(super) fn insisted(book: &StanceBook, sentence: &[Word], mark: Mark) -> Vec<Claim> {
    // What is affirmed not to be is no position on what is named.
    let denied = |w: &Word| book.negations.contains(&w.text);
    if mark.stance == Some(Stance::Supports) && sentence.iter().take(FRONT).any(denied) {
        return Vec::new();
    }
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
    mark.stance.map(claim).into_iter().collect()
}

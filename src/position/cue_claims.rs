//! The claims of statements whose cue shows the stance: `demanded`, `ruled out`, `its hopes for`.

use super::Stance;
use super::claims::{Claim, Holder, opposite};
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
    let mut inside = book
        .marks
        .all(&joined)
        .into_iter()
        .filter(|h| h.start < cue.len());
    let first = inside.next()?;
    if first.value.shows_stance() {
        return Some(first);
    }
    inside
        .find(|h| h.value.shows_stance())
        .or(Some(first).filter(|h| h.value.gives_weight()))
}

/// Returns the claims of a statement whose cue shows the stance: to the content, with its conditions as demands.
pub(super) fn cue_claims(
    book: &StanceBook,
    sentence: &[Word],
    mark: Mark,
    negated: bool,
) -> Vec<Claim> {
    let Some(stance) = mark.stance else {
        return Vec::new();
    };
    let marks = book.marks.all(sentence);
    let condition = marks
        .iter()
        .find(|m| m.value.kind == Kind::Condition && m.start > 0);
    let end = condition.map_or(sentence.len(), |m| m.start);
    let turned = matches!(stance, Stance::Supports | Stance::Open)
        && sentence
            .iter()
            .take(FRONT)
            .any(|w| book.negations.contains(&w.text));
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
    if mark.deal && (negated || !opens && !sentence.iter().any(held)) {
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
        weak: mark.weak,
        faint: mark.faint,
        whole: mark.whole,
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
pub(super) fn insisted(sentence: &[Word], mark: Mark) -> Vec<Claim> {
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

//! Conditions: what stands under `if`, `unless`, `only if`.

use super::Stance;
use super::claims::Claim;
use super::clauses::Clause;
use super::frame::{Frame, Holder, Teller};
use super::stances::Kind;
use super::wording::Word;

impl Frame<'_> {
    /// Returns what stands under `if`: opposed where the rest of the sentence threatens, a demand where it gives way.
    pub(super) fn under_if(
        &self,
        words: &[Word],
        clause: &Clause,
        claims: &[Claim],
    ) -> Option<Claim> {
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

/// A refusal or threat `unless` something happens is a demand for it; any other condition needs something that it is a
/// condition of.
pub(super) fn settle_conditions(words: &[Word], threat: bool, claims: &mut Vec<Claim>) {
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

//! Where parties stand: party, issue, option, stance, venue and voucher, from what they said and what is said of them.

use super::Position;
use super::Signal;
use super::antecedents::Antecedents;
use super::claims::Claim;
use super::cue_claims::{CueMark, cue_claims, cue_mark, insisted};
use super::frame::Holder;
use super::items::items;
use super::passages::Passages;
use super::read::Study;
use super::shelf::Shelf;
use super::stances::Kind;
use super::vouching::{venue, voucher};
use super::wording::{Word, cover};

/// Words of an option at most.
const OPTION: usize = 14;
/// Sides of one position at most: of more the text tells a vote, not a negotiation.
const HOLDERS: usize = 4;
/// Positions from one object at most.
const ITEMS: usize = 6;

/// Returns where parties stand, in the order of the evidence.
pub(super) fn positions(study: &Study<'_>) -> Vec<Position> {
    let mut passages = Passages::new(study);
    let antecedents = Antecedents::new(study, &passages.body);
    let mut shelf = Shelf::new(&study.document.text);
    for i in passages.order() {
        let before = shelf.len();
        for (sentence, claims) in statement(study, &passages, i) {
            let desk = Desk {
                study,
                antecedents: &antecedents,
                passages: &passages,
                by: Some(i),
            };
            claims
                .iter()
                .for_each(|c| desk.enter(&sentence, c, &mut shelf));
        }
        passages.cover(i, shelf.len() > before);
    }
    let desk = Desk {
        study,
        antecedents: &antecedents,
        passages: &passages,
        by: None,
    };
    let frame = passages.frame(None, &[], None);
    for sentence in passages.author() {
        for mut claim in frame.claims(&sentence) {
            claim.weak = true;
            desk.enter(&sentence, &claim, &mut shelf);
        }
    }
    shelf.positions()
}

/// Returns the sentences of a statement, each with the claims that it makes.
fn statement(study: &Study<'_>, passages: &Passages<'_>, i: usize) -> Vec<(Vec<Word>, Vec<Claim>)> {
    let cue = passages.cue(i);
    let sentences = passages.sentences(i);
    let book = &study.books.stances;
    let hit = cue_mark(book, &cue, sentences.first().map_or(&[], Vec::as_slice));
    let frame = passages.frame(Some(i), &cue, hit.map(|h| h.value));
    let mut found = Vec::with_capacity(sentences.len());
    for (n, mut sentence) in sentences.into_iter().enumerate() {
        study.books.moves.mark_former(&mut sentence);
        let claims = match hit.filter(|_| n == 0) {
            Some(hit) if hit.value.gives_weight() => {
                let claims = frame.claims(&sentence);
                if claims.is_empty() {
                    insisted(book, &sentence, hit.value)
                } else {
                    claims
                }
            }
            Some(hit) => {
                let cue = CueMark {
                    mark: hit.value,
                    negated: book.negates(&cue, hit.start..hit.end),
                    joint: passages.sides(Some(i)).len() > 1,
                };
                cue_claims(book, &sentence, cue)
            }
            None => frame.claims(&sentence),
        };
        found.push((sentence, claims));
    }
    found
}

/// Where the positions of one statement, or of the author's voice, are entered.
struct Desk<'a> {
    study: &'a Study<'a>,
    antecedents: &'a Antecedents<'a>,
    passages: &'a Passages<'a>,
    by: Option<usize>,
}

impl Desk<'_> {
    /// Enters the positions of a claim, one for each side and each item of its object.
    fn enter(&self, sentence: &[Word], claim: &Claim, shelf: &mut Shelf<'_>) {
        let own = self.passages.sides(self.by);
        let statement = self.by.and_then(|i| self.study.statements.get(i));
        let holders: Vec<&str> = match &claim.holder {
            Holder::Own => own.iter().map(String::as_str).collect(),
            Holder::Parties(parties) => parties.iter().map(String::as_str).collect(),
        };
        if holders.is_empty() || holders.len() > HOLDERS {
            return;
        }
        // A mark that counts little needs a statement that is about positions at all.
        let tells = |signal| statement.is_none_or(|s| s.signals.contains(&signal));
        let about = tells(Signal::Position);
        if claim.faint && !about && !tells(Signal::Outcome) {
            return;
        }
        let turn = statement.is_some_and(|s| s.attribution.cue.is_none());
        // What somebody must do is a demand on whatever issue, where the statement is about positions at all.
        let firm = claim.kind == Kind::Duty && statement.is_some() && about && !turn;
        let claim = &Claim {
            weak: claim.weak && !firm,
            ..claim.clone()
        };
        let text = &self.study.document.text;
        let items = items(self.study.books, &self.passages.parties, sentence, claim);
        let alone = items.len() == 1;
        for (n, item) in items.into_iter().enumerate().take(ITEMS) {
            let object = &sentence[item.clone()];
            let whole = &sentence[claim.clause.clone()];
            // One item of several does not take its issue from its neighbours.
            let around = if alone { whole } else { object };
            let Some(issue) = self.antecedents.issue(object, around, claim, turn) else {
                continue;
            };
            let shown = match (n, alone) {
                (0, true) => claim.clause.start.min(item.start)..item.end.max(claim.clause.end),
                (0, false) => claim.clause.start.min(item.start)..item.end,
                _ => item,
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
                    venue: venue(self.study, self.by, &claim.holder, whole, !own.is_empty()),
                    voucher: voucher(self.study, self.by, holder, own, claim.stance),
                    evidence,
                    attribution: self.by,
                    date: statement
                        .filter(|_| claim.holder == Holder::Own)
                        .and_then(|s| s.said_on),
                };
                shelf.add(position);
            }
        }
    }
}

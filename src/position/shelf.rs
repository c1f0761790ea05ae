//! The positions found so far: one entry for each side, issue and option, and venue.

use std::collections::{HashMap, HashSet};

use super::{Position, Stance, Venue};

/// How many letters of a word tell it.
const STEM: usize = 5;
/// How many earlier positions of the same side and issue a new one is compared with.
const COMPARED: usize = 24;

/// Positions without repetitions.
pub(super) struct Shelf<'a> {
    text: &'a str,
    found: Vec<Position>,
    stems: Vec<HashSet<String>>,
    /// The positions of a side on an issue, by whether they are for it, open or against it.
    known: HashMap<(String, String, i8), Vec<usize>>,
}

impl<'a> Shelf<'a> {
    /// Returns a shelf for positions in a text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            found: Vec::new(),
            stems: Vec::new(),
            known: HashMap::new(),
        }
    }

    /// Returns how many positions there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Adds a position that is not there yet in the same words or nearly.
    pub fn add(&mut self, position: Position) {
        let stems = self.stems_of(&position);
        let key = (
            position.party.clone(),
            position.issue.clone(),
            sign(position.stance),
        );
        let known = self.known.entry(key).or_default();
        let same = |i: &usize| {
            let earlier = &self.found[*i];
            // What somebody else vouches for is an account of its own, even in the same words.
            earlier.evidence.overlaps(position.evidence)
                || (vouched(earlier, &position)
                    && meet(earlier.venue, position.venue)
                    && alike(&self.stems[*i], &stems))
        };
        if known.iter().rev().take(COMPARED).any(same) {
            return;
        }
        known.push(self.found.len());
        self.found.push(position);
        self.stems.push(stems);
    }

    /// Returns the positions in the order of the evidence.
    pub fn positions(self) -> Vec<Position> {
        let mut found = self.found;
        found.sort_by_key(|p| p.evidence);
        found
    }

    fn stems_of(&self, position: &Position) -> HashSet<String> {
        let words = position
            .evidence
            .of(self.text)
            .split(|c: char| !c.is_alphanumeric());
        let long = words.filter(|w| w.chars().count() > 3);
        long.map(|w| w.to_lowercase().chars().take(STEM).collect())
            .collect()
    }
}

fn sign(stance: Stance) -> i8 {
    match stance {
        Stance::Demands | Stance::Supports => 1,
        Stance::Open | Stance::Undecided => 0,
        Stance::Opposes | Stance::RulesOut => -1,
    }
}

/// Returns whether two venues may be one: in public and in private are two positions, whatever the words.
fn meet(a: Venue, b: Venue) -> bool {
    a == b || a == Venue::Unstated || b == Venue::Unstated
}

/// Returns whether an account is vouched for by an earlier one: the same voucher's, or the author's, who only tells again
/// what somebody said.
fn vouched(earlier: &Position, later: &Position) -> bool {
    earlier.voucher == later.voucher || later.voucher == "author"
}

/// Returns whether one holds the other's words, or most of them.
fn alike(a: &HashSet<String>, b: &HashSet<String>) -> bool {
    let common = a.intersection(b).count();
    let least = a.len().min(b.len());
    common == least || (common > 2 && 2 * common >= least)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    const TEXT: &str =
        "Norland wants the port back. It wants the port. It wants the lanes of the strait open.";

    fn position(words: &str, stance: Stance, venue: Venue) -> Position {
        let start = TEXT.find(words).unwrap();
        Position {
            party: "norland".into(),
            issue: "territory".into(),
            option: None,
            stance,
            venue,
            voucher: "self".into(),
            evidence: Span::new(start, start + words.len()),
            attribution: None,
            date: None,
        }
    }

    fn count(positions: Vec<Position>) -> usize {
        let mut shelf = Shelf::new(TEXT);
        positions.into_iter().for_each(|p| shelf.add(p));
        shelf.positions().len()
    }

    #[test]
    fn the_same_words_again_are_one_position() {
        let first = position("wants the port back", Stance::Demands, Venue::Public);
        let again = position("wants the port.", Stance::Supports, Venue::Unstated);
        let other = position(
            "wants the lanes of the strait open",
            Stance::Demands,
            Venue::Public,
        );
        assert_eq!(count(vec![first.clone(), again.clone()]), 1);
        assert_eq!(count(vec![first, again, other]), 2);
    }

    #[test]
    fn the_account_of_another_voucher_stays() {
        let own = position("wants the port back", Stance::Demands, Venue::Public);
        let told = Position {
            voucher: "sudmark".into(),
            ..position("wants the port.", Stance::Demands, Venue::Public)
        };
        assert_eq!(count(vec![own.clone(), told.clone()]), 2);
        assert_eq!(count(vec![own.clone(), told.clone(), told]), 2);
        let retold = Position {
            voucher: "author".into(),
            ..own.clone()
        };
        assert_eq!(count(vec![own, retold]), 1);
    }

    #[test]
    fn public_and_private_stay_side_by_side() {
        let public = position("wants the port back", Stance::Demands, Venue::Public);
        let private = position("wants the port.", Stance::Demands, Venue::Private);
        let open = position("wants the port.", Stance::Open, Venue::Public);
        assert_eq!(count(vec![public, private, open]), 3);
    }
}

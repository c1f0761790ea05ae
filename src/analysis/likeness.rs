//! Statements alike in meaning: words weighed by how rare they are, and what the statements are about.

use std::collections::{BTreeMap, BTreeSet};

use super::wording::{content_words, stem};

/// What a side and what issues in common add to words in common.
const SAME_PARTY: f64 = 0.1;
const SAME_ISSUE: f64 = 0.2;
const SAME_STANCE: f64 = 0.1;

/// What a statement is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matter {
    /// Its words.
    pub words: String,
    /// The side spoken for.
    pub party: Option<i64>,
    /// Issues of the positions that rest on it, with the stance's place in order.
    pub issues: BTreeSet<(i64, i64)>,
}

/// The words of a statement with their weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    matter: Matter,
    /// Weight of each stem.
    weights: BTreeMap<String, f64>,
    /// Words, the rarest first.
    rarest: Vec<String>,
}

impl Weighed {
    /// Weighs the words of a statement: `holding` tells how many of `all` statements hold a word.
    pub fn new(matter: Matter, all: u32, mut holding: impl FnMut(&str) -> u32) -> Self {
        let mut words: Vec<(f64, String)> = content_words(&matter.words)
            .into_iter()
            .map(|word| {
                let rarity = f64::from(all.max(1)) / f64::from(holding(&word).max(1));
                (rarity.max(1.0).ln() + 0.1, word)
            })
            .collect();
        words.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let weights = words
            .iter()
            .map(|(weight, word)| (stem(word).to_owned(), *weight))
            .collect();
        Self {
            matter,
            weights,
            rarest: words.into_iter().map(|(_, word)| word).collect(),
        }
    }

    /// Returns its words, the rarest first.
    pub fn rarest(&self) -> &[String] {
        &self.rarest
    }

    /// Returns how alike another statement is: near 0 for nothing in common, at most 1.
    pub fn likeness(&self, other: &Matter) -> f64 {
        let stems: BTreeSet<String> = content_words(&other.words)
            .iter()
            .map(|w| stem(w).to_owned())
            .collect();
        let square = |weight: f64| weight * weight;
        let own: f64 = self.weights.values().copied().map(square).sum();
        let usual = own / self.weights.len().max(1) as f64;
        let weight = |stem: &String| self.weights.get(stem).copied();
        let shared: f64 = stems.iter().filter_map(weight).map(square).sum();
        // What the other one says besides weighs as the usual word of this one.
        let theirs = shared + usual * stems.iter().filter(|s| weight(s).is_none()).count() as f64;
        let words = match own * theirs {
            0.0 => 0.0,
            both => shared / both.sqrt(),
        };
        let issue = |m: &Matter| m.issues.iter().map(|(i, _)| *i).collect::<BTreeSet<_>>();
        let gain = |met: bool, gain: f64| if met { gain } else { 0.0 };
        let of = &self.matter;
        let about = gain(of.party.is_some() && of.party == other.party, SAME_PARTY)
            + gain(!issue(of).is_disjoint(&issue(other)), SAME_ISSUE)
            + gain(!of.issues.is_disjoint(&other.issues), SAME_STANCE);
        words * (1.0 - SAME_PARTY - SAME_ISSUE - SAME_STANCE) + about
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matter(words: &str, issues: &[(i64, i64)]) -> Matter {
        Matter {
            words: words.into(),
            party: None,
            issues: issues.iter().copied().collect(),
        }
    }

    #[test]
    fn rare_words_and_the_same_issue_make_statements_alike() {
        let holding = |word: &str| if word == "dredging" { 2 } else { 500 };
        let of = Weighed::new(
            matter("Norland demands dredging rights", &[(1, 0)]),
            1000,
            holding,
        );
        assert_eq!(of.rarest()[0], "dredging");
        let rare = of.likeness(&matter("the dredging must end", &[]));
        let usual = of.likeness(&matter("Norland must end", &[]));
        assert!(rare > usual && usual > 0.0, "{rare} {usual}");
        let issue = of.likeness(&matter("the dredging must end", &[(1, 4)]));
        let stance = of.likeness(&matter("the dredging must end", &[(1, 0)]));
        assert!(stance > issue && issue > rare);
        let itself = of.likeness(&matter("Norland demands dredging rights", &[(1, 0)]));
        assert!((0.85..=1.0).contains(&itself), "{itself}");
        assert_eq!(of.likeness(&matter("", &[])), 0.0);
    }
}

//! Statements alike in meaning: words weighed by how rare they are, and what the statements are about.

use std::collections::{BTreeMap, BTreeSet};

use super::wording::{content_words, stem};

/// Words nearer than this in meaning count, by how near they are.
const NEAR: f64 = 0.4;

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

    /// Returns how alike another statement is: near 0 for nothing in common, at most 1. `nearness` tells how near two
    /// words are in meaning, 1 at most.
    pub fn likeness(&self, other: &Matter, nearness: &dyn Fn(&str, &str) -> f64) -> f64 {
        let theirs = content_words(&other.words);
        let square = |weight: f64| weight * weight;
        let own: f64 = self.weights.values().copied().map(square).sum();
        let usual = own / self.weights.len().max(1) as f64;
        let mut shared = 0.0;
        let mut told = BTreeSet::new();
        for word in &self.rarest {
            let weight = self.weights.get(stem(word)).copied().unwrap_or(0.0);
            let near = |w: &String| match stem(w) == stem(word) {
                true => 1.0,
                false => Some(nearness(word, w))
                    .filter(|n| *n >= NEAR)
                    .unwrap_or(0.0),
            };
            let best = theirs.iter().map(|w| (near(w), stem(w)));
            let best = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
            if let Some((near, stem)) = best.filter(|(near, _)| *near > 0.0) {
                shared += near * square(weight);
                told.insert(stem);
            }
        }
        // What the other one says besides weighs as the usual word of this one.
        let besides: BTreeSet<&str> = theirs.iter().map(|w| stem(w)).collect();
        let theirs = shared + usual * besides.difference(&told).count() as f64;
        let words = match own * theirs {
            0.0 => 0.0,
            both => (shared / both.sqrt()).min(1.0),
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
        let same = |_: &str, _: &str| 0.0;
        let likeness = |m: &Matter| of.likeness(m, &same);
        let rare = likeness(&matter("the dredging must end", &[]));
        let usual = likeness(&matter("Norland must end", &[]));
        assert!(rare > usual && usual > 0.0, "{rare} {usual}");
        let issue = likeness(&matter("the dredging must end", &[(1, 4)]));
        let stance = likeness(&matter("the dredging must end", &[(1, 0)]));
        assert!(stance > issue && issue > rare);
        let itself = likeness(&matter("Norland demands dredging rights", &[(1, 0)]));
        assert!((0.85..=1.0).contains(&itself), "{itself}");
        assert_eq!(likeness(&matter("", &[])), 0.0);
        let near = |a: &str, b: &str| {
            if (a, b) == ("dredging", "digging") {
                0.6
            } else {
                0.0
            }
        };
        let digging = matter("the digging must end", &[]);
        assert!(of.likeness(&digging, &near) > likeness(&digging));
        assert!(of.likeness(&digging, &near) < rare);
    }
}

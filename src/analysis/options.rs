//! Options in like words: an option is free text, and the same one is rarely worded the same twice.

use std::collections::{BTreeSet, HashMap};

use crate::record::Term;

/// How many letters of a word tell it.
const STEM: usize = 5;
/// Letters of a word that has no content of its own at most.
const SHORT: usize = 2;
/// Options of one block that are compared; any further ones stand alone.
const COMPARED: usize = 1_000;
/// Earlier options that one is compared with at most.
const CANDIDATES: usize = 48;
/// Beginnings of words that turn the meaning round: an option with one is never like an option without it.
const TURNING: [&str; 16] = [
    "no", "not", "nor", "never", "witho", "end", "ends", "endin", "stop", "stopp", "halt", "lift",
    "lifti", "ban", "drop", "again",
];
/// Words without content of their own.
const EMPTY: [&str; 56] = [
    "that", "this", "these", "those", "with", "from", "their", "they", "them", "would", "could",
    "will", "have", "been", "more", "into", "over", "also", "some", "than", "which", "what",
    "when", "where", "whose", "there", "about", "such", "the", "and", "for", "its", "his", "her",
    "any", "are", "was", "has", "had", "who", "how", "all", "our", "you", "out", "off", "but",
    "can", "may", "one", "were", "both", "only", "other", "should", "must",
];

/// Looks up the words of a term.
pub type Words<'a> = &'a dyn Fn(Term) -> String;

/// Which options of a block are one.
#[derive(Clone, Debug, Default)]
pub struct Likeness {
    same: HashMap<Term, Term>,
}

impl Likeness {
    /// Compares the options in the order given; each is told by the first one that it is like.
    pub fn of(options: impl Iterator<Item = Term>, words: Words<'_>) -> Self {
        let mut likeness = Self::default();
        let mut known = Known::default();
        for option in options {
            if likeness.same.contains_key(&option) {
                continue;
            }
            if likeness.same.len() >= COMPARED {
                break;
            }
            let like = known.like(option, stems(&words(option)));
            likeness.same.insert(option, like);
        }
        likeness
    }

    /// Returns the option that tells this one.
    pub fn same(&self, option: Option<Term>) -> Option<Term> {
        option.map(|o| self.same.get(&o).copied().unwrap_or(o))
    }
}

/// Options met so far, by the stems they have.
#[derive(Default)]
struct Known {
    options: Vec<(Term, BTreeSet<String>)>,
    by_stem: HashMap<String, Vec<usize>>,
}

impl Known {
    /// Returns the first option met that has like words, else the option itself.
    fn like(&mut self, option: Term, stems: BTreeSet<String>) -> Term {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for stem in &stems {
            let holders = self.by_stem.get(stem).map_or(&[][..], Vec::as_slice);
            for holder in holders.iter().take(CANDIDATES) {
                *shared.entry(*holder).or_default() += 1;
            }
        }
        let alike = |at: &usize, common: usize| alike(&self.options[*at].1, &stems, common);
        let found = shared
            .iter()
            .filter(|(at, common)| alike(at, **common))
            .map(|(at, _)| *at)
            .min();
        if let Some(at) = found {
            return self.options[at].0;
        }
        for stem in &stems {
            let holders = self.by_stem.entry(stem.clone()).or_default();
            holders.push(self.options.len());
        }
        self.options.push((option, stems));
        option
    }
}

/// Returns whether two sets of stems, `common` of them shared, mean the same: they are equal, or two or more make up
/// the whole of the smaller, or three or more two thirds of the larger. Both must be turned round or neither, and
/// where both have numbers these are the same.
fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>, common: usize) -> bool {
    if TURNING.iter().any(|t| a.contains(*t) != b.contains(*t)) {
        return false;
    }
    let numbers = |s: &BTreeSet<String>| -> Vec<String> {
        let number = |w: &&String| w.contains(|c: char| c.is_ascii_digit());
        s.iter().filter(number).cloned().collect()
    };
    let (in_a, in_b) = (numbers(a), numbers(b));
    if !in_a.is_empty() && !in_b.is_empty() && in_a != in_b {
        return false;
    }
    let (least, most) = (a.len().min(b.len()), a.len().max(b.len()));
    common == most || (common > 1 && common == least) || (common > 2 && 3 * common >= 2 * most)
}

/// Returns the beginnings of the words that have content; of an option without any, its words.
fn stems(option: &str) -> BTreeSet<String> {
    let lower = option.to_lowercase();
    let words = || {
        lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
    };
    let has_content = |w: &&str| {
        let long = w.chars().count() > SHORT && !EMPTY.contains(w);
        long || w.contains(|c: char| c.is_ascii_digit()) || TURNING.contains(w)
    };
    let stem = |w: &str| w.chars().take(STEM).collect::<String>();
    let with_content: BTreeSet<String> = words().filter(has_content).map(stem).collect();
    if with_content.is_empty() {
        return words().map(str::to_owned).collect();
    }
    with_content
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the number of the option that tells each one.
    fn folded(options: &[&str]) -> Vec<i64> {
        let terms = || (0..options.len() as i64).map(Term);
        let words = |t: Term| options[t.0 as usize].to_owned();
        let likeness = Likeness::of(terms(), &words);
        let same = |t| likeness.same(Some(t)).map_or(-1, |t| t.0);
        terms().map(same).collect()
    }

    #[test]
    fn like_words_are_one_option() {
        let options = [
            "joint patrols in the strait",
            "Joint patrols",
            "the joint patrol of the strait",
            "patrols",
            "a register of ships",
        ];
        assert_eq!(folded(&options), [0, 0, 0, 3, 4]);
    }

    #[test]
    fn negations_and_numbers_keep_options_apart() {
        assert_eq!(folded(&["foreign troops", "no foreign troops"]), [0, 1]);
        assert_eq!(folded(&["an end to port dues", "port dues"]), [0, 1]);
        assert_eq!(
            folded(&["a 30 day truce at sea", "a 60 day truce at sea"]),
            [0, 1]
        );
        assert_eq!(folded(&["it", "It", "to us"]), [0, 0, 2]);
    }

    #[test]
    fn an_option_that_was_not_compared_stands_for_itself() {
        assert_eq!(Likeness::default().same(Some(Term(7))), Some(Term(7)));
        assert_eq!(Likeness::default().same(None), None);
    }
}

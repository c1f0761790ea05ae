//! Options in like words: an option is free text, and the same one is rarely worded the same twice.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::record::Term;

/// How many letters of a word tell it.
const STEM: usize = 5;
/// Letters of a word that has no content of its own at most.
const SHORT: usize = 2;
/// Options of one block that are compared; any further ones stand alone.
const COMPARED: usize = 200;
/// Earlier options that one is compared with at most.
const CANDIDATES: usize = 32;
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
        Self::to(options, |_| true, words)
    }

    /// Compares the options in the order given with those that matter only: each is told by the first of these that it is
    /// like, else by itself. Where those that matter come first, what they tell is what [`Likeness::of`] finds.
    pub fn to(
        options: impl Iterator<Item = Term>,
        matters: impl Fn(Term) -> bool,
        words: Words<'_>,
    ) -> Self {
        let mut likeness = Self::default();
        let mut known = Known::default();
        for option in options {
            if likeness.same.contains_key(&option) {
                continue;
            }
            if likeness.same.len() >= COMPARED {
                break;
            }
            let like = known.like(option, sense(&words(option)), matters(option));
            likeness.same.insert(option, like);
        }
        likeness
    }

    /// Returns the option that tells this one.
    pub fn same(&self, option: Option<Term>) -> Option<Term> {
        option.map(|o| self.same.get(&o).copied().unwrap_or(o))
    }
}

/// What an option says, in numbers: like options are looked for among thousands.
#[derive(Debug, PartialEq)]
pub(super) struct Sense {
    /// Hashes of the beginnings of the words that have content, sorted, each once.
    pub stems: Vec<u64>,
    /// Which of [`TURNING`] are among them, a bit each.
    pub turning: u16,
    /// Hashes of those with digits, sorted.
    pub numbers: Vec<u64>,
}

/// Options met so far, by the stems they have.
#[derive(Default)]
struct Known {
    options: Vec<(Term, Sense)>,
    by_stem: HashMap<u64, Vec<u32>>,
    /// Options that share a stem with the one looked for, once for each stem; kept to be filled again.
    shared: Vec<u32>,
}

impl Known {
    /// Returns the first option met that has like words, else the option itself, which is kept for the others to meet
    /// where it matters.
    fn like(&mut self, option: Term, sense: Sense, matters: bool) -> Term {
        self.shared.clear();
        for stem in &sense.stems {
            let holders = self.by_stem.get(stem).map_or(&[][..], Vec::as_slice);
            self.shared.extend(holders.iter().take(CANDIDATES));
        }
        self.shared.sort_unstable();
        let mut holders = self.shared.chunk_by(|a, b| a == b);
        let found = holders.find(|h| alike(&self.options[h[0] as usize].1, &sense, h.len()));
        if let Some(same) = found {
            return self.options[same[0] as usize].0;
        }
        if !matters {
            return option;
        }
        for stem in &sense.stems {
            let holders = self.by_stem.entry(*stem).or_default();
            holders.push(self.options.len() as u32);
        }
        self.options.push((option, sense));
        option
    }
}

/// Returns whether two options, `common` of their stems shared, mean the same: the stems are equal, or two or more make
/// up the whole of the smaller, or three or more two thirds of the larger. Both must be turned round or neither, and
/// where both have numbers these are the same.
fn alike(a: &Sense, b: &Sense, common: usize) -> bool {
    let (least, most) = (
        a.stems.len().min(b.stems.len()),
        a.stems.len().max(b.stems.len()),
    );
    let close =
        common == most || (common > 1 && common == least) || (common > 2 && 3 * common >= 2 * most);
    let numbers = a.numbers.is_empty() || b.numbers.is_empty() || a.numbers == b.numbers;
    close && a.turning == b.turning && numbers
}

/// Returns what an option says: the beginnings of the words that have content; of an option without any, its words.
pub(super) fn sense(option: &str) -> Sense {
    let lower = option.to_lowercase();
    let words = || {
        lower
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
    };
    let has_content = |w: &&str| {
        let long = w.chars().count() > SHORT && !EMPTY.contains(w);
        long || has_digit(w) || TURNING.contains(w)
    };
    let mut stems: Vec<&str> = words().filter(has_content).map(beginning).collect();
    if stems.is_empty() {
        stems = words().collect();
    }
    let turning = |stem: &&str| {
        TURNING
            .iter()
            .position(|t| t == stem)
            .map_or(0, |at| 1 << at)
    };
    let hashes = |stems: &mut dyn Iterator<Item = &&str>| -> Vec<u64> {
        let mut hashes: Vec<u64> = stems.map(|s| xxh3_64(s.as_bytes())).collect();
        hashes.sort_unstable();
        hashes.dedup();
        hashes
    };
    Sense {
        turning: stems.iter().map(turning).fold(0, |all, bit| all | bit),
        numbers: hashes(&mut stems.iter().filter(|s| has_digit(s))),
        stems: hashes(&mut stems.iter()),
    }
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit())
}

/// Returns the first letters of a word, those that tell it.
fn beginning(word: &str) -> &str {
    let end = word
        .char_indices()
        .nth(STEM)
        .map_or(word.len(), |(at, _)| at);
    &word[..end]
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

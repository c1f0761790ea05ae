//! Words that carry meaning, cut to their stems, so that `agreed` and `agreement` count as the same word.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

/// Words that say nothing of the matter.
const PLAIN: &str = "a about after again all also an and any are as at be been before being both but by can could day did do \
does down during each few for from further had has have he her here his how i if in into is it its just may might more most \
must next no not now of on once one only or other our out over own said say says shall she should so some soon still such \
than that the their them then there these they this those through to too under until up upon us very was we were what when \
where which while who will with would yet you your expected expect expects hope hopes plan plans likely set due going today \
tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february march april june july august \
september october november december week weeks month months days year";

static PLAIN_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| PLAIN.split_whitespace().collect());

/// Ends that are cut off, longest first.
const ENDS: [&str; 21] = [
    "ations", "ements", "ation", "ement", "ments", "ions", "ment", "ings", "ates", "ated", "ate",
    "ion", "ing", "ies", "als", "ed", "es", "al", "e", "s", "y",
];

/// Returns the stem of a word in small letters.
pub fn stem(word: &str) -> &str {
    for end in ENDS {
        if let Some(stem) = word.strip_suffix(end)
            && stem.chars().count() >= 3
        {
            // `withdrawal` and `withdraw`, `swapped` and `swap`.
            let doubled = stem.len() > 3
                && stem.is_ascii()
                && stem.as_bytes()[stem.len() - 1] == stem.as_bytes()[stem.len() - 2]
                && !stem.ends_with(['l', 's']);
            return if doubled {
                &stem[..stem.len() - 1]
            } else {
                stem
            };
        }
    }
    word
}

/// Returns the words of a text in small letters.
pub fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|w| {
            let word = w.trim_matches(['\'', '’']);
            let word = word.strip_suffix("'s").or(word.strip_suffix("’s"));
            word.unwrap_or(w.trim_matches(['\'', '’'])).to_lowercase()
        })
        .filter(|w| !w.is_empty())
}

/// Returns the words of a text that carry meaning, in small letters, each once, in order.
pub fn content_words(text: &str) -> Vec<String> {
    let mut known = BTreeSet::new();
    words_of(text)
        .filter(|w| carries(w) && known.insert(w.clone()))
        .collect()
}

/// A stem by its hash: sets of these are quick to make and to compare, of many thousand texts too.
pub type Stem = u64;

/// Returns the mark of a stem.
pub fn mark(stem: &str) -> Stem {
    xxhash_rust::xxh3::xxh3_64(stem.as_bytes())
}

/// Returns the stems of the words that carry meaning, sorted, each once.
pub fn stems(text: &str) -> Vec<Stem> {
    stems_of(&words_of(text).collect::<Vec<_>>())
}

/// Returns the stems of those words that carry meaning, sorted, each once.
pub fn stems_of(words: &[String]) -> Vec<Stem> {
    let words = words.iter().filter(|w| carries(w));
    let mut stems: Vec<Stem> = words.map(|w| mark(stem(w))).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// Returns how many stems two sorted lists share.
pub fn shared(one: &[Stem], other: &[Stem]) -> usize {
    one.iter()
        .filter(|s| other.binary_search(s).is_ok())
        .count()
}

fn carries(word: &str) -> bool {
    let long = word.chars().count() > 2;
    long && !word.chars().all(|c| c.is_ascii_digit()) && !PLAIN_WORDS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_its_stem() {
        for (a, b) in [
            ("agreed", "agreement"),
            ("release", "released"),
            ("prisoners", "prisoner"),
            ("withdrawal", "withdraw"),
            ("swap", "swapped"),
            ("exchange", "exchanged"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_ne!(stem("port"), stem("partly"));
    }

    #[test]
    fn plain_words_and_figures_carry_nothing() {
        let words = content_words("The sides’ talks will be held on 3 March, the talks");
        assert_eq!(
            words,
            ["sides’", "talks", "held"].map(|w| w.trim_end_matches('’'))
        );
    }
}

//! Words that carry meaning, cut to their stems, so that `agreed` and `agreement` count as the same word.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words that say nothing of the matter.
const PLAIN: &str = "a about after again all also an and any are as at be been before being both but by can could day did do \
does down during each few for from further had has have he her here his how i if in into is it its just may might more most \
must next no not now of on once one only or other our out over own said say says shall she should so some soon still such \
than that the their them then there these they this those through to too under until up upon us very was we were what when \
where which while who will with would yet you your expected expect expects hope hopes plan plans likely set due going today \
tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february march april june july august \
september october november december week weeks month months days year";

/// The marks of these words, sorted.
static PLAIN_MARKS: LazyLock<Vec<Stem>> =
    LazyLock::new(|| marks(&PLAIN.split_whitespace().collect::<Vec<_>>()));

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

/// Calls `each` with the words of a text in small letters, without their possessive ends.
pub fn each_word(text: &str, mut each: impl FnMut(&str)) {
    let apostrophe = ['\'', '’'];
    let mut low = String::new();
    for piece in text.split(|c: char| !c.is_alphanumeric() && !apostrophe.contains(&c)) {
        let word = piece.trim_matches(apostrophe);
        let word = word
            .strip_suffix("'s")
            .or(word.strip_suffix("’s"))
            .unwrap_or(word);
        if word.is_empty() {
            continue;
        }
        low.clear();
        if word.is_ascii() {
            low.push_str(word);
            low.make_ascii_lowercase();
        } else {
            low.push_str(&word.to_lowercase());
        }
        each(&low);
    }
}

/// Returns the words of a text that carry meaning, in small letters, each once, in order.
pub fn content_words(text: &str) -> Vec<String> {
    let mut known = BTreeSet::new();
    let mut words = Vec::new();
    each_word(text, |word| {
        if carries(word) && known.insert(word.to_owned()) {
            words.push(word.to_owned());
        }
    });
    words
}

/// A stem by its hash: sets of these are quick to make and to compare, of many thousand texts too.
pub type Stem = u64;

/// Returns the mark of a stem.
pub fn mark(stem: &str) -> Stem {
    xxhash_rust::xxh3::xxh3_64(stem.as_bytes())
}

/// Returns the marks of words that are given as they are, sorted.
pub fn marks(words: &[&str]) -> Vec<Stem> {
    let mut marks: Vec<Stem> = words.iter().map(|w| mark(w)).collect();
    marks.sort_unstable();
    marks
}

/// Returns the stems of the words that carry meaning, sorted, each once.
pub fn stems(text: &str) -> Vec<Stem> {
    let mut stems = Vec::new();
    each_word(text, |word| stems.extend(stem_of(word)));
    sorted(stems)
}

/// Returns the stem of a word in small letters that carries meaning.
pub fn stem_of(word: &str) -> Option<Stem> {
    carries(word).then(|| mark(stem(word)))
}

/// Returns stems sorted, each once.
pub fn sorted(mut stems: Vec<Stem>) -> Vec<Stem> {
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
    long && !word.chars().all(|c| c.is_ascii_digit())
        && PLAIN_MARKS.binary_search(&mark(word)).is_err()
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

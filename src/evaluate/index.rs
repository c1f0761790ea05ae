//! The words of a text by number, sets of them, and the one-to-one matching of what two readers found.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{CharOffsets, Span};

/// Word numbers, in order.
pub(super) type Words = BTreeSet<usize>;

/// A half-open range of code points.
pub(super) type Range = [usize; 2];

/// A word: letters and digits, joined by apostrophes, points and hyphens.
#[allow(clippy::expect_used)] // A constant pattern; the tests compile it.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{L}\p{N}_]+(?:[’'.\-][\p{L}\p{N}_]+)*").expect("the pattern is constant")
});

/// The words of one text and where they stand.
pub(super) struct Index {
    words: Vec<Range>,
    chars: Vec<char>,
}

impl Index {
    pub(super) fn new(text: &str) -> Self {
        let offsets = CharOffsets::new(text);
        let words = WORD
            .find_iter(text)
            .map(|m| offsets.span(text, Span::new(m.start(), m.end())))
            .map(|s| [s.start, s.end])
            .collect();
        Self {
            words,
            chars: text.chars().collect(),
        }
    }

    /// Returns the words that share a character with any of the spans.
    pub(super) fn cover(&self, spans: &[Range]) -> Words {
        let mut found = Words::new();
        for [start, end] in spans.iter().filter(|[s, e]| s < e) {
            let first = self.words.partition_point(|w| w[1] <= *start);
            let inside = self.words[first..].iter().take_while(|w| w[0] < *end);
            found.extend((first..).zip(inside).map(|(i, _)| i));
        }
        found
    }

    /// Returns whether a quotation mark stands in any of the spans or right beside it.
    pub(super) fn quoted(&self, spans: &[Range]) -> bool {
        spans.iter().any(|[start, end]| {
            let to = (end + 1).min(self.chars.len());
            let from = start.saturating_sub(1).min(to);
            let marks = ['"', '“', '”', '«', '»'];
            self.chars[from..to].iter().any(|c| marks.contains(c))
        })
    }
}

/// Returns how much two sets have in common, 0 to 1; two empty ones are the same.
pub(super) fn jaccard(a: &Words, b: &Words) -> f64 {
    if a.is_empty() && b.is_empty() {
        return 1.0;
    }
    let common = a.intersection(b).count();
    common as f64 / (a.len() + b.len() - common) as f64
}

/// Returns pairs of places in `gold` and `found`, best score first, each place once; 0 never pairs.
pub(super) fn pairs<G, P>(
    gold: &[G],
    found: &[P],
    score: impl Fn(&G, &P) -> f64,
) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in found.iter().enumerate() {
            let score = score(g, p);
            if score > 0.0 {
                candidates.push((score, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut used = (vec![false; gold.len()], vec![false; found.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if !used.0[i] && !used.1[j] {
            used.0[i] = true;
            used.1[j] = true;
            pairs.push((i, j));
        }
    }
    pairs
}

//! Near-copies: sketches of texts that agree in as many places as the texts share word sequences.
//!
//! MinHash with one permutation (Li, Owen, Zhang 2012, "One Permutation Hashing", section 3, empty bins filled by
//! rotation after Shrivastava and Li 2014), looked up by bands (Leskovec, Rajaraman, Ullman, "Mining of Massive
//! Datasets", section 3.4).

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_64;

use crate::document::Document;

/// Words of one shingle: long enough that two reports of one event by different hands share few.
const SHINGLE: usize = 5;
/// Places of a sketch.
const PLACES: usize = 96;
/// Places of a band: two texts that share half of their shingles meet in one of 24 bands four times in five.
const ROWS: usize = 4;
/// Share of the shorter text's shingles that a copy has in common with the other at least. Agencies' texts are cut
/// from the end and get other headlines; reports of one press conference by two hands share quotations only.
pub(super) const COPY: f64 = 0.6;
/// Texts with fewer shingles say too little to be called copies of each other.
const FEWEST: usize = 12;

/// The shingles of a text's body.
pub(super) struct Shingles(HashSet<u64>);

impl Shingles {
    /// Returns the shingles of the running text.
    pub fn of(document: &Document) -> Self {
        let mut words: Vec<String> = Vec::new();
        for block in document.body() {
            let text = block.span.of(&document.text);
            let parts = text.split(|c: char| !c.is_alphanumeric());
            words.extend(parts.filter(|w| !w.is_empty()).map(str::to_lowercase));
        }
        let hash = |window: &[String]| xxh3_64(window.join(" ").as_bytes());
        Self(words.windows(SHINGLE).map(hash).collect())
    }

    /// Returns the keys of the bands, each with the band's place mixed in; none for a text too short.
    pub fn bands(&self) -> Vec<i64> {
        if self.0.len() < FEWEST {
            return Vec::new();
        }
        let sketch = self.sketch();
        let band = |(at, rows): (usize, &[u64])| {
            let mut bytes = at.to_le_bytes().to_vec();
            rows.iter().for_each(|r| bytes.extend(r.to_le_bytes()));
            xxh3_64(&bytes).cast_signed()
        };
        sketch.chunks(ROWS).enumerate().map(band).collect()
    }

    fn sketch(&self) -> [u64; PLACES] {
        let mut least = [u64::MAX; PLACES];
        for hash in &self.0 {
            let place = (hash % PLACES as u64) as usize;
            least[place] = least[place].min(*hash);
        }
        let bins = least;
        for at in 0..PLACES {
            let filled = (0..PLACES).find(|step| bins[(at + step) % PLACES] != u64::MAX);
            if let Some(step) = filled {
                least[at] = bins[(at + step) % PLACES].wrapping_add(step as u64);
            }
        }
        least
    }

    /// Returns the share of the smaller set that is in the other.
    pub fn shared(&self, other: &Shingles) -> f64 {
        let (small, large) = if self.0.len() < other.0.len() {
            (self, other)
        } else {
            (other, self)
        };
        if small.0.len() < FEWEST {
            return 0.0;
        }
        let common = small.0.iter().filter(|s| large.0.contains(s)).count();
        common as f64 / small.0.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shingles(text: &str) -> Shingles {
        Shingles::of(&Document::whole("x", text.into()))
    }

    fn story(words: std::ops::Range<usize>) -> String {
        words.map(|n| format!("w{} ", n * n % 997)).collect()
    }

    #[test]
    fn a_text_cut_from_the_end_is_a_copy_and_another_is_none() {
        let whole = shingles(&story(0..400));
        let cut = shingles(&format!("(Agency) {}", story(0..300)));
        let other = shingles(&story(500..900));
        assert!(whole.shared(&cut) > 0.95);
        assert!(whole.shared(&other) < COPY);
        let meet = |a: &Shingles, b: &Shingles| a.bands().iter().any(|x| b.bands().contains(x));
        assert!(meet(&whole, &cut));
        assert!(!meet(&whole, &other));
    }

    #[test]
    fn a_few_words_are_no_copy() {
        let short = shingles("They met again on Monday in the old town hall.");
        assert!(short.bands().is_empty());
        assert!(short.shared(&short) < COPY);
    }
}

//! `Span`: a half-open range of a document's text, in bytes inside the program and in Unicode
//! code points on every surface that leaves it.

use std::ops::Range;

use serde::{Serialize, Serializer, ser::SerializeTuple};

/// A half-open byte range of one text. Invariant: `start <= end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// Returns the span `[start, end)` in bytes; bounds given in the wrong order yield an empty
    /// span at `start`. Texts are limited to 4 GiB, far above what `acquire` lets through.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self {
            start,
            end: end.max(start),
        }
    }

    /// Returns the first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Returns the byte after the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Returns the length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Returns whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Returns whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns whether the byte offset lies inside.
    pub fn holds(self, offset: usize) -> bool {
        self.start() <= offset && offset < self.end()
    }

    /// Returns whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Returns the smallest span over both.
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Returns the words of `text` at this span; an empty string where the span does not fit the
    /// text, so that a span from elsewhere can never cause a panic.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Returns the span as a `Range`.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Returns the span without white space at either end.
    pub fn trimmed(self, text: &str) -> Span {
        let words = self.of(text);
        let head = words.len() - words.trim_start().len();
        let start = self.start() + head;
        Span::new(start, start + words.trim().len())
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Span {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
        Ok(Span::new(start as usize, end as usize))
    }
}

/// A span in Unicode code points, as every JSON, CSV and Python surface has it: `[start, end]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CharSpan {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
}

impl Serialize for CharSpan {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pair = serializer.serialize_tuple(2)?;
        pair.serialize_element(&self.start)?;
        pair.serialize_element(&self.end)?;
        pair.end()
    }
}

impl<'de> serde::Deserialize<'de> for CharSpan {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (start, end) = <(usize, usize)>::deserialize(deserializer)?;
        Ok(CharSpan { start, end })
    }
}

/// Converts between byte offsets and code points of one text, in time linear in the text once and
/// constant per query: it keeps the code point count at every 64th byte.
#[derive(Clone, Debug)]
pub struct CharOffsets {
    counts: Vec<u32>,
    ascii: bool,
}

const STRIDE: usize = 64;

impl CharOffsets {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut counts = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut seen = 0u32;
        for (at, byte) in text.bytes().enumerate() {
            if at % STRIDE == 0 {
                counts.push(seen);
            }
            // Continuation bytes do not begin a code point.
            seen += u32::from(byte & 0xC0 != 0x80);
        }
        Self {
            counts,
            ascii: seen as usize == text.len(),
        }
    }

    /// Returns how many code points lie before byte `offset` of `text` (the text given to `new`).
    pub fn chars_before(&self, text: &str, offset: usize) -> usize {
        let offset = offset.min(text.len());
        if self.ascii {
            return offset;
        }
        let Some(known) = offset
            .checked_div(STRIDE)
            .filter(|i| *i < self.counts.len())
        else {
            return text.chars().count();
        };
        let rest = &text.as_bytes()[known * STRIDE..offset];
        self.counts[known] as usize + rest.iter().filter(|b| **b & 0xC0 != 0x80).count()
    }

    /// Returns the span in code points.
    pub fn span(&self, text: &str, span: Span) -> CharSpan {
        CharSpan {
            start: self.chars_before(text, span.start()),
            end: self.chars_before(text, span.end()),
        }
    }

    /// Returns the byte span of a span in code points; what lies beyond the text is cut off.
    pub fn bytes(&self, text: &str, span: CharSpan) -> Span {
        Span::new(self.byte_at(text, span.start), self.byte_at(text, span.end))
    }

    fn byte_at(&self, text: &str, chars: usize) -> usize {
        if self.ascii {
            return chars.min(text.len());
        }
        let block = self
            .counts
            .partition_point(|c| (*c as usize) <= chars)
            .saturating_sub(1);
        let mut seen = self.counts.get(block).map_or(0, |c| *c as usize);
        for (at, byte) in text.bytes().enumerate().skip(block * STRIDE) {
            if byte & 0xC0 != 0x80 {
                if seen == chars {
                    return at;
                }
                seen += 1;
            }
        }
        text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_counting() {
        let text = "„Żółw” said — “naïve” 🐢 and more, ".repeat(9);
        let offsets = CharOffsets::new(&text);
        for (count, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.chars_before(&text, at), count);
            assert_eq!(offsets.byte_at(&text, count), at);
        }
        assert_eq!(
            offsets.chars_before(&text, text.len()),
            text.chars().count()
        );
        assert_eq!(offsets.byte_at(&text, usize::MAX), text.len());
    }

    #[test]
    fn a_span_that_does_not_fit_reads_as_nothing() {
        assert_eq!(Span::new(1, 900).of("short"), "");
        assert_eq!(Span::new(5, 2).len(), 0);
    }

    #[test]
    fn trimming_keeps_to_the_words() {
        let text = "  a b \n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "a b");
    }
}

//! Places in UTF-16 units, as programs written in Java count them. A line end of two characters counts as one there:
//! their text fields keep only the second.

use crate::document::Span;

/// A text with its units counted.
pub(super) struct Units {
    /// The units before each byte, and before the end.
    before: Vec<u32>,
}

impl Units {
    /// Counts the units of a text as it stands.
    pub(super) fn new(text: &str) -> Self {
        Self::count(text, false)
    }

    /// Counts the units of a text whose `\r\n` become `\n`.
    pub(super) fn with_plain_ends(text: &str) -> Self {
        Self::count(text, true)
    }

    fn count(text: &str, plain_ends: bool) -> Self {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut units = 0;
        for (at, c) in text.char_indices() {
            before.extend(std::iter::repeat_n(units, c.len_utf8()));
            let dropped = plain_ends && c == '\r' && text[at + 1..].starts_with('\n');
            units += if dropped { 0 } else { c.len_utf16() as u32 };
        }
        before.push(units);
        Self { before }
    }

    /// Returns the first unit and the one after the last.
    pub(super) fn of(&self, span: Span) -> (u32, u32) {
        let at = |byte: usize| self.before.get(byte).or(self.before.last()).copied();
        (at(span.start()).unwrap_or(0), at(span.end()).unwrap_or(0))
    }

    /// Returns the span of units; `None` where they lie outside the text or are none.
    pub(super) fn span(&self, start: u32, stop: u32) -> Option<Span> {
        let end = *self.before.last()?;
        if start >= stop || stop > end {
            return None;
        }
        let byte = |unit: u32| self.before.partition_point(|b| *b < unit);
        Some(Span::new(byte(start), byte(stop)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_agree_with_encoding() {
        let text = "Żółw 🐢 said “no”.\r\nEnd";
        let units = Units::new(text);
        for (from, _) in text.char_indices() {
            for to in text
                .char_indices()
                .map(|(at, _)| at)
                .filter(|to| *to > from)
            {
                let span = Span::new(from, to);
                let (start, stop) = units.of(span);
                assert_eq!(start as usize, text[..from].encode_utf16().count());
                assert_eq!(stop as usize, text[..to].encode_utf16().count());
                assert_eq!(units.span(start, stop), Some(span));
            }
        }
        let all = text.encode_utf16().count() as u32;
        assert_eq!(units.span(3, all), Some(Span::new(5, text.len())));
        assert_eq!(units.span(0, all + 1), None);
        assert_eq!(units.span(4, 4), None);
    }

    #[test]
    fn plain_line_ends_shift_what_follows() {
        let text = "a\r\nb\rc";
        let units = Units::with_plain_ends(text);
        assert_eq!(units.of(Span::new(3, 4)), (2, 3));
        assert_eq!(units.of(Span::new(5, 6)), (4, 5));
    }
}

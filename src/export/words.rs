//! The article's words as they are shown: white space folded, nothing else changed; and where they stand.

use jiff::civil::Date;

use crate::document::Span;

/// Returns the words of a span with every run of white space as one blank. A control character,
/// which could command a terminal, is shown as U+FFFD.
pub(crate) fn folded(text: &str, span: Span) -> String {
    tame(span.of(text))
}

/// Returns any text in the form of [`folded`].
pub(crate) fn tame(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().map(|c| match c {
            c if c.is_control() || is_direction_mark(c) => '\u{FFFD}',
            c => c,
        }));
    }
    out
}

/// Returns whether the character would turn the order of the letters after it around.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Returns several spans of one attribution as one line: ` … ` where the text between them is left out.
pub(crate) fn joined(text: &str, spans: &[Span]) -> String {
    spans
        .iter()
        .map(|s| folded(text, *s))
        .collect::<Vec<_>>()
        .join(" … ")
}

/// Returns the date in ISO 8601: `2031-03-14`.
pub(crate) fn day(date: Date) -> String {
    date.to_string()
}

/// Where the lines of a text begin, so that a place is found without reading the text again.
pub(crate) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            starts: std::iter::once(0).chain(after).collect(),
        }
    }

    /// Returns the line (from 1) that the byte stands in.
    pub(crate) fn at(&self, offset: usize) -> usize {
        self.starts.partition_point(|s| *s <= offset)
    }

    /// Returns the place of some spans in words: `l. 12`, or `l. 12–14` where they go over lines.
    pub(crate) fn place(&self, spans: &[Span]) -> String {
        let first = spans.iter().map(|s| s.start()).min().unwrap_or(0);
        let last = spans.iter().map(|s| s.end()).max().unwrap_or(0);
        let (first, last) = (self.at(first), self.at(last.saturating_sub(1).max(first)));
        if first == last {
            format!("l. {first}")
        } else {
            format!("l. {first}–{last}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_and_nothing_commands_the_terminal() {
        assert_eq!(
            tame(" “We\n\twill”  go\u{1b}[31m "),
            "“We will” go\u{FFFD}[31m"
        );
        assert_eq!(tame(""), "");
    }

    #[test]
    fn places_are_lines() {
        let text = "a\nbc\n\nd";
        let lines = Lines::new(text);
        assert_eq!(lines.place(&[Span::new(0, 1)]), "l. 1");
        assert_eq!(lines.place(&[Span::new(2, 4), Span::new(6, 7)]), "l. 2–4");
        assert_eq!(lines.place(&[]), "l. 1");
    }
}

//! A sentence as its words, with the clauses, entities and time expressions that lie in it.

use std::ops::Range;

use super::grammar::Grammar;
use crate::document::Span;
use crate::language::{Entity, TimeExpression};

/// One sentence of the body.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    /// Where each word or mark stands.
    pub spans: Vec<Span>,
    /// The same in small letters.
    pub low: Vec<String>,
    pub entities: &'a [Entity],
    pub times: &'a [TimeExpression],
    /// The first word of every clause, in order; 0 is the first.
    clauses: Vec<usize>,
}

/// Returns the sentences as lines.
pub(super) fn lines<'a>(
    text: &'a str,
    sentences: &[Span],
    entities: &'a [Entity],
    times: &'a [TimeExpression],
    grammar: &Grammar,
) -> Vec<Line<'a>> {
    let mut found = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        for spans in words(text, *sentence).chunks(LONGEST) {
            found.push(Line::new(text, spans.to_vec(), entities, times, grammar));
        }
    }
    found
}

/// A sentence of more words is read in parts, so that work stays linear whatever the text.
const LONGEST: usize = 300;

impl<'a> Line<'a> {
    fn new(
        text: &'a str,
        spans: Vec<Span>,
        entities: &'a [Entity],
        times: &'a [TimeExpression],
        grammar: &Grammar,
    ) -> Self {
        let first = spans.first().copied().unwrap_or(Span::new(0, 0));
        let span = first.cover(spans.last().copied().unwrap_or(first));
        let small = |(i, span): (usize, &Span)| match span.of(text) {
            // Inside a sentence it is the month and no verb.
            "May" if i > 0 => "May".into(),
            word => word.to_lowercase().replace('’', "'"),
        };
        let low: Vec<String> = spans.iter().enumerate().map(small).collect();
        let clauses = grammar.clauses(&low);
        Self {
            text,
            entities: within(entities, |e| e.span, span),
            times: within(times, |t| t.span, span),
            spans,
            low,
            clauses,
        }
    }

    /// Returns the word at `i` in small letters, the empty word outside.
    pub fn word(&self, i: usize) -> &str {
        self.low.get(i).map_or("", String::as_str)
    }

    /// Returns the word before `i`.
    pub fn before(&self, i: usize, steps: usize) -> &str {
        i.checked_sub(steps).map_or("", |p| self.word(p))
    }

    /// Returns whether the word at `i` begins with a capital letter.
    pub fn is_capital(&self, i: usize) -> bool {
        self.spans
            .get(i)
            .is_some_and(|s| s.of(self.text).starts_with(char::is_uppercase))
    }

    /// Returns the words of the clause that word `i` stands in.
    pub fn clause(&self, i: usize) -> Range<usize> {
        let at = self.clauses.partition_point(|c| *c <= i);
        let from = at.checked_sub(1).map_or(0, |p| self.clauses[p]);
        from..self.clauses.get(at).copied().unwrap_or(self.low.len())
    }

    /// Returns what the words cover, without marks around it.
    pub fn cover(&self, words: Range<usize>) -> Span {
        let mut inside = words
            .filter(|i| self.word(*i).contains(char::is_alphanumeric))
            .filter_map(|i| self.spans.get(i));
        let Some(first) = inside.next() else {
            return Span::new(0, 0);
        };
        first.cover(*inside.next_back().unwrap_or(first))
    }

    /// Returns the words that a span covers.
    pub fn words_of(&self, span: Span) -> Range<usize> {
        let from = self.spans.partition_point(|s| s.end() <= span.start());
        let to = self.spans.partition_point(|s| s.start() < span.end());
        from..to.max(from)
    }

    /// Returns the time expressions among the words, each with its words.
    pub fn times_in(
        &self,
        words: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (Range<usize>, &'a TimeExpression)> + '_ {
        let inside = move |r: &Range<usize>| r.start >= words.start && r.start < words.end;
        self.times
            .iter()
            .map(|t| (self.words_of(t.span), t))
            .filter(move |(r, _)| inside(r))
    }

    /// Returns the entities among the words, each with its words.
    pub fn entities_in(
        &self,
        words: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = (Range<usize>, &'a Entity)> + '_ {
        let inside = move |r: &Range<usize>| r.start >= words.start && r.start < words.end;
        self.entities
            .iter()
            .map(|e| (self.words_of(e.span), e))
            .filter(move |(r, _)| inside(r))
    }
}

/// Returns the part of a list in order of the text that begins inside a span.
fn within<T>(all: &[T], span_of: impl Fn(&T) -> Span, span: Span) -> &[T] {
    let from = all.partition_point(|x| span_of(x).start() < span.start());
    let to = all.partition_point(|x| span_of(x).start() < span.end());
    all.get(from..to).unwrap_or_default()
}

/// Returns the words and marks of a passage: hyphens, points and apostrophes inside a word belong to it, `'s`, `'ll` and the
/// like at its end are words of their own.
fn words(text: &str, passage: Span) -> Vec<Span> {
    let mut found = Vec::with_capacity(passage.len() / 5);
    let chars: Vec<(usize, char)> = passage.of(text).char_indices().collect();
    let mut i = 0;
    while let Some((at, c)) = chars.get(i).copied() {
        let begin = passage.start() + at;
        i += 1;
        if c.is_whitespace() {
            continue;
        }
        if !c.is_alphanumeric() {
            found.push(Span::new(begin, begin + c.len_utf8()));
            continue;
        }
        while goes_on(&chars, i) {
            i += 1;
        }
        let end = passage.start() + chars.get(i).map_or(passage.len(), |c| c.0);
        push_word(&mut found, text, Span::new(begin, end));
    }
    found
}

/// Returns whether the character at `i` belongs to the word before it.
fn goes_on(chars: &[(usize, char)], i: usize) -> bool {
    let letter = |i: usize| chars.get(i).is_some_and(|c| c.1.is_alphanumeric());
    let digit = |i: usize| chars.get(i).is_some_and(|c| c.1.is_ascii_digit());
    match chars.get(i).map(|c| c.1) {
        Some(c) if c.is_alphanumeric() => true,
        Some('-' | '\'' | '’' | '.') => letter(i + 1),
        Some(',') => i > 0 && digit(i - 1) && digit(i + 1),
        _ => false,
    }
}

fn push_word(found: &mut Vec<Span>, text: &str, word: Span) {
    let apart = word.of(text).rfind(['\'', '’']).filter(|at| *at > 0);
    let ending = |at: &usize| {
        word.of(text)[*at..]
            .trim_start_matches(['\'', '’'])
            .to_lowercase()
    };
    let cut = apart
        .filter(|at| matches!(ending(at).as_str(), "s" | "ll" | "re" | "ve" | "d" | "m"))
        .map_or(word.end(), |at| word.start() + at);
    found.push(Span::new(word.start(), cut));
    if cut < word.end() {
        found.push(Span::new(cut, word.end()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line<'_> {
        let grammar = Grammar::parse(include_str!("../../data/clauses.toml")).unwrap();
        Line::new(
            text,
            words(text, Span::new(0, text.len())),
            &[],
            &[],
            &grammar,
        )
    }

    #[test]
    fn words_keep_what_is_inside_them() {
        assert_eq!(
            line("Norland’s U.S. envoys’ 50-50 offer, of 3,000 “men”.").low,
            [
                "norland", "'s", "u.s", ".", "envoys", "'", "50-50", "offer", ",", "of", "3,000",
                "“", "men", "”", "."
            ]
        );
    }

    #[test]
    fn a_word_knows_its_clause() {
        let line = line("He left after the port burned, and she stayed; nobody spoke.");
        let clause = |word: &str| {
            let at = line.low.iter().position(|w| w == word).unwrap();
            line.cover(line.clause(at)).of(line.text)
        };
        assert_eq!(clause("left"), "He left");
        assert_eq!(clause("burned"), "after the port burned");
        assert_eq!(clause("stayed"), "and she stayed");
        assert_eq!(clause("spoke"), "nobody spoke");
    }

    #[test]
    fn nothing_is_covered_by_no_words() {
        assert!(line("…").cover(0..1).is_empty());
        assert_eq!(line("").clause(3), 0..0);
    }
}

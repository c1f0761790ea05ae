//! Which lists of the talks rest on a statement: what is read from it speaks for its signals.

use super::{Statement, Talks};
use crate::document::Span;

/// One list of the talks: its name, and the words of its entries with the statement that each rests on, in order.
struct List {
    name: &'static str,
    entries: Vec<(Span, Option<usize>)>,
    /// Bytes of the longest evidence.
    longest: usize,
}

impl List {
    fn new(name: &'static str, entries: impl Iterator<Item = (Span, Option<usize>)>) -> Self {
        let mut entries: Vec<_> = entries.collect();
        entries.sort_unstable_by_key(|(span, _)| (span.start(), span.end()));
        let longest = entries.iter().map(|(s, _)| s.len()).max().unwrap_or(0);
        Self {
            name,
            entries,
            longest,
        }
    }

    /// Returns the entries whose words overlap the span.
    fn within(&self, span: Span) -> impl Iterator<Item = &(Span, Option<usize>)> {
        let first = span.start().saturating_sub(self.longest);
        let from = self.entries.partition_point(|(s, _)| s.start() < first);
        let near = self.entries[from..].iter();
        near.take_while(move |(s, _)| s.start() < span.end())
            .filter(move |(s, _)| s.overlaps(span))
    }
}

/// Returns for each statement the names of what the talks have of it: `evidence:LIST` where an entry's words lie in its
/// content, `rests:LIST` where the entry rests on it.
pub fn grounds(statements: &[Statement], talks: &Talks) -> Vec<Vec<String>> {
    let lists = [
        List::new(
            "positions",
            talks.positions.iter().map(|p| (p.evidence, p.attribution)),
        ),
        List::new(
            "outcomes",
            talks.outcomes.iter().map(|o| (o.evidence, None)),
        ),
        List::new("shifts", talks.shifts.iter().map(|s| (s.evidence, s.by))),
        List::new(
            "meetings",
            talks.meetings.iter().map(|m| (m.evidence, None)),
        ),
        List::new("conduct", talks.conduct.iter().map(|c| (c.evidence, None))),
        List::new(
            "expectations",
            talks.expectations.iter().map(|e| (e.evidence, e.by)),
        ),
    ];
    let of = |(i, statement): (usize, &Statement)| {
        let content = &statement.attribution.content;
        let mut found = Vec::new();
        for list in &lists {
            let mut entries = content.iter().flat_map(|c| list.within(*c)).peekable();
            if entries.peek().is_some() {
                found.push(format!("evidence:{}", list.name));
            }
            if entries.any(|(_, by)| *by == Some(i)) {
                found.push(format!("rests:{}", list.name));
            }
        }
        found
    };
    statements.iter().enumerate().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_their_words() {
        let at = |start, end| (Span::new(start, end), None);
        let list = List::new("outcomes", [at(40, 60), at(0, 30)].into_iter());
        let found = |start, end| list.within(Span::new(start, end)).count();
        assert_eq!(found(20, 50), 2);
        assert_eq!(found(30, 40), 0);
        assert_eq!(found(29, 30), 1);
        assert_eq!(found(70, 80), 0);
    }
}

//! Turns of a transcript: `MODERATOR: …`, `Q …`, `SECRETARY DOE: …`. A turn is an attribution whose
//! source is the label, which has no cue, and whose content goes on until the next turn.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::Span;

/// A turn, or another stretch whose layout tells who speaks: the words of its label, and the passages (by index) of what is said with the span within each.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The label without its colon.
    pub label: Span,
    /// What ties label and content together, where that is more than the layout.
    pub cue: Option<Span>,
    /// What is said, one span a passage.
    pub content: Vec<Span>,
    /// The passages that the turn takes up.
    pub passages: Range<usize>,
}

/// A label in capitals (`SENIOR OFFICIAL:`, `MR. DOE:`), a question mark of the trade (`Q `, `QUESTION:`),
/// or a short name before a colon, which counts only if it comes again.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:",
        r"(?P<capitals>\[?[A-Z][A-Z'’.\-]*(?:[ ,]+(?:[A-Z0-9#][A-Z0-9'’.\-]*|Mc[A-Z]+|de|van|von|and|of|the))*(?: \([^)]{1,60}\))?\]?):\s",
        r"|(?P<question>Q)(?:[:.]\s|\s{1,3})(?:\(|[A-Z“”\x22'‘’\[]|—|–|-)",
        r"|(?P<name>\p{Lu}[\p{L}.'’\-]*(?: (?:\p{Lu}[\p{L}.'’\-]*|de|van|von|al|bin|the|of)){0,4}):\s",
        r")"
    ))
    .ok()
});

/// Fewest turns that make a transcript: a single "NOTE: …" does not.
const FEWEST: usize = 3;

/// Returns the turns among the passages of a document, in order; none where it is no transcript.
pub fn turns(text: &str, passages: &[Span]) -> Vec<Turn> {
    let labels: Vec<Option<(Span, Span, bool)>> =
        passages.iter().map(|p| label(text, *p)).collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (label, _, _) in labels.iter().flatten() {
        *seen.entry(label.of(text)).or_default() += 1;
    }
    let holds = |(label, _, sure): &(Span, Span, bool)| {
        *sure || seen.get(label.of(text)).is_some_and(|n| *n >= 2)
    };
    let starts: Vec<usize> = (0..passages.len())
        .filter(|i| labels[*i].as_ref().is_some_and(holds))
        .collect();
    let again = seen.values().any(|n| *n >= 2);
    if starts.len() < FEWEST || !again {
        return Vec::new();
    }
    let mut found = Vec::with_capacity(starts.len());
    for (i, start) in starts.iter().copied().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(passages.len());
        let Some((label, first, _)) = labels[start] else {
            continue;
        };
        let rest = passages[start + 1..end]
            .iter()
            .copied()
            .filter(|p| !is_stage_direction(p.of(text)));
        let content: Vec<Span> = std::iter::once(first)
            .chain(rest)
            .filter(|s| !s.is_empty())
            .collect();
        if !content.is_empty() {
            found.push(Turn {
                label,
                cue: None,
                content,
                passages: start..end,
            });
        }
    }
    found
}

/// Returns the label, the rest of the passage, and whether the label is one beyond doubt.
fn label(text: &str, passage: Span) -> Option<(Span, Span, bool)> {
    let words = passage.of(text);
    let found = LABEL.as_ref()?.captures(words)?;
    let sure = found.name("name").is_none();
    let name = found
        .name("capitals")
        .or_else(|| found.name("question"))
        .or_else(|| found.name("name"))?;
    let label = Span::new(passage.start() + name.start(), passage.start() + name.end());
    let after = words[name.end()..].trim_start_matches([':', '.', ' ', '\u{a0}', '\t']);
    let rest = Span::new(passage.end() - after.len(), passage.end());
    Some((label, rest, sure))
}

/// `(Laughter.)`, `[Crosstalk]`, `1:26 P.M. EST`, `END`, `* * *`.
fn is_stage_direction(words: &str) -> bool {
    let words = words.trim();
    let bracketed = (words.starts_with('(') && words.ends_with(')'))
        || (words.starts_with('[') && words.ends_with(']'));
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = words.chars().filter(|c| c.is_uppercase()).count();
    (bracketed && words.len() < 80) || (words.len() < 40 && letters == capitals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::lines;

    fn read(text: &str) -> Vec<(&str, Vec<&str>)> {
        let passages: Vec<Span> = lines(text).collect();
        turns(text, &passages)
            .into_iter()
            .map(|t| {
                (
                    t.label.of(text),
                    t.content.iter().map(|s| s.of(text)).collect(),
                )
            })
            .collect()
    }

    #[test]
    fn a_briefing_comes_apart_into_turns() {
        let text = "12:53 P.M.\n\nMODERATOR: Welcome.\n\nOver to you.\n\nSENIOR OFFICIAL: Thanks.\n\n(Laughter.)\n\nQ Will you go on?\n\nSENIOR OFFICIAL: Yes.\n\nEND";
        assert_eq!(
            read(text),
            [
                ("MODERATOR", vec!["Welcome.", "Over to you."]),
                ("SENIOR OFFICIAL", vec!["Thanks."]),
                ("Q", vec!["Will you go on?"]),
                ("SENIOR OFFICIAL", vec!["Yes."]),
            ]
        );
    }

    #[test]
    fn names_count_where_they_come_again() {
        let text =
            "Marta Ilves: Why?\nThe Courier: Because.\nMarta Ilves: I see.\nThe Courier: Good.";
        assert_eq!(read(text).len(), 4);
        assert!(read("Note: this is no transcript.\nHe said: no.\nQ is a letter.").is_empty());
        assert!(read("THE CONDITIONS: one.\nSECOND: two.\nTHIRD: three.").is_empty());
    }
}

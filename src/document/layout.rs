//! The pieces a text consists of on the page: a line, or a paragraph that was broken into several lines.

use super::Span;

/// One line, or the joined lines of one paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its words, without white space around them.
    pub(super) span: Span,
    /// Whether an empty line, or the beginning of the text, stands before it.
    pub(super) apart: bool,
}

/// Columns of the widest line at which a text counts as broken by a program rather than by its author.
const WIDEST: usize = 130;
/// Columns of the narrowest such text; a column of single words is a list.
const NARROWEST: usize = 30;
/// A line shorter than this does not go on in the next, where the text as a whole is not broken into lines.
const LONG_ENOUGH: usize = 40;

/// One line as it stands.
struct Line<'a> {
    span: Span,
    words: &'a str,
    apart: bool,
    indent: usize,
    columns: usize,
}

/// Returns the pieces of a text in order.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let lines = lines(text);
    let width = broken_at(&lines);
    let mut pieces: Vec<Piece> = Vec::with_capacity(lines.len());
    let mut before: Option<&Line> = None;
    let mut hanging = false;
    for line in &lines {
        let goes_on = before.is_some_and(|b| goes_on(b, line, width, hanging));
        match pieces.last_mut() {
            Some(piece) if goes_on => piece.span = piece.span.cover(line.span),
            _ => {
                pieces.push(Piece {
                    span: line.span,
                    apart: line.apart,
                });
                hanging = is_item(line.words);
            }
        }
        before = Some(line);
    }
    pieces
}

/// Returns the lines that hold more than white space. Line feeds, carriage returns and Unicode's line and paragraph
/// separators end a line.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let (mut start, mut apart) = (0, true);
    let ends = text
        .char_indices()
        .filter(|(_, c)| is_break(*c))
        .map(|(at, c)| (at, at + c.len_utf8()));
    for (end, next) in ends.chain([(text.len(), text.len())]) {
        let span = Span::new(start, end).trimmed(text);
        // The two characters of one line end are no empty line.
        let same_end = text.get(start..next) == Some("\n")
            && text.get(..start).is_some_and(|t| t.ends_with('\r'));
        if !span.is_empty() {
            let words = span.of(text);
            let indent = text
                .get(start..span.start())
                .map_or(0, |s| s.chars().count());
            found.push(Line {
                span,
                words,
                apart,
                indent,
                columns: words.chars().count(),
            });
            apart = false;
        } else if !same_end {
            apart = true;
        }
        start = next;
    }
    found
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Returns the width at which a program broke the text into lines, if one did: most lines are as full as the next word
/// lets them be, and end within a sentence.
fn broken_at(lines: &[Line]) -> Option<usize> {
    let pairs: Vec<(&Line, &Line)> = lines
        .windows(2)
        .filter(|w| !w[1].apart)
        .map(|w| (&w[0], &w[1]))
        .collect();
    if pairs.len() < 3 {
        return None;
    }
    let mut columns: Vec<usize> = pairs.iter().map(|(a, _)| a.columns).collect();
    columns.sort_unstable();
    // Not the widest: one long address must not hide that all others are broken.
    let width = columns[columns.len() * 95 / 100];
    let within = pairs
        .iter()
        .filter(|(a, b)| !ends_sentence(a.words) && begins_small(b.words))
        .count();
    let full = pairs.iter().filter(|(a, b)| is_full(a, b, width)).count();
    let broken = full * 10 >= pairs.len() * 6 && within * 4 >= pairs.len();
    (broken && (NARROWEST..=WIDEST).contains(&width)).then_some(width)
}

/// Returns whether the first word of `b` would not have fitted on line `a`; a tenth of the width is left to ragged
/// edges.
fn is_full(a: &Line, b: &Line, width: usize) -> bool {
    let word = b
        .words
        .split_whitespace()
        .next()
        .map_or(0, |w| w.chars().count());
    a.columns + 1 + word >= width - width / 10
}

/// Returns whether line `b` goes on with the paragraph of line `a`.
fn goes_on(a: &Line, b: &Line, width: Option<usize>, hanging: bool) -> bool {
    if b.apart || is_item(b.words) {
        return false;
    }
    let mid_sentence =
        a.words.ends_with(|c: char| c.is_alphanumeric() || c == ',') && begins_small(b.words);
    let Some(width) = width else {
        return mid_sentence && a.columns >= LONG_ENOUGH;
    };
    if b.indent > a.indent && !hanging {
        return false;
    }
    mid_sentence || is_full(a, b, width)
}

fn begins_small(words: &str) -> bool {
    words.starts_with(char::is_lowercase)
}

/// Characters that end a sentence, or show that a line is no heading.
const ENDS: &[char] = &[
    '.', '!', '?', ':', ';', ',', '…', '—', '–', '-', '。', '！', '？', '।', '؟', '۔', '،', '：',
    '；',
];

/// Characters that may follow the end of a sentence.
fn closes(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '」' | '*'
    ) || c.is_whitespace()
}

/// Returns whether the words end as running text does, with or without closing marks.
pub(super) fn ends_sentence(words: &str) -> bool {
    words.trim_end_matches(closes).ends_with(ENDS)
}

/// Returns whether a line begins like an item of a list: `- `, `• `, `3. `, `(b) `.
pub(super) fn is_item(line: &str) -> bool {
    is_bullet(line) || number(line).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Returns whether a line begins with the mark of an item.
pub(super) fn is_bullet(line: &str) -> bool {
    // Marks that stand nowhere else need no space behind them; a hyphen does, unless a capital follows.
    const BULLETS: &[char] = &['•', '‣', '◦', '▪', '■', '●', '○', '►', '➤', '✓', '→'];
    const MARKS: &[char] = &['-', '–', '*', '·'];
    let spaced = |rest: &str| rest.starts_with(char::is_whitespace);
    line.strip_prefix(BULLETS)
        .is_some_and(|rest| !rest.is_empty())
        || line.strip_prefix(MARKS).is_some_and(spaced)
        || line
            .strip_prefix('-')
            .is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Returns what follows the number of an item.
fn number(line: &str) -> Option<&str> {
    let (inner, open) = line
        .strip_prefix('(')
        .map_or((line, false), |rest| (rest, true));
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let letters = inner.len() - inner.trim_start_matches(['i', 'v', 'x']).len();
    let one_letter = usize::from(inner.starts_with(|c: char| c.is_ascii_lowercase()));
    let length = [digits, letters, one_letter]
        .into_iter()
        .max()
        .filter(|n| (1..=4).contains(n) && digits <= 3)?;
    let rest = inner.get(length..)?;
    // `(b)` and `b)` and `3.`, but not `a.`, which may be an abbreviation.
    rest.strip_prefix(')').or_else(|| {
        (!open && digits > 0)
            .then(|| rest.strip_prefix('.'))
            .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        pieces(text).iter().map(|p| p.span.of(text)).collect()
    }

    #[test]
    fn every_line_is_a_piece_where_nothing_was_broken() {
        let text = "Talks in Brae\r\n\r\nThe envoys met.\r\nThey left.\rNobody spoke.\u{2028}\n";
        assert_eq!(
            words(text),
            [
                "Talks in Brae",
                "The envoys met.",
                "They left.",
                "Nobody spoke."
            ]
        );
        let apart: Vec<bool> = pieces(text).iter().map(|p| p.apart).collect();
        assert_eq!(apart, [true, true, false, false]);
    }

    const WRAPPED: &str = "\
Talks over the strait ended

The delegations of Ostravia and Norland met for the third time
on Friday and agreed to meet again before the herring season
opens in April. Nobody spoke of a deal.
  A second paragraph begins with an indent, as it did in the
papers of old, and it runs over several lines too.

- withdraw the two cutters that have been lying in the lane
  since January;
- freeze the quota.
";

    #[test]
    fn a_paragraph_broken_into_lines_is_one_piece() {
        let found = words(WRAPPED);
        assert_eq!(found.len(), 5, "{found:#?}");
        assert_eq!(found[0], "Talks over the strait ended");
        assert!(found[1].starts_with("The delegations") && found[1].ends_with("of a deal."));
        assert!(found[2].ends_with("several lines too."));
        assert!(found[3].ends_with("since January;"));
    }

    #[test]
    fn one_line_feed_within_a_sentence_is_no_new_paragraph() {
        let text = "The delegations of Ostravia and Norland met on\nthe island and went home.\nNobody spoke.";
        assert_eq!(words(text).len(), 2);
        assert_eq!(words("Fish\nbread\nwine").len(), 3);
    }

    #[test]
    fn items_are_told_by_their_marks() {
        for line in [
            "- a",
            "-An",
            "• a",
            "•a",
            "1. The quota",
            "12) a",
            "(b) ships",
            "(iv) ships",
            "– a",
        ] {
            assert!(is_item(line), "{line}");
        }
        for line in [
            "-5 degrees",
            "a. m.",
            "2031. It was",
            "A deal",
            "— We stay",
            "I. Strand",
            "1.5 miles",
            "(and) so",
        ] {
            assert!(!is_item(line), "{line}");
        }
    }

    #[test]
    fn running_text_ends_with_a_mark() {
        for line in [
            "It ended.",
            "“It ended.”",
            "It ended (at last).",
            "He said:",
            "You are—",
            "Why?",
        ] {
            assert!(ends_sentence(line), "{line}");
        }
        for line in ["What's next", "Crews 'willing'", "Office", "(inaudible)"] {
            assert!(!ends_sentence(line), "{line}");
        }
    }
}

//! Quotation marks of one passage: straight, curly, single, low and guillemets; apostrophes, inch
//! marks and years (’90s) are told apart from marks that open or close a quotation.

use crate::document::Span;

/// One stretch between quotation marks, outermost only, within one passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark.
    pub open: Span,
    /// The closing mark; `None` where the passage ends first, as in a quotation that the next
    /// paragraph goes on with.
    pub close: Option<Span>,
    /// From the opening mark to the closing mark, both included, or to the end of the passage.
    pub span: Span,
}

/// How a place stands to the quotation marks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteState {
    /// In the author's own words.
    Outside,
    /// Between marks.
    Inside,
    /// On the mark that opens.
    Open,
    /// On the mark that closes.
    Close,
}

/// How far a single quotation mark looks for its partner, in characters: longer quotations in single
/// marks exist, but an apostrophe that finds a partner so far away by accident is likelier.
const SINGLE_REACH: usize = 1500;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Guillemet,
    Single,
    /// Two apostrophes, as wires and typewriters print a double mark.
    Paired,
}

/// Returns the quotations of one passage in order; they do not overlap.
pub fn quotations(text: &str, passage: Span) -> Vec<Quotation> {
    let chars: Vec<(usize, char)> = passage
        .of(text)
        .char_indices()
        .map(|(i, c)| (passage.start() + i, c))
        .collect();
    let mut found = Vec::new();
    let mut open: Option<(Span, Family, char)> = None;
    let mut i = 0;
    while i < chars.len() {
        let (at, c) = chars[i];
        // In any other quotation two apostrophes are two marks.
        let pair = open.is_none_or(|o| o.1 == Family::Paired) && is_pair(&chars, i);
        let width = if pair { 2 } else { 1 };
        let mark = Span::new(at, chars.get(i + width).map_or(passage.end(), |n| n.0));
        let before = i.checked_sub(1).map(|p| chars[p].1);
        let after = chars.get(i + width).map(|n| n.1);
        match open {
            None if pair => {
                if stands_free(before) && after.is_some_and(|a| !a.is_whitespace()) {
                    open = Some((mark, Family::Paired, c));
                }
            }
            None => {
                if let Some(family) = opens(c, before, after, &chars, i) {
                    open = Some((mark, family, c));
                }
            }
            Some((start, family, opener)) => {
                let closed = match family {
                    Family::Paired => pair,
                    _ => closes(c, family, opener, before, after),
                };
                if closed {
                    found.push(Quotation {
                        open: start,
                        close: Some(mark),
                        span: start.cover(mark),
                    });
                    open = None;
                }
            }
        }
        i += width;
    }
    if let Some((start, _, _)) = open {
        let span = Span::new(start.start(), passage.end());
        found.push(Quotation {
            open: start,
            close: None,
            span,
        });
    }
    found
}

/// Returns the state of the place that begins at byte `offset`, given quotations in order.
pub fn state_at(quotations: &[Quotation], offset: usize) -> QuoteState {
    let next = quotations.partition_point(|q| q.span.end() <= offset);
    match quotations.get(next) {
        Some(q) if q.open.start() == offset => QuoteState::Open,
        Some(q) if q.close.is_some_and(|c| c.start() == offset) => QuoteState::Close,
        Some(q) if q.span.holds(offset) => QuoteState::Inside,
        _ => QuoteState::Outside,
    }
}

fn opens(
    c: char,
    before: Option<char>,
    after: Option<char>,
    chars: &[(usize, char)],
    i: usize,
) -> Option<Family> {
    let free = stands_free(before);
    let leads = after.is_some_and(|a| !a.is_whitespace());
    match c {
        '“' | '„' | '‟' | '«' if leads => Some(if c == '«' {
            Family::Guillemet
        } else {
            Family::Double
        }),
        // A closing shape opens in some styles (”so”, »so«), but only before a word.
        '”' if free && leads => Some(Family::Double),
        '»' if free && leads => Some(Family::Guillemet),
        '"' | '＂' if leads && !is_inch(before, after) && (free || !ends_word(before, after)) => {
            Some(Family::Double)
        }
        '‘' | '‚' | '‹' if free && leads && has_partner(chars, i) => Some(Family::Single),
        '\'' | '’' if free && after.is_some_and(char::is_alphanumeric) && has_partner(chars, i) => {
            Some(Family::Single)
        }
        _ => None,
    }
}

fn closes(
    c: char,
    family: Family,
    opener: char,
    before: Option<char>,
    after: Option<char>,
) -> bool {
    match family {
        Family::Double => match c {
            '”' => true,
            '“' => opener == '„',
            '"' | '＂' => !(is_inch(before, after) && opener != '"' && opener != '＂'),
            _ => false,
        },
        Family::Guillemet => (opener == '«' && c == '»') || (opener == '»' && c == '«'),
        Family::Single => closes_single(c, before, after),
        Family::Paired => false,
    }
}

/// Whether two apostrophes, and no more, stand at `i`.
fn is_pair(chars: &[(usize, char)], i: usize) -> bool {
    let mark = |i: usize| chars.get(i).is_some_and(|c| matches!(c.1, '\'' | '`'));
    mark(i) && mark(i + 1) && !mark(i + 2) && !i.checked_sub(1).is_some_and(mark)
}

/// Whether the place before a mark lets a quotation begin: nothing, white space, a bracket, a dash, another mark.
fn stands_free(before: Option<char>) -> bool {
    before.is_none_or(|b| b.is_whitespace() || "([{—–-/\"“„«‘:".contains(b))
}

fn ends_word(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|b| !b.is_whitespace()) && after.is_none_or(|a| !a.is_alphanumeric())
}

/// `6'2"` and `a 12" pipe`: the mark follows a digit and a word or nothing goes on.
fn is_inch(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|b| b.is_ascii_digit()) && after.is_none_or(|a| !a.is_alphanumeric())
}

fn closes_single(c: char, before: Option<char>, after: Option<char>) -> bool {
    matches!(c, '’' | '\'' | '›' | '‘')
        && before.is_some_and(|b| !b.is_whitespace())
        && after.is_none_or(|a| !a.is_alphanumeric())
}

/// Returns whether a later mark of the passage closes what a single mark at `i` would open. After
/// sentence punctuation it surely does; after a plural's s (`officials’ plan`) it is an apostrophe
/// unless the text breaks off there.
fn has_partner(chars: &[(usize, char)], i: usize) -> bool {
    let reach = (i + 1 + SINGLE_REACH).min(chars.len());
    (i + 2..reach).any(|j| {
        let before = Some(chars[j - 1].1);
        let after = chars.get(j + 1).map(|n| n.1);
        if !closes_single(chars[j].1, before, after) {
            return false;
        }
        let plural = before == Some('s')
            && after.is_some_and(char::is_whitespace)
            && chars.get(j + 2).is_some_and(|n| n.1.is_lowercase());
        !plural
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        quotations(text, Span::new(0, text.len()))
            .into_iter()
            .map(|q| q.span.of(text))
            .collect()
    }

    #[test]
    fn every_style_of_mark_is_read() {
        assert_eq!(read("He said \"no\" and “never”."), ["\"no\"", "“never”"]);
        assert_eq!(
            read("„Nie“, sagte sie; «jamais», dit-il; »nein«"),
            ["„Nie“", "«jamais»", "»nein«"]
        );
        assert_eq!(
            read("The ‘deal’ was 'dead', she said."),
            ["‘deal’", "'dead'"]
        );
    }

    #[test]
    fn nested_marks_stay_inside_the_outer_ones() {
        assert_eq!(
            read("“He said ‘go’ to us,” she said."),
            ["“He said ‘go’ to us,”"]
        );
    }

    #[test]
    fn two_apostrophes_are_a_double_mark() {
        assert_eq!(
            read("''It's over,'' he said. ``So it is.'' \"A '' B\""),
            ["''It's over,''", "``So it is.''", "\"A '' B\""]
        );
    }

    #[test]
    fn apostrophes_years_and_inches_are_no_marks() {
        assert_eq!(
            read("It's the officials' plan of the '90s, isn't it?"),
            Vec::<&str>::new()
        );
        assert_eq!(read("a 12\" pipe and a 6'2\" man"), Vec::<&str>::new());
        assert_eq!(
            read("the ’80s and their officials’ memoirs"),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn a_quotation_left_open_runs_to_the_end_of_the_passage() {
        let text = "“We go on. And on.";
        let found = quotations(text, Span::new(0, text.len()));
        assert_eq!(found[0].close, None);
        assert_eq!(found[0].span.of(text), text);
    }

    #[test]
    fn states_follow_the_marks() {
        let text = "a “b” c";
        let found = quotations(text, Span::new(0, text.len()));
        let states: Vec<QuoteState> = text
            .char_indices()
            .filter(|(_, c)| *c != ' ')
            .map(|(i, _)| state_at(&found, i))
            .collect();
        use QuoteState::*;
        assert_eq!(states, [Outside, Open, Inside, Close, Outside]);
    }
}

//! What a piece of text looks like, before its neighbours are asked.

use super::dates::{Dated, date_line};
use super::layout::{Piece, ends_sentence, is_item};
use super::phrases::{Place, Rule, fitting};
use super::{BlockKind, Span};

/// Characters and words of the longest heading; what is longer is running text, even without a full stop.
const LONGEST_HEADING: (usize, usize) = (90, 14);

/// One piece with what can be told from itself.
#[derive(Clone, Debug)]
pub(super) struct Look<'a> {
    /// Where it stands.
    pub(super) span: Span,
    /// Its words.
    pub(super) words: &'a str,
    /// Whether an empty line stands before it.
    pub(super) apart: bool,
    /// What its markup says it is, if it has any.
    pub(super) hint: Option<BlockKind>,
    /// Whether it holds nothing but a day or a time.
    pub(super) dated: Option<Dated>,
    /// Whether it ends as a sentence does, or is somebody's turn to speak.
    pub(super) stopped: bool,
    /// The same, or too long for a heading.
    pub(super) running: bool,
    /// Whether it is an item of a list.
    pub(super) item: bool,
    /// Length in characters, cut off above any length that matters.
    pub(super) length: usize,
    /// Words, likewise.
    pub(super) count: usize,
    rules: Vec<Rule>,
}

impl<'a> Look<'a> {
    pub(super) fn new(text: &'a str, piece: Piece, hint: Option<BlockKind>) -> Self {
        let words = piece.span.of(text);
        let length = words.chars().take(1000).count();
        let count = words.split_whitespace().take(60).count();
        let item = hint == Some(BlockKind::ListItem) || is_item(words);
        let long = length > LONGEST_HEADING.0 || count > LONGEST_HEADING.1;
        let shouted = words.ends_with(':') && is_shouted(words);
        let stopped = is_turn(words) || (ends_sentence(words) && !shouted);
        Self {
            span: piece.span,
            words,
            apart: piece.apart,
            hint,
            dated: date_line(words),
            stopped,
            running: long || stopped,
            item,
            length,
            count,
            rules: fitting(words),
        }
    }

    /// Returns the first rule for its words that holds in this place.
    pub(super) fn rule(&self, place: Place) -> Option<Rule> {
        self.rules
            .iter()
            .find(|r| r.place == Place::Anywhere || r.place == place)
            .copied()
    }

    /// Returns what it is by its words alone, in this place.
    pub(super) fn furniture(&self, place: Place) -> Option<BlockKind> {
        if self.dated.is_some() {
            return Some(BlockKind::DateLine);
        }
        if is_ornament(self.words) {
            return Some(BlockKind::Note);
        }
        self.rule(place).map(|r| r.kind)
    }

    /// Returns whether markup says that it is something that is no running text.
    pub(super) fn decided(&self) -> Option<BlockKind> {
        self.hint.filter(|h| !h.is_body())
    }

    /// Returns whether it looks like a name, with or without the place it was written in (`Nell Farrow in Brae`).
    pub(super) fn is_name(&self) -> bool {
        let name = self.words.split(" in ").next().unwrap_or_default();
        is_name(name) && (2..=5).contains(&name.split_whitespace().count()) && self.count <= 9
    }

    /// Returns whether its folded words are these.
    pub(super) fn folds_to(&self, words: &str) -> bool {
        // Marks make a line longer, but not much longer; most lines need no folding.
        self.words.len() <= words.len() * 2 && self.folded() == words
    }

    /// Returns its words without case, marks and white space, by which repetitions are known.
    pub(super) fn folded(&self) -> String {
        folded(self.words)
    }
}

/// Returns the words without case and marks, with one space between them.
pub(super) fn folded(words: &str) -> String {
    let plain = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    plain.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Returns whether every word begins like a name's.
pub(super) fn is_name(words: &str) -> bool {
    const PARTICLES: [&str; 14] = [
        "de", "da", "di", "du", "van", "von", "der", "den", "al", "el", "bin", "ben", "la", "le",
    ];
    let named = |word: &str| {
        let plain = word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'));
        plain && (word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
    };
    !words.is_empty()
        && words.split_whitespace().all(named)
        && words.starts_with(char::is_uppercase)
}

/// Returns whether the line begins a turn of a transcript: `Q `, `Q: `, `MODERATOR: `.
pub(super) fn is_turn(line: &str) -> bool {
    if line
        .strip_prefix('Q')
        .is_some_and(|rest| rest.starts_with([' ', ':', '.', '\u{a0}', '\t']))
    {
        return true;
    }
    let head = line.get(..line.floor_char_boundary(64)).unwrap_or_default();
    let Some((name, said)) = head.split_once(':') else {
        return false;
    };
    said.starts_with(char::is_whitespace)
        && is_shouted(name)
        && name
            .chars()
            .all(|c| c.is_alphabetic() || " .-'’()[]".contains(c))
}

/// Returns whether all letters are capitals, and there are some.
fn is_shouted(words: &str) -> bool {
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    letters().next().is_some() && letters().all(|c| !c.is_lowercase())
}

/// Returns whether a short line holds hardly any letters (`* * *`, `] and ]]`) or is a remark of markup.
fn is_ornament(words: &str) -> bool {
    if words.starts_with("<!--") && words.ends_with("-->") {
        return true;
    }
    if words.len() > 200 {
        return false;
    }
    let (mut letters, mut digits, mut others) = (0, 0, 0);
    for c in words.chars().filter(|c| !c.is_whitespace()) {
        match c {
            c if c.is_alphabetic() => letters += 1,
            c if c.is_numeric() => digits += 1,
            // Marks of sentences and quotations are part of short answers: “Yes.”
            '.' | ',' | '!' | '?' | '"' | '\'' | '“' | '”' | '‘' | '’' => {}
            _ => others += 1,
        }
    }
    digits == 0 && (letters == 0 || letters <= others && letters + others <= 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(text: &str) -> Look<'_> {
        Look::new(
            text,
            Piece {
                span: Span::new(0, text.len()),
                apart: true,
            },
            None,
        )
    }

    #[test]
    fn running_text_is_told_from_lines_that_stand_alone() {
        for line in [
            "It ended.",
            "THE CHAIR: Thanks",
            "Q Are you convinced",
            "He said:",
        ] {
            assert!(look(line).running, "{line}");
        }
        assert!(look(&"word ".repeat(20)).running);
        for line in ["What's next", "NORLAND'S ACTIONS:", "Crews 'willing'"] {
            assert!(!look(line).running, "{line}");
        }
    }

    #[test]
    fn ornaments_are_no_text() {
        for line in ["* * *", "] and ]]", "<!-- -->", "———"] {
            assert_eq!(
                look(line).furniture(Place::Anywhere),
                Some(BlockKind::Note),
                "{line}"
            );
        }
        for line in ["No.", "“Yes.”", "20%", "Nein!"] {
            assert_eq!(look(line).furniture(Place::Anywhere), None, "{line}");
        }
    }

    #[test]
    fn turns_and_names() {
        assert!(is_turn("SENIOR OFFICIAL: Yes.") && is_turn("Q: Why?") && is_turn("Q Why?"));
        assert!(!is_turn("Quill: no.") && !is_turn("A deal is near") && !is_turn("NORLAND:"));
        assert!(is_name("Amara van der Quill") && is_name("J. O’Dell"));
        assert!(!is_name("Talks in Brae") && !is_name("12 May"));
    }
}

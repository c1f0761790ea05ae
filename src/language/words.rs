//! Words as the encoder counts them: runs between white space, every punctuation mark a word of its
//! own (the "basic tokens" of Devlin et al. 2019, BERT), each with its place in the text.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::document::Span;

/// Returns the words of one passage in order. Characters that the encoder's normaliser drops
/// (control characters, lone accents) belong to no word.
pub fn words(text: &str, passage: Span) -> Vec<Span> {
    let mut found = Vec::with_capacity(passage.len() / 5);
    let mut open: Option<usize> = None;
    for (at, c) in passage.of(text).char_indices() {
        let at = passage.start() + at;
        if c.is_whitespace() || stands_alone(c) {
            if let Some(start) = open.take() {
                found.push(Span::new(start, at));
            }
            if !c.is_whitespace() {
                found.push(Span::new(at, at + c.len_utf8()));
            }
        } else if open.is_none() && !is_dropped(c) {
            open = Some(at);
        }
    }
    if let Some(start) = open {
        found.push(Span::new(start, passage.end()));
    }
    found
}

/// Returns whether the normaliser removes the character without ending the word.
pub(super) fn is_dropped(c: char) -> bool {
    c == '\u{FFFD}'
        || matches!(c.general_category_group(), GeneralCategoryGroup::Other)
        || unicode_normalization::char::is_combining_mark(c)
}

/// Returns whether the character is a word by itself: punctuation, ASCII symbols, ideographs.
fn stands_alone(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Punctuation
    ) || is_ideograph(c)
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c),
        0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0xF900..=0xFAFF | 0x20000..=0x2CEAF | 0x2F800..=0x2FA1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        words(text, Span::new(0, text.len()))
            .into_iter()
            .map(|s| s.of(text))
            .collect()
    }

    #[test]
    fn punctuation_stands_alone() {
        assert_eq!(
            read("“No,” said M.\tDu-Pont’s"),
            [
                "“", "No", ",", "”", "said", "M", ".", "Du", "-", "Pont", "’", "s"
            ]
        );
    }

    #[test]
    fn control_characters_and_empty_text_yield_no_words() {
        assert_eq!(read("\u{200B} \u{0}"), Vec::<&str>::new());
        assert_eq!(read(""), Vec::<&str>::new());
    }
}

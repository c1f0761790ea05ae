//! Words for finding names: abbreviations (`U.S.`) and names with an apostrophe (`O'Brien`) are one word, a
//! possessive `'s`, a hyphen and every other mark stand alone.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::document::Span;

/// A word or a mark.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Where it stands.
    pub span: Span,
    /// As written, without accents and without the stops of an abbreviation; apostrophes straight.
    pub key: String,
    /// The key in small letters.
    pub low: String,
    /// Whether nothing stands between it and the token before.
    pub glued: bool,
    /// Whether it is made of letters or digits.
    pub word: bool,
}

impl Token {
    /// Returns whether the word begins with a capital.
    pub fn capital(&self) -> bool {
        self.word && self.key.starts_with(char::is_uppercase)
    }

    /// Returns whether the word is two capitals or more and nothing else but digits.
    pub fn shouted(&self) -> bool {
        self.word
            && self.key.len() > 1
            && self.key.starts_with(char::is_uppercase)
            && !self.key.contains(char::is_lowercase)
    }

    /// Returns whether it is a single letter with a stop (`J.`).
    pub fn initial(&self) -> bool {
        self.capital() && self.key.len() < self.span.len() && self.key.chars().count() <= 2
    }

    /// Returns whether it is a hyphen or dash.
    pub fn dash(&self) -> bool {
        matches!(self.key.as_str(), "-" | "–" | "—" | "‑")
    }

    /// Returns whether the mark is exactly this one.
    pub fn is(&self, mark: &str) -> bool {
        self.key == mark
    }
}

/// Returns the tokens of one passage in order.
pub(super) fn tokens(text: &str, passage: Span) -> Vec<Token> {
    let chars: Vec<(usize, char)> = passage.of(text).char_indices().collect();
    let mut found: Vec<Token> = Vec::with_capacity(chars.len() / 5);
    let offset = |i: usize| chars.get(i).map_or(passage.of(text).len(), |c| c.0);
    let mut last_end = usize::MAX;
    let mut i = 0;
    while i < chars.len() {
        if chars[i].1.is_whitespace() {
            i += 1;
            continue;
        }
        let word = chars[i].1.is_alphanumeric();
        let end = if word {
            word_end(&chars, i)
        } else {
            mark_end(&chars, i)
        };
        let (from, to) = (offset(i), offset(end));
        let span = Span::new(passage.start() + from, passage.start() + to);
        let key = key_of(span.of(text), word);
        found.push(Token {
            low: key.to_lowercase(),
            glued: from == last_end,
            span,
            key,
            word,
        });
        last_end = to;
        i = end;
    }
    found
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
}

/// A possessive `'s` is one mark.
fn mark_end(chars: &[(usize, char)], at: usize) -> usize {
    let letter = |i: usize| chars.get(i).map(|c| c.1);
    let owner = at > 0 && chars[at - 1].1.is_alphanumeric();
    let s = letter(at + 1).is_some_and(|c| c == 's' || c == 'S');
    let ends = letter(at + 2).is_none_or(|c| !c.is_alphanumeric());
    if is_apostrophe(chars[at].1) && owner && s && ends {
        at + 2
    } else {
        at + 1
    }
}

fn word_end(chars: &[(usize, char)], at: usize) -> usize {
    let letter = |i: usize| chars.get(i).map(|c| c.1);
    // `U.S.`, `J.`: capitals, each with a stop, none followed by a small letter.
    let mut stops = at;
    while letter(stops).is_some_and(char::is_uppercase) && letter(stops + 1) == Some('.') {
        stops += 2;
    }
    if stops > at {
        let single = letter(stops).is_some_and(char::is_uppercase)
            && letter(stops + 1).is_none_or(|c| !c.is_alphanumeric() && c != '.');
        let word = letter(stops).is_some_and(char::is_alphanumeric) && !single;
        return if single {
            stops + 1
        } else if word && stops == at + 2 && letter(stops).is_some_and(char::is_lowercase) {
            at + 1
        } else {
            stops
        };
    }
    let mut i = at;
    while let Some(c) = letter(i) {
        let next = letter(i + 1);
        if c.is_alphanumeric() || is_combining_mark(c) {
            i += 1;
        } else if is_apostrophe(c) && next.is_some_and(char::is_alphabetic) {
            let possessive = matches!(next, Some('s' | 'S'))
                && letter(i + 2).is_none_or(|c| !c.is_alphanumeric());
            if possessive {
                break;
            }
            i += 1;
        } else {
            break;
        }
    }
    i
}

fn key_of(word: &str, letters: bool) -> String {
    let bare: Cow<'_, str> = if letters && word.contains('.') {
        word.replace('.', "").into()
    } else {
        word.into()
    };
    if bare.is_ascii() {
        return bare.into_owned();
    }
    let plain = |c: char| match c {
        '’' | 'ʼ' | '‘' => '\'',
        'ł' => 'l',
        'Ł' => 'L',
        'ø' => 'o',
        'Ø' => 'O',
        'đ' => 'd',
        'Đ' => 'D',
        'ı' => 'i',
        c => c,
    };
    bare.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(plain)
        .collect()
}

/// Returns the key of a whole name: its tokens' keys with a space between.
pub(super) fn key_of_name(name: &str) -> String {
    let parts = tokens(name, Span::new(0, name.len()));
    let keys: Vec<&str> = parts.iter().map(|t| t.key.as_str()).collect();
    keys.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let all = tokens(text, Span::new(0, text.len()));
        all.into_iter().map(|t| t.key).collect()
    }

    #[test]
    fn abbreviations_and_apostrophes_stay_whole() {
        assert_eq!(
            read("The U.S.-led O’Brien’s N'Djamena, J. R. Orne's 3.5"),
            [
                "The",
                "US",
                "-",
                "led",
                "O'Brien",
                "'s",
                "N'Djamena",
                ",",
                "J",
                "R",
                "Orne",
                "'s",
                "3",
                ".",
                "5"
            ]
        );
        assert_eq!(read("Élysée Türkiye L.A"), ["Elysee", "Turkiye", "LA"]);
        assert_eq!(
            read("allies' rule. B.Then"),
            ["allies", "'", "rule", ".", "B", "Then"]
        );
    }

    #[test]
    fn initials_and_shouting_are_seen() {
        let all = tokens("J. NATO Nato x", Span::new(0, 14));
        let seen: Vec<(bool, bool)> = all.iter().map(|t| (t.initial(), t.shouted())).collect();
        assert_eq!(
            seen,
            [(true, false), (false, true), (false, false), (false, false)]
        );
    }
}

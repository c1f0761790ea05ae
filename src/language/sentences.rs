//! Sentences of one passage: a full stop, question or exclamation mark ends a sentence unless the
//! word before it is an abbreviation or what follows goes on with the sentence. Marks that close a
//! quotation or a bracket belong to the sentence that they close.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::document::Span;

/// Returns the sentences of a passage in order, trimmed, without overlap.
pub fn sentences(text: &str, passage: Span) -> Vec<Span> {
    let chars: Vec<(usize, char)> = passage.of(text).char_indices().collect();
    let mut found = Vec::new();
    let mut begin = 0;
    let mut i = 0;
    while i < chars.len() {
        let Some(next) = boundary(passage.of(text), &chars, begin, &mut i) else {
            continue;
        };
        push(&mut found, text, passage, (begin, next));
        begin = next;
    }
    push(&mut found, text, passage, (begin, passage.len()));
    found
}

fn push(found: &mut Vec<Span>, text: &str, passage: Span, (from, to): (usize, usize)) {
    let span = Span::new(passage.start() + from, passage.start() + to).trimmed(text);
    if !span.is_empty() {
        found.push(span);
    }
}

/// Looks at the character at `i`, moves `i` behind what it has read, and returns where the next
/// sentence begins if one ends here.
fn boundary(words: &str, chars: &[(usize, char)], begin: usize, i: &mut usize) -> Option<usize> {
    let mark = *i;
    *i += 1;
    let c = chars[mark].1;
    if c == '\n' && chars.get(mark + 1).is_some_and(|n| n.1 == '\n') {
        return Some(chars[mark].0);
    }
    if !is_terminator(c) {
        return None;
    }
    let run = mark + count(&chars[mark..], is_terminator);
    let closed = run + count(&chars[run..], is_closer);
    *i = closed;
    let after = closed + count(&chars[closed..], char::is_whitespace);
    if after == closed || after == chars.len() {
        return None;
    }
    let word_at = after + count(&chars[after..], is_opener);
    let first = chars.get(word_at)?.1;
    let next = &words[chars[word_at].0..];
    let at = chars[after].0;
    if first.is_lowercase() || is_dash(first) {
        return None;
    }
    let plain_stop = c == '.' && run == mark + 1 && closed == run;
    let before = &words[begin..chars[mark].0];
    if plain_stop && !stop_ends(before, next, first) {
        return None;
    }
    let asks = chars[mark..run].iter().any(|m| matches!(m.1, '?' | '!'));
    if asks && closed > run && word_at == after && names_speaker(next) {
        return None;
    }
    Some(at)
}

fn count(chars: &[(usize, char)], matches: impl Fn(char) -> bool) -> usize {
    chars.iter().take_while(|c| matches(c.1)).count()
}

/// Returns whether a single full stop between `before` (from the begin of the sentence) and `next`
/// ends the sentence.
fn stop_ends(before: &str, next: &str, first: char) -> bool {
    let last = last_word(before);
    let opens = before.trim_start().len() == last.len();
    if opens && is_numbering(last) {
        return false;
    }
    let starter = || LEXICON.starters.contains(first_word(next));
    match LEXICON.abbreviations.get(last) {
        Some(Follow::Name) => return false,
        Some(Follow::Number) => return !first.is_ascii_digit(),
        Some(Follow::Either) => return starter(),
        None => {}
    }
    let mut letters = last.chars();
    let initial = match (letters.next(), letters.next()) {
        // `A. B.` and `U.S.` alike: single letters between stops.
        (Some(a), None) => a.is_uppercase() && a != 'I',
        (Some(a), Some('.')) => a.is_alphabetic(),
        _ => false,
    };
    !initial || starter()
}

/// `1.`, `iv.`, `b.` at the begin of a list item.
fn is_numbering(word: &str) -> bool {
    let short = !word.is_empty() && word.len() <= 4;
    let one = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let roman = word
        .chars()
        .all(|c| matches!(c.to_ascii_lowercase(), 'i' | 'v' | 'x'));
    one || short && (word.chars().all(|c| c.is_ascii_digit()) || roman)
}

/// Returns whether `next` begins with a name of up to four words and a verb of speech.
fn names_speaker(next: &str) -> bool {
    for (n, word) in next.split_whitespace().take(5).enumerate() {
        let bare = word.trim_end_matches([',', '.', ':']);
        if n > 0 && LEXICON.speech.contains(bare) {
            return true;
        }
        if !word.starts_with(char::is_uppercase) || bare.len() < word.len() && word.len() > 3 {
            return false;
        }
    }
    false
}

/// How far a word is looked for: longer runs of letters are no word of the lists.
const LONGEST: usize = 24;

fn last_word(before: &str) -> &str {
    let mut from = before.len();
    for (n, (at, c)) in before.char_indices().rev().enumerate() {
        let inside = c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '&');
        if !inside || n > LONGEST {
            break;
        }
        from = at;
    }
    &before[from..]
}

fn first_word(next: &str) -> &str {
    let end = next.find(|c: char| !c.is_alphanumeric());
    &next[..end.unwrap_or(next.len())]
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '“' | '\'' | '’' | '»' | '›' | ')' | ']')
}

fn is_opener(c: char) -> bool {
    matches!(
        c,
        '"' | '“' | '„' | '‘' | '\'' | '«' | '‹' | '(' | '[' | '•' | '·' | '*'
    )
}

fn is_dash(c: char) -> bool {
    matches!(c, '—' | '–' | '-')
}

/// What an abbreviation lets follow within the sentence.
#[derive(Clone, Copy)]
enum Follow {
    Name,
    Number,
    Either,
}

struct Lexicon {
    abbreviations: HashMap<String, Follow>,
    starters: HashSet<String>,
    speech: HashSet<String>,
}

#[derive(Default, Deserialize)]
struct Group {
    words: Vec<String>,
    #[cfg_attr(not(test), allow(dead_code))]
    examples: Vec<String>,
}

/// A test reads the data; were it broken, the program would do without abbreviations.
fn groups() -> HashMap<String, Group> {
    toml::from_str(include_str!("../../data/abbreviations.toml")).unwrap_or_default()
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut groups = groups();
    let mut take = |name: &str| groups.remove(name).unwrap_or_default().words;
    let mut abbreviations = HashMap::new();
    for (name, follow) in [
        ("either", Follow::Either),
        ("before_number", Follow::Number),
        ("before_name", Follow::Name),
    ] {
        abbreviations.extend(take(name).into_iter().map(|word| (word, follow)));
    }
    Lexicon {
        abbreviations,
        starters: take("starters").into_iter().collect(),
        speech: take("speech").into_iter().collect(),
    }
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        let spans = sentences(text, Span::new(0, text.len()));
        let parts: Vec<_> = spans.iter().map(|s| s.of(text)).collect();
        parts.join(" | ")
    }

    fn check(expected: &str) {
        assert_eq!(read(&expected.replace(" | ", " ")), expected);
    }

    #[test]
    fn the_examples_of_the_data_hold() {
        let groups = groups();
        assert_eq!(groups.len(), 5);
        for example in groups.values().flat_map(|g| &g.examples) {
            check(example);
        }
    }

    #[test]
    fn quotation_marks_belong_to_their_sentence() {
        check("\"We agree.\" she said");
        check("\"Go.\" | He left.");
        check("“Go!” | “Where?” she asked. | “Home.”");
        check("«Never.» | They left. | (Nobody saw it.) | ‘Fine.’ | The end.");
        check("“No.” — Harlan");
    }

    #[test]
    fn stops_inside_a_sentence() {
        check("It rose by 3.5 percent… and fell. | Then what... | They left!");
        check("1. Open the port. | 2. Free the crews.");
        check("See tolland.example for more. | 40 came. | Gen. A. B. Orne spoke.");
    }

    proptest! {
        #[test]
        fn sentences_lie_in_order(text in "[ A-Za-z.!?…\"”“’()\n1-3é—]{0,200}") {
            let passage = Span::new(0, text.len());
            let mut end = 0;
            for span in sentences(&text, passage) {
                prop_assert!(span.start() >= end && !span.is_empty());
                prop_assert_eq!(span.trimmed(&text), span);
                prop_assert!(text[end..span.start()].trim().is_empty());
                end = span.end();
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}

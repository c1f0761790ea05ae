//! Whether what stands beside a time expression looks forward or back.

use super::grammar::Token;
use super::lexicon::{LEXICON, has};

/// How many words to either side are asked.
const REACH: usize = 12;

/// Returns whether the words `from..to` stand in a clause about the future. The nearest verb before
/// them decides, failing that the nearest behind; `None` without any.
pub(super) fn is_future(t: &[Token<'_>], from: usize, to: usize) -> Option<bool> {
    let before = (from.saturating_sub(REACH)..from).rev();
    backward(t, before).or_else(|| forward(t, to))
}

fn backward(t: &[Token<'_>], range: impl Iterator<Item = usize>) -> Option<bool> {
    for i in range {
        let word = t[i].low.as_str();
        if has(&LEXICON.future, word) {
            return Some(true);
        }
        let carried = i > 0 && matches!(t[i - 1].low.as_str(), "be" | "will" | "is" | "are");
        if !carried && looks_past(word) {
            return Some(false);
        }
        if matches!(
            word,
            "that" | "which" | "who" | "after" | "before" | ";" | "”"
        ) {
            return None;
        }
    }
    None
}

fn forward(t: &[Token<'_>], to: usize) -> Option<bool> {
    let ahead = t.iter().skip(to).take(REACH);
    let mut own = ahead.take_while(|token| !has(&LEXICON.reporting, &token.low));
    own.find_map(|token| {
        let word = token.low.as_str();
        has(&LEXICON.future, word)
            .then_some(true)
            .or_else(|| looks_past(word).then_some(false))
    })
}

fn looks_past(word: &str) -> bool {
    has(&LEXICON.past, word) || word.len() > 4 && word.ends_with("ed")
}

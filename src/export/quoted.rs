//! A quote of the record in one line: its words, cut where they are long, and where they stand.

use super::tame;
use crate::record::Quote;

/// Returns the words without anything that could command a terminal, cut before a word where they have more than `most`
/// letters.
pub(crate) fn shortened(words: &str, most: usize) -> String {
    let words = tame(words);
    match words.char_indices().nth(most) {
        None => words,
        Some((end, _)) => {
            let cut = words[..end].rfind(' ').unwrap_or(end);
            format!("{} …", &words[..cut])
        }
    }
}

/// Returns where a quote stands: `Harbour Press, 2031-03-14, no. 12`, the last being the document's number.
pub(crate) fn source(quote: &Quote) -> String {
    let outlet = quote.outlet.as_deref().map(tame);
    let outlet = outlet.unwrap_or_else(|| "outlet unknown".into());
    let published = quote
        .published
        .map_or_else(|| "undated".into(), |d| d.to_string());
    format!("{outlet}, {published}, no. {}", quote.document)
}

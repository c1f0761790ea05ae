//! Sentences of an article that are repeated as an ornament.

use std::collections::HashMap;

use super::look::is_turn;
use super::{Block, BlockKind};

/// Words of the shortest pull quote that is looked for.
const FEWEST: usize = 6;
/// Words of the longest.
const MOST: usize = 60;

/// Turns paragraphs whose words all stand, in that order, within a longer paragraph into pull quotes.
pub(super) fn mark_pull_quotes(text: &str, blocks: &mut [Block]) {
    let words_of: Vec<Vec<u64>> = blocks
        .iter()
        .map(|b| {
            if b.kind.is_body() || b.kind == BlockKind::Heading {
                hashes(b.span.of(text))
            } else {
                Vec::new()
            }
        })
        .collect();
    // One candidate for each beginning, the shortest: many that begin alike would make the work grow with their square.
    let mut candidates: HashMap<&[u64], usize> = HashMap::new();
    for (at, (block, words)) in blocks.iter().zip(&words_of).enumerate() {
        let short = (FEWEST..=MOST).contains(&words.len());
        if let Some(begin) = words
            .get(..FEWEST)
            .filter(|_| short && block.kind != BlockKind::ListItem && !is_turn(block.span.of(text)))
        {
            let known = candidates.entry(begin).or_insert(at);
            if words.len() < words_of.get(*known).map_or(0, Vec::len) {
                *known = at;
            }
        }
    }
    if candidates.is_empty() {
        return;
    }
    let mut repeated = Vec::new();
    for (at, words_here) in words_of.iter().enumerate() {
        for (from, window) in words_here.windows(FEWEST).enumerate() {
            let Some(candidate) = candidates.get(window).filter(|c| **c != at) else {
                continue;
            };
            let theirs = words_of
                .get(*candidate)
                .map(Vec::as_slice)
                .unwrap_or_default();
            let here = words_here.get(from..from + theirs.len());
            if here == Some(theirs) && words_here.len() > theirs.len() {
                repeated.push(*candidate);
            }
        }
    }
    for at in repeated {
        if let Some(block) = blocks.get_mut(at) {
            block.kind = BlockKind::PullQuote;
        }
    }
}

/// Returns a number for each word without case and marks (FNV-1a). Two words with one number are as good as impossible.
fn hashes(words: &str) -> Vec<u64> {
    let split = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty());
    let number = |word: &str| {
        let lower = word.chars().flat_map(char::to_lowercase);
        lower.fold(0xcbf2_9ce4_8422_2325_u64, |hash, c| {
            (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
        })
    };
    split.map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn a_sentence_that_stands_again_alone_is_an_ornament() {
        let text = "“We will not move on the lanes,” Venn said, and left.\n“We will not move on the lanes, Venn said”\nNobody moved on the lanes.\n";
        let mut document = Document::whole("-", text.into());
        mark_pull_quotes(text, &mut document.blocks);
        let kinds: Vec<_> = document.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(
            kinds,
            [
                BlockKind::Paragraph,
                BlockKind::PullQuote,
                BlockKind::Paragraph
            ]
        );
    }

    #[test]
    fn what_stands_twice_alike_is_kept() {
        let text = "Both sides will come back on Monday.\nBoth sides will come back on Monday.\n";
        let mut document = Document::whole("-", text.into());
        mark_pull_quotes(text, &mut document.blocks);
        assert!(
            document
                .blocks
                .iter()
                .all(|b| b.kind == BlockKind::Paragraph)
        );
    }
}

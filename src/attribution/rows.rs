//! What the tagger reads: the words of the body, their pieces and features, passage by passage. The
//! training code reads the very same rows, so that there is one tokeniser and one set of features.

use crate::document::{Document, Span};
use crate::language::{Quotation, QuoteState, WordPiece, quotations, state_at, words};

/// How many values a word's feature can have.
pub const FEATURES: usize = 96;

/// A passage without a final mark and no longer than this many words reads like a headline.
const HEADLINE_WORDS: usize = 25;

/// One body block as the tagger reads it.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Where it stands.
    pub span: Span,
    /// Its words.
    pub words: Vec<Span>,
    /// Word pieces of all words, one after the other.
    pub pieces: Vec<u32>,
    /// Where each word's pieces begin in `pieces`, and one more entry for the end.
    pub starts: Vec<u32>,
    /// One value below [`FEATURES`] for each word.
    pub features: Vec<u8>,
    /// The quotations, in order.
    pub quotations: Vec<Quotation>,
}

impl Passage {
    /// Returns the passage at `span` of `text`, read as a list item or as running text.
    pub fn new(text: &str, span: Span, list_item: bool, pieces_of: &WordPiece) -> Self {
        let words = words(text, span);
        let quotations = quotations(text, span);
        let mut pieces = Vec::with_capacity(words.len() * 5 / 4);
        let mut starts = Vec::with_capacity(words.len() + 1);
        for word in &words {
            starts.push(pieces.len() as u32);
            pieces_of.cut(word.of(text), &mut pieces);
        }
        starts.push(pieces.len() as u32);
        let kind = if list_item {
            2
        } else {
            u8::from(reads_like_a_headline(text, &words))
        };
        let features = words.iter().enumerate().map(|(i, word)| {
            let quote = match state_at(&quotations, word.start()) {
                QuoteState::Outside => 0,
                QuoteState::Inside => 1,
                QuoteState::Open => 2,
                QuoteState::Close => 3,
            };
            ((quote * 4 + capitals(word.of(text))) * 2 + u8::from(i == 0)) * 3 + kind
        });
        let features = features.collect();
        Self {
            span,
            words,
            pieces,
            starts,
            features,
            quotations,
        }
    }

    /// Returns the number of word pieces.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Returns whether the passage holds no word.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}

/// Returns the body of a document as the tagger reads it.
pub fn passages(document: &Document, pieces_of: &WordPiece) -> Vec<Passage> {
    let item = crate::document::BlockKind::ListItem;
    document
        .body()
        .map(|b| Passage::new(&document.text, b.span, b.kind == item, pieces_of))
        .collect()
}

/// 0 no capital, 1 a capital first, 2 all capitals, 3 with a digit.
fn capitals(word: &str) -> u8 {
    if word.chars().any(|c| c.is_ascii_digit()) {
        return 3;
    }
    let mut chars = word.chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return 0;
    }
    let rest = chars.as_str();
    if !rest.is_empty() && rest.chars().all(char::is_uppercase) {
        2
    } else {
        1
    }
}

fn reads_like_a_headline(text: &str, words: &[Span]) -> bool {
    let Some(last) = words.last().filter(|_| words.len() <= HEADLINE_WORDS) else {
        return false;
    };
    let ended = last
        .of(text)
        .starts_with(['.', '?', '!', ':', ';', ',', '”', '"', '’', '…', '»', ')']);
    let long: Vec<&str> = words
        .iter()
        .map(|w| w.of(text))
        .filter(|w| w.chars().count() >= 4)
        .collect();
    let titled = long
        .iter()
        .filter(|w| w.starts_with(char::is_uppercase))
        .count();
    !ended || (long.len() >= 4 && titled * 5 >= long.len() * 4)
}

//! The language of a document: words, word pieces, quotations.

mod quotes;
mod wordpiece;
mod words;

pub use quotes::{Quotation, QuoteState, quotations, state_at};
pub use wordpiece::WordPiece;
pub use words::words;

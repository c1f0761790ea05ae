//! The language of a document: words, word pieces, quotations, sentences, time expressions, entities.

mod entities;
mod lexicon;
mod quotes;
mod sentences;
mod spelling;
mod times;
mod tokens;
mod wordpiece;
mod words;
mod world;

pub use entities::{Entity, EntityKind, entities};
pub use quotes::{Quotation, QuoteState, quotations, state_at};
pub use sentences::sentences;
pub use times::{TimeExpression, times};
pub use wordpiece::WordPiece;
pub use words::words;
pub use world::World;

/// The texts of the knowledge of names that comes with the program.
pub const NAMEBOOKS: [&str; 3] = [
    include_str!("../../data/world.toml"),
    include_str!("../../data/roles.toml"),
    include_str!("../../data/names.toml"),
];

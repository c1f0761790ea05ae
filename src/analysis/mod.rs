//! Analysis: what the rows of a record say about the negotiation. Pure functions: rows in, answers out.

pub mod around;
mod deeds;
mod expected;
pub mod foresight;
pub mod likeness;
pub mod news;
pub mod rounds;
mod series;
pub mod sources;
pub mod wording;
mod accounts;
mod blocks;
mod corroboration;
mod gaps;
mod leaning;
mod movement;
mod options;
#[cfg(test)]
mod rows_by_hand;
mod standing;
mod teller;
mod zone;

pub use accounts::{Account, Conflict, conflicts};
use blocks::Blocks;
pub use corroboration::{Claim, ClaimKind, Claimed, Reports, claims};
pub use gaps::{About, Gap, Held as HeldAccount, gaps};
pub use leaning::Leaning;
pub use movement::{Move, MoveKind, moves};
use options::Likeness;
pub use options::Words;
pub use standing::{Held, standing};
pub use teller::Teller;
pub use zone::{ZoneOption, zone};

//! Analysis: what the rows of a record say about the negotiation. Pure functions: rows in, answers out.

mod accounts;
pub mod agreement;
pub mod around;
mod blocks;
mod corroboration;
mod deeds;
mod expected;
pub mod foresight;
mod fulfilment;
mod gaps;
mod hearts;
mod leaning;
pub mod likeness;
mod moods;
mod movement;
pub mod namesakes;
pub mod network;
pub mod news;
mod options;
pub mod rounds;
#[cfg(test)]
mod rows_by_hand;
mod series;
pub mod sources;
mod standing;
mod teller;
pub mod wording;
mod zone;

pub use accounts::{Account, Conflict, conflicts};
use blocks::Blocks;
pub use corroboration::{Claim, ClaimKind, Claimed, Reports, answered_claims, claims};
pub use gaps::{About, Gap, Held as HeldAccount, gaps};
use hearts::Hearts;
pub use leaning::Leaning;
pub use moods::{MoodConflict, at_odds, moods};
pub use movement::{Move, MoveKind, moves};
use options::Likeness;
pub use options::Words;
pub use standing::{Held, standing};
pub use teller::Teller;
pub use zone::{ZoneOption, zone};

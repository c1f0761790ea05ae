//! Rows made by hand for the tests of this module.

use crate::document::Span;
use crate::position::{Sourcing, Stance, Venue};
use crate::record::{Day, Place, PositionRow, State, Term};

/// Parties, issues and vouchers.
pub const NORLAND: Term = Term(1);
pub const SUDMARK: Term = Term(2);
pub const STRAIT: Term = Term(10);
pub const DUES: Term = Term(11);
pub const OWN: Term = Term(20);
/// Options: 100 and 101 are in like words.
pub const PATROLS: Term = Term(100);
pub const JOINT_PATROLS: Term = Term(101);
pub const REGISTER: Term = Term(102);
/// The same at heart.
pub const TARIFF_NEXT_YEAR: Term = Term(103);
pub const TARIFF_FOR_PORTS: Term = Term(104);

pub fn words(term: Term) -> String {
    let words = match term {
        PATROLS => "joint patrols of the strait",
        JOINT_PATROLS => "joint patrols",
        REGISTER => "a neutral register of ships",
        TARIFF_NEXT_YEAR => "a common tariff from next year",
        TARIFF_FOR_PORTS => "a common tariff for the ports",
        OWN => "self",
        NORLAND => "norland",
        SUDMARK => "sudmark",
        _ => "",
    };
    words.into()
}

/// Returns a day of March 2031.
pub fn march(day: i64) -> Day {
    Day::from_number(20_310_300 + day)
}

/// Returns where a row stands: in the article of its report, known on the day it speaks of.
pub fn place(report: i64, day: i64) -> Place {
    Place {
        id: report * 100 + day,
        document: report,
        number: 0,
        report,
        known: march(day),
        day: march(day),
        span: Span::new(0, 1),
        state: State::Engine,
    }
}

/// Returns Norland's position on the strait, told in public by itself and by name.
pub fn held(report: i64, day: i64, option: Option<Term>, stance: Stance) -> PositionRow {
    PositionRow {
        place: place(report, day),
        statement: Some(0),
        party: NORLAND,
        issue: STRAIT,
        option,
        stance,
        venue: Venue::Public,
        voucher: OWN,
        sourcing: Sourcing::Named,
    }
}

/// Returns the position as told of what is said in private, by somebody unnamed of another side.
pub fn in_private(row: PositionRow) -> PositionRow {
    PositionRow {
        venue: Venue::Private,
        voucher: SUDMARK,
        sourcing: Sourcing::Anonymous,
        ..row
    }
}

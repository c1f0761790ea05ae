//! On which side of the table an account comes from.

use serde::Serialize;

use crate::case::{Case, Part};

/// Who tells of a party, seen from that party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Teller {
    /// The party itself or its people.
    OwnSide,
    /// Another side at the table.
    OtherSide,
    /// Who brings the sides together.
    Mediator,
    /// Who looks on.
    Observer,
    /// The article's own voice.
    Author,
    /// Another outlet.
    Media,
    /// Anybody else.
    Outside,
}

impl Teller {
    /// Returns who the voucher of a position of `holder` is. Where the case lists no parties, whoever holds positions
    /// itself (`speaks`) is a side.
    pub fn of(voucher: &str, holder: &str, case: &Case, speaks: bool) -> Self {
        match voucher {
            "self" => return Self::OwnSide,
            "author" => return Self::Author,
            "media" => return Self::Media,
            own if own == holder => return Self::OwnSide,
            _ => {}
        }
        match case.party(voucher).map(|p| p.part) {
            Some(Part::Side) => Self::OtherSide,
            Some(Part::Mediator) => Self::Mediator,
            Some(Part::Observer) => Self::Observer,
            None if speaks && case.about.parties.is_empty() => Self::OtherSide,
            None => Self::Outside,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::{About, Party};

    #[test]
    fn the_case_says_what_a_teller_is() {
        let party = |slug: &str, part| Party {
            slug: slug.into(),
            part,
            ..Party::default()
        };
        let parties = vec![
            party("norland", Part::Side),
            party("sudmark", Part::Side),
            party("league-of-ports", Part::Mediator),
        ];
        let case = Case {
            about: About {
                parties,
                ..About::default()
            },
            ..Case::default()
        };
        let of = |voucher| Teller::of(voucher, "norland", &case, true);
        assert_eq!(of("self"), Teller::OwnSide);
        assert_eq!(of("sudmark"), Teller::OtherSide);
        assert_eq!(of("league-of-ports"), Teller::Mediator);
        assert_eq!(of("mara-lind"), Teller::Outside);
        assert_eq!(of("media"), Teller::Media);
        let unlisted = Case::default();
        assert_eq!(
            Teller::of("sudmark", "norland", &unlisted, true),
            Teller::OtherSide
        );
        assert_eq!(
            Teller::of("someone", "norland", &unlisted, false),
            Teller::Outside
        );
    }
}

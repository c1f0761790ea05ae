//! For, open or against: what is compared when stances of two days or two accounts are set beside each other.

use crate::position::Stance;

/// The class of a stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leaning {
    /// Demands or supports.
    For,
    /// Could consider it, or has not decided.
    Open,
    /// Opposes or rules out.
    Against,
}

impl Leaning {
    /// Returns the class of a stance.
    pub fn of(stance: Stance) -> Self {
        match stance {
            Stance::Demands | Stance::Supports => Self::For,
            Stance::Open | Stance::Undecided => Self::Open,
            Stance::Opposes | Stance::RulesOut => Self::Against,
        }
    }

    /// Returns the class as a bit, for sets of classes.
    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Returns whether one account denies the other: one is against it, the other is not.
    pub fn denies(self, other: Self) -> bool {
        self != other && (self == Self::Against || other == Self::Against)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_being_against_denies() {
        let classes = [Stance::Supports, Stance::Undecided, Stance::RulesOut].map(Leaning::of);
        assert_eq!(classes, [Leaning::For, Leaning::Open, Leaning::Against]);
        assert!(Leaning::Open.denies(Leaning::Against) && Leaning::Against.denies(Leaning::For));
        assert!(!Leaning::Open.denies(Leaning::For) && !Leaning::For.denies(Leaning::For));
        assert_eq!(classes.map(Leaning::bit), [1, 2, 4]);
    }
}

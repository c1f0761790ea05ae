//! The numbers that stand for kinds in the record. A number never changes its meaning: new kinds go to the end.

use crate::position::{
    Channel, MeetingFormat, MeetingStatus, Modality, OutcomeResult, Signal, Sourcing, Stance, Tone,
    Venue,
};

/// A kind that the record keeps as a number: its place in [`Coded::ALL`].
pub(super) trait Coded: Copy + PartialEq + Sized + 'static {
    const ALL: &'static [Self];

    fn code(self) -> i64 {
        let place = Self::ALL.iter().position(|k| *k == self);
        place.unwrap_or(Self::ALL.len()) as i64
    }

    /// Returns the kind of a number; one from a newer program counts as the last that this one knows.
    fn decode(code: i64) -> Self {
        let place = usize::try_from(code).unwrap_or(0);
        Self::ALL[place.min(Self::ALL.len() - 1)]
    }
}

impl Coded for Stance {
    const ALL: &'static [Self] = &[
        Self::Demands,
        Self::Supports,
        Self::Open,
        Self::Undecided,
        Self::Opposes,
        Self::RulesOut,
    ];
}

impl Coded for Venue {
    const ALL: &'static [Self] = &[Self::Public, Self::Private, Self::Unstated];
}

impl Coded for Sourcing {
    const ALL: &'static [Self] = &[
        Self::Named,
        Self::Official,
        Self::Anonymous,
        Self::Collective,
        Self::Media,
        Self::Document,
        Self::None,
    ];
}

impl Coded for Channel {
    const ALL: &'static [Self] = &[Self::Public, Self::Briefing, Self::Private, Self::Unstated];
}

impl Coded for Modality {
    const ALL: &'static [Self] = &[
        Self::Asserted,
        Self::Negated,
        Self::Conditional,
        Self::Possible,
        Self::Expected,
    ];
}

impl Coded for Tone {
    const ALL: &'static [Self] = &[Self::Bad, Self::Good, Self::Unclear];
}

impl Coded for MeetingFormat {
    const ALL: &'static [Self] = &[
        Self::Bilateral,
        Self::Trilateral,
        Self::Multilateral,
        Self::Indirect,
        Self::Call,
    ];
}

impl Coded for MeetingStatus {
    const ALL: &'static [Self] = &[
        Self::Held,
        Self::UnderWay,
        Self::Planned,
        Self::Postponed,
        Self::Cancelled,
    ];
}

impl Coded for OutcomeResult {
    const ALL: &'static [Self] = &[Self::Agreed, Self::Partly, Self::NotAgreed, Self::Postponed];
}

const SIGNALS: [Signal; 8] = [
    Signal::Position,
    Signal::Shift,
    Signal::Outcome,
    Signal::Atmosphere,
    Signal::Conduct,
    Signal::Process,
    Signal::Assessment,
    Signal::Other,
];

/// Returns the signals as bits, the first in the lowest.
pub(super) fn bits(signals: &[Signal]) -> i64 {
    let bit = |s: &Signal| SIGNALS.iter().position(|k| k == s).map_or(0, |at| 1 << at);
    signals.iter().map(bit).fold(0, |all, bit| all | bit)
}

/// Returns the signals of bits.
pub(super) fn signals(bits: i64) -> Vec<Signal> {
    let set = |(at, signal): (usize, Signal)| (bits >> at & 1 == 1).then_some(signal);
    SIGNALS.into_iter().enumerate().filter_map(set).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip<T: Coded + std::fmt::Debug>() {
        for kind in T::ALL {
            assert_eq!(T::decode(kind.code()), *kind);
        }
        assert_eq!(T::decode(99), T::ALL[T::ALL.len() - 1]);
    }

    #[test]
    fn every_kind_comes_back() {
        round_trip::<Stance>();
        round_trip::<Venue>();
        round_trip::<Sourcing>();
        round_trip::<Channel>();
        round_trip::<Modality>();
        round_trip::<MeetingFormat>();
        round_trip::<MeetingStatus>();
        round_trip::<OutcomeResult>();
        round_trip::<Tone>();
        assert_eq!(signals(bits(&SIGNALS)), SIGNALS);
        assert_eq!(signals(bits(&[Signal::Conduct])), [Signal::Conduct]);
    }
}

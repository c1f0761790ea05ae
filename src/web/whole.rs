//! Answers that the whole record gives, worked out once and kept until the record changes. Documents, readings and
//! decisions are only added to, so the newest of each tell whether anything changed: nothing kept is ever out of date.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::contested::{Dispute, contested};
use super::fault::Fault;
use super::lens::Lens;
use super::moved::KINDS;
use super::pages::rounds::Told;
use super::pages::sources::Tracks;
use crate::analysis::{Move, moves};
use crate::record::{PositionRow, Scope, Stamp};

/// What is kept between requests: the answers of one state of the record, the newest that anybody asked for.
#[derive(Default)]
pub(super) struct Kept(Mutex<Option<(Stamp, Arc<Whole>)>>);

impl Kept {
    /// Returns the answers of a state of the record.
    pub(super) fn of(&self, stamp: Stamp) -> Arc<Whole> {
        let mut kept = lock(&self.0);
        match &*kept {
            Some((known, whole)) if *known == stamp => Arc::clone(whole),
            _ => {
                let whole = Arc::new(Whole::default());
                *kept = Some((stamp, Arc::clone(&whole)));
                whole
            }
        }
    }
}

/// The answers of one state of the record, each worked out when it is first asked for.
#[derive(Default)]
pub(super) struct Whole {
    positions: Slot<Vec<PositionRow>>,
    moves: Slot<Vec<Move>>,
    contested: Slot<Vec<Dispute>>,
    told: Slot<Told>,
    tracks: Slot<Tracks>,
}

impl Whole {
    /// Returns all positions.
    pub(super) fn positions(&self, lens: &Lens<'_>) -> Result<Arc<Vec<PositionRow>>, Fault> {
        self.positions
            .get(|| Ok(lens.record.positions(&Scope::default())?))
    }

    /// Returns all movements that sources claim or two days show, the latest first.
    pub(super) fn moves(&self, lens: &Lens<'_>) -> Result<Arc<Vec<Move>>, Fault> {
        self.moves.get(|| {
            let positions = self.positions(lens)?;
            let shifts = lens.record.shifts(&Scope::default())?;
            Ok(moves(&positions, &shifts, &KINDS, usize::MAX, &|term| {
                lens.record.words(term)
            }))
        })
    }

    /// Returns all that is contested, the newest first.
    pub(super) fn contested(&self, lens: &Lens<'_>) -> Result<Arc<Vec<Dispute>>, Fault> {
        self.contested.get(|| {
            let positions = self.positions(lens)?;
            contested(lens, &positions, &Scope::default())
        })
    }

    /// Returns the meetings with what stands around them and what was expected.
    pub(super) fn told(&self, lens: &Lens<'_>) -> Result<Arc<Told>, Fault> {
        self.told.get(|| Told::load(lens, &self.positions(lens)?))
    }

    /// Returns who says how much, and what came of what they expected.
    pub(super) fn tracks(&self, lens: &Lens<'_>) -> Result<Arc<Tracks>, Fault> {
        self.tracks.get(|| Tracks::load(lens, &*self.told(lens)?))
    }
}

/// A value that is made when it is first asked for; whoever asks meanwhile waits for it.
struct Slot<T>(Mutex<Option<Arc<T>>>);

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Slot<T> {
    fn get(&self, make: impl FnOnce() -> Result<T, Fault>) -> Result<Arc<T>, Fault> {
        let mut slot = lock(&self.0);
        if let Some(made) = &*slot {
            return Ok(Arc::clone(made));
        }
        let made = Arc::new(make()?);
        *slot = Some(Arc::clone(&made));
        Ok(made)
    }
}

/// Returns what is locked, also after another request broke off: a slot is full or empty, never in between.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_goes_with_the_state_it_was_made_of() {
        let kept = Kept::default();
        let [one, two] = [1, 2].map(|id| Stamp {
            document: id,
            ..Stamp::default()
        });
        let first = kept.of(one);
        assert!(Arc::ptr_eq(&first, &kept.of(one)));
        assert!(!Arc::ptr_eq(&first, &kept.of(two)));
        assert!(!Arc::ptr_eq(&first, &kept.of(one)));
    }

    #[test]
    fn a_slot_is_filled_once_and_a_failure_is_not_kept() {
        let slot = Slot::default();
        assert!(slot.get(|| Err::<u8, _>(Fault::broken())).is_err());
        assert_eq!(slot.get(|| Ok(1)).map(|n| *n).ok(), Some(1));
        assert_eq!(slot.get(|| Ok(2)).map(|n| *n).ok(), Some(1));
    }
}

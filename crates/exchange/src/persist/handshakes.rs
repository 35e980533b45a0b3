//! The handshakes that were given: at most one that goes on, and the outcomes of the latest ones.
//!
//! It writes nothing and starts nothing.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::global_data::{PersistFailure, Persisted};
use domain::handshake::{Handshake, Progress};

/// How many outcomes are kept.
const KEPT: usize = 16;

/// Where one stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It goes on.
    GoingOn(Progress),
    /// The file is there.
    Done(Persisted),
    /// There is no file.
    Failed(PersistFailure),
}

/// What begins, or already goes on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Begun {
    /// Nothing went on: this one begins.
    Now(Handshake),
    /// This one goes on.
    Before(Handshake, Progress),
}

/// All of them, the latest last; only the last can go on.
#[derive(Debug, Default)]
pub(super) struct Handshakes(Mutex<VecDeque<(Handshake, Standing)>>);

impl Handshakes {
    /// Gives a new one, unless one goes on.
    pub(super) fn begin(&self) -> Begun {
        let mut given = self.lock();
        if let Some((handshake, Standing::GoingOn(progress))) = given.back() {
            return Begun::Before(*handshake, *progress);
        }
        let handshake = Handshake(rand::random());
        given.push_back((handshake, Standing::GoingOn(Progress::default())));
        while given.len() > KEPT + 1 {
            given.pop_front();
        }
        Begun::Now(handshake)
    }

    /// Notes where one stands.
    pub(super) fn note(&self, handshake: Handshake, standing: Standing) {
        if let Some((_, noted)) = self.lock().iter_mut().find(|(given, _)| *given == handshake) {
            *noted = standing;
        }
    }

    /// Ends one that has no outcome.
    pub(super) fn give_up(&self, handshake: Handshake) {
        if matches!(self.find(&handshake), Some(Standing::GoingOn(_))) {
            self.note(handshake, Standing::Failed(PersistFailure::Other));
        }
    }

    /// Where one stands, if it is known.
    pub(super) fn find(&self, handshake: &Handshake) -> Option<Standing> {
        self.lock().iter().find(|(given, _)| given == handshake).map(|(_, standing)| standing.clone())
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(Handshake, Standing)>> {
        // The list stays whole whatever panicked while it was locked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begin(handshakes: &Handshakes) -> Handshake {
        match handshakes.begin() {
            Begun::Now(handshake) => handshake,
            Begun::Before(handshake, _) => panic!("{handshake} goes on"),
        }
    }

    #[test]
    fn whoever_begins_while_one_goes_on_is_given_that_one() {
        let handshakes = Handshakes::default();
        let first = begin(&handshakes);
        let half = Progress::from_per_mille(500);
        handshakes.note(first, Standing::GoingOn(half));
        assert_eq!(handshakes.begin(), Begun::Before(first, half));
        handshakes.note(first, Standing::Failed(PersistFailure::DiskFull));
        assert_ne!(begin(&handshakes), first);
        assert_eq!(handshakes.find(&first), Some(Standing::Failed(PersistFailure::DiskFull)));
    }

    #[test]
    fn what_ends_without_an_outcome_has_failed_and_an_outcome_stays() {
        let handshakes = Handshakes::default();
        let first = begin(&handshakes);
        handshakes.give_up(first);
        assert_eq!(handshakes.find(&first), Some(Standing::Failed(PersistFailure::Other)));
        let second = begin(&handshakes);
        handshakes.note(second, Standing::Failed(PersistFailure::DiskFull));
        handshakes.give_up(second);
        assert_eq!(handshakes.find(&second), Some(Standing::Failed(PersistFailure::DiskFull)));
    }

    #[test]
    fn sixteen_outcomes_are_kept_beside_the_one_that_goes_on() {
        let handshakes = Handshakes::default();
        let ended: Vec<_> = (0..20)
            .map(|_| {
                let handshake = begin(&handshakes);
                handshakes.give_up(handshake);
                handshake
            })
            .collect();
        let current = begin(&handshakes);
        let known = ended.iter().map(|handshake| handshakes.find(handshake).is_some());
        assert_eq!(known.collect::<Vec<_>>(), [[false; 4].as_slice(), &[true; 16]].concat());
        assert_eq!(handshakes.find(&current), Some(Standing::GoingOn(Progress::default())));
        assert_eq!(handshakes.find(&Handshake([0; 16])), None);
    }
}

//! Looking for an order in which an exchange that does one thing after the other would have answered the same.
//!
//! An operation takes place at one moment between its begin and its end, so whatever was over before it began stands
//! before it. The search tries whatever may come next and takes back what leads nowhere. What changes nothing is put
//! where it first fits, because no later place would leave more room to the others.

use std::collections::{BTreeSet, HashSet};

use super::model::{Model, Undo};
use super::operation::{Operation, Place, Tick};

/// A step of the order that is being tried.
struct Step {
    place: Place,
    undo: Undo,
    /// What else may come here and has not been tried.
    others: Vec<Place>,
}

/// Gives such an order, by places in the history, which has to be in the order of its begins; or the operations of
/// which none can follow the longest beginning that was found.
pub(super) fn find(history: &[Operation], mut model: Model) -> Result<Vec<Place>, Vec<Operation>> {
    assert!(history.is_sorted_by_key(|operation| operation.begin));
    let mut rest = Rest { history, low: 0, ahead: BTreeSet::new() };
    let (mut steps, mut seen) = (Vec::<Step>::new(), HashSet::new());
    let (mut longest, mut stuck) = (0, Vec::new());
    loop {
        let next = rest.next();
        if next.is_empty() {
            return Ok(steps.into_iter().map(|step| step.place).collect());
        }
        let (looks, others): (Vec<Place>, Vec<Place>) =
            next.iter().partition(|place| history[**place].told.is_look());
        let look = looks.into_iter().find_map(|place| Some((place, model.step(&history[place])?)));
        let mut taken = match look {
            Some((place, undo)) => Some(Step { place, undo, others: Vec::new() }),
            None if seen.insert((rest.low, rest.ahead.clone(), model.mark())) => {
                take(history, &mut model, others)
            }
            None => None,
        };
        if taken.is_none() && steps.len() >= longest {
            longest = steps.len();
            stuck = next.iter().map(|place| history[*place].clone()).collect();
        }
        while taken.is_none() {
            let Some(Step { place, undo, others }) = steps.pop() else { return Err(stuck) };
            model.undo(undo);
            rest.take_back(place);
            taken = take(history, &mut model, others);
        }
        if let Some(step) = taken {
            rest.take(step.place);
            steps.push(step);
        }
    }
}

/// Does the last of the operations that can be done now.
fn take(history: &[Operation], model: &mut Model, mut others: Vec<Place>) -> Option<Step> {
    while let Some(place) = others.pop() {
        if let Some(undo) = model.step(&history[place]) {
            return Some(Step { place, undo, others });
        }
    }
    None
}

/// What has no place in the order yet.
struct Rest<'h> {
    history: &'h [Operation],
    /// Everything before this one has its place.
    low: Place,
    /// What has its place and comes after `low`.
    ahead: BTreeSet<Place>,
}

impl Rest<'_> {
    /// What may come next: whatever began before anything of the rest was over.
    fn next(&self) -> Vec<Place> {
        let mut first_end = Tick::MAX;
        let mut next = Vec::new();
        for place in (self.low..self.history.len()).filter(|place| !self.ahead.contains(place)) {
            if self.history[place].begin > first_end {
                break;
            }
            first_end = first_end.min(self.history[place].end);
            next.push(place);
        }
        next
    }

    fn take(&mut self, place: Place) {
        self.ahead.insert(place);
        while self.ahead.remove(&self.low) {
            self.low += 1;
        }
    }

    fn take_back(&mut self, place: Place) {
        if place < self.low {
            self.ahead.extend(place + 1..self.low);
            self.low = place;
        } else {
            self.ahead.remove(&place);
        }
    }
}

//! What can happen to a pool but for an answer's bytes.

use domain::pool::{Column, Direction, PoolAnswer};
use wattpool_engine::Filter;

use super::Twins;

#[derive(Clone, Debug)]
pub enum Step {
    Answer(PoolAnswer),
    Sort(Option<(Column, Direction)>),
    Filter(Filter),
    /// Picks the lot at that place of the pool, counted round, or puts it back.
    Pick(u8, bool),
    PutAllBack,
}

impl Twins {
    /// Lets it happen to both.
    pub fn take(&mut self, step: Step) {
        match step {
            Step::Answer(answer) => {
                let before = self.plain.clone();
                let changes = self.pool.apply(&answer);
                self.plain.apply(answer);
                self.check_changes(&changes, &before);
            }
            Step::Sort(sort) => {
                self.pool.set_sort(sort);
                self.plain.sort = sort;
            }
            Step::Filter(filter) => {
                self.pool.set_filter(filter.clone());
                self.plain.filter = filter;
            }
            Step::Pick(place, is_picked) => {
                let lots = self.plain.lots();
                if let Some(lot) = lots.get(usize::from(place) % lots.len().max(1)) {
                    let hash = lot.hash;
                    self.pool.pick(self.pool.find(&hash).unwrap(), is_picked);
                    self.plain.pick(hash, is_picked);
                }
            }
            Step::PutAllBack => {
                self.pool.put_all_back();
                self.plain.put_all_back();
            }
        }
        self.check();
    }
}

//! The pool: its lots, the order and filters in which a person looks at them, and what they picked.
//!
//! It draws nothing and asks nobody; answers come in by [`Reading`] or [`Pool::apply`].

use domain::account::Address;
use domain::lot::LotHash;
use domain::pool::{Column, Direction, PoolAnswer, PoolVersion};

use crate::epoch::Epoch;
use crate::filter::Filter;
use crate::incoming::Incoming;
use crate::lots::Lots;
use crate::merge::Changes;
use crate::order::PoolOrder;
use crate::read::Reading;
use crate::row::Row;
use crate::selection::Selection;
use crate::slot::Slot;
use crate::update::{Extent, Update};
use crate::view::View;

/// The pool as last heard of, and as it is looked at.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    pub(crate) lots: Lots,
    pub(crate) order: PoolOrder,
    pub(crate) view: View,
    pub(crate) selection: Selection,
    pub(crate) version: Option<PoolVersion>,
    /// Another one after every change and in every pool, so that an answer that was compared with an earlier
    /// or another pool is known.
    pub(crate) epoch: Epoch,
}

impl Pool {
    /// The state last heard of, to ask only for what changed since. None while a first answer is read.
    #[must_use]
    pub const fn version(&self) -> Option<&PoolVersion> {
        self.version.as_ref()
    }

    /// How many lots there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lots.len()
    }

    /// Whether there is no lot.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The watt-hours of each type, in the order of [`domain::energy::EnergyType::ALL`].
    #[must_use]
    pub fn mix(&self) -> [u64; 3] {
        self.lots.mix()
    }

    /// How many lots that seller has.
    #[must_use]
    pub fn lots_of(&self, seller: &Address) -> usize {
        self.lots.sellers.find(seller).map_or(0, |id| self.lots.sellers.lots(id))
    }

    /// The slot of the lot of that name.
    #[must_use]
    pub fn find(&self, hash: &LotHash) -> Option<Slot> {
        self.lots.find(hash)
    }

    /// The lot of a slot, while there is one.
    #[must_use]
    pub fn row(&self, slot: Slot) -> Option<Row<'_>> {
        self.lots.is_live(slot).then_some(Row::of(&self.lots, slot))
    }

    /// How many lots pass the filters.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.view.shown().len()
    }

    /// How many lots of each type pass the filters other than that of the type, in the order of
    /// [`domain::energy::EnergyType::ALL`].
    #[must_use]
    pub const fn counts(&self) -> [usize; 3] {
        self.view.counts()
    }

    /// So many of the lots that pass the filters, in order, from that place on; fewer at the end.
    pub fn rows(&self, first: usize, count: usize) -> impl ExactSizeIterator<Item = Row<'_>> {
        let shown = self.view.shown().get(first..).unwrap_or_default();
        shown.iter().take(count).map(|slot| Row::of(&self.lots, *slot))
    }

    /// At which place that lot stands among those that pass the filters. It walks through them.
    #[must_use]
    pub fn place_of(&self, slot: Slot) -> Option<usize> {
        self.view.shown().iter().position(|shown| *shown == slot)
    }

    /// The order in use; without one, lots stand as the exchange has them.
    #[must_use]
    pub const fn sort(&self) -> Option<(Column, Direction)> {
        self.view.sort()
    }

    /// Orders the lots. Equal ones stand as the exchange has them, in either direction.
    pub fn set_sort(&mut self, sort: Option<(Column, Direction)>) {
        self.view.set_sort(sort, &mut self.lots, &self.order);
    }

    /// The filters in use.
    #[must_use]
    pub const fn filter(&self) -> &Filter {
        self.view.filter()
    }

    /// Chooses which lots to show.
    pub fn set_filter(&mut self, filter: Filter) {
        self.view.set_filter(filter, &self.lots, &self.order);
    }

    /// What is picked.
    #[must_use]
    pub const fn selection(&self) -> &Selection {
        &self.selection
    }

    /// Picks a lot, or puts it back. A slot without a lot stays as it is.
    pub fn pick(&mut self, slot: Slot, is_picked: bool) {
        if is_picked {
            self.selection.pick(&self.lots, slot);
        } else {
            self.selection.put_back(&self.lots, slot);
        }
    }

    /// Puts everything back.
    pub fn put_all_back(&mut self) {
        self.selection.clear();
    }

    /// Begins to read an answer.
    #[must_use]
    pub fn read(&self) -> Reading {
        Reading::new(self)
    }

    /// Takes in an answer that was read elsewhere.
    pub fn apply(&mut self, answer: &PoolAnswer) -> Changes {
        let (extent, version, lots) = match answer {
            PoolAnswer::Full { version, lots } => (Extent::Full, version, lots),
            PoolAnswer::Difference { version, changed, .. } => (Extent::Difference, version, changed),
        };
        let mut update = Update::new(self, extent);
        update.version = Some(version.clone());
        for lot in lots {
            update.offer(self, &Incoming::from(lot), lot.note.as_str());
        }
        if let PoolAnswer::Difference { removed, .. } = answer {
            update.removed.clone_from(removed);
        }
        // It was compared with this very pool a moment ago.
        self.merge(update).unwrap_or_default()
    }
}

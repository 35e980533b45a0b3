//! The one place that holds the lots, outside the reactive graph: answers go in, whoever listens is told that
//! something changed and looks for itself.
//!
//! It asks nobody and draws nothing.

use std::cell::{Ref, RefCell};
use std::rc::{Rc, Weak};

use domain::account::Address;
use domain::lot::{Lot, LotHash};
use domain::pool::{Column, Direction, PoolAnswer, PoolVersion};
use domain::status::Class;
use domain::timestamp::Timestamp;
use engine::{Changes, Filter, Heard, Pool, Progress, Reading, Row, Slot, Update};
use protocol::path;

use crate::api::note_skipped;
use crate::pool::basket::{Basket, Gone};
use crate::pool::facts::PoolFacts;
use crate::pool::marks::{Mark, Marks};

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Lots came, went or changed.
    Lots,
    /// The person looks at other lots, or in another order.
    View,
    /// Others are picked.
    Picks,
    /// Time went on.
    Clock,
    /// It became known whose lots are the person's own.
    Owner,
}

/// Is told the news for as long as somebody holds it.
pub type Listening = Rc<dyn Fn(News)>;

/// Is told the news if somebody still holds it.
type Listener = Weak<dyn Fn(News)>;

/// A handle to the lots; copies are the same lots.
#[derive(Clone, Default)]
pub struct PoolStore {
    state: Rc<RefCell<State>>,
    listeners: Rc<RefCell<Vec<Listener>>>,
}

#[derive(Default)]
struct State {
    pool: Pool,
    /// The slots of the lots that are picked, in the order in which they were.
    picked: Vec<Slot>,
    marks: Marks,
    /// Lots to pick as soon as they are in the pool; the next whole answer decides.
    wanted: Vec<LotHash>,
    gone: Gone,
    /// How much of the pool is there, while a first answer is read.
    coming: Option<Progress>,
    own: Option<Address>,
    now: Timestamp,
    /// How often everything was forgotten.
    era: u32,
    /// Whether no lot can be picked.
    is_for_looking: bool,
}

impl State {
    fn pick(&mut self, slot: Slot, is_picked: bool) {
        if self.is_for_looking {
            return;
        }
        let was_picked = self.pool.selection().contains(slot);
        self.pool.pick(slot, is_picked);
        match (was_picked, self.pool.selection().contains(slot)) {
            (false, true) => self.picked.push(slot),
            (true, false) => self.picked.retain(|picked| *picked != slot),
            (false, false) | (true, true) => {}
        }
    }

    /// Picks what was wanted; what is not in the pool now was sold or taken back meanwhile.
    fn decide(&mut self) {
        for name in std::mem::take(&mut self.wanted) {
            match self.pool.find(&name) {
                Some(slot) => self.pick(slot, true),
                None => self.gone.sold += 1,
            }
        }
    }
}

impl PoolStore {
    /// Lots that can be looked at and not picked.
    #[must_use]
    pub fn for_looking() -> Self {
        let store = Self::default();
        store.state.borrow_mut().is_for_looking = true;
        store
    }

    /// Whether no lot can be picked.
    #[must_use]
    pub fn is_for_looking(&self) -> bool {
        self.state.borrow().is_for_looking
    }

    /// Tells the news to that listener from now on.
    #[must_use]
    pub fn listen(&self, listener: impl Fn(News) + 'static) -> Listening {
        let listener: Listening = Rc::new(listener);
        self.listeners.borrow_mut().push(Rc::downgrade(&listener));
        listener
    }

    /// Looks at the lots.
    #[must_use]
    pub fn pool(&self) -> Ref<'_, Pool> {
        Ref::map(self.state.borrow(), |state| &state.pool)
    }

    /// The state last heard of.
    #[must_use]
    pub fn version(&self) -> Option<PoolVersion> {
        self.pool().version().cloned()
    }

    /// The pool in numbers.
    #[must_use]
    pub fn facts(&self) -> PoolFacts {
        let State { pool, coming, .. } = &*self.state.borrow();
        PoolFacts {
            total: pool.len(),
            shown: pool.shown(),
            counts: pool.counts(),
            mix: pool.mix(),
            coming: *coming,
        }
    }

    /// What is picked, in numbers.
    #[must_use]
    pub fn basket(&self) -> Basket {
        let state = self.state.borrow();
        let picked = state.pool.selection();
        Basket { lots: picked.len(), value: picked.value(), amount_wh: picked.amount_wh(), gone: state.gone }
    }

    /// The lots that are picked, in the order in which they were.
    #[must_use]
    pub fn picked(&self) -> Vec<Lot> {
        let state = self.state.borrow();
        state.picked.iter().filter_map(|slot| state.pool.row(*slot).map(Row::to_lot)).collect()
    }

    /// The names of what is picked, and of what is to be.
    #[must_use]
    pub fn picked_names(&self) -> Vec<LotHash> {
        let state = self.state.borrow();
        let name = |slot: &Slot| state.pool.row(*slot).map(|row| *row.hash());
        let mut names: Vec<_> = state.picked.iter().filter_map(name).collect();
        names.extend(&state.wanted);
        names
    }

    /// How many lots are the person's own.
    #[must_use]
    pub fn own_lots(&self) -> usize {
        let state = self.state.borrow();
        state.own.map_or(0, |own| state.pool.lots_of(&own))
    }

    /// Why that lot is marked, if it is.
    #[must_use]
    pub fn mark(&self, slot: Slot) -> Option<Mark> {
        self.state.borrow().marks.of_slot(slot)
    }

    /// Whether that is the person's own address.
    #[must_use]
    pub fn is_own(&self, seller: &Address) -> bool {
        self.state.borrow().own.as_ref() == Some(seller)
    }

    /// The time by which spans are told.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.state.borrow().now
    }

    /// Time went on.
    pub fn set_now(&self, now: Timestamp) {
        self.change(News::Clock, |state| state.now = now);
    }

    /// Whose lots are the person's own; those are not for them to pick.
    pub fn set_own(&self, own: Option<Address>) {
        if self.state.borrow().own != own {
            self.change(News::Owner, |state| state.own = own);
        }
    }

    /// Time went on, and with it what a filter means that speaks of it. The person wants to see what they wanted.
    pub fn renew_filter(&self, filter: Filter) {
        if *self.pool().filter() != filter {
            self.change(News::Lots, |state| state.pool.set_filter(filter));
        }
    }

    /// Looks at those lots, in that order.
    pub fn set_view(&self, filter: Filter, sort: Option<(Column, Direction)>) {
        let (is_other_filter, is_other_sort) = {
            let pool = self.pool();
            (*pool.filter() != filter, pool.sort() != sort)
        };
        if is_other_filter || is_other_sort {
            self.change(News::View, |state| {
                if is_other_filter {
                    state.pool.set_filter(filter);
                }
                if is_other_sort {
                    state.pool.set_sort(sort);
                }
            });
        }
    }

    /// Picks a lot, or puts it back.
    pub fn pick(&self, slot: Slot, is_picked: bool) {
        self.change(News::Picks, |state| state.pick(slot, is_picked));
    }

    /// Picks lots: those that are in the pool at once, others if the next answer has them.
    pub fn want(&self, names: impl IntoIterator<Item = LotHash>) {
        self.change(News::Picks, |state| {
            for name in names {
                match state.pool.find(&name) {
                    Some(slot) => state.pick(slot, true),
                    None => state.wanted.push(name),
                }
            }
        });
    }

    /// Picks again what was picked before the page was loaded anew: lots that are in the pool at once, others if
    /// the next answer has them. Where the pool was read as a whole it is known that there are no others.
    pub fn restore(&self, names: impl IntoIterator<Item = LotHash>) {
        self.want(names);
        if self.version().is_some() {
            self.change(News::Picks, State::decide);
        }
    }

    /// Puts lots back.
    pub fn put_back(&self, names: impl IntoIterator<Item = LotHash>) {
        self.change(News::Picks, |state| {
            for name in names {
                state.wanted.retain(|wanted| *wanted != name);
                if let Some(slot) = state.pool.find(&name) {
                    state.pick(slot, false);
                }
            }
        });
    }

    /// Puts everything back.
    pub fn put_all_back(&self) {
        self.change(News::Picks, |state| {
            state.pool.put_all_back();
            state.picked.clear();
            state.wanted.clear();
            state.gone = Gone::default();
        });
    }

    /// The person took note of what became of picked lots.
    pub fn dismiss_gone(&self) {
        self.change(News::Picks, |state| state.gone = Gone::default());
    }

    /// Begins to read an answer.
    #[must_use]
    pub fn read(&self) -> Reading {
        self.pool().read()
    }

    /// Shows what a first answer has said so far, and how much is still to come.
    pub fn reveal(&self, reading: &mut Reading) {
        let has_news = {
            let state = &mut *self.state.borrow_mut();
            let changes = reading.reveal(&mut state.pool);
            let is_first = state.pool.version().is_none();
            // Lots of an answer that broke off are still there while the next one is read.
            let coming = reading.progress().filter(|_| is_first).map(|progress| {
                let read = progress.read.max(state.pool.len());
                Progress { read, total: progress.total.max(read) }
            });
            let is_other = state.coming != coming;
            state.coming = coming;
            is_other || !changes.is_empty()
        };
        if has_news {
            self.tell(News::Lots);
        }
    }

    /// A first answer has broken off, or nobody reads on.
    pub fn end_reading(&self) {
        if self.state.borrow_mut().coming.take().is_some() {
            self.tell(News::Lots);
        }
    }

    /// Takes an answer in that was read to its end. Says whether it was a pool; one that was overtaken changes
    /// nothing. What changed says nothing to somebody who does not know what it was before.
    pub fn take_in(&self, heard: Heard) -> bool {
        let is_done = heard.status.is_some_and(|status| status.class() == Class::Done);
        let is_first = self.pool().version().is_none();
        let is_answer = |update: &Update| is_done && (update.is_whole() || !is_first);
        let Some(update) = heard.update.filter(is_answer) else { return false };
        let merged = self.state.borrow_mut().pool.merge(update);
        if let Ok(changes) = merged {
            note_skipped(path::POOL, changes.skipped);
            self.follow(&changes, is_first);
        }
        true
    }

    /// Takes an answer in that was read elsewhere.
    pub fn apply(&self, answer: &PoolAnswer) {
        let is_first = self.pool().version().is_none();
        let changes = self.state.borrow_mut().pool.apply(answer);
        self.follow(&changes, is_first);
    }

    /// Another one after everything was forgotten: what was asked before is no answer for whoever is here now.
    pub(super) fn era(&self) -> u32 {
        self.state.borrow().era
    }

    /// Forgets everything: whoever was here is here no more.
    pub fn forget(&self) {
        self.change(News::Lots, |state| {
            let (filter, sort) = (state.pool.filter().clone(), state.pool.sort());
            *state = State {
                now: state.now,
                era: state.era.wrapping_add(1),
                is_for_looking: state.is_for_looking,
                ..State::default()
            };
            state.pool.set_filter(filter);
            state.pool.set_sort(sort);
        });
    }

    /// Lets picks and marks follow an answer that was taken in as a whole.
    fn follow(&self, changes: &Changes, is_first: bool) {
        {
            let state = &mut *self.state.borrow_mut();
            state.coming = None;
            if !changes.is_empty() {
                // Of a first answer everything is new, and nothing is news.
                state.marks = if is_first { Marks::default() } else { Marks::of(changes) };
            }
            if !changes.gone.is_empty() {
                let selection = state.pool.selection();
                state.picked.retain(|slot| selection.contains(*slot));
            }
            let now = state.now;
            for lot in &changes.gone {
                match lot.timestamp_expire <= now {
                    true => state.gone.expired += 1,
                    false => state.gone.sold += 1,
                }
            }
            state.gone.repriced += changes.repriced.len();
            state.decide();
        }
        self.tell(News::Lots);
    }

    fn change(&self, news: News, change: impl FnOnce(&mut State)) {
        change(&mut self.state.borrow_mut());
        self.tell(news);
    }

    fn tell(&self, news: News) {
        let listeners: Vec<_> = {
            let mut listeners = self.listeners.borrow_mut();
            listeners.retain(|listener| listener.strong_count() > 0);
            listeners.iter().filter_map(Weak::upgrade).collect()
        };
        for listener in listeners {
            listener(news);
        }
    }
}

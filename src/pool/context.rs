//! The pool's place in the app: the lots live as long as somebody is logged in, and the rest of the page hears
//! of them by a few signals.

use std::time::Duration;

use domain::account::AccountName;
use domain::form::Problems;
use domain::lot::Lot;
use domain::purchase::Purchase;
use domain::session::Session;
use domain::timestamp::Timestamp;
use leptos::leptos_dom::helpers::{AnimationFrameRequestHandle, request_animation_frame_with_handle};
use leptos::prelude::{
    Effect, GetUntracked, GetValue, LocalStorage, RwSignal, Set, SetValue, StoredValue, UpdateValue,
    WithValue, expect_context, on_cleanup, provide_context,
};

use crate::browser::timer::Alarm;
use crate::browser::wake;
use crate::pool::basket::{self, Basket};
use crate::pool::early::{EarlyPool, EarlyReading};
use crate::pool::facts::PoolFacts;
use crate::pool::kept;
use crate::pool::store::{Listening, News, PoolStore};
use crate::pool::table::LotTable;
use crate::session::SessionContext;

/// The pool of the app; copies are the same pool.
#[derive(Clone, Copy)]
pub struct PoolContext {
    store: StoredValue<PoolStore, LocalStorage>,
    /// The pool in numbers.
    pub facts: RwSignal<PoolFacts>,
    /// What is picked, in numbers.
    pub basket: RwSignal<Basket>,
    account: StoredValue<Option<AccountName>>,
    /// When the lots were true, once the exchange has told of all of them.
    heard_at: StoredValue<Option<Timestamp>>,
    listening: StoredValue<Option<Listening>, LocalStorage>,
    /// Whether what is picked may be other than what is kept of it.
    is_unkept: StoredValue<bool>,
    alarm: Alarm,
    /// The frame in which the page is told, if anything is to be told.
    frame: StoredValue<Option<AnimationFrameRequestHandle>>,
    table: StoredValue<Option<LotTable>, LocalStorage>,
    reading: StoredValue<Option<EarlyReading>, LocalStorage>,
}

/// What is picked is kept when nothing was picked for so long, or the page is left.
const KEEP_AFTER: Duration = Duration::from_millis(200);

/// Gives the pool a place in the current owner, with the lots that are there already.
pub fn provide_pool(session: &SessionContext, early: EarlyPool) -> PoolContext {
    let store = early.store;
    let context = PoolContext {
        facts: RwSignal::new(store.facts()),
        basket: RwSignal::new(store.basket()),
        account: StoredValue::new(None),
        heard_at: StoredValue::new(None),
        listening: StoredValue::new_local(None),
        is_unkept: StoredValue::new(false),
        alarm: Alarm::new(),
        frame: StoredValue::new(None),
        table: StoredValue::new_local(early.table),
        reading: StoredValue::new_local(early.reading),
        store: StoredValue::new_local(store.clone()),
    };
    let listening = store.listen(move |news| context.hear(news));
    context.listening.set_value(Some(listening));
    session.on_forget(move || context.forget());
    wake::on_leave(move || context.keep());
    wake::on_sight_lost(move || context.keep_lots(true));
    // Somebody who was here may have left where this page could not hear of it.
    Effect::new({
        let session = session.clone();
        move |_| {
            if matches!(session.get(), Session::Guest { .. }) {
                kept::forget();
            }
        }
    });
    on_cleanup(move || {
        if let Some(frame) = context.frame.try_get_value().flatten() {
            frame.cancel();
        }
    });
    provide_context(context);
    context
}

/// The pool of the app.
#[must_use]
pub fn use_pool() -> PoolContext {
    expect_context()
}

impl PoolContext {
    /// The lots.
    #[must_use]
    pub fn store(self) -> PoolStore {
        self.store.with_value(Clone::clone)
    }

    /// The table that was there before the app; nothing for whoever asks later.
    #[must_use]
    pub fn take_table(self) -> Option<LotTable> {
        self.table.try_update_value(Option::take).flatten()
    }

    /// The first answer, where it is being read since before the app was there; nothing for whoever asks later.
    #[must_use]
    pub fn take_reading(self) -> Option<EarlyReading> {
        self.reading.try_update_value(Option::take).flatten()
    }

    /// Picks again what that account had picked in this tab before the page was loaded anew.
    pub fn restore(self, account: &AccountName) {
        if self.account.with_value(|known| known.as_ref() != Some(account)) {
            self.account.set_value(Some(account.clone()));
            let kept = basket::kept(account);
            if !kept.is_empty() {
                self.store().restore(kept);
            }
        }
    }

    /// The exchange has told of all lots, or that they are as they were. They are kept for when it cannot be asked.
    pub fn note_heard(self, at: Timestamp) {
        self.heard_at.set_value(Some(at));
        self.keep_lots(false);
    }

    /// The purchase of what is picked, at the prices seen, with its lots.
    ///
    /// # Errors
    /// Those of [`Purchase::validate`].
    pub fn purchase(self) -> Result<(Purchase, Vec<Lot>), Problems> {
        let lots = self.store().picked();
        Ok((Purchase::of(&lots)?, lots))
    }

    fn hear(self, news: News) {
        match news {
            News::Clock | News::Owner => return,
            // What the person asked for is in sight as one, rows and figures.
            News::View => return self.show(),
            // The app may be gone.
            News::Picks | News::Lots => drop(self.is_unkept.try_set_value(true)),
        }
        let is_due = self.frame.try_with_value(Option::is_some).unwrap_or(true);
        if !is_due {
            let frame = request_animation_frame_with_handle(move || {
                self.frame.set_value(None);
                self.show();
            });
            self.frame.set_value(frame.ok());
        }
    }

    /// Tells the page. Of lots and picks it is told once a frame: more often nobody could see it.
    fn show(self) {
        let store = self.store();
        let facts = store.facts();
        if self.facts.get_untracked() != facts {
            self.facts.set(facts);
        }
        let basket = store.basket();
        if self.basket.get_untracked() != basket {
            self.basket.set(basket);
        }
        // Whoever goes on picking begins the wait anew.
        if self.is_unkept.try_update_value(std::mem::take).unwrap_or_default() {
            self.alarm.set(KEEP_AFTER, move || self.keep());
        }
    }

    fn keep(self) {
        if let Some(account) = self.account.try_get_value().flatten() {
            basket::keep(&account, self.store().picked_names().into_iter());
        }
    }

    fn keep_lots(self, is_leaving: bool) {
        if let Some(heard_at) = self.heard_at.try_get_value().flatten() {
            kept::keep(&self.store(), heard_at, is_leaving);
        }
    }

    fn forget(self) {
        self.account.set_value(None);
        self.heard_at.set_value(None);
        kept::forget();
        self.alarm.cancel();
        drop(self.take_reading());
        basket::forget();
        self.store().forget();
    }
}

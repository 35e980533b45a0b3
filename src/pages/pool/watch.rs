//! Watching: asks for the newest state on a timer and holds what was last heard.
//!
//! It pauses while nobody can see the page, and never has two questions on the way.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::pool::PoolVersion;
use domain::retry::NextTry;
use domain::status::{Action, Message};
use domain::timestamp::Timestamp;
use leptos::prelude::*;

use crate::api::Member;
use crate::api::pool_reader::SharedPoolReader;
use crate::browser::task::TaskScope;
use crate::browser::{clock, timer, wake};
use crate::components::show_message;
use crate::heartbeat::use_heartbeat;
use crate::pool::{PoolContext, StoreReader};
use crate::retry::Retry;
use crate::session::SessionContext;

/// The pool as last heard of.
#[derive(Clone, Copy)]
pub struct PoolWatch {
    /// When the exchange last answered; never at first.
    pub heard_at: RwSignal<Option<Timestamp>>,
    /// Why it did not answer the last time.
    pub message: RwSignal<Option<Message>>,
    /// When it is asked again, where it did not answer.
    pub next_try: Signal<NextTry>,
    /// Asks now, because the person wants it.
    pub ask: Callback<()>,
}

impl PoolWatch {
    /// Watches until the current owner is gone.
    pub fn start(pool: PoolContext, member: Member, session: SessionContext, period: Duration) -> Self {
        let tasks = TaskScope::new();
        let asking = tasks.clone();
        let renewed = session.clone();
        let heard_at = RwSignal::new(None);
        let message = RwSignal::new(None);
        pool.store().set_now(clock::now());
        let is_asking = StoredValue::new(false);
        let retry = Retry::new(Action::Look);

        let ask_again = StoredValue::new(Callback::new(|()| {}));
        let ask = Callback::new(move |()| {
            if is_asking.get_value() {
                return;
            }
            is_asking.set_value(true);
            retry.begin();
            let (member, session) = (member.clone(), session.clone());
            asking.spawn(async move {
                let ticket = session.ticket();
                // What leaves now and is over by its own time has expired.
                pool.store().set_now(clock::now());
                let reader: SharedPoolReader = Rc::new(RefCell::new(StoreReader::new(pool.store())));
                let answer = member.pool(&reader).await;
                is_asking.set_value(false);
                match answer {
                    Ok(_) => {
                        retry.succeed();
                        heard_at.set(Some(clock::now()));
                        if message.with_untracked(Option::is_some) {
                            message.set(None);
                        }
                    }
                    Err(failure) => {
                        let newest = Message::of(&failure, Action::Look);
                        retry.fail(&newest, move || ask_again.get_value().run(()));
                        show_message(message, newest);
                        session.heed(&failure, ticket);
                    }
                }
            });
        });
        ask_again.set_value(ask);
        match pool.take_reading() {
            None => ask.run(()),
            Some(reading) => {
                is_asking.set_value(true);
                tasks.spawn(async move {
                    let heard = reading.end().await;
                    is_asking.set_value(false);
                    match heard {
                        Some(_) => heard_at.set(heard),
                        None => ask.run(()),
                    }
                });
            }
        }
        renewed.on_renewal(move || ask.run(()));
        let heartbeat = use_heartbeat();
        heartbeat.hasten(Some(period));
        on_cleanup(move || heartbeat.hasten(None));
        // A beat says what the newest state is called; only another one than ours is worth a question.
        Effect::new(move |_| {
            let Some(answered_at) = heartbeat.answered_at.get() else { return };
            let newest = heartbeat.pool_version.get_untracked().map(PoolVersion);
            let is_ours = newest.is_some() && newest == pool.store().version();
            // After a failure it is found out by asking whether the pool can be read again.
            if is_ours && message.with_untracked(Option::is_none) {
                pool.store().set_now(clock::now());
                heard_at.set(Some(answered_at));
            } else if newest.is_some() && !wake::is_hidden() && !retry.is_planned() {
                ask.run(());
            }
        });
        // An exchange whose beats say nothing of the pool is asked every time.
        timer::every(period, move || {
            let is_told = heartbeat.pool_version.get_untracked().is_some();
            if !is_told && !wake::is_hidden() && !retry.is_planned() {
                ask.run(());
            }
        });
        Self { heard_at, message, next_try: retry.next_try(), ask: retry.by_hand(ask) }
    }
}

//! Watching: asks for the newest state on a timer and holds what was last heard.
//!
//! It pauses while nobody can see the page, and never has two questions on the way.

use std::time::Duration;

use domain::pool::{Pool, PoolVersion};
use domain::retry::NextTry;
use domain::status::{Action, Message};
use domain::timestamp::Timestamp;
use leptos::prelude::*;

use crate::api::Member;
use crate::browser::task::TaskScope;
use crate::browser::{clock, timer, wake};
use crate::components::show_message;
use crate::heartbeat::use_heartbeat;
use crate::retry::Retry;
use crate::session::SessionContext;

/// The pool as last heard of.
#[derive(Clone, Copy)]
pub struct PoolWatch {
    /// The lots.
    pub pool: RwSignal<Pool>,
    /// When the exchange last answered; never at first.
    pub heard_at: RwSignal<Option<Timestamp>>,
    /// Why it did not answer the last time.
    pub message: RwSignal<Option<Message>>,
    /// The time by which spans are told; moves on with every question.
    pub now: RwSignal<Timestamp>,
    /// When it is asked again, where it did not answer.
    pub next_try: Signal<NextTry>,
    /// Asks now, because the person wants it.
    pub ask: Callback<()>,
}

impl PoolWatch {
    /// Watches until the current owner is gone.
    pub fn start(member: Member, session: SessionContext, period: Duration) -> Self {
        let tasks = TaskScope::new();
        let renewed = session.clone();
        let pool = RwSignal::new(Pool::default());
        let heard_at = RwSignal::new(None);
        let message = RwSignal::new(None);
        let now = RwSignal::new(clock::now());
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
            tasks.spawn(async move {
                let ticket = session.ticket();
                let version = pool.with_untracked(|pool| pool.version().cloned());
                let answer = member.pool(version.as_ref()).await;
                is_asking.set_value(false);
                now.set(clock::now());
                match answer {
                    Ok(changes) => {
                        if let Some(changes) = changes {
                            pool.update(|pool| pool.apply(changes));
                        }
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
        ask.run(());
        renewed.on_renewal(move || ask.run(()));
        let heartbeat = use_heartbeat();
        heartbeat.hasten(Some(period));
        on_cleanup(move || heartbeat.hasten(None));
        // A beat says what the newest state is called; only another one than ours is worth a question.
        Effect::new(move |_| {
            let Some(answered_at) = heartbeat.answered_at.get() else { return };
            let newest = heartbeat.pool_version.get_untracked().map(PoolVersion);
            let is_ours = newest.is_some() && newest == pool.with_untracked(|pool| pool.version().cloned());
            // After a failure it is found out by asking whether the pool can be read again.
            if is_ours && message.with_untracked(Option::is_none) {
                now.set(clock::now());
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
        Self { pool, heard_at, message, now, next_try: retry.next_try(), ask: retry.by_hand(ask) }
    }
}

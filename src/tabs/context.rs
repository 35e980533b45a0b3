//! This tab among the others: saying, hearing, and whether it leads.
//!
//! Where each tab has a session of its own, each leads, and they tell each other only that somebody left.

use domain::tidings::Tidings;
use leptos::prelude::{
    Callable, Callback, Get, GetValue, Signal, StoredValue, UpdateValue, expect_context, on_cleanup,
    provide_context,
};

use crate::browser::channel::Channel;
use crate::browser::lead;

/// The name of the channel and of the lock.
const NAME: &str = "wattpool-tabs";

/// A handle to this tab's place among the others; copies are the same.
#[derive(Clone, Copy)]
pub struct TabsContext {
    channel: StoredValue<Channel>,
    hearers: StoredValue<Vec<Callback<Tidings>>>,
    is_leader: Signal<bool>,
    shares_session: bool,
}

/// Joins the other tabs until the current owner is gone. `shares_session` says whether all are in one session.
pub fn provide_tabs(shares_session: bool) -> TabsContext {
    let hearers = StoredValue::new(Vec::<Callback<Tidings>>::new());
    let channel = Channel::open(NAME, move |text| {
        let hearers = hearers.try_get_value().unwrap_or_default();
        if let Some(tidings) = Tidings::from_text(&text).filter(|it| is_for_others(it, shares_session)) {
            for hearer in hearers {
                hearer.run(tidings.clone());
            }
        }
    });
    let is_leader = if shares_session { lead::is_leader(NAME) } else { Signal::stored(true) };
    let tabs = TabsContext { channel: StoredValue::new(channel), hearers, is_leader, shares_session };
    provide_context(tabs);
    tabs
}

/// The tabs of the app.
#[must_use]
pub fn use_tabs() -> TabsContext {
    expect_context()
}

impl TabsContext {
    /// Tells all other tabs.
    pub fn tell(self, tidings: &Tidings) {
        // A late answer may find the app gone.
        if let Some(channel) = self.channel.try_get_value()
            && is_for_others(tidings, self.shares_session)
        {
            channel.say(&tidings.to_text());
        }
    }

    /// Whether all tabs are in one session.
    #[must_use]
    pub const fn shares_session(self) -> bool {
        self.shares_session
    }

    /// Calls back with whatever another tab tells, for as long as the app lives.
    pub fn on_tidings(self, hear: impl Fn(Tidings) + Send + Sync + 'static) {
        let hear = Callback::new(hear);
        self.hearers.update_value(|hearers| hearers.push(hear));
        on_cleanup(move || {
            let _ = self.hearers.try_update_value(Vec::clear);
        });
    }

    /// Whether this tab asks for all; tracks changes.
    #[must_use]
    pub fn is_leader(self) -> bool {
        self.is_leader.get()
    }
}

/// What is heard of one session says nothing of another one.
const fn is_for_others(tidings: &Tidings, shares_session: bool) -> bool {
    match tidings {
        Tidings::Left { .. } => true,
        Tidings::Entered { .. } | Tidings::Heard { .. } | Tidings::Expired | Tidings::Active => {
            shares_session
        }
    }
}

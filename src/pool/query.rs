//! What a person wants to see of the pool, kept in the address: a link shows the same to others, Back undoes
//! one step.
//!
//! The address is written by the browser's own means. The router would match every path and read the address
//! anew for each key, and end the app where a browser refuses to write so often. It is told quietly instead,
//! so that it does not build the page again and still knows where it is.

use std::time::Duration;

use domain::pool::{Part, PoolQuery};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationProvider, Url};

use crate::browser::{address, clock};
use crate::route;

/// Whoever types nothing for so long and then goes on begins another step.
const PAUSE: Duration = Duration::from_secs(2);

/// What the person wants to see; copies are the same.
#[derive(Clone, Copy)]
pub struct QueryContext {
    /// What they want to see. It is read here and changed by the functions, which keep the address.
    pub query: RwSignal<PoolQuery>,
    /// Which part was typed into last, and when.
    typing: StoredValue<Option<(Part, Timestamp)>>,
    /// The address as the router knows it.
    url: RwSignal<Url>,
}

impl QueryContext {
    /// Reads the address, and follows it until the current owner is gone. Needs a router around it.
    #[must_use]
    pub fn start() -> Self {
        let url = RwSignal::from(expect_context::<BrowserUrl>().as_url().clone());
        let said = url.with_untracked(|url| PoolQuery::of_search(url.search()));
        let context = Self { query: RwSignal::new(said), typing: StoredValue::new(None), url };
        // The router says so of links, Back and Forward alike.
        Effect::new(move |_| {
            let said = url.with(|url| {
                let is_here = url.path().trim_end_matches('/') == route::POOL;
                is_here.then(|| PoolQuery::of_search(url.search()))
            });
            if let Some(said) = said
                && said.to_search() != context.query.with_untracked(PoolQuery::to_search)
            {
                context.end_typing();
                context.query.set(said);
            }
        });
        context
    }

    /// Changes it, as a step of its own.
    pub fn change(self, change: impl FnOnce(&mut PoolQuery)) {
        self.step(None, change);
    }

    /// Changes it by a key that was pressed in a field. All keys until a pause, or until something else is
    /// done, are one step.
    pub fn type_into(self, part: Part, change: impl FnOnce(&mut PoolQuery)) {
        self.step(Some(part), change);
    }

    /// The next key is another step.
    pub fn end_typing(self) {
        self.typing.set_value(None);
    }

    fn step(self, part: Option<Part>, change: impl FnOnce(&mut PoolQuery)) {
        let before = self.query.get_untracked();
        let mut query = before.clone();
        change(&mut query);
        if query == before {
            return;
        }
        let search = query.to_search();
        let is_said = search == before.to_search();
        self.query.set(query);
        if is_said {
            return;
        }
        let now = clock::now();
        let goes_on = part.is_some()
            && self
                .typing
                .get_value()
                .is_some_and(|(typed, at)| Some(typed) == part && at.until(now) < PAUSE);
        self.typing.set_value(part.map(|part| (part, now)));
        self.write(&search, goes_on);
    }

    fn write(self, search: &str, goes_on: bool) {
        let path = self.url.with_untracked(|url| route::with_search(url.path(), search));
        if goes_on {
            address::replace(&path);
        } else {
            address::push(&path);
        }
        // Quietly: nobody has to look at the address again, it was made from what they see.
        if let Ok(url) = BrowserUrl::current() {
            *self.url.write_untracked() = url;
        }
    }
}

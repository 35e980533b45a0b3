//! What a person wants to see of the pool, kept in the address: a link shows the same to others, Back undoes
//! one step.
//!
//! The address is written by the browser's own means, a moment after what it says is in sight. The router
//! would match every path and read the address anew for each key, and end the app where a browser refuses to
//! write so often. It is told quietly instead, so that it does not build the page again and still knows where
//! it is.

use std::time::Duration;

use domain::pool::{Part, PoolQuery};
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use leptos_router::location::{BrowserUrl, LocationProvider, Url};

use crate::browser::timer::Alarm;
use crate::browser::{address, clock};
use crate::route;

/// Whoever types nothing for so long and then goes on begins another step.
const PAUSE: Duration = Duration::from_secs(2);
/// Time to show what was asked for, before the address says it.
const MOMENT: Duration = Duration::from_millis(100);

/// What Back undoes of a change that the address does not say yet.
#[derive(Clone, Copy)]
enum Step {
    /// The change alone.
    Next,
    /// The change, and the keys before it.
    Same,
}

/// What the person wants to see; copies are the same.
#[derive(Clone, Copy)]
pub struct QueryContext {
    /// What they want to see. It is read here and changed by the functions, which keep the address.
    pub query: RwSignal<PoolQuery>,
    /// Which part was typed into last, and when.
    typing: StoredValue<Option<(Part, Timestamp)>>,
    /// The step that the address does not say yet.
    unwritten: StoredValue<Option<Step>>,
    alarm: Alarm,
    /// The address as the router knows it.
    url: RwSignal<Url>,
}

impl QueryContext {
    /// Reads the address, and follows it until the current owner is gone. Needs a router around it.
    #[must_use]
    pub fn start() -> Self {
        let url = RwSignal::from(expect_context::<BrowserUrl>().as_url().clone());
        let said = url.with_untracked(|url| PoolQuery::of_search(url.search()));
        let context = Self {
            query: RwSignal::new(said),
            typing: StoredValue::new(None),
            unwritten: StoredValue::new(None),
            alarm: Alarm::new(),
            url,
        };
        // The router says so of links, Back and Forward alike.
        Effect::new(move |_| {
            let said = url.with(|url| is_here(url).then(|| PoolQuery::of_search(url.search())));
            if let Some(said) = said
                && said.to_search() != context.query.with_untracked(PoolQuery::to_search)
            {
                context.unwritten.set_value(None);
                context.typing.set_value(None);
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
        self.write();
        self.typing.set_value(None);
    }

    fn step(self, part: Option<Part>, change: impl FnOnce(&mut PoolQuery)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        if self.query.with_untracked(|before| *before == query) {
            return;
        }
        let now = clock::now();
        let goes_on = part.is_some()
            && self
                .typing
                .get_value()
                .is_some_and(|(typed, at)| Some(typed) == part && at.until(now) < PAUSE);
        if !goes_on {
            // What was done before is a step of its own.
            self.write();
        }
        self.typing.set_value(part.map(|part| (part, now)));
        self.query.set(query);
        let step = if goes_on { Step::Same } else { Step::Next };
        self.unwritten.update_value(|unwritten| *unwritten = unwritten.or(Some(step)));
        self.alarm.set(MOMENT, move || self.write());
    }

    /// Writes the step that the address does not say yet.
    fn write(self) {
        let Some(step) = self.unwritten.get_value() else { return };
        self.unwritten.set_value(None);
        let search = self.query.with_untracked(PoolQuery::to_search);
        let path = self.url.with_untracked(|url| {
            (is_here(url) && url.search() != search).then(|| route::with_search(url.path(), &search))
        });
        let Some(path) = path else {
            // White space alone says nothing, and no step was begun.
            self.typing.set_value(None);
            return;
        };
        match step {
            Step::Next => address::push(&path),
            Step::Same => address::replace(&path),
        }
        // Quietly: nobody has to look at the address again, it was made from what they see.
        if let Ok(url) = BrowserUrl::current() {
            *self.url.write_untracked() = url;
        }
    }
}

/// Whether that is an address of the pool.
fn is_here(url: &Url) -> bool {
    url.path().trim_end_matches('/') == route::POOL
}

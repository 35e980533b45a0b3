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
/// Time to show what was asked for, before the address says it: writing it takes browsers longer than sorting.
const MOMENT: Duration = Duration::from_millis(100);

/// What Back undoes of a change.
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
    /// What the address does not say yet: the steps and what it is to say after each.
    unwritten: StoredValue<Vec<(Step, String)>>,
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
            unwritten: StoredValue::new(Vec::new()),
            alarm: Alarm::new(),
            url,
        };
        // The router says so of links, Back and Forward alike.
        Effect::new(move |_| {
            let said = url.with(|url| is_here(url).then(|| PoolQuery::of_search(url.search())));
            if let Some(said) = said
                && said.to_search() != context.query.with_untracked(PoolQuery::to_search)
            {
                context.unwritten.set_value(Vec::new());
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
        let search = query.to_search();
        self.query.set(query);
        let is_said = self.unwritten.with_value(|unwritten| match unwritten.last() {
            Some((_, said)) => *said == search,
            None => self.url.with_untracked(|url| url.search() == search),
        });
        // White space alone says nothing, and no step is begun by it.
        self.typing.set_value(part.filter(|_| goes_on || !is_said).map(|part| (part, now)));
        if is_said {
            return;
        }
        self.unwritten.update_value(|unwritten| match unwritten.last_mut() {
            Some((_, said)) if goes_on => *said = search,
            _ => unwritten.push((if goes_on { Step::Same } else { Step::Next }, search)),
        });
        self.alarm.set(MOMENT, move || self.write());
    }

    /// Writes the steps that the address does not say yet.
    fn write(self) {
        for (step, search) in self.unwritten.try_update_value(std::mem::take).unwrap_or_default() {
            let path = self.url.with_untracked(|url| {
                (is_here(url) && url.search() != search).then(|| route::with_search(url.path(), &search))
            });
            match (path, step) {
                (Some(path), Step::Next) => address::push(&path),
                (Some(path), Step::Same) => address::replace(&path),
                // What was typed was taken away again, so no step was begun.
                (None, Step::Next) => self.typing.set_value(None),
                (None, Step::Same) => {}
            }
            // Quietly: nobody has to look at the address again, it was made from what they see.
            if let Ok(url) = BrowserUrl::current() {
                *self.url.write_untracked() = url;
            }
        }
    }
}

/// Whether that is an address of the pool.
fn is_here(url: &Url) -> bool {
    url.path().trim_end_matches('/') == route::POOL
}

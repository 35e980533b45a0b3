//! Timers that end with whoever holds them. It decides no intervals.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use gloo_timers::callback::{Interval, Timeout};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::{Owner, SetValue, StoredValue, on_cleanup};
use send_wrapper::SendWrapper;

use crate::browser::clock;

/// A wait that a browser can count: 24 days at most. A longer one would be over at once.
fn millis(duration: Duration) -> u32 {
    let longest = i32::MAX.unsigned_abs();
    u32::try_from(duration.as_millis()).map_or(longest, |millis| millis.min(longest))
}

/// Waits; dropping the future cancels the timer.
pub async fn sleep(duration: Duration) {
    TimeoutFuture::new(millis(duration)).await;
}

/// Calls back again and again until the current owner is gone.
pub fn every(period: Duration, callback: impl FnMut() + 'static) {
    let interval = SendWrapper::new(Interval::new(millis(period), callback));
    on_cleanup(move || drop(interval));
}

/// A call that is due, unless whoever holds it lets go of it before.
pub struct Due {
    _timeout: Timeout,
}

impl Due {
    /// Calls back once after that long.
    #[must_use]
    pub fn after(wait: Duration, callback: impl FnOnce() + 'static) -> Self {
        Self { _timeout: Timeout::new(millis(wait), callback) }
    }
}

/// Calls back each time that nothing has happened for a while. What happens often costs no timer of its own:
/// one that is due too soon is set for the rest.
pub struct Quiet {
    wait: Duration,
    /// When something happened last, in ticks.
    last: Cell<f64>,
    due: RefCell<Option<Due>>,
    callback: Box<dyn Fn()>,
}

impl Quiet {
    /// Calls back so long after what happened last, as long as it is held.
    #[must_use]
    pub fn after(wait: Duration, callback: impl Fn() + 'static) -> Rc<Self> {
        let callback = Box::new(callback);
        Rc::new(Self { wait, last: Cell::new(0.0), due: RefCell::new(None), callback })
    }

    /// Something happened.
    pub fn disturb(self: &Rc<Self>) {
        self.last.set(clock::ticks());
        if self.due.borrow().is_none() {
            self.set(self.wait);
        }
    }

    fn set(self: &Rc<Self>, wait: Duration) {
        let this = Rc::downgrade(self);
        let ring = move || {
            if let Some(this) = this.upgrade() {
                this.ring();
            }
        };
        self.due.replace(Some(Due::after(wait, ring)));
    }

    fn ring(self: &Rc<Self>) {
        let quiet = Duration::from_secs_f64((clock::ticks() - self.last.get()).max(0.0) / 1000.0);
        // A timer may be a little early.
        match self.wait.checked_sub(quiet).filter(|rest| *rest >= Duration::from_millis(1)) {
            Some(rest) => self.set(rest),
            None => {
                self.due.replace(None);
                (self.callback)();
            }
        }
    }
}

/// One timer at a time: setting it anew replaces the one before, and the owner's end cancels it.
#[derive(Clone, Copy)]
pub struct Alarm {
    timeout: StoredValue<Option<SendWrapper<Timeout>>>,
}

impl Alarm {
    /// An alarm of the current owner, not set.
    #[must_use]
    pub fn new() -> Self {
        debug_assert!(Owner::current().is_some(), "an alarm needs an owner that ends it");
        let timeout = StoredValue::new(None::<SendWrapper<Timeout>>);
        Self { timeout }
    }

    /// Calls back once after that long, unless set anew or cancelled before.
    pub fn set(self, wait: Duration, callback: impl FnOnce() + 'static) {
        let timeout = SendWrapper::new(Timeout::new(millis(wait), callback));
        // Where the owner is gone the timer is dropped here, which cancels it.
        let _ = self.timeout.try_set_value(Some(timeout));
    }

    /// Nothing will call back.
    pub fn cancel(self) {
        let _ = self.timeout.try_set_value(None);
    }
}

impl Default for Alarm {
    fn default() -> Self {
        Self::new()
    }
}

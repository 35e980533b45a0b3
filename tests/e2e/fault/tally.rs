//! What a whole run comes to, in one line.

use std::collections::BTreeMap;
use std::fmt;

use super::call::Call;
use super::watch::{Kind, Wait, Watched};

/// Counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Journeys that came to their end.
    pub(super) journeys: usize,
    calls: usize,
    faults: BTreeMap<&'static str, usize>,
    messages: BTreeMap<String, usize>,
    notices: usize,
    log_ins: usize,
    longest: Wait,
}

impl Tally {
    /// Adds a journey: its calls, and what was shown since it began.
    pub(super) fn add(&mut self, calls: &[Call], watched: &Watched, began_at: u64) {
        self.journeys += 1;
        self.calls += calls.len();
        for call in calls.iter().filter(|call| call.is_spoilt) {
            *self.faults.entry(call.fault.name()).or_default() += 1;
        }
        for event in watched.events.iter().filter(|event| event.at >= began_at) {
            match event.kind {
                Kind::Message => *self.messages.entry(event.slug.clone()).or_default() += 1,
                Kind::Notice => self.notices += 1,
                Kind::LogIn => self.log_ins += 1,
                Kind::Panic => {}
            }
        }
        if watched.longest.millis > self.longest.millis {
            self.longest = watched.longest.clone();
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { journeys, calls, faults, messages, notices, log_ins, longest } = self;
        let list = |counts: &mut dyn Iterator<Item = (&str, &usize)>| {
            counts.map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
        };
        let injected: usize = faults.values().sum();
        let shown: usize = messages.values().sum();
        write!(
            formatter,
            "{journeys} journeys, {calls} calls; {injected} faults ({}); {shown} messages of {} reasons ({}), \
             {notices} notices, {log_ins} times asked to log in again; longest wait without a word {} ms ({})",
            list(&mut faults.iter().map(|(name, count)| (*name, count))),
            messages.len(),
            list(&mut messages.iter().map(|(name, count)| (name.as_str(), count))),
            longest.millis,
            longest.what,
        )
    }
}

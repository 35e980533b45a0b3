//! Holds what a page has shown during a journey against what went over the wire meanwhile.
//!
//! Whether the books of the exchange agree is asked by each errand itself.

use domain::status::{Consequence, Message};
use words::{Label, Phrase, Sentence, phrase};

use super::asks::Asks;
use super::call::Call;
use super::fault::Fault;
use super::plan::Journey;
use super::watch::{Event, Kind, Watched};
use crate::wording::Wording;

/// The longest that anything may be busy without a word of what comes next, in milliseconds.
const LONGEST_WAIT: u64 = 30_000;
/// After so many outages in a row the app may stop asking for a while, and says so in words of its own.
const OUTAGES: usize = 5;

/// What a call gives to read.
struct Telling {
    headline: String,
    rest: String,
    consequence: String,
}

/// What a journey is judged by.
pub(super) struct Evidence<'a> {
    /// The journey.
    pub(super) journey: &'a Journey,
    /// When it began, in Unix milliseconds.
    pub(super) began_at: u64,
    /// The calls of the browser during this journey and the one before.
    pub(super) calls: &'a [Call],
    /// What was shown.
    pub(super) watched: &'a Watched,
}

impl Evidence<'_> {
    /// Everything that must not be.
    pub(super) fn faults(&self, words: &Wording) -> Vec<String> {
        let mut found = Vec::new();
        let Watched { events, longest } = self.watched;
        if longest.millis > LONGEST_WAIT {
            found.push(format!("{} ms without a word: {}", longest.millis, longest.what));
        }
        for event in events.iter().filter(|event| event.at >= self.began_at) {
            let is_explained = match event.kind {
                Kind::Panic => false,
                Kind::LogIn => self.failed().any(|call| call.ends_session()),
                Kind::Message | Kind::Notice => self.explains(event, words) || self.may_be_circuit(event),
            };
            if !is_explained {
                found.push(format!("nothing that happened explains {event:?}"));
            }
        }
        found.extend(self.untold(words));
        found.extend(self.denied(words));
        found.extend(self.doubled());
        found
    }

    /// The calls of this journey.
    fn own(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(|call| call.asked_at >= self.began_at)
    }

    fn failed(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(|call| call.failure.is_some())
    }

    /// Whether a call that failed is what a message or notice speaks of.
    fn explains(&self, event: &Event, words: &Wording) -> bool {
        if event.kind == Kind::Notice && matches!(event.slug.as_str(), "good" | "notice") {
            return true;
        }
        self.failed().filter_map(|call| telling(call, words)).any(|telling| match event.kind {
            Kind::Message => event.headline == telling.headline && event.rest == telling.rest,
            Kind::Notice => {
                let unseen = format!("{} {}", telling.consequence, words.say(Label::OpenPoolToCheck));
                event.headline.starts_with(&telling.headline) || event.headline == unseen
            }
            Kind::LogIn | Kind::Panic => false,
        })
    }

    /// Whether the app may have stopped asking: then its message says when it asks again.
    fn may_be_circuit(&self, event: &Event) -> bool {
        let mut row = 0;
        let mut longest = 0;
        for call in self.calls.iter().filter(|call| call.answered_at.is_some_and(|at| at <= event.at)) {
            row = if call.is_outage() { row + 1 } else { 0 };
            longest = longest.max(row);
        }
        longest >= OUTAGES
    }

    /// The calls that the journey is about and that failed without a word.
    fn untold(&self, words: &Wording) -> Vec<String> {
        let asks = self.journey.asks;
        let failed = self.own().filter(|call| call.asks == asks && call.is_spoilt && call.failure.is_some());
        // Whether the session lives is asked by each beat too, which says nothing; the first one is the page's.
        let failed = failed.take(if asks == Asks::Alive { 1 } else { usize::MAX });
        let untold = failed.filter(|call| !self.is_told(call, words) && !self.is_repeated_by_browser(call));
        untold.map(|call| format!("nothing was said of {call}")).collect()
    }

    /// A browser repeats a call itself, and tells nobody, where a connection that it had opened beforehand is
    /// reset.
    fn is_repeated_by_browser(&self, reset: &Call) -> bool {
        let again = |call: &Call| call.line == reset.line && call.key == reset.key;
        match reset.fault {
            Fault::ResetBefore | Fault::ResetAfter => {
                self.own().any(|call| again(call) && reset.answered_at.is_some_and(|at| call.asked_at >= at))
            }
            Fault::Late | Fault::Status { .. } | Fault::CutOff | Fault::Truncated | Fault::Page { .. } => {
                false
            }
        }
    }

    fn is_told(&self, call: &Call, words: &Wording) -> bool {
        let (Some(at), Some(telling)) = (call.answered_at, telling(call, words)) else { return false };
        let is_since = |event: &&Event| event.gone.is_none_or(|gone| gone >= at);
        self.watched.events.iter().filter(is_since).any(|event| match event.kind {
            Kind::Message => event.headline == telling.headline && event.rest == telling.rest,
            Kind::Notice => event.headline.starts_with(&telling.headline),
            Kind::LogIn => call.ends_session(),
            Kind::Panic => false,
        }) || self.goes_to_log_in(call)
    }

    /// Whoever turns out to have no session when the page opens, or when they leave, is led to the log-in.
    fn goes_to_log_in(&self, call: &Call) -> bool {
        call.ends_session() && matches!(call.asks, Asks::Alive | Asks::LogOut)
    }

    /// What was said not to be done after the exchange had done it.
    fn denied(&self, words: &Wording) -> Vec<String> {
        let denial = match self.journey.asks {
            Asks::Purchase => Consequence::NotCharged,
            Asks::Delivery => Consequence::NotDelivered,
            Asks::Revoke => Consequence::NotRevoked,
            Asks::Alive
            | Asks::Pool
            | Asks::Account
            | Asks::Balance
            | Asks::Sessions
            | Asks::LogIn
            | Asks::LogOut
            | Asks::Else => return Vec::new(),
        };
        let denial = words.say(Phrase::from(denial));
        let done = self.own().filter(|call| call.asks == self.journey.asks && call.is_done());
        let Some(done_at) = done.filter_map(|call| call.acted_at).min() else { return Vec::new() };
        let since = self.watched.events.iter().filter(|event| event.at > done_at);
        since
            .filter(|event| event.rest.contains(denial) || event.headline.contains(denial))
            .map(|event| format!("it was done at {done_at}, and {event:?} denies it"))
            .collect()
    }

    /// More than one key for what somebody decided once.
    fn doubled(&self) -> Option<String> {
        let keys: std::collections::BTreeSet<_> = self
            .own()
            .filter(|call| matches!(call.asks, Asks::Purchase | Asks::Delivery))
            .filter_map(|call| call.key.as_deref())
            .collect();
        (keys.len() > 1).then(|| format!("one decision went out under {keys:?}"))
    }
}

/// What is to be read of a call that failed.
fn telling(call: &Call, words: &Wording) -> Option<Telling> {
    let message = Message::of(call.failure.as_ref()?, call.asks.action());
    let [headline, consequence, next_step] = phrase::parts(&message);
    Some(Telling {
        headline: words.say(headline).to_owned(),
        rest: words.tell(Sentence::from(consequence).then(next_step)),
        consequence: words.say(consequence).to_owned(),
    })
}

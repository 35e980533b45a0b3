//! Holds what a page has shown during a journey against what went over the wire meanwhile.
//!
//! Whether the books of the exchange agree is asked by each errand itself.

use domain::circuit::FAULTS_UNTIL_OPEN;
use domain::status::{Consequence, Failure};
use words::Phrase;

use super::asks::Asks;
use super::call::Call;
use super::faults::Fault;
use super::telling::Telling;
use super::watch::{Event, Kind, Watched};
use crate::wording::Wording;

/// The longest that anything may be busy without a word of what comes next, in milliseconds.
const LONGEST_WAIT: u64 = 30_000;

/// What a journey is judged by.
pub(super) struct Evidence<'a> {
    /// What the journey asks for.
    pub(super) asks: Asks,
    /// When it began, in Unix milliseconds.
    pub(super) began_at: u64,
    /// The calls of the browser during this journey and the one before.
    pub(super) calls: &'a [Call],
    /// What was shown.
    pub(super) watched: &'a Watched,
}

impl Evidence<'_> {
    /// Everything that must not be.
    pub(super) fn verdict(&self, words: &Wording) -> Vec<String> {
        let mut found = self.kept_waiting();
        found.extend(self.unexplained(words));
        found.extend(self.untold(words));
        found.extend(self.denied(words));
        found.extend(self.doubled());
        found
    }

    /// The calls of this journey.
    fn own(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter().filter(|call| call.asked_at >= self.began_at)
    }

    fn kept_waiting(&self) -> Vec<String> {
        let longest = &self.watched.longest;
        let is_too_long = longest.millis > LONGEST_WAIT;
        is_too_long
            .then(|| format!("{} ms without a word: {}", longest.millis, longest.what))
            .into_iter()
            .collect()
    }

    /// What was shown, and nothing that happened explains it.
    fn unexplained(&self, words: &Wording) -> Vec<String> {
        let tellings: Vec<_> = self.calls.iter().flat_map(|call| self.tellings(call, words)).collect();
        let silence = Telling::of_silence(words);
        let is_good =
            |event: &Event| event.kind == Kind::Notice && ["good", "notice"].contains(&&*event.slug);
        let new = self.watched.events.iter().filter(|event| event.at >= self.began_at);
        new.filter(|event| !is_good(event))
            .filter(|event| !tellings.iter().any(|telling| telling.is_in(event)))
            .filter(|event| !(self.may_be_silent(event.at) && silence.iter().any(|it| it.is_in(event))))
            .map(|event| format!("nothing that happened explains {event:?}"))
            .collect()
    }

    /// Whether so many calls in a row had failed by then that nothing may have been sent for a while.
    fn may_be_silent(&self, at: u64) -> bool {
        let before =
            self.calls.iter().filter(|call| call.answered_at.is_some_and(|answered_at| answered_at <= at));
        let outages: Vec<_> = before.map(Call::is_outage).collect();
        outages.windows(FAULTS_UNTIL_OPEN as usize).any(|row| row.iter().all(|is_outage| *is_outage))
    }

    /// The calls that the journey is about and that failed without a word.
    fn untold(&self, words: &Wording) -> Vec<String> {
        let failed =
            self.own().filter(|call| call.asks == self.asks && call.is_spoilt && call.failure.is_some());
        // Whether the session lives is asked by each beat too, which says nothing; the first one is the page's.
        let failed = failed.take(if self.asks == Asks::Alive { 1 } else { usize::MAX });
        failed
            .filter(|call| {
                !self.is_told(call, words)
                    && !is_led_to_log_in(call)
                    && !self.is_asked_by_browser(call)
                    && !self.is_asked_early(call)
            })
            .map(|call| format!("nothing was said of {call}"))
            .collect()
    }

    fn is_told(&self, call: &Call, words: &Wording) -> bool {
        let Some(at) = call.answered_at else { return false };
        let tellings = self.tellings(call, words);
        let mut since = self.watched.events.iter().filter(|event| event.gone.is_none_or(|gone| gone >= at));
        since.any(|event| tellings.iter().any(|telling| telling.is_in(event)))
    }

    /// What may be read of a call. Whether the app knows of an earlier try depends on who repeated it.
    fn tellings(&self, call: &Call, words: &Wording) -> Vec<Telling> {
        let is_lost = |earlier: &Call| {
            earlier.is_same_as(call)
                && earlier.asked_at < call.asked_at
                && earlier.failure.as_ref().is_some_and(Failure::leaves_outcome_unknown)
        };
        let is_later_try = self.own().any(is_lost);
        let later = is_later_try.then(|| Telling::of_later_try(call, words)).flatten();
        Telling::of(call, words).into_iter().chain(later).collect()
    }

    /// A browser repeats a call itself, and tells nobody, where a connection that it had opened beforehand is
    /// reset.
    fn is_asked_by_browser(&self, reset: &Call) -> bool {
        let is_again =
            |call: &Call| call.is_same_as(reset) && reset.answered_at.is_some_and(|at| call.asked_at >= at);
        matches!(reset.fault, Fault::ResetBefore | Fault::ResetAfter) && self.own().any(is_again)
    }

    /// The start page asks for the pool before there is an app that could say anything. What comes of it in vain
    /// the app asks again, and says what is wrong then.
    fn is_asked_early(&self, early: &Call) -> bool {
        let is_first = self
            .own()
            .find(|call| call.line == early.line)
            .is_some_and(|first| early.line == "GET /tx/pool" && first.asked_at == early.asked_at);
        let is_again =
            |call: &Call| call.is_same_as(early) && early.answered_at.is_some_and(|at| call.asked_at >= at);
        is_first && self.own().any(is_again)
    }

    /// What was said not to be done after the exchange had done it.
    fn denied(&self, words: &Wording) -> Vec<String> {
        let denial = match self.asks {
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
        let done = self.own().filter(|call| call.asks == self.asks && call.is_done());
        let Some(done_at) = done.filter_map(|call| call.acted_at).min() else { return Vec::new() };
        let since = self.watched.events.iter().filter(|event| event.at > done_at);
        since
            .filter(|event| event.rest.contains(denial) || event.headline.contains(denial))
            .map(|event| format!("it was done at {done_at}, and {event:?} denies it"))
            .collect()
    }

    /// A decision that went out under another key while it was not known what became of it under the first.
    fn doubled(&self) -> Vec<String> {
        let keyed: Vec<_> = self.own().filter(|call| call.asks == self.asks && call.key.is_some()).collect();
        let is_settled =
            |call: &Call| call.failure.as_ref().is_some_and(|it| !Failure::leaves_outcome_unknown(it));
        keyed
            .windows(2)
            .filter(|pair| pair[0].key != pair[1].key && !is_settled(pair[0]))
            .map(|pair| format!("one decision went out twice: {}; {}", pair[0], pair[1]))
            .collect()
    }
}

/// Whoever turns out to have no session when the page opens, or when they leave, is led to the log-in.
fn is_led_to_log_in(call: &Call) -> bool {
    let ends_session = call.failure.as_ref().is_some_and(Failure::ends_session);
    ends_session && matches!(call.asks, Asks::Alive | Asks::LogOut)
}

#[cfg(test)]
mod tests;

//! The weather: what goes wrong with the call that a journey is about, how often and after how long.

use std::time::Duration;

use domain::status::{Action, Code, Failure, Status};

use super::asks::Asks;
use super::draw::Draw;
use super::faults::{Fault, says_that_nothing_was_done};
use super::order::Order;

/// A kind of fault, whose details are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Late,
    Http500,
    Http503,
    CutOff,
    Truncated,
    Page,
    ResetBefore,
    ResetAfter,
    Code,
}

/// How often there is which kind, of a hundred.
const KINDS: [(u64, Kind); 9] = [
    (16, Kind::Late),
    (12, Kind::Http500),
    (12, Kind::Http503),
    (9, Kind::CutOff),
    (8, Kind::Truncated),
    (10, Kind::Page),
    (7, Kind::ResetBefore),
    (11, Kind::ResetAfter),
    (15, Kind::Code),
];
/// How many of a hundred faults that can be everywhere spoil whatever is asked for.
const STORMS: u64 = 15;
/// How many calls a storm spoils for each that it would else.
const STORM: u64 = 4;
/// The longest delay, in milliseconds.
const LONGEST_DELAY: u64 = 5_000;
/// From how many milliseconds on one delay is enough.
const LONG_DELAY: u64 = 1_500;

impl Kind {
    /// With how many calls in a row it goes wrong at most.
    const fn longest_burst(self) -> u64 {
        match self {
            Self::Http500 | Self::Http503 => 4,
            Self::Page | Self::ResetBefore | Self::ResetAfter => 3,
            Self::Late | Self::CutOff | Self::Truncated | Self::Code => 2,
        }
    }

    /// Whether it can be everywhere.
    const fn can_be_storm(self) -> bool {
        match self {
            Self::Http500 | Self::Http503 | Self::Page | Self::ResetBefore => true,
            Self::Late | Self::CutOff | Self::Truncated | Self::ResetAfter | Self::Code => false,
        }
    }

    fn fault(self, asks: Asks, draw: &mut Draw) -> Fault {
        let has_reached = draw.is(50);
        match self {
            Self::Late => Fault::Late,
            Self::Http500 => Fault::Status { number: 500, retry_after: None, has_reached },
            Self::Http503 => {
                let retry_after = draw.is(50).then(|| 1 + draw.below(2));
                Fault::Status { number: 503, retry_after, has_reached }
            }
            Self::CutOff => Fault::CutOff,
            Self::Truncated => Fault::Truncated,
            Self::Page => Fault::Page { has_reached },
            Self::ResetBefore => Fault::ResetBefore,
            Self::ResetAfter => Fault::ResetAfter,
            Self::Code => code(asks, has_reached, draw),
        }
    }
}

/// What goes wrong with a call that asks for that.
pub(super) fn order(asks: Asks, draw: &mut Draw) -> Order {
    let kind = draw.weighed(&KINDS);
    let fault = kind.fault(asks, draw);
    let is_storm = kind.can_be_storm() && draw.is(STORMS);
    // Most answers take a moment, a few take as long as anything may.
    let longest = match is_storm {
        true => 100,
        false if kind == Kind::Late => draw.weighed(&[(5, 1_000), (4, 3_000), (3, LONGEST_DELAY)]),
        false => draw.weighed(&[(6, 150), (3, 1_000), (1, LONGEST_DELAY)]),
    };
    let delay = draw.below(longest + 1);
    let burst = if delay > LONG_DELAY { 1 } else { 1 + draw.below(kind.longest_burst()) };
    let times = if is_storm { STORM * burst } else { burst };
    Order {
        asks: Some(asks).filter(|_| !is_storm),
        fault,
        delay: Duration::from_millis(delay),
        times: u32::try_from(times).unwrap_or_default(),
    }
}

/// A custom code as an HTTP status: any number of 600 to 999, those with a meaning of their own more often.
fn code(asks: Asks, has_reached: bool, draw: &mut Draw) -> Fault {
    let is_form = matches!(asks.action(), Action::LogIn | Action::Deliver);
    loop {
        let number = match draw.is(40) {
            true => draw.one_of(Code::ALL).number(),
            false => 600 + u16::try_from(draw.below(400)).unwrap_or_default(),
        };
        // What is wrong with a field is said beside that field, and not in a message.
        let is_of_field = |status| !Failure::from(status).form_problems().is_empty();
        if is_form && Status::from_number(number).is_some_and(is_of_field) {
            continue;
        }
        let says_done = (700..800).contains(&number);
        let has_reached = says_done || has_reached && !says_that_nothing_was_done(number);
        return Fault::Status { number, retry_after: None, has_reached };
    }
}

#[test]
fn nobody_lies_about_what_was_not_done_or_done() {
    let mut draw = Draw::of(3);
    for _ in 0..2_000 {
        if let Fault::Status { number, has_reached, .. } = order(Asks::Purchase, &mut draw).fault {
            assert!(!(has_reached && says_that_nothing_was_done(number)), "{number}");
            assert!(has_reached || !(700..800).contains(&number), "{number}");
        }
    }
}

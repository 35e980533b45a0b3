//! Every code that the exchange can send, provoked for real, and its words read in the browser.
//!
//! The table says on which journey each code is met; a journey has to read exactly the codes that the table
//! gives it, and the exchange has to have sent them. One file a journey, and beside them the table and the
//! witness that reads.

mod account;
mod fault;
mod held;
mod lots;
mod restored;
mod service;
mod session;
mod start;
mod table;
mod witness;

use crate::exchange::{Manner, Pace};

/// The journeys, each with the test that plays it, so that none can be named in the table and never happen.
macro_rules! journeys {
    ($($journey:ident: $test:ident = $play:path, $manner:expr;)+) => {
        /// A way through the product on which codes are met.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Journey {
            $($journey,)+
        }

        $(
            #[tokio::test]
            async fn $test() {
                witness::play(Journey::$journey, stringify!($test), $manner, $play).await;
            }
        )+
    };
}

const ORDINARY: Manner = Manner::ORDINARY;
/// Only what a person does asks the exchange, so a session that has ended is noticed by that very call.
const QUIET: Manner = Manner { pace: Pace::Quiet, ..ORDINARY };
/// Whatever costs more than a hundred credits is held.
const HESITANT: Manner = Manner { options: &["--confirm-above", "100"], ..ORDINARY };

journeys! {
    Account: the_codes_of_accounts_are_read_at_their_forms = account::play, ORDINARY;
    Session: a_session_that_ended_is_said_by_whatever_is_done_next = session::play, QUIET;
    Lots: the_codes_of_lots_are_read_by_those_who_deliver_and_buy_them = lots::play, ORDINARY;
    Held: what_is_held_is_confirmed_released_or_lost = held::play, HESITANT;
    Restored: lots_that_a_restored_database_has_never_seen_are_said_to_be_unknown = restored::play, ORDINARY;
    Service: operators_read_the_codes_of_the_service = service::play, ORDINARY;
    Fault: a_broken_database_is_said_to_be_at_fault_until_it_is_mended = fault::play, ORDINARY;
}

//! Browser tests: the whole app in a real browser, with a scripted exchange behind the transport seam.
//!
//! One file a noun. Elements are found by what a person or a test id names; nothing sleeps for a fixed
//! time. Real codes from a real exchange are the matter of the end-to-end tests.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "clippy does not know that functions under #[wasm_bindgen_test] are tests"
)]

pub mod account;
mod aloud;
mod balance;
pub mod caller;
pub mod chance;
pub mod circuit;
pub mod codes;
pub mod coming;
pub mod countdown;
pub mod delivery;
pub mod dialog;
pub mod early;
mod early_answer;
pub mod expiry;
pub mod fetch;
mod field_problem;
pub mod finder;
pub mod finding;
pub mod finding_address;
pub mod foreign;
pub mod global_data;
pub mod heartbeat;
pub mod hold;
pub mod hold_trouble;
pub mod kept;
pub mod language;
pub mod language_dialog;
pub mod late;
pub mod leaving;
pub mod ledger;

pub mod lost;
mod lots;
pub mod mark;
pub mod message;
pub mod new_version;
pub mod notice;
pub mod once;
pub mod open_sessions;
pub mod operator;
pub mod pec;
pub mod pending;
pub mod pending_old;
pub mod pending_trouble;
mod pictures;
pub mod pieces;
pub mod pool;
pub mod pretence;
pub mod purchase;
pub mod put_away;
pub mod reading;
pub mod receipt;
pub mod remedy;
pub mod retry;
pub mod screen;
pub mod script;
pub mod session;
pub mod settings;
pub mod shipment;
pub mod shipment_trouble;
pub mod shipped;
pub mod sign_out;
pub mod status;
pub mod stored_channel;
pub mod table;
mod table_keys;
mod tabs;
pub mod take_along;
pub mod tour;
pub mod waking;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

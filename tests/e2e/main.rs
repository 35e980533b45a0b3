//! The whole product, played by people: the release build of the app, served by the real exchange on a
//! real database, in a real browser. Nothing in here is a mock.
//!
//! `cargo xtask test` builds what these tests need; they start the rest and end it again. Each journey is
//! told in the file of its noun, the stage and its props are in the others.

mod account;
mod boot;
mod browser;
mod codes;
mod console;
mod database;
mod delivery;
mod device;
mod driver;
mod edition;
mod exchange;
mod fault;
mod finding;
mod installed;
mod keyboard;
mod keys;
mod language;
mod market;
mod navigation;
mod offline;
mod open_sessions;
mod parts;
mod patience;
mod pictures;
mod policy;
mod pool;
mod purchase;
mod receipt;
mod recovery;
mod shipment;
mod soak;
mod stage;
mod tampered;
mod tour;
mod visitor;
mod wire;
mod wording;

/// Whatever goes wrong on the way, in words.
type Trouble = Box<dyn std::error::Error + Send + Sync>;

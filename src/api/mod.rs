//! The only room that talks to a server.
//!
//! What may be asked depends on who asks: a [`Guest`] can open an account and log in, a [`Member`] can do
//! the rest, and only a log-in or a living session yields one. How it is said on the wire is one folder
//! per dialect; nothing above knows which is spoken. It writes no words for people.

pub mod answer;
mod exchange;
pub mod global_data;
pub mod guest;
pub mod idempotency;
pub mod member;
pub mod open_session;
mod outcome;
mod pec;
pub mod pool_reader;
mod recall;
pub mod transport;
mod wire;

pub use answer::{Beat, LotList, PersistProgress, Persisting, Service, Statement};
pub use exchange::first_pool_request;
pub use guest::Guest;
pub use idempotency::{IdempotencyKey, new_key};
pub use member::Member;
pub use outcome::note_skipped;
pub use protocol::account::Page;

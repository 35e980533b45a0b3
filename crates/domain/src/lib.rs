//! The rules of a power exchange, pure: what an account, a lot, a purchase and a status code are.
//!
//! Both ends stand on this ground: the browser front end and the exchange run the same checks and
//! read the same codes. It deliberately knows no JSON, no network, no clock and no randomness; whoever
//! needs the time passes it in.
//!
//! | noun | is |
//! |---|---|
//! | [`account`] | a name, a password, a public address |
//! | [`credits`], [`energy`] | whole credits, whole watts and watt-hours |
//! | [`number`] | numbers as people type them |
//! | [`percent`] | any text as a part of an address |
//! | [`lot`] | energy that a seller offers and one buyer purchases whole |
//! | [`delivery`], [`purchase`] | putting lots into the pool, buying lots out of it |
//! | [`printed_receipt`] | what one purchase bought, on paper |
//! | [`shipment`] | many lots that are delivered from one file |
//! | [`history`] | all lots of an account, to be taken along |
//! | [`chart`] | pictures of figures before anybody draws them |
//! | [`csv`], [`calendar`] | tables as text, and moments as they stand in them |
//! | [`hold`] | a purchase that waits for its buyer's word |
//! | [`idempotency`], [`pending`] | one decision of a person, and what was decided but is not known to be done |
//! | [`pool`] | what is said of the lots that wait for a buyer, and what a person wants to see of them |
//! | [`global_data`] | the exchange in figures, and what becomes of writing all of it into a file |
//! | [`handshake`] | the name of something that goes on after it was answered |
//! | [`session`] | who is here, and for how long |
//! | [`heartbeat`] | when to ask whether the session lives, and what the answers mean |
//! | [`notice`] | what was said to a person, for how long it is in sight, and the log of it |
//! | [`form`] | the fields a person can fill in and what can be wrong with one |
//! | [`open_session`] | where an account is logged in, from what and since when |
//! | [`retry`] | when to try again without being asked |
//! | [`circuit`] | when to leave somebody alone who does not answer |
//! | [`tidings`] | what the tabs of one browser tell each other |
//! | [`status`] | every outcome as a code, every failure as a message with the next step |

pub mod account;
pub mod calendar;
pub mod chart;
pub mod circuit;
pub mod credits;
pub mod csv;
pub mod delivery;
pub mod energy;
pub mod form;
pub mod global_data;
pub mod handshake;
pub mod heartbeat;
pub mod hex;
pub mod history;
pub mod hold;
pub mod idempotency;
pub mod lot;
pub mod notice;
pub mod number;
pub mod open_session;
pub mod pending;
pub mod percent;
pub mod pool;
pub mod printed_receipt;
pub mod purchase;
pub mod retry;
pub mod session;
pub mod shipment;
pub mod status;
pub mod tidings;
pub mod timestamp;

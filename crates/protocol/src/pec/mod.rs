//! The interface of pec-server, as observed on its wire: what it is asked, and what can be made of its
//! answers.
//!
//! The server is frozen and promises little: numbers come as text, any member may be missing, a list may hold
//! anything. So requests are typed and answers are read leniently: whatever JSON comes, what can be shown is
//! kept and the rest is left out and counted. Nothing in here sends, waits or keeps a session.

pub mod account;
pub mod delivery;
pub mod list;
pub mod loose;
pub mod lot;
pub mod path;
pub mod pool;
pub mod purchase;
pub mod session;
pub mod told;

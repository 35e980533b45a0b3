//! The dialect of pec-server: what of it a client has to survive, one test or more for each.
//!
//! Most ask the client without a screen, as the screens are the same for every dialect; `screens` shows that
//! they are.

mod answers;
mod delivery;
mod ending;
mod pending;
mod purchase;
mod revoke;
mod screens;
mod server;
mod session;

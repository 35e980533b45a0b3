//! Wattpool: the browser front end of a power exchange.
//!
//! Rooms stand in floors and know only those below: [`browser`], [`route`] and [`settings`] at the foot, then
//! [`api`], then [`session`], [`heartbeat`], [`notices`] and [`purchase`], then [`components`] and [`pages`], and [`app`] on top, which
//! builds the house. Rules and words are in the `domain` crate, the wire is in `protocol`.

pub mod api;
pub mod app;
pub mod browser;
pub mod components;
pub mod heartbeat;
pub mod notices;
pub mod pages;
pub mod purchase;
pub mod route;
pub mod session;
pub mod settings;

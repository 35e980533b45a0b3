//! Wattpool: the browser front end of a power exchange.
//!
//! Rooms stand in floors and know only those below: [`browser`], [`drawing`], [`route`] and [`settings`] at the foot, then
//! [`language`], [`pending`] and [`api`], then [`retry`], [`tabs`], [`session`], [`heartbeat`], [`notices`],
//! [`pool`] and [`inquiry`] with [`purchase`], [`delivery`], [`shipment`] and [`revoke`], and [`tour`], then [`components`] and [`pages`], and [`app`] on
//! top, which builds the house. Rules are in the `domain` crate, words in `words`, the wire in `protocol`.

pub mod api;
pub mod app;
pub mod browser;
pub mod components;
pub mod delivery;
pub mod drawing;
pub mod heartbeat;
pub mod inquiry;
pub mod language;
pub mod notices;
pub mod pages;
pub mod pending;
pub mod pool;
pub mod purchase;
pub mod retry;
pub mod revoke;
pub mod route;
pub mod session;
pub mod settings;
pub mod shipment;
pub mod tabs;
pub mod tour;

//! The only room that touches the browser: network, timers, clock, chance, dates and numbers as the
//! person writes them, dialogs, focus, the console.
//!
//! It knows no exchange and no page; everything above speaks to the browser through it. Two draw on the page
//! themselves: Leptos, and the table of lots, whose cells are written one by one.

pub mod activity;
pub mod address;
pub mod channel;
pub mod clock;
pub mod console;
pub mod dialog;
pub mod document;
pub mod early;
pub mod edition;
pub mod fetch;
pub mod file;
pub mod intl;
pub mod json;
pub mod languages;
pub mod lead;
pub mod listener;
mod numerals;
pub mod online;
pub mod panic;
mod pieces;
pub mod random;
pub mod resize;
pub mod storage;
pub mod task;
pub mod theme;
pub mod timer;
pub mod wake;

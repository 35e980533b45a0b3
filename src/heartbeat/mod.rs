//! The timer-driven heartbeat: it obeys the domain's machine with real timers and real calls.
//!
//! What an answer means is decided in the domain; whom it concerns, by the session.

mod context;

pub use context::{HeartbeatContext, provide_heartbeat, use_heartbeat};

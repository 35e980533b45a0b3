//! Every outcome as a code, and every failure as a message with the next step.
//!
//! [`code`] holds the custom codes 6xx–9xx, [`http`] the HTTP statuses, [`misfortune`] what happens on the way.
//! Any of them is a [`failure`] with one [`reason`]; the [`rule`] of the reason and the [`consequence`] for the
//! person make the [`message`]. `Display` and `Debug` in here are for logs; only a [`Message`] is for people,
//! and the `words` crate says it in their language.

pub mod catalogue;
pub mod code;
pub mod consequence;
pub mod failure;
pub mod http;
pub mod message;
pub mod misfortune;
pub mod reason;
pub mod rule;

pub use code::{Class, Code, Level, Status};
pub use consequence::Consequence;
pub use failure::{Cause, Failure};
pub use http::{HttpClass, HttpStatus};
pub use message::{Action, Message, NextStep};
pub use misfortune::Misfortune;
pub use reason::Reason;
pub use rule::{Remedy, Rule, Severity};

//! Every outcome as a code, and every failure as words with the next step.
//!
//! [`code`] holds the custom codes 6xx–9xx, [`failure`] everything that can keep a call from being done,
//! [`message`] what a person reads of it, [`words`] the sentences themselves. `Display` and `Debug` in here
//! are for logs; only a [`Message`] is for people.

pub mod code;
pub mod failure;
pub mod message;
pub mod words;

pub use code::{Class, Code, Level, Status};
pub use failure::{Cause, Failure, Misfortune};
pub use message::{Action, Message, Remedy, Severity};

//! Every outcome as a code, and every failure as words with the next step.
//!
//! [`code`] holds the custom codes 6xx–9xx, [`http`] the HTTP statuses, [`misfortune`] what happens on the way.
//! Any of them is a [`failure`] with one [`reason`]; [`message`] is what a person reads of it, [`words`] the
//! sentences themselves. `Display` and `Debug` in here
//! are for logs; only a [`Message`] is for people.

pub mod catalogue;
pub mod code;
pub mod failure;
pub mod http;
pub mod message;
pub mod misfortune;
pub mod reason;
pub mod words;

pub use code::{Class, Code, Level, Status};
pub use failure::{Cause, Failure};
pub use http::{HttpClass, HttpStatus};
pub use message::{Action, Message, Remedy, Severity};
pub use misfortune::Misfortune;
pub use reason::Reason;

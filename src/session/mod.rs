//! Who is here: the domain's machine, the client of whoever it is, and the calls that change it.
//!
//! One signal, changed only by the methods of [`SessionContext`]. Being unreachable never signs anyone
//! out; only an answer that says so does, or the person.

mod change;
mod context;
mod mark;

pub use change::SignUpFailure;
pub use context::{SessionContext, Ticket, provide_session, use_session};

//! Who is here: nobody yet known, a guest, a member, or a member whose session ran out.
//!
//! One signal, changed only by the methods of [`SessionContext`]. Being unreachable never signs anyone
//! out; only an answer that says so does.

mod context;
mod state;

pub use context::{SessionContext, SignUpFailure, Ticket, provide_session, use_session};
pub use state::Session;

//! The dialect of pec-server: the session travels in paths and bodies, values come as text, nothing is keyed
//! and nothing is prolonged.
//!
//! The server charges again for what it is sent again, so whatever may have been sent is looked up before
//! anything is sent: `unsettled` remembers what was, `purchase`, `delivery` and `revoke` look and decide, and
//! `recall` only looks. What can be made of its answers is in `protocol::pec`.

mod delivery;
mod guest;
mod member;
mod purchase;
mod recall;
mod revoke;
mod session;
mod unsettled;

pub(super) use guest::Guest;
pub(super) use member::Member;

use domain::session::Renewal;
use protocol::pec::session::LIFE;

/// Using a session does not prolong it: it ends that long after the log-in.
pub(super) const RENEWAL: Renewal = Renewal::ByLogIn { after: LIFE };

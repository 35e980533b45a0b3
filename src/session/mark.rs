//! The mark that a log-in leaves in this browser: that somebody logged in, not who. It proves nothing and opens nothing.
//!
//! The session is a cookie that no script sees, so only the exchange can say whether one lives; it refuses that to
//! guests, and browsers log every refusal. The mark spares guests this question. It may be wrong either way, because
//! sessions end by themselves and people clear what browsers keep: one that is left over costs a refusal, and takes
//! itself away; where one is missing, the exchange is asked as soon as a page for members is opened.

use domain::session::Event;

use crate::browser::storage;
use crate::session::context::SessionContext;

/// Where it is kept, for every tab.
const KEY: &str = "wattpool-member";

impl SessionContext {
    /// Whether somebody may be here as far as this browser remembers. Where nothing can be kept, that cannot be
    /// known; where each tab has a session of its own, the tab is looked into before anybody is asked.
    pub(super) fn remembers_somebody(&self) -> bool {
        !self.guest.shares_session() || !storage::is_open() || storage::get(KEY).is_some()
    }

    /// Remembers what that says of whether somebody is here.
    pub(super) fn remember(&self, event: &Event) {
        if !self.guest.shares_session() {
            return;
        }
        if matches!(event, Event::Entered { .. }) {
            storage::set(KEY, "1");
        } else if matches!(event, Event::NobodyFound | Event::Left) {
            storage::remove(KEY);
        }
    }
}

//! The tries of one decision, as far as it matters for the next one. It sends nothing.

use domain::idempotency::IdempotencyKey;
use domain::pending::Sending;
use domain::timestamp::Timestamp;

use crate::api::new_key;

/// The tries of one decision.
#[derive(Clone, Debug)]
pub struct Tries {
    /// Under which key it is sent, and when.
    pub sending: Sending,
    /// Whether a try of what is asked for now may have been done.
    pub is_lost: bool,
    /// Whether it was sent before the app was loaded: then it is recalled rather than sent.
    pub is_recalled: bool,
}

impl Tries {
    /// None yet, of a decision under a new key.
    #[must_use]
    pub fn none(now: Timestamp) -> Self {
        Self { sending: Sending::first(new_key(), now), is_lost: false, is_recalled: false }
    }

    /// Those of a decision that the tab kept.
    #[must_use]
    pub const fn recalled(sending: Sending, is_lost: bool) -> Self {
        Self { sending, is_lost, is_recalled: true }
    }

    /// The key of the decision.
    #[must_use]
    pub const fn key(&self) -> &IdempotencyKey {
        &self.sending.key
    }

    /// The next one begins. What was sent before the app was loaded keeps the moment at which it was.
    pub const fn begin(&mut self, now: Timestamp) {
        if !self.is_recalled {
            self.sending.sent_at = now;
            if !self.is_lost {
                self.sending.made_at = now;
            }
        }
    }
}

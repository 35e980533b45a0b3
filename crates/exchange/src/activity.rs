//! When each session was last used, as far as the database does not know it yet.
//!
//! A pool that is read every few seconds would otherwise cost a write each time. What is in here is
//! written together every now and then; a crash forgets at most that much. It ends no session, and stays empty
//! where several exchanges share a database: each use is written at once there.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::timestamp::Timestamp;

use crate::store::token::TokenHash;

/// Uses of sessions that are not in the database yet.
#[derive(Debug, Default)]
pub(crate) struct Activity(Mutex<HashMap<TokenHash, Timestamp>>);

impl Activity {
    /// Notes that a session is used.
    pub(crate) fn note(&self, session: TokenHash, now: Timestamp) {
        self.lock().insert(session, now);
    }

    /// The later of what the database knows and what is noted here.
    pub(crate) fn latest(&self, session: &TokenHash, stored: Timestamp) -> Timestamp {
        self.lock().get(session).map_or(stored, |noted| stored.max(*noted))
    }

    /// Everything noted. It stays noted until [`Activity::forget`].
    pub(crate) fn noted(&self) -> Vec<(TokenHash, Timestamp)> {
        self.lock().iter().map(|(session, moment)| (*session, *moment)).collect()
    }

    /// Forgets what has been written, unless it was noted again meanwhile.
    pub(crate) fn forget(&self, written: &[(TokenHash, Timestamp)]) {
        let mut noted = self.lock();
        for (session, moment) in written {
            if noted.get(session) == Some(moment) {
                noted.remove(session);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<TokenHash, Timestamp>> {
        // A map stays whole whatever panicked while it was locked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_that_was_noted_while_the_last_one_was_written_is_kept() {
        let activity = Activity::default();
        let session = TokenHash([1; 32]);
        activity.note(session, Timestamp(10));
        let written = activity.noted();
        activity.note(session, Timestamp(20));
        activity.forget(&written);
        assert_eq!(activity.latest(&session, Timestamp(10)), Timestamp(20));
        activity.forget(&activity.noted());
        assert_eq!(activity.latest(&session, Timestamp(15)), Timestamp(15));
    }
}

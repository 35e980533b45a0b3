//! The sessions of an exchange that is alone with its database, as far as somebody asked for them: found without a
//! query, and when each was last used.
//!
//! A pool that is read every few seconds would otherwise cost a query and a write each time. Uses are written together
//! every now and then; a crash forgets at most that much. Whatever ends a session has it forgotten in here, after the
//! commit and before it is told, so nobody finds what somebody was told is over. Where several exchanges share a
//! database this stays empty. Rights are not in here: another process may grant and take them.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::timestamp::Timestamp;

use crate::store::session::Session;
use crate::store::token::TokenHash;

/// How many sessions are remembered. Beyond that all are looked up anew, which costs a query each.
const MOST: usize = 100_000;

/// Sessions that are remembered, and uses of sessions that are not in the database yet.
#[derive(Debug, Default)]
pub(crate) struct Sessions(Mutex<Remembered>);

#[derive(Debug, Default)]
struct Remembered {
    sessions: HashMap<TokenHash, Session>,
    noted: HashMap<TokenHash, Timestamp>,
    forgotten: u64,
}

/// What a look at the database began with: nothing that is forgotten meanwhile may be remembered by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Look(u64);

impl Sessions {
    /// The session of that token, over or not, if it is remembered.
    pub(crate) fn find(&self, token: &TokenHash) -> Option<Session> {
        self.lock().sessions.get(token).cloned()
    }

    /// Has to be called before the database is asked for a session that is to be remembered.
    pub(crate) fn look(&self) -> Look {
        Look(self.lock().forgotten)
    }

    /// Remembers what the database had, unless anything was forgotten since: it might have been this. Gives it with
    /// its latest use.
    pub(crate) fn remember(&self, token: TokenHash, mut session: Session, look: Look) -> Session {
        let mut remembered = self.lock();
        if let Some(noted) = remembered.noted.get(&token) {
            session.last_active_at = session.last_active_at.max(*noted);
        }
        if Look(remembered.forgotten) == look {
            if remembered.sessions.len() >= MOST {
                remembered.sessions.clear();
            }
            remembered.sessions.insert(token, session.clone());
        }
        session
    }

    /// Forgets a session that has ended.
    pub(crate) fn forget(&self, token: &TokenHash) {
        let mut remembered = self.lock();
        remembered.sessions.remove(token);
        remembered.noted.remove(token);
        remembered.forgotten += 1;
    }

    /// Notes that a session is used.
    pub(crate) fn note(&self, token: TokenHash, now: Timestamp) {
        let mut remembered = self.lock();
        if let Some(session) = remembered.sessions.get_mut(&token) {
            session.last_active_at = session.last_active_at.max(now);
        }
        remembered.noted.insert(token, now);
    }

    /// The later of what the database knows and what is noted here.
    pub(crate) fn latest(&self, token: &TokenHash, stored: Timestamp) -> Timestamp {
        self.lock().noted.get(token).map_or(stored, |noted| stored.max(*noted))
    }

    /// Every use that was noted. It stays noted until [`Sessions::written`].
    pub(crate) fn noted(&self) -> Vec<(TokenHash, Timestamp)> {
        self.lock().noted.iter().map(|(token, moment)| (*token, *moment)).collect()
    }

    /// Notes no longer what has been written, unless it was noted again meanwhile.
    pub(crate) fn written(&self, written: &[(TokenHash, Timestamp)]) {
        let mut remembered = self.lock();
        for (token, moment) in written {
            if remembered.noted.get(token) == Some(moment) {
                remembered.noted.remove(token);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Remembered> {
        // Maps stay whole whatever panicked while they were locked.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use domain::account::Address;

    use super::*;

    const TOKEN: TokenHash = TokenHash([1; 32]);

    fn session() -> Session {
        Session {
            account: 1,
            name: "mara".to_owned(),
            address: Address([0; 20]),
            created_at: Timestamp(10),
            last_active_at: Timestamp(10),
        }
    }

    #[test]
    fn a_use_that_was_noted_while_the_last_one_was_written_is_kept() {
        let sessions = Sessions::default();
        sessions.note(TOKEN, Timestamp(10));
        let written = sessions.noted();
        sessions.note(TOKEN, Timestamp(20));
        sessions.written(&written);
        assert_eq!(sessions.latest(&TOKEN, Timestamp(10)), Timestamp(20));
        sessions.written(&sessions.noted());
        assert_eq!(sessions.latest(&TOKEN, Timestamp(15)), Timestamp(15));
    }

    #[test]
    fn what_ended_while_the_database_was_asked_is_not_remembered() {
        let sessions = Sessions::default();
        let look = sessions.look();
        // The database has answered; before the answer gets here, the session is ended, and that is told.
        sessions.forget(&TOKEN);
        sessions.remember(TOKEN, session(), look);
        assert!(sessions.find(&TOKEN).is_none());
        sessions.remember(TOKEN, session(), sessions.look());
        assert!(sessions.find(&TOKEN).is_some());
        sessions.forget(&TOKEN);
        assert!(sessions.find(&TOKEN).is_none());
    }

    #[test]
    fn a_use_counts_whether_or_not_its_session_is_remembered() {
        let sessions = Sessions::default();
        sessions.note(TOKEN, Timestamp(20));
        assert_eq!(sessions.remember(TOKEN, session(), sessions.look()).last_active_at, Timestamp(20));
        sessions.note(TOKEN, Timestamp(30));
        sessions.written(&sessions.noted());
        assert_eq!(sessions.find(&TOKEN).unwrap().last_active_at, Timestamp(30));
    }

    #[test]
    fn no_more_sessions_are_remembered_than_there_is_room_for() {
        let sessions = Sessions::default();
        for number in 0..=MOST {
            let mut token = TOKEN;
            token.0[..8].copy_from_slice(&number.to_le_bytes());
            sessions.remember(token, session(), sessions.look());
        }
        assert!(sessions.lock().sessions.len() <= MOST);
    }
}

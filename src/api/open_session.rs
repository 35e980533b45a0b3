//! What a member may ask about sessions: where the account is logged in, and to end one of these.

use domain::open_session::{OpenSession, SessionId};
use domain::status::Failure;
use protocol::{open_session, path};

use crate::api::exchange::Call;
use crate::api::member::{Member, note_skipped};
use crate::browser::fetch::Method;

impl Member {
    /// Reads where the account is logged in, the session that was used last first.
    ///
    /// # Errors
    /// 825 and whatever happens on the way.
    pub async fn open_sessions(&self) -> Result<Vec<OpenSession>, Failure> {
        let done = self.exchange.ask(Call::get(path::SESSIONS)).await?;
        let list: open_session::OpenSessions = done.read()?;
        note_skipped(path::SESSIONS, list.sessions.skipped);
        let sessions = list.sessions.into_iter().map(OpenSession::try_from);
        sessions.collect::<Result<_, _>>().map_err(|_| done.unreadable())
    }

    /// Ends one of the account's sessions. Asking again does no harm: one that is over is answered the same.
    ///
    /// # Errors
    /// 827 and whatever happens on the way.
    pub async fn end_session(&self, id: &SessionId) -> Result<(), Failure> {
        self.exchange.ask(Call::change(Method::DELETE, path::session(id))).await.map(drop)
    }
}

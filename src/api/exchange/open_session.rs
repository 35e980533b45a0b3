//! How our exchange is asked about sessions.

use domain::open_session::{OpenSession, SessionId};
use domain::status::Failure;
use protocol::{open_session, path};

use crate::api::exchange::Member;
use crate::api::outcome::note_skipped;
use crate::api::wire::Call;
use crate::browser::fetch::Method;

impl Member {
    pub async fn open_sessions(&self) -> Result<Vec<OpenSession>, Failure> {
        let done = self.wire.ask(Call::get(path::SESSIONS)).await?;
        let list: open_session::OpenSessions = done.read()?;
        note_skipped(path::SESSIONS, list.sessions.skipped);
        let sessions = list.sessions.into_iter().map(OpenSession::try_from);
        sessions.collect::<Result<_, _>>().map_err(|_| done.unreadable())
    }

    pub async fn end_session(&self, id: &SessionId) -> Result<(), Failure> {
        self.wire.ask(Call::change(Method::DELETE, path::session(id))).await.map(drop)
    }
}

//! What a member may ask about sessions: where the account is logged in, and to end one of these.

use domain::open_session::{OpenSession, SessionId};
use domain::status::{Cause, Failure};

use crate::api::member::{Line, Member};

/// HTTP's word for what is not offered.
const NOT_OFFERED: Cause = Cause::Http(405);

impl Member {
    /// Whether the exchange tells where the account is logged in.
    #[must_use]
    pub fn tells_sessions(&self) -> bool {
        match self.line() {
            Line::Exchange(_) => true,
            Line::Pec(_) => false,
        }
    }

    /// Reads where the account is logged in, the session that was used last first.
    ///
    /// # Errors
    /// 825, HTTP 405 where it is not told, and whatever happens on the way.
    pub async fn open_sessions(&self) -> Result<Vec<OpenSession>, Failure> {
        match self.line() {
            Line::Exchange(member) => member.open_sessions().await,
            Line::Pec(_) => Err(Failure::new(NOT_OFFERED)),
        }
    }

    /// Ends one of the account's sessions. Asking again does no harm: one that is over is answered the same.
    ///
    /// # Errors
    /// 827, HTTP 405 where none is told, and whatever happens on the way.
    pub async fn end_session(&self, id: &SessionId) -> Result<(), Failure> {
        match self.line() {
            Line::Exchange(member) => member.end_session(id).await,
            Line::Pec(_) => Err(Failure::new(NOT_OFFERED)),
        }
    }
}

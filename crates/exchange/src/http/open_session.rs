//! `/usr/sessions`: where an account is logged in, and ending any of these sessions.

use std::cmp::Reverse;
use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::response::Response;
use domain::form::{Field, Problem};
use domain::open_session::{OpenSession, SessionId};
use domain::status::Code;
use protocol::open_session::OpenSessions;
use protocol::{path, schema};

use super::description::{
    About, Ending, Lead, NOTHING, Part, Routes, Told, holds, malformed, path_parameter,
};
use super::member::Member;
use super::{Shared, answer, body, session};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store;

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::default().get(path::SESSIONS, list, &LIST).delete(path::SESSION_ROUTE, end, &END)
}

static LIST: About = About {
    name: "listSessions",
    summary: "Lists where the account is logged in",
    description: "Every open session of the account, the last used first.",
    endings: &[Ending::Done(Code::AccountFetched, holds::<OpenSessions>)],
    leads: &[Lead {
        from: Code::AccountFetched,
        to: &END,
        parameters: &[("session_id", "$response.body#/sessions/0/sessionId")],
        body: None,
    }],
};

static END: About = About {
    name: "endSession",
    summary: "Ends a session of the account",
    description: "A name that is none of the account's open sessions is answered like one that was: what was wanted is so.",
    endings: &[Ending::Done(Code::LoggedOut, NOTHING)],
    leads: &[],
};

/// The session that a path names, whether or not there is one.
struct Named(SessionId);

impl FromRequestParts<Arc<Exchange>> for Named {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, exchange: &Arc<Exchange>) -> Result<Self, Error> {
        body::named(parts, exchange, || Error::field(Field::SessionId, Problem::Malformed)).await.map(Self)
    }
}

impl Part for Named {
    fn tell(told: &mut Told) {
        told.parameters.push(path_parameter::<schema::SessionId>("session_id"));
        told.endings.push(Ending::Error(malformed));
    }
}

async fn list(
    State(exchange): Shared,
    Member(visitor): Member<{ Code::AccountNoSession.number() }>,
) -> Result<Response, Error> {
    let now = exchange.clock().now();
    let account = visitor.session.account;
    let kept = store::open_session::of_account(&mut exchange.database.read().await?, account).await?;
    let mut sessions: Vec<_> = kept
        .iter()
        .map(|kept| {
            let active_at = exchange.sessions.latest(&kept.token, kept.last_active_at);
            OpenSession {
                id: kept.id,
                device: kept.device,
                started_at: kept.created_at,
                active_at,
                expires_in: store::session::remaining(kept.created_at, active_at, now),
                is_current: kept.token == visitor.token,
            }
        })
        // What is over may still be in the database.
        .filter(|session| !session.expires_in.is_zero())
        .collect();
    sessions.sort_by_key(|session| Reverse(session.active_at));
    let sessions = sessions.iter().map(Into::into).collect();
    answer::done(Code::AccountFetched, &OpenSessions { sessions })
}

/// A name that is none of the account's open sessions is answered like one that was: what was wanted is so,
/// and nobody learns which names there are.
async fn end(
    State(exchange): Shared,
    Member(visitor): Member<{ Code::LogOutNoSession.number() }>,
    Named(id): Named,
) -> Result<Response, Error> {
    let account = visitor.session.account;
    let sessions = Arc::clone(&exchange.sessions);
    let ended = exchange
        .database
        .write(move |writing| {
            Box::pin(async move { store::open_session::end(writing, &sessions, account, &id).await })
        })
        .await?;
    if ended == Some(visitor.token) {
        session::logged_out(&exchange)
    } else {
        answer::done(Code::LoggedOut, &answer::Nothing {})
    }
}

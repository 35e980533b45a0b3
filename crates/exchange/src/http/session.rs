//! `/usr/login`, `/usr/logout` and `/usr/alive`: opening a session, ending it, asking whether it lives.

use std::net::SocketAddr;
use std::time::Duration;

use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use domain::account::LogIn;
use domain::status::Code;
use domain::timestamp::Timestamp;
use protocol::account::{Credentials, LoggedIn};
use protocol::heartbeat::{Alive, AliveQuery};
use protocol::path;

use super::account::draft;
use super::body::{Asked, Json};
use super::description::{About, Ending, NOTHING, Routes, holds};
use super::member::Visitor;
use super::{Shared, answer, cookie, user_agent};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::store::account::{self, NameKey};
use crate::store::session::{self, Opening};
use crate::store::throttle::{self, Subject};
use crate::store::token::{Token, TokenHash};

/// The routes.
pub(super) fn routes() -> Routes {
    let routes = Routes::default().post(path::LOG_IN, log_in, &LOG_IN);
    routes.delete(path::LOG_OUT, log_out, &LOG_OUT).get(path::ALIVE, alive, &ALIVE)
}

/// What is told about logging in.
pub(super) static LOG_IN: About = About {
    name: "logIn",
    summary: "Opens a session",
    description: "The session travels in a cookie, and ends after 30 minutes without use, or after 12 hours. A session that was sent along is ended. Whoever fails too often has to wait.",
    endings: &[
        Ending::Done(Code::LoggedIn, holds::<LoggedIn>),
        Ending::Error(|| Error::Refused(Code::AccountUnknown)),
        Ending::Error(|| Error::Refused(Code::PasswordWrong)),
        Ending::Error(too_many),
        Ending::Error(|| Error::Busy),
    ],
    leads: &[],
};

static LOG_OUT: About = About {
    name: "logOut",
    summary: "Ends the session",
    description: "The session of this very call; its cookie is taken back.",
    endings: &[Ending::Done(Code::LoggedOut, NOTHING)],
    leads: &[],
};

static ALIVE: About = About {
    name: "askAlive",
    summary: "Tells whether the session lives",
    description: "A heartbeat alone never prolongs a session; `active=true` does, and every other call.",
    endings: &[Ending::Done(Code::SessionAlive, holds::<Alive>)],
    leads: &[],
};

/// The refusal of one attempt too many.
pub(super) fn too_many() -> Error {
    Error::TooManyAttempts { wait: Duration::ZERO }
}

async fn log_in(
    State(exchange): Shared,
    ConnectInfo(client): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Json { content, .. }: Json<Credentials>,
) -> Result<Response, Error> {
    let now = exchange.clock().now();
    let LogIn { account, password } = LogIn::validate(&draft(&content)).map_err(Error::Malformed)?;
    let key = NameKey::of(&account);
    let from = Subject::address(client.ip());
    let found = {
        let mut connection = exchange.database.read().await?;
        throttle::check(&mut connection, &from, now).await?;
        account::find(&mut connection, &key).await?
    };
    let Some(found) = found else {
        return Err(fail(&exchange, from, now, Code::AccountUnknown).await);
    };
    // The place comes first: who cannot be served has made no attempt.
    let place = exchange.passwords.queue()?;
    let subject = Subject::account(&key);
    attempt(&exchange, subject.clone(), now).await?;
    if !exchange.passwords.is_right(place, password, found.password_hash.clone()).await? {
        return Err(fail(&exchange, from, now, Code::PasswordWrong).await);
    }
    let is_insecure = exchange.settings.is_insecure_http;
    let former = cookie::token(&headers, is_insecure).map(|token| token.hash());
    let token = Token::generate();
    let opening = Opening { token: token.hash(), account: found.id, device: user_agent::device(&headers) };
    open(&exchange, [subject, from], former, opening, now).await?;
    let content = LoggedIn {
        account: found.name,
        address: found.address.to_string(),
        expires_in: session::IDLE_LIMIT.as_secs(),
        operator: found.is_operator,
    };
    let mut response = answer::done(Code::LoggedIn, &content)?;
    response.headers_mut().insert(header::SET_COOKIE, cookie::set(&token, is_insecure)?);
    Ok(response)
}

/// Counts an attempt at an account, unless it has to wait.
async fn attempt(exchange: &Exchange, subject: Subject, now: Timestamp) -> Result<(), Error> {
    exchange
        .database
        .write(move |writing| {
            Box::pin(async move {
                throttle::check(writing.connection(), &subject, now).await?;
                throttle::fail(writing, &subject, now).await
            })
        })
        .await
}

/// Counts a failure of a client address and gives the refusal.
async fn fail(exchange: &Exchange, from: Subject, now: Timestamp, code: Code) -> Error {
    let counted = exchange
        .database
        .write(move |writing| Box::pin(async move { throttle::fail(writing, &from, now).await }))
        .await;
    match counted {
        Ok(()) => Error::Refused(code),
        Err(error) => error,
    }
}

/// Forgets the failures of account and address, ends the session that was sent along, and opens the new one.
async fn open(
    exchange: &Exchange,
    subjects: [Subject; 2],
    former: Option<TokenHash>,
    opening: Opening,
    now: Timestamp,
) -> Result<(), Error> {
    exchange
        .database
        .write(move |writing| {
            Box::pin(async move {
                for subject in &subjects {
                    throttle::reset(writing, subject).await?;
                }
                if let Some(former) = former {
                    session::end(writing, &former).await?;
                }
                session::open(writing, &opening, now).await
            })
        })
        .await
}

async fn log_out(
    State(exchange): Shared,
    visitor: Visitor<{ Code::LogOutNoSession.number() }>,
) -> Result<Response, Error> {
    let token = visitor.token;
    exchange
        .database
        .write(move |writing| Box::pin(async move { session::end(writing, &token).await }))
        .await?;
    logged_out(&exchange)
}

/// The answer to whoever has ended the session that they asked in: it takes the cookie back.
///
/// # Errors
/// Those of [`answer::done`] and [`cookie::clear`].
pub(super) fn logged_out(exchange: &Exchange) -> Result<Response, Error> {
    let mut response = answer::done(Code::LoggedOut, &answer::Nothing {})?;
    let clear = cookie::clear(exchange.settings.is_insecure_http)?;
    response.headers_mut().insert(header::SET_COOKIE, clear);
    Ok(response)
}

async fn alive(
    State(exchange): Shared,
    mut visitor: Visitor<{ Code::HeartbeatNoSession.number() }>,
    Asked(query): Asked<AliveQuery>,
) -> Result<Response, Error> {
    let now = exchange.clock().now();
    if query.active {
        visitor.prolong(&exchange, now).await?;
    }
    let content = Alive {
        expires_in: visitor.session.remaining(now).as_secs(),
        account: visitor.session.name,
        pool_version: super::pool::current(&exchange).await?.0,
    };
    answer::done(Code::SessionAlive, &content)
}

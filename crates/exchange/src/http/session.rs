//! `/usr/login`, `/usr/logout` and `/usr/alive`: opening a session, ending it, asking whether it lives.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;
use domain::account::LogIn;
use domain::status::Code;
use domain::timestamp::Timestamp;
use protocol::account::{Credentials, LoggedIn};
use protocol::heartbeat::{Alive, AliveQuery};
use protocol::path;

use super::account::draft;
use super::body::{Asked, Json};
use super::client_address::ClientAddress;
use super::description::{About, Ending, NOTHING, Routes, holds};
use super::member::Visitor;
use super::{Shared, answer, attempt, cookie, user_agent};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::password::Verdict;
use crate::store::account::{self, NameKey};
use crate::store::session::{self, Opening};
use crate::store::throttle::{self, Attempt, Subject};
use crate::store::token::{Token, TokenHash};

/// Has a browser forget what it keeps of this place.
const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

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
    ClientAddress(client): ClientAddress,
    headers: HeaderMap,
    Json { content, .. }: Json<Credentials>,
) -> Result<Response, Error> {
    let now = exchange.clock().now();
    let LogIn { account, password } = LogIn::validate(&draft(&content)).map_err(Error::Malformed)?;
    let key = NameKey::of(&account);
    let (subject, from) = (Subject::account(&key), Subject::address(client));
    let found = {
        let mut connection = exchange.database.read().await?;
        throttle::check(&mut connection, &from, now).await?;
        account::find(&mut connection, &key).await?
    };
    if found.is_none() && !exchange.settings.conceals_accounts {
        attempt::count(&exchange, vec![from], now).await?;
        return Err(Error::Refused(Code::AccountUnknown));
    }
    // The place comes first: who cannot be served has made no attempt.
    let place = exchange.passwords.queue()?;
    let attempts = attempt::count(&exchange, vec![from, subject.clone()], now).await?;
    // From here on a name that nobody has takes the way of a wrong password, and as long.
    let verdict = match &found {
        Some(found) => exchange.passwords.check(place, password, found.password_hash.clone()).await?,
        None => exchange.passwords.pretend(place, password).await?,
    };
    let (Some(found), Verdict::Right { renewed }) = (found, verdict) else {
        return Err(Error::Refused(Code::PasswordWrong));
    };
    let is_insecure = exchange.settings.is_insecure_http;
    let former = cookie::token(&headers, is_insecure).map(|token| token.hash());
    let token = Token::generate();
    let opening = Opening { token: token.hash(), account: found.id, device: user_agent::device(&headers) };
    let renewal = renewed.map(|hash| (found.password_hash.clone(), hash));
    let entrance = Entrance { subject, attempts, former, renewal, opening };
    enter(&exchange, entrance, now).await?;
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

/// What follows from a right password.
struct Entrance {
    /// Whose failures are forgotten.
    subject: Subject,
    /// What was counted and is taken back.
    attempts: Vec<Attempt>,
    /// The session that was sent along, which ends.
    former: Option<TokenHash>,
    /// The hash of the password and its new one, where the old one was made at another cost.
    renewal: Option<(String, String)>,
    /// The session that begins.
    opening: Opening,
}

async fn enter(exchange: &Exchange, entrance: Entrance, now: Timestamp) -> Result<(), Error> {
    let sessions = Arc::clone(&exchange.sessions);
    exchange
        .database
        .write(move |writing| {
            Box::pin(async move {
                let Entrance { subject, attempts, former, renewal, opening } = entrance;
                for attempt in &attempts {
                    throttle::take_back(writing, attempt).await?;
                }
                throttle::reset(writing, &subject).await?;
                if let Some((old, new)) = renewal {
                    account::renew_hash(writing, opening.account, &old, &new).await?;
                }
                if let Some(former) = former {
                    session::end(writing, &sessions, &former).await?;
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
    let sessions = Arc::clone(&exchange.sessions);
    exchange
        .database
        .write(move |writing| Box::pin(async move { session::end(writing, &sessions, &token).await }))
        .await?;
    logged_out(&exchange)
}

/// The answer to whoever has ended the session that they asked in: it takes the cookie back, and pages that the
/// browser keeps as they were go with it. What the app itself keeps it clears itself, also where no answer arrives;
/// colours and language stay, which are the person's and not the account's.
///
/// # Errors
/// Those of [`answer::done`] and [`cookie::clear`].
pub(super) fn logged_out(exchange: &Exchange) -> Result<Response, Error> {
    let mut response = answer::done(Code::LoggedOut, &answer::Nothing {})?;
    let clear = cookie::clear(exchange.settings.is_insecure_http)?;
    response.headers_mut().insert(header::SET_COOKIE, clear);
    response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static("\"cache\""));
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

//! `/usr/signup` and `/usr/account`: opening an account and looking at one.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use domain::account::{CredentialsDraft, SignUp};
use domain::form::{Field, Problem, Problems};
use domain::status::Code;
use protocol::account::{Account, Credentials, Page};
use protocol::path;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::body::{Asked, Json};
use super::client_address::ClientAddress;
use super::description::{About, Ending, Lead, NOTHING, Routes, holds};
use super::member::Member;
use super::{Shared, answer, attempt, delivery, lot as one_lot, pool, session};
use crate::error::Error;
use crate::store::account::{self, NameKey};
use crate::store::lot::{self, List};
use crate::store::throttle::{self, Subject};

/// The routes.
pub(super) fn routes() -> Routes {
    Routes::default().post(path::SIGN_UP, sign_up, &SIGN_UP).get(path::ACCOUNT, show, &SHOW)
}

static SIGN_UP: About = About {
    name: "signUp",
    summary: "Opens an account",
    description: "The name is nobody else's, whatever its case. The password has 8 to 128 characters and is not easy to guess. It opens no session; a log-in does.",
    endings: &[
        Ending::Done(Code::SignedUp, NOTHING),
        Ending::Error(|| Error::Refused(Code::AccountNameTaken)),
        Ending::Error(weak),
        Ending::Error(session::too_many),
        Ending::Error(|| Error::Busy),
    ],
    leads: &[Lead {
        from: Code::SignedUp,
        to: &session::LOG_IN,
        parameters: &[],
        body: Some("\"$request.body\""),
    }],
};

static SHOW: About = About {
    name: "showAccount",
    summary: "Shows the account",
    description: "Address, balance, and the lots that were delivered, bought and taken back, newest first. Each list goes on below its last `blockHeight`.",
    endings: &[Ending::Done(Code::AccountFetched, holds::<Account>), Ending::Unchanged(Code::AccountFetched)],
    leads: &[
        Lead {
            from: Code::AccountFetched,
            to: &one_lot::AVAILABLE,
            parameters: &[("tx_hash", "$response.body#/delivery/0/txHash")],
            body: None,
        },
        Lead {
            from: Code::AccountFetched,
            to: &delivery::REVOKE,
            parameters: &[("tx_hash", "$response.body#/delivery/0/txHash")],
            body: None,
        },
    ],
};

fn weak() -> Error {
    Error::WeakPassword { problem: Problem::Guessable, advice: String::new() }
}

/// What was typed, composed (NFC), so that the same letters are the same bytes on every keyboard.
pub(super) fn draft(credentials: &Credentials) -> CredentialsDraft {
    CredentialsDraft {
        account: credentials.account.nfc().collect(),
        password: credentials.password.nfc().collect(),
    }
}

async fn sign_up(
    State(exchange): Shared,
    ClientAddress(client): ClientAddress,
    Json { content, .. }: Json<Credentials>,
) -> Result<Response, Error> {
    let now = exchange.clock().now();
    let SignUp { account, password } = SignUp::validate(&draft(&content)).map_err(refuse)?;
    {
        let mut connection = exchange.database.read().await?;
        throttle::check(&mut connection, &Subject::address(client), now).await?;
    }
    let place = exchange.passwords.queue()?;
    // Whoever only has to think of a better password has tried nothing yet.
    let place = exchange.passwords.judge(place, password.clone(), account.clone()).await?;
    let sign_ups = Subject::sign_ups(client, exchange.settings.sign_ups);
    attempt::count(&exchange, vec![sign_ups], now).await?;
    if account::is_taken(&mut exchange.database.read().await?, &NameKey::of(&account)).await? {
        return Err(Error::Refused(Code::AccountNameTaken));
    }
    let hash = exchange.passwords.hash(place, password).await?;
    let balance = exchange.settings.opening_balance;
    exchange
        .database
        .write(move |writing| {
            Box::pin(async move {
                account::open(writing, &account, &hash, balance, now)
                    .await?
                    .ok_or(Error::Refused(Code::AccountNameTaken))
            })
        })
        .await?;
    answer::done(Code::SignedUp, &answer::Nothing {})
}

/// A password of the wrong length has a code of its own, as long as nothing else is wrong.
fn refuse(problems: Problems) -> Error {
    let mut all = problems.iter();
    match (all.next(), all.next()) {
        (Some((Field::Password, problem @ Problem::TooShort)), None) => {
            Error::WeakPassword { problem, advice: "Use at least 8 characters.".to_owned() }
        }
        (Some((Field::Password, problem @ Problem::TooLong)), None) => {
            Error::WeakPassword { problem, advice: "Use at most 128 characters.".to_owned() }
        }
        _ => {
            drop(all);
            Error::Malformed(problems)
        }
    }
}

async fn show(
    State(exchange): Shared,
    Member(visitor): Member<{ Code::AccountNoSession.number() }>,
    Asked(page): Asked<Page>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let limit = page.limit.unwrap_or(Page::DEFAULT_LIMIT);
    if !(1..=Page::MAX_LIMIT).contains(&limit) {
        return Err(Error::field(Field::Request, Problem::Malformed));
    }
    let id = visitor.session.account;
    let mut snapshot = exchange.database.snapshot().await?;
    let balance = account::balance(&mut snapshot, id).await?;
    let [delivery_num, purchase_num, revoke_num] = account::counts(&mut snapshot, id).await?;
    let mut lists = Vec::with_capacity(3);
    for list in [List::Delivered, List::Bought, List::Revoked] {
        let lots = lot::list(&mut snapshot, list, id, page.before, limit).await?;
        lists.push(lots.iter().map(protocol::lot::Lot::from).collect());
    }
    drop(snapshot);
    let (revoke, purchase, delivery) =
        (lists.pop().unwrap_or_default(), lists.pop().unwrap_or_default(), lists.pop().unwrap_or_default());
    let content = Account {
        account: visitor.session.name,
        address: visitor.session.address.to_string(),
        balance: balance.0,
        delivery_num,
        purchase_num,
        revoke_num,
        delivery,
        purchase,
        revoke,
    };
    let bytes = answer::bytes(Code::AccountFetched, &content)?;
    let digest = Sha256::digest(&bytes);
    let etag: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let etag = format!("\"{etag}\"");
    let response = if pool::is_known(headers.get(header::IF_NONE_MATCH), &etag) {
        answer::unchanged(Code::AccountFetched)
    } else {
        answer::from_bytes(Code::AccountFetched, bytes)
    };
    pool::revalidated(response, &etag)
}

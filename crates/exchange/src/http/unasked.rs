//! What the exchange answers without asking its database, which is closed here.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use domain::account::AccountName;
use domain::credits::Credits;
use domain::open_session::Device;
use protocol::path;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::app::App;
use crate::clock::Clock;
use crate::exchange::Exchange;
use crate::hash_count::HashCount;
use crate::operation::Operation;
use crate::settings::{HashCost, Limits, Settings};
use crate::store::session::Opening;
use crate::store::token::Token;
use crate::store::{account, session};

/// Somebody who is logged in.
struct Person {
    router: Router,
    cookie: String,
}

impl Person {
    async fn get(&self, path: &str, known: Option<&str>) -> (StatusCode, Value) {
        let client: std::net::SocketAddr = "127.0.0.1:1".parse().unwrap();
        let mut request = Request::builder()
            .header(header::HOST, "localhost")
            .uri(path)
            .header(header::COOKIE, &self.cookie);
        if let Some(known) = known {
            request = request.header(header::IF_NONE_MATCH, known);
        }
        let request = request.extension(ConnectInfo(client)).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }
}

async fn exchange(folder: &TempDir) -> Arc<Exchange> {
    let settings = Settings {
        database: format!("sqlite://{}", folder.path().join("test.db").display()),
        app: App::Folder(folder.path().join("dist")),
        persist_dir: None,
        opening_balance: Credits(1000),
        power_unit: "0.5".parse().unwrap(),
        confirm_above: Credits(500),
        hold_for: Duration::from_secs(120),
        is_insecure_http: false,
        conceals_accounts: false,
        sign_ups: u32::MAX,
        clock: Clock::default(),
        hash_cost: HashCost { memory_kib: 64, passes: 1 },
        hash_count: HashCount::default(),
        sweep_every: Duration::from_secs(1),
        limits: Limits::default(),
        operation: Operation::default(),
    };
    Arc::new(Exchange::open(settings).await.unwrap())
}

async fn log_in(exchange: &Arc<Exchange>) -> Person {
    let (token, now) = (Token::generate(), exchange.clock().now());
    let hash = token.hash();
    let name = AccountName::parse("mara").unwrap();
    exchange
        .database
        .write(move |writing| {
            Box::pin(async move {
                let account = account::open(writing, &name, "", Credits(1000), now).await?.unwrap();
                session::open(writing, &Opening { token: hash, account, device: Device::default() }, now)
                    .await
            })
        })
        .await
        .unwrap();
    let cookie = format!("__Host-wattpool={}", token.expose());
    Person { router: super::router(Arc::clone(exchange)), cookie }
}

#[tokio::test]
async fn beats_and_reads_of_an_unchanged_pool_ask_a_file_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let exchange = exchange(&folder).await;
    let mara = log_in(&exchange).await;
    let (_, full) = mara.get(path::POOL, None).await;
    let version = full["version"].as_str().unwrap();
    exchange.close().await;
    let (status, account) = mara.get(path::ACCOUNT, None).await;
    assert_eq!((status.as_u16(), &account["status"]), (500, &912.into()), "there is nobody to ask any more");

    let (status, beat) = mara.get(&format!("{}?active=true", path::ALIVE), None).await;
    assert_eq!(
        (status.as_u16(), &beat["status"], &beat["poolVersion"]),
        (200, &725.into(), &full["version"])
    );
    let (status, body) = mara.get(path::POOL, Some(&format!("\"{version}\""))).await;
    assert_eq!((status, body), (StatusCode::NOT_MODIFIED, Value::Null));
    let (_, since) = mara.get(&format!("{}?since={version}", path::POOL), None).await;
    assert_eq!((&since["status"], &since["total"]), (&731.into(), &0.into()));
    assert_eq!((&since["changed"], &since["version"]), (&Value::Array(Vec::new()), &full["version"]));
    let (_, again) = mara.get(path::POOL, None).await;
    assert_eq!(again, full, "it was written for whoever asked first");
}

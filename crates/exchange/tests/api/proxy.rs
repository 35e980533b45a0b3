//! Clients behind a proxy: each is throttled for its own failures, if the proxy is trusted.

use reqwest::Method;
use serde_json::json;

use crate::person::send;
use crate::running::Running;

async fn trusting(networks: &[&str]) -> Running {
    let networks = networks.iter().map(|network| network.parse().unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    Running::start_changed(folder, |settings| settings.operation.trusted_proxies = networks).await
}

/// Tries a name that nobody has, as whoever the header names.
async fn guess(exchange: &Running, forwarded_for: &str) -> (u16, u64) {
    let body = json!({"account": "nobody", "password": "x"}).to_string();
    let request = exchange.stranger().request(Method::POST, "/usr/login");
    send(request.header("X-Forwarded-For", forwarded_for).body(body)).await.codes()
}

async fn use_up(exchange: &Running, forwarded_for: impl Fn(usize) -> String) {
    for number in 0..50 {
        assert_eq!(guess(exchange, &forwarded_for(number)).await, (400, 823));
    }
}

#[tokio::test]
async fn a_header_of_somebody_who_is_not_trusted_changes_nothing() {
    let exchange = trusting(&["192.0.2.0/24"]).await;
    use_up(&exchange, |number| format!("198.51.100.{number}")).await;
    assert_eq!(guess(&exchange, "198.51.100.200").await, (429, 829));
    exchange.close().await;
}

#[tokio::test]
async fn two_clients_behind_one_proxy_are_throttled_apart() {
    let exchange = trusting(&["127.0.0.1/32", "10.0.0.0/8"]).await;
    use_up(&exchange, |number| format!("203.0.113.{number}, 198.51.100.1, 10.0.0.{number}")).await;
    assert_eq!(
        guess(&exchange, "198.51.100.1").await,
        (429, 829),
        "what stands further left is not believed"
    );
    assert_eq!(guess(&exchange, "198.51.100.2").await, (400, 823));
    exchange.close().await;
}

#[tokio::test]
async fn who_has_a_whole_ipv6_network_is_throttled_as_one() {
    let exchange = trusting(&["127.0.0.1/32"]).await;
    use_up(&exchange, |number| format!("2001:db8:1:2::{number:x}")).await;
    assert_eq!(guess(&exchange, "2001:db8:1:2:ffff::").await, (429, 829));
    assert_eq!(guess(&exchange, "2001:db8:1:3::1").await, (400, 823));
    exchange.close().await;
}

#[tokio::test]
async fn what_a_proxy_says_and_nobody_understands_counts_for_the_proxy() {
    let exchange = trusting(&["127.0.0.1/32"]).await;
    use_up(&exchange, |number| format!("somebody {number}")).await;
    assert_eq!(guess(&exchange, "unknown").await, (429, 829));
    assert_eq!(guess(&exchange, "198.51.100.1").await, (400, 823));
    exchange.close().await;
}

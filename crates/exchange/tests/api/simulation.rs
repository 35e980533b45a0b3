//! Traders who use the exchange as anybody does.

use exchange::simulate::Simulation;

use crate::running::Running;

async fn rows(exchange: &Running, query: &'static str) -> i64 {
    let mut connection = exchange.database.open().await;
    sqlx::query_scalar(query).fetch_one(&mut connection).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn traders_sign_up_fill_the_pool_and_buy_from_each_other() {
    let exchange = Running::start().await;
    let simulation = Simulation { url: exchange.url.clone(), accounts: 6, rate: 300.0 };
    let traders = tokio::spawn(simulation.run());
    while rows(&exchange, "SELECT count(*) FROM lots WHERE status = 'succeeded'").await < 20 {
        assert!(!traders.is_finished());
        tokio::task::yield_now().await;
    }
    traders.abort();
    assert!(traders.await.unwrap_err().is_cancelled());
    assert!(rows(&exchange, "SELECT count(DISTINCT energy_type) FROM lots").await >= 2);
    assert!(rows(&exchange, "SELECT count(*) FROM accounts").await <= 6);
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn traders_confirm_what_is_held_or_think_better_of_it() {
    let exchange = Running::start_confirming(tempfile::tempdir().unwrap(), 0).await;
    let simulation = Simulation { url: exchange.url.clone(), accounts: 6, rate: 300.0 };
    let traders = tokio::spawn(simulation.run());
    let of_state = "SELECT count(DISTINCT state) FROM holds WHERE state <> 'open'";
    while rows(&exchange, of_state).await < 2 {
        assert!(!traders.is_finished());
        tokio::task::yield_now().await;
    }
    traders.abort();
    assert!(traders.await.unwrap_err().is_cancelled());
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn traders_find_their_accounts_again_and_an_odd_rate_is_refused() {
    let exchange = Running::start().await;
    for _ in 0..2 {
        let simulation = Simulation { url: exchange.url.clone(), accounts: 1, rate: 100.0 };
        let before = rows(&exchange, "SELECT count(*) FROM sessions").await;
        let traders = tokio::spawn(simulation.run());
        while rows(&exchange, "SELECT count(*) FROM sessions").await == before {
            tokio::task::yield_now().await;
        }
        traders.abort();
    }
    assert_eq!(rows(&exchange, "SELECT count(*) FROM accounts").await, 1);
    for rate in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(Simulation { url: exchange.url.clone(), accounts: 1, rate }.run().await.is_err());
    }
    exchange.close().await;
}

//! The exchange in figures, and the file that holds all of it.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::{AssertSqlSafe, Connection};

use crate::database::Database;
use crate::person::{Answer, Person};
use crate::running::Running;

/// How many accounts make a file that takes a while.
pub(crate) const MANY: i64 = 100_000;

/// Asks for a file and gives its handshake.
pub(crate) async fn start(operator: &Person) -> String {
    let answer = operator.post("/serv/persist", json!({})).await;
    assert_eq!(answer.codes(), (201, 611), "{answer:?}");
    answer.body["handshakeId"].as_str().unwrap().to_owned()
}

/// Follows a handshake to its end, and checks that nothing goes backwards.
pub(crate) async fn follow(operator: &Person, handshake: &str) -> Answer {
    let mut before = 0.0;
    loop {
        let answer = operator.get(&format!("/serv/persist/{handshake}")).await;
        if answer.codes() != (201, 611) {
            return answer;
        }
        let progress = answer.body["progress"].as_f64().unwrap();
        assert!((before..=1.0).contains(&progress), "{progress} after {before}");
        assert_eq!(answer.body["handshakeId"], handshake);
        before = progress;
    }
}

/// Puts that many accounts with nothing into a database.
pub(crate) async fn fill(database: &Database, accounts: i64) {
    let mut connection = database.open().await;
    let bytes = if database.is_file() { "BLOB" } else { "BYTEA" };
    let statement = format!(
        "INSERT INTO accounts (name, name_key, password_hash, address, balance, created_at)
         WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $1)
         SELECT 'filler ' || n, 'filler ' || n, 'none',
                CAST(substr('00000000000000000000' || n, length('' || n) + 1) AS {bytes}), 0, 0
         FROM numbers"
    );
    sqlx::query(AssertSqlSafe(statement)).bind(accounts).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// The names in a folder, in their order; none where there is no folder.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    if !folder.exists() {
        return Vec::new();
    }
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

/// Reads a file that was answered with 714, after checking length and checksum; its lines by their kind.
fn read(folder: &Path, answer: &Answer) -> HashMap<String, Vec<Value>> {
    assert_eq!(answer.codes(), (200, 714), "{answer:?}");
    let bytes = fs::read(folder.join(answer.body["file"].as_str().unwrap())).unwrap();
    assert_eq!(answer.body["bytes"], bytes.len());
    let checksum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(answer.body["sha256"], checksum);
    assert_eq!(bytes.last(), Some(&b'\n'));
    let mut kinds: HashMap<String, Vec<Value>> = HashMap::new();
    for line in String::from_utf8(bytes).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        kinds.entry(line["kind"].as_str().unwrap().to_owned()).or_default().push(line);
    }
    kinds
}

/// Checks that a file speaks of one moment: as many lines as its header says, balances that the entries add
/// up to, and each sold lot paid.
fn check_books(kinds: &HashMap<String, Vec<Value>>) {
    let lines = |kind: &str| kinds.get(kind).map_or(&[][..], Vec::as_slice);
    let [header] = lines("header") else { panic!("{:?}", lines("header")) };
    assert_eq!(header["usrNum"], lines("account").len());
    assert_eq!(header["txNum"], lines("lot").len());
    assert_eq!(header["entryNum"], lines("entry").len());
    let mut sums: HashMap<&Value, i64> = HashMap::new();
    for entry in lines("entry") {
        *sums.entry(&entry["account"]).or_default() += entry["amount"].as_i64().unwrap();
    }
    assert_eq!(sums.values().sum::<i64>(), 0);
    for account in lines("account") {
        assert_eq!(account["balance"], sums.get(&account["address"]).copied().unwrap_or(0));
    }
    let credits: u64 = lines("account").iter().map(|account| account["balance"].as_u64().unwrap()).sum();
    assert_eq!(header["credits"], credits);
    let sold: Vec<_> = lines("lot").iter().filter(|lot| lot["status"] == "succeeded").collect();
    assert_eq!(header["finishNum"], sold.len());
    for lot in sold {
        let payments = lines("entry").iter().filter(|entry| entry["txHash"] == lot["txHash"]);
        assert_eq!(payments.count(), 2, "{lot}");
    }
}

#[tokio::test]
async fn the_figures_count_what_happened() {
    let exchange = Running::start().await;
    let olga = exchange.operator("olga").await;
    let empty = olga.get("/serv/show").await;
    assert_eq!(empty.codes(), (200, 713));
    assert_eq!((&empty.body["blockHeight"], &empty.body["txNum"]), (&json!(0), &json!(0)));
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    let mut hashes = Vec::new();
    for value in 1..=6 {
        hashes.push(seller.deliver_one(value, exchange.now()).await);
    }
    assert_eq!(buyer.buy(&[(&hashes[0], 1), (&hashes[1], 2)]).await.results(), [732, 732]);
    assert_eq!(seller.delete(&format!("/tx/delivery/{}", hashes[2])).await.codes(), (200, 735));
    let answer = olga.get("/serv/show").await;
    assert_eq!(answer.codes(), (200, 713));
    let mut figures = answer.body.clone();
    figures.as_object_mut().unwrap().remove("msg");
    let expected = json!({
        "status": 713, "usrNum": 3, "poolNum": 3, "txNum": 6, "finishNum": 2, "revokeNum": 1,
        "blockHeight": 9, "powerUnit": "0.5", "credits": 3000,
    });
    assert_eq!(figures, expected);
    assert_eq!(answer.header("cache-control"), "no-store");
    exchange.close().await;
}

#[tokio::test]
async fn the_file_holds_accounts_lots_and_entries_and_nothing_secret() {
    let exchange = Running::start().await;
    let olga = exchange.operator("olga").await;
    let (seller, buyer) = (exchange.member("séller \"x\"").await, exchange.member("buyer").await);
    let sold = seller.deliver_one(30, exchange.now()).await;
    let waiting = seller.deliver_one(31, exchange.now()).await;
    assert_eq!(buyer.buy(&[(&sold, 30)]).await.results(), [732]);
    let answer = follow(&olga, &start(&olga).await).await;
    let name = answer.body["file"].as_str().unwrap();
    assert!(name.starts_with(&format!("global-data-{}-", exchange.now())) && name.ends_with(".jsonl"));
    let folder = exchange.folder.path().join("persisted");
    assert_eq!(names(&folder), [name]);

    let kinds = read(&folder, &answer);
    check_books(&kinds);
    let header = &kinds["header"][0];
    let opening = (&header["format"], &header["version"], &header["time"]);
    assert_eq!(opening, (&json!("wattpool-global-data"), &json!(1), &json!(exchange.now())));
    let figures = olga.get("/serv/show").await.body;
    for (figure, value) in figures.as_object().unwrap() {
        assert!(["status", "msg"].contains(&figure.as_str()) || header[figure] == *value, "{figure}");
    }
    let account =
        json!({"kind": "account", "name": "séller \"x\"", "address": seller.address, "balance": 1030});
    assert_eq!(kinds["account"][1], account);
    let lots: Vec<_> = kinds["lot"].iter().map(|lot| lot["txHash"].as_str().unwrap()).collect();
    assert_eq!(lots, [sold.as_str(), &waiting]);
    let shown = &seller.get("/tx/pool").await.body["tx"][0];
    for (member, value) in shown.as_object().unwrap() {
        assert_eq!(kinds["lot"][1][member], *value, "a lot stands there as on the wire: {member}");
    }
    let paid = &kinds["entry"][6];
    assert_eq!((&paid["account"], &paid["amount"]), (&json!(buyer.address), &json!(-30)));

    let text = fs::read_to_string(folder.join(name)).unwrap();
    for secret in ["argon2", "password", "session", olga.cookie.unwrap().split_once('=').unwrap().1] {
        assert!(!text.contains(secret), "{secret}");
    }
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_speaks_of_one_moment_whatever_is_traded_meanwhile() {
    let exchange = Running::start().await;
    let olga = exchange.operator("olga").await;
    let (seller, buyer) = (exchange.member("seller").await, exchange.member("buyer").await);
    fill(&exchange.database, MANY).await;
    let handshake = start(&olga).await;
    let trading = tokio::spawn({
        let (seller, now) = (seller.clone(), exchange.now());
        async move {
            loop {
                let hash = seller.deliver_one(1, now).await;
                assert_eq!(buyer.buy(&[(&hash, 1)]).await.results(), [732]);
            }
        }
    });
    let answer = follow(&olga, &handshake).await;
    trading.abort();
    assert!(trading.await.unwrap_err().is_cancelled());
    let kinds = read(&exchange.folder.path().join("persisted"), &answer);
    check_books(&kinds);
    let now = olga.get("/serv/show").await.body["finishNum"].as_u64().unwrap();
    assert!(kinds["header"][0]["finishNum"].as_u64().unwrap() < now, "trade went on meanwhile");
    exchange.close().await;
}

#[tokio::test]
async fn whoever_asks_while_one_is_written_is_given_the_same_handshake() {
    let exchange = Running::start().await;
    let (olga, omar) = (exchange.operator("olga").await, exchange.operator("omar").await);
    fill(&exchange.database, MANY).await;
    let handshake = start(&olga).await;
    assert_eq!(start(&omar).await, handshake);
    assert_eq!(start(&olga).await, handshake);
    let answer = follow(&omar, &handshake).await;
    assert_eq!(answer.codes(), (200, 714));
    assert_eq!(follow(&olga, &handshake).await.body, answer.body, "an outcome is told again");
    let next = start(&olga).await;
    assert_ne!(next, handshake);
    assert_eq!(follow(&olga, &next).await.codes(), (200, 714));
    assert_eq!(names(&exchange.folder.path().join("persisted")).len(), 2);
    exchange.close().await;
}

#[tokio::test]
async fn sixteen_outcomes_are_remembered() {
    let exchange = Running::start().await;
    let olga = exchange.operator("olga").await;
    let mut handshakes = Vec::new();
    for _ in 0..18 {
        exchange.pass(Duration::from_millis(1));
        handshakes.push(start(&olga).await);
        assert_eq!(follow(&olga, handshakes.last().unwrap()).await.codes(), (200, 714));
    }
    for (place, handshake) in handshakes.iter().enumerate() {
        // The last one began when sixteen others were over.
        let expected = if place == 0 { (400, 810) } else { (200, 714) };
        assert_eq!(follow(&olga, handshake).await.codes(), expected, "{place}");
    }
    assert_eq!(names(&exchange.folder.path().join("persisted")).len(), 18, "files stay");
    exchange.close().await;
}

//! What a browser wrote to its console, and which of it must not be there.
//!
//! An answer of the exchange that is not 2xx shows up as an error of the network; that is how browsers
//! are. Everything else of that kind, every exception and every breach of the page's policy is a defect.

use thirtyfour::{BrowserLogEntry, WebDriver};

use crate::patience::eventually;
use crate::stage::Stage;

/// Reads what was written since the last time.
pub(crate) async fn read(browser: &WebDriver) -> Vec<BrowserLogEntry> {
    browser.browser_log().await.unwrap_or_default()
}

/// The entries that must not be there, each in one line.
pub(crate) fn defects(entries: &[BrowserLogEntry]) -> Vec<String> {
    entries.iter().filter(|entry| is_defect(entry)).map(line).collect()
}

/// An entry as it is kept and shown.
pub(crate) fn line(entry: &BrowserLogEntry) -> String {
    format!("{} {}: {}", entry.level, entry.source.as_deref().unwrap_or("-"), entry.message)
}

fn is_defect(entry: &BrowserLogEntry) -> bool {
    let breaks_policy =
        entry.message.contains("Content Security Policy") || entry.message.contains("Trusted Type");
    breaks_policy || (entry.level == "SEVERE" && !is_answer_of_the_exchange(entry))
}

/// Whether the browser only says that the exchange refused something or could not be reached.
fn is_answer_of_the_exchange(entry: &BrowserLogEntry) -> bool {
    let path = entry
        .message
        .split(' ')
        .next()
        .and_then(|address| address.splitn(4, '/').nth(3))
        .map(|path| format!("/{path}"))
        .unwrap_or_default();
    entry.message.contains("Failed to load resource")
        && protocol::path::API_PREFIXES.iter().any(|prefix| path.starts_with(prefix))
}

#[test]
fn refusals_of_the_exchange_are_expected_and_everything_else_is_a_defect() {
    let entry = |level: &str, message: &str| BrowserLogEntry {
        level: level.to_owned(),
        message: message.to_owned(),
        timestamp: 0,
        source: None,
    };
    let refused = "http://localhost:4000/usr/login - Failed to load resource: the server responded with a status of 400";
    let missing =
        "http://localhost:4000/icon.svg - Failed to load resource: the server responded with a status of 404";
    let panicked = "http://localhost:4000/app.js 1:1 \"panicked at src/app.rs\"";
    let policy = "Refused to apply inline style because it violates the Content Security Policy directive";
    assert_eq!(defects(&[entry("SEVERE", refused), entry("INFO", panicked)]), [""; 0]);
    let found = defects(&[entry("SEVERE", missing), entry("SEVERE", panicked), entry("WARNING", policy)]);
    assert_eq!(found.len(), 3, "{found:?}");
}

#[tokio::test]
async fn a_breach_of_the_pages_policy_is_noticed() {
    Stage::play("console", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/").await?;
        visitor.sees_attribute("heartbeat", "data-state", "off").await?;
        assert_eq!(defects(&read(visitor.browser()).await), [""; 0]);
        let breach = "document.body.setAttribute('style', 'color: red');";
        visitor.browser().execute(breach, Vec::new()).await?;
        let mut found = Vec::new();
        eventually("the browser and the page itself speak of it", async || {
            found.extend(defects(&read(visitor.browser()).await));
            let speaks = |words: &str| found.iter().any(|line| line.contains(words));
            let own = "The page's policy was broken: style-src-attr by inline (enforce)";
            Ok((speaks("Content Security Policy") && speaks(own)).then_some(()))
        })
        .await
    })
    .await;
}

//! The program comes in two parts: what the first rows of the pool need, and all else.

use std::path::PathBuf;

use serde_json::json;
use thirtyfour::WebDriver;

use crate::Trouble;
use crate::console;
use crate::exchange::root;
use crate::market::Offer;
use crate::patience::eventually;
use crate::stage::Stage;

/// Every WebAssembly of the release.
pub(crate) fn programs() -> Result<Vec<PathBuf>, Trouble> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join("dist")]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "wasm") {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// By whom the other part was asked for since the page was loaded: the page itself or the program.
async fn askers(browser: &WebDriver) -> Result<Vec<String>, Trouble> {
    let askers = "return performance.getEntriesByType('resource')
        .filter((entry) => entry.name.endsWith('/split_app.wasm'))
        .map((entry) => entry.initiatorType);";
    Ok(browser.execute(askers, Vec::new()).await?.convert()?)
}

/// Does something while the other part does not arrive, which the console says as an error, as it should.
async fn without_other_part(
    browser: &WebDriver,
    meanwhile: impl AsyncFnOnce() -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let tools = browser.cdp();
    tools.send_raw("Network.enable", json!({})).await?;
    // What the worker keeps would arrive all the same.
    tools.send_raw("Network.setBypassServiceWorker", json!({ "bypass": true })).await?;
    tools.send_raw("Network.setBlockedURLs", json!({ "urls": ["*split_app.wasm"] })).await?;
    meanwhile().await?;
    eventually("the console speaks of the part", async || {
        let entries = console::read(browser).await;
        Ok(entries.iter().any(|entry| entry.message.contains("split module")).then_some(()))
    })
    .await?;
    tools.send_raw("Network.setBlockedURLs", json!({ "urls": [] })).await?;
    Ok(())
}

#[tokio::test]
async fn the_other_part_is_asked_for_at_once_but_on_the_pools_page_only_by_the_first() {
    Stage::play("parts-asked-for", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/login").await?;
        visitor.sees_heading("Log in").await?;
        assert_eq!(askers(visitor.browser()).await?, ["link"]);

        visitor.sign_up("Ada").await?;
        visitor.open("/pool").await?;
        visitor.sees_heading("Pool").await?;
        assert_eq!(askers(visitor.browser()).await?, ["fetch"]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_first_rows_of_the_pool_need_the_first_part_alone() {
    Stage::play("parts-first-rows", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.sign_up("Ada").await?;
        visitor.deliver(Offer::wind(9, "early lot")).await?;
        without_other_part(visitor.browser(), async || {
            visitor.open("/pool").await?;
            visitor.reads_in("pool-row", "early lot").await.map(drop)
        })
        .await?;

        visitor.press("Try again").await?;
        visitor.sees_heading("Pool").await?;
        visitor.reads_in("pool-row", "early lot").await?;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_part_that_does_not_arrive_is_said_and_comes_with_another_try() {
    Stage::play("parts-missing", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        without_other_part(visitor.browser(), async || {
            visitor.open("/login").await?;
            visitor.reads("Wattpool could not be loaded. Check your network, then try again.").await
        })
        .await?;

        visitor.press("Try again").await?;
        visitor.sees_heading("Log in").await
    })
    .await;
}

//! The app as something that a device installs, and the worker that keeps it: what is kept is the app and nothing that
//! an exchange ever said.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};

use crate::Trouble;
use crate::exchange::root;
use crate::market::Offer;
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// The paths that the worker of the release is told to keep.
pub(crate) fn listed() -> Result<BTreeSet<String>, Trouble> {
    let worker = fs::read_to_string(root().join("dist/worker.js"))?;
    let list = worker.split("const files = ").nth(1).and_then(|rest| rest.split(";\n").next());
    let list: serde_json::Map<String, Value> = serde_json::from_str(list.ok_or("the worker has no list")?)?;
    Ok(list.into_iter().map(|(path, _)| path).collect())
}

/// Waits until a worker answers for the page, and all of the app is kept.
pub(crate) async fn is_kept(visitor: &Visitor) -> Result<(), Trouble> {
    let wanted = listed()?;
    eventually(&format!("the app is kept for {}", visitor.name()), async || {
        let controlled = "return Boolean(navigator.serviceWorker.controller);";
        let is_controlled: bool = visitor.browser().execute(controlled, Vec::new()).await?.convert()?;
        let kept: BTreeSet<String> = kept(visitor).await?.into_iter().map(|(_, path)| path).collect();
        Ok((is_controlled && kept.is_superset(&wanted)).then_some(()))
    })
    .await
}

/// All that any cache of the browser has for this origin: the name of the cache and the path with its query.
pub(crate) async fn kept(visitor: &Visitor) -> Result<Vec<(String, String)>, Trouble> {
    let look = "const done = arguments[arguments.length - 1];
        (async () => {
            const found = [];
            for (const name of await caches.keys()) {
                for (const { url } of await (await caches.open(name)).keys()) {
                    const { pathname, search } = new URL(url);
                    found.push([name, pathname + search]);
                }
            }
            return found;
        })().then(done);";
    Ok(visitor.browser().execute_async(look, Vec::<Value>::new()).await?.convert()?)
}

#[tokio::test]
async fn the_app_can_be_installed_and_its_icons_are_what_the_manifest_says() {
    Stage::play("installed", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/").await?;
        visitor.sees_attribute("heartbeat", "data-state", "off").await?;
        is_kept(&visitor).await?;
        let tools = visitor.browser().cdp();
        let manifest = tools.send_raw("Page.getAppManifest", json!({})).await?;
        assert_eq!(manifest["errors"], json!([]), "{manifest}");
        let manifest: Value = serde_json::from_str(manifest["data"].as_str().ok_or("no manifest")?)?;
        assert_eq!((&manifest["start_url"], &manifest["display"]), (&json!("/pool"), &json!("standalone")));
        let problems = tools.send_raw("Page.getInstallabilityErrors", json!({})).await?;
        assert_eq!(problems["installabilityErrors"], json!([]), "{problems}");

        for icon in manifest["icons"].as_array().ok_or("no icons")? {
            let measure = "const done = arguments[arguments.length - 1];
                fetch(arguments[0]).then((answer) => answer.blob()).then(createImageBitmap)
                    .then(({ width, height }) => done(`${width}x${height}`), (reason) => done(String(reason)));";
            let size = visitor.browser().execute_async(measure, vec![icon["src"].clone()]).await?;
            assert_eq!(size.json(), &icon["sizes"], "{icon}");
        }
        for shortcut in manifest["shortcuts"].as_array().ok_or("no shortcuts")? {
            visitor.open(shortcut["url"].as_str().ok_or("a shortcut to nowhere")?).await?;
            visitor.sees_heading("Log in").await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn nothing_that_an_exchange_said_is_in_any_cache_after_a_journey() {
    Stage::play("installed-caches", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.sign_up("Ada").await?;
        is_kept(&visitor).await?;
        visitor.deliver(Offer::wind(30, "Kept nowhere")).await?;
        visitor.open("/pool?q=Kept").await?;
        visitor.reads_in("pool-row", "Kept nowhere").await?;
        visitor.open("/account").await?;
        visitor.reads_in("account-lot", "Kept nowhere").await?;
        visitor.open("/service").await?;
        visitor.open("/serv/status").await?;
        visitor.open("/account").await?;
        visitor.reads_in("account-lot", "Kept nowhere").await?;

        let listed = listed()?;
        let kept = kept(&visitor).await?;
        assert!(!kept.is_empty());
        for (cache, path) in kept {
            assert!(listed.contains(&path), "{path} is in {cache}");
            let is_api = protocol::path::API_PREFIXES.iter().any(|prefix| path.starts_with(prefix));
            assert!(!is_api, "{path} is in {cache}");
        }
        Ok(())
    })
    .await;
}

#[test]
fn the_worker_lists_every_file_of_the_release_that_the_app_needs() -> Result<(), Trouble> {
    let listed = listed()?;
    let dist = root().join("dist");
    for path in &listed {
        let file = if path == "/" { "index.html" } else { path.trim_start_matches('/') };
        assert!(dist.join(file).is_file(), "{path} is listed and not there");
    }
    let ends = [
        "/boot.js",
        "/edition.js",
        "/stopped.js",
        "/words/ar.txt",
        "/wattpool.js",
        "/wattpool_bg.wasm",
        "/split_app.wasm",
        ".css",
    ];
    for end in ends {
        assert!(listed.iter().any(|path| path.ends_with(end)), "{end} is not listed");
    }
    Ok(())
}

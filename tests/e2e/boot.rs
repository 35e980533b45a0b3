//! The start, where it goes wrong: whatever is missing or broken, the page says so in words and offers a way on.
//!
//! Files that were changed on their way are the matter of `tampered`, a second part that does not arrive that of
//! `parts`.

use std::fs;

use serde_json::json;

use crate::Trouble;
use crate::browser;
use crate::console;
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// What is said of a start that failed.
const FAILED: &str = "Wattpool could not be loaded. Check your network, then try again.";
/// What is said of a start that takes too long.
const SLOW: &str = "This takes longer than usual.";
/// Nobody has to wait as long as people do before it is said that something takes long.
const NO_PATIENCE: &str = "const set = window.setTimeout;
    window.setTimeout = (call, wait, ...rest) => set(call, wait === 20_000 ? 0 : wait, ...rest);";

/// Has a file not arrive: what is fetched under that name never answers.
fn never_arrives(name: &str) -> String {
    format!(
        "const ask = window.fetch;
        window.fetch = (what, ...rest) =>
            String(what.url ?? what).includes('{name}') ? new Promise(() => {{}}) : ask(what, ...rest);"
    )
}

/// Has the browser not fetch what is called so, or everything again.
async fn block(visitor: &Visitor, names: &[&str]) -> Result<(), Trouble> {
    let tools = visitor.browser().cdp();
    tools.send_raw("Network.enable", json!({})).await?;
    tools.send_raw("Network.setBlockedURLs", json!({ "urls": names })).await?;
    Ok(())
}

/// Forgets what the console says of it, once it does: that is how browsers are.
async fn hears(visitor: &Visitor, words: &str) -> Result<String, Trouble> {
    eventually(&format!("the console says {words}"), async || {
        let entries = console::read(visitor.browser()).await;
        Ok(entries.into_iter().map(|entry| entry.message).find(|message| message.contains(words)))
    })
    .await
}

#[tokio::test]
async fn a_browser_without_webassembly_is_called_too_old() {
    Stage::play("boot-too-old", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        browser::prepare(visitor.browser(), "delete window.WebAssembly;").await?;
        visitor.open("/login").await?;
        visitor.reads("This browser is too old for Wattpool").await
    })
    .await;
}

/// It knew of WebAssembly, and nothing of what this one is made of: the page spoke of the network, which was fine.
#[tokio::test]
async fn a_browser_that_cannot_read_this_webassembly_is_called_too_old() {
    Stage::play("boot-compile", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        let refuse =
            "WebAssembly.instantiateStreaming = () => Promise.reject(new WebAssembly.CompileError('no'));";
        browser::prepare(visitor.browser(), refuse).await?;
        visitor.open("/login").await?;
        visitor.reads("This browser is too old for Wattpool").await?;
        hears(&visitor, "CompileError").await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn a_program_that_does_not_arrive_is_said_and_comes_with_another_try() {
    Stage::play("boot-missing", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        block(&visitor, &["*wattpool_bg.wasm"]).await?;
        visitor.open("/login").await?;
        visitor.reads(FAILED).await?;
        hears(&visitor, "TypeError").await?;
        block(&visitor, &[]).await?;
        visitor.press("Try again").await?;
        visitor.sees_heading("Log in").await?;
        // The browser's own words about what it was told not to fetch.
        console::read(visitor.browser()).await;
        Ok(())
    })
    .await;
}

/// The second part stalled after the first had come, and nothing was said of it: the patience had ended with the first.
#[tokio::test]
async fn either_part_that_stalls_is_said_to_take_long() {
    Stage::play("boot-stalled", async |stage| {
        for part in ["wattpool_bg.wasm", "split_app.wasm"] {
            let visitor = stage.visitor(part).await?;
            browser::prepare(visitor.browser(), NO_PATIENCE).await?;
            browser::prepare(visitor.browser(), &never_arrives(part)).await?;
            visitor.open("/login").await?;
            visitor.reads(SLOW).await?;
            visitor.reads("Try again").await?;
        }
        Ok(())
    })
    .await;
}

/// Where not even the first script came, the page showed a drawing that moved, for ever.
#[tokio::test]
async fn a_page_whose_first_script_does_not_arrive_says_so_by_itself() {
    Stage::play("boot-script", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        block(&visitor, &["*/boot.js"]).await?;
        visitor.open("/login").await?;
        eventually("the page says in every language that it has not started", async || {
            let words = "const late = document.querySelector('.boot-late');
                return getComputedStyle(late).visibility === 'visible' ? late.innerText : '';";
            let words: String = visitor.browser().execute(words, Vec::new()).await?.convert()?;
            let is_said = ["Wattpool has not started.", "Wattpool ist nicht gestartet."];
            Ok(is_said.iter().all(|sentence| words.contains(sentence)).then_some(()))
        })
        .await?;
        block(&visitor, &[]).await?;
        visitor.reload().await?;
        visitor.sees_heading("Log in").await?;
        let late = "return document.querySelectorAll('.boot-late').length;";
        let late: u64 = visitor.browser().execute(late, Vec::new()).await?.convert()?;
        assert_eq!(late, 0, "nothing of it is left where the script starts");
        // The browser's own words about what it was told not to fetch.
        console::read(visitor.browser()).await;
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_runs_no_script_shows_why_nothing_starts() {
    Stage::play("boot-no-script", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        let tools = visitor.browser().cdp();
        tools.send_raw("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await?;
        visitor.open("/login").await?;
        eventually("the page says that it needs scripts", async || {
            let ask = json!({ "expression": "document.body.innerText", "returnByValue": true });
            let answer = tools.send_raw("Runtime.evaluate", ask).await?;
            let text = answer["result"]["value"].as_str().unwrap_or_default();
            let sentences = ["needs JavaScript and WebAssembly", "Sie braucht JavaScript und WebAssembly"];
            let is_said = sentences.iter().all(|sentence| text.contains(sentence));
            Ok((is_said && !text.contains("has not started")).then_some(()))
        })
        .await?;
        tools.send_raw("Emulation.setScriptExecutionDisabled", json!({ "value": false })).await?;
        visitor.reload().await?;
        visitor.sees_heading("Log in").await
    })
    .await;
}

#[tokio::test]
async fn broken_settings_keep_nobody_out() {
    Stage::play("boot-settings", async |stage| {
        fs::write(stage.exchange.app().join("config.json"), "{ \"api\": ")?;
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/login").await?;
        visitor.sees_heading("Log in").await?;
        hears(&visitor, "config.json is not a JSON object of settings").await.map(drop)
    })
    .await;
}

#[tokio::test]
async fn the_start_is_painted_in_the_colours_that_were_chosen() {
    Stage::play("boot-colours", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        browser::prepare(visitor.browser(), &never_arrives("wattpool_bg.wasm")).await?;
        visitor.open("/login").await?;
        for (theme, paper) in [("dark", "rgb(14, 23, 25)"), ("light", "rgb(243, 241, 234)")] {
            let choose = "localStorage.setItem('wattpool-theme', arguments[0]);";
            visitor.browser().execute(choose, vec![json!(theme)]).await?;
            visitor.reload().await?;
            eventually(&format!("the start page is {theme}"), async || {
                let paint = "return getComputedStyle(document.getElementById('boot')).backgroundColor;";
                let painted: String = visitor.browser().execute(paint, Vec::new()).await?.convert()?;
                Ok((painted == paper).then_some(()))
            })
            .await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn an_error_that_the_app_cannot_go_on_from_is_said_with_its_id_and_a_way_on() {
    Stage::play("boot-stopped", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/login").await?;
        visitor.sees_heading("Log in").await?;
        // A browser that refuses once to make an element is an error that no app goes on from.
        let refuse = "const makers = [[Document.prototype, 'createElement'], [Node.prototype, 'cloneNode']]
                .map(([holder, name]) => [holder, name, holder[name]]);
            const heal = () => makers.forEach(([holder, name, make]) => { holder[name] = make; });
            for (const [holder, name] of makers) {
                holder[name] = () => { heal(); throw new Error('refused'); };
            }";
        visitor.browser().execute(refuse, Vec::new()).await?;
        visitor.follow("Sign up").await?;
        visitor.sees_heading("Wattpool has stopped").await?;
        let id = "return document.querySelector('#fatal code').textContent;";
        let id: String = visitor.browser().execute(id, Vec::new()).await?.convert()?;
        assert!(id.len() == 8 && id.chars().all(|digit| digit.is_ascii_hexdigit()), "{id}");
        let line = hears(&visitor, "error id").await?;
        assert!(line.contains(&id), "{line} should name {id}");
        visitor.press("Reload the page").await?;
        visitor.sees_heading("Sign up").await?;
        // What the browser wrote of it is no defect of this journey.
        console::read(visitor.browser()).await;
        Ok(())
    })
    .await;
}

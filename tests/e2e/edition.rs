//! A release after the one that somebody has open: they are told of it and decide, and until then everything of theirs
//! is there, though the server has it no more.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use thirtyfour::By;

use crate::Trouble;
use crate::installed::{is_kept, kept};
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// Folders of the app that are named by what is in them begin with one of these.
const FOLDERS: [&str; 2] = ["app-", "start-"];

/// Makes the served app into the next release: its folders have other names, the page and the worker's list know
/// them, and of the one before nothing is left. Gives the path of the later part as it was.
fn release_anew(app: &Path) -> Result<String, Trouble> {
    let mut page = fs::read_to_string(app.join("index.html"))?;
    let mut worker = fs::read_to_string(app.join("worker.js"))?;
    let mut later = String::new();
    let entries: Vec<_> = fs::read_dir(app)?.collect::<Result<_, _>>()?;
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(begin) = FOLDERS.iter().find(|begin| name.starts_with(**begin)) else { continue };
        if *begin == "app-" {
            later = format!("/{name}/split_app.wasm");
        }
        let next = format!("{begin}0123456789abcdef");
        fs::rename(entry.path(), app.join(&next))?;
        page = page.replace(&name, &next);
        worker = worker.replace(&name, &next);
    }
    // The page is another one, which this test has no hash of.
    let (before, rest) = worker.split_once("\"/\":\"").ok_or("the page is not listed")?;
    let (_, after) = rest.split_once('"').ok_or("the page has no hash")?;
    let worker = format!("{before}\"/\":\"\"{after}");
    let (before, rest) = worker.split_once("edition = \"").ok_or("the worker has no edition")?;
    let (_, after) = rest.split_once('"').ok_or("the edition has no end")?;
    let worker = format!("{before}edition = \"next\"{after}");
    for (name, text) in [("index.html", page), ("worker.js", worker)] {
        fs::write(app.join(name), text)?;
        for copy in ["br", "gz"] {
            let copy = app.join(format!("{name}.{copy}"));
            if copy.exists() {
                fs::remove_file(copy)?;
            }
        }
    }
    Ok(later)
}

/// What a file is answered with, from wherever it comes.
async fn answer(visitor: &Visitor, path: &str) -> Result<u16, Trouble> {
    let ask = "const done = arguments[arguments.length - 1];
        fetch(arguments[0]).then(({ status }) => done(status), () => done(0));";
    Ok(visitor.browser().execute_async(ask, vec![json!(path)]).await?.convert()?)
}

/// Has the browser look for another release now, as it does by itself from time to time.
async fn looks_for_another(visitor: &Visitor) -> Result<(), Trouble> {
    let look = "const done = arguments[arguments.length - 1];
        navigator.serviceWorker.ready.then((registration) => registration.update()).then(() => done(), done);";
    visitor.browser().execute_async(look, Vec::<Value>::new()).await?;
    Ok(())
}

/// Marks the page, which is gone with it.
async fn mark(visitor: &Visitor) -> Result<(), Trouble> {
    visitor.browser().execute("window.isSamePage = true;", Vec::new()).await?;
    Ok(())
}

async fn is_marked(visitor: &Visitor) -> Result<bool, Trouble> {
    Ok(visitor.browser().execute("return window.isSamePage === true;", Vec::new()).await?.convert()?)
}

async fn caches(visitor: &Visitor) -> Result<Vec<String>, Trouble> {
    let mut names: Vec<String> = kept(visitor).await?.into_iter().map(|(name, _)| name).collect();
    names.dedup();
    Ok(names)
}

#[tokio::test]
async fn a_new_version_waits_for_the_person_and_is_used_when_they_say_so() {
    Stage::play("edition", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/login").await?;
        visitor.sees_heading("Log in").await?;
        is_kept(&visitor).await?;
        assert_eq!(visitor.texts_of("new-version").await?.join(""), "");
        let later = release_anew(&stage.exchange.app())?;

        mark(&visitor).await?;
        visitor.type_into("Account name", "Ada").await?;
        looks_for_another(&visitor).await?;
        visitor.reads_in("new-version", "A new version of Wattpool is ready.").await?;
        assert!(is_marked(&visitor).await?, "the page was loaded anew by itself");
        assert_eq!(visitor.value_of("Account name").await?, "Ada");
        assert_eq!(answer(&visitor, &later).await?, 200, "the page's own later part is gone");

        visitor.press("Use the new version").await?;
        eventually("the new version is in use", async || Ok((!is_marked(&visitor).await?).then_some(())))
            .await?;
        visitor.sees_heading("Log in").await?;
        let named = "return document.querySelector('script[data-app]').dataset.app;";
        let named: String = visitor.browser().execute(named, Vec::new()).await?.convert()?;
        assert_eq!(named, "/app-0123456789abcdef/split_app.wasm");
        eventually("what was kept of the old version is gone", async || {
            Ok((caches(&visitor).await? == ["wattpool-next"]).then_some(()))
        })
        .await?;
        assert_eq!(visitor.texts_of("new-version").await?.join(""), "");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_tab_of_the_old_version_goes_on_while_another_one_uses_the_new() {
    Stage::play("edition-tabs", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/login").await?;
        visitor.sees_heading("Log in").await?;
        is_kept(&visitor).await?;
        let old = visitor.browser().window().await?;
        let new = visitor.browser().new_tab().await?;
        visitor.browser().switch_to_window(new.clone()).await?;
        visitor.open("/signup").await?;
        visitor.sees_heading("Sign up").await?;
        let later = release_anew(&stage.exchange.app())?;
        mark(&visitor).await?;
        looks_for_another(&visitor).await?;
        visitor.press("Use the new version").await?;
        eventually("the new version is in use", async || Ok((!is_marked(&visitor).await?).then_some(())))
            .await?;
        visitor.sees_heading("Sign up").await?;

        visitor.browser().switch_to_window(old).await?;
        visitor.reads_in("new-version", "A new version of Wattpool is ready.").await?;
        assert_eq!(answer(&visitor, &later).await?, 200, "the old tab's later part is gone");
        visitor.press("Later").await?;
        visitor.sees_heading("Log in").await?;
        visitor.browser().find(By::Css("[data-testid=language] option[value=de]")).await?.click().await?;
        visitor.sees_heading("Anmelden").await
    })
    .await;
}

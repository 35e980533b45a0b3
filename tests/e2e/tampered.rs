//! Files of the release that were changed on their way: whatever would be run is held against its hash first, so
//! nothing runs, and the person reads why.
//!
//! A file is changed in two ways: one byte in its middle is another, which may break it by itself, and something
//! harmless is added, with which it would run as before.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Trouble;
use crate::console;
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;

/// What is added to a script: an empty line.
const LINE: &[u8] = b"\n";
/// What is added to a WebAssembly: a section without content, which is for nobody.
const SECTION: &[u8] = &[0, 1, 0];

/// Everything of the app that a browser runs behind the page and its start.
const EXECUTED: [(&str, &[u8]); 4] =
    [("wattpool.js", LINE), ("parts.js", LINE), ("wattpool_bg.wasm", SECTION), ("split_app.wasm", SECTION)];

/// A file that is other than it should be, as long as this is here.
struct Changed {
    path: PathBuf,
    original: Vec<u8>,
}

impl Changed {
    /// Changes the file, and takes its compressed copies away, which would be sent instead of it.
    fn file(path: &Path, change: impl FnOnce(&mut Vec<u8>)) -> Result<Self, Trouble> {
        let original = fs::read(path)?;
        let mut content = original.clone();
        change(&mut content);
        fs::write(path, content)?;
        for extension in ["br", "gz"] {
            let copy = PathBuf::from(format!("{}.{extension}", path.display()));
            if copy.exists() {
                fs::remove_file(copy)?;
            }
        }
        Ok(Self { path: path.to_owned(), original })
    }

    fn mend(self) -> Result<(), Trouble> {
        Ok(fs::write(self.path, self.original)?)
    }
}

/// The folder of the parts in a served app.
fn parts(app: &Path) -> Result<PathBuf, Trouble> {
    let mut entries = fs::read_dir(app)?.filter_map(Result::ok).map(|entry| entry.path());
    Ok(entries.find(|path| path.is_dir() && path.join("wattpool.js").exists()).ok_or("there are no parts")?)
}

/// Waits until the page says that it cannot be loaded, and makes sure that nothing of the app is there.
async fn finds_nothing_running(visitor: &Visitor) -> Result<(), Trouble> {
    visitor.open("/login").await?;
    visitor.reads("Wattpool could not be loaded. Check your network, then try again.").await?;
    let apps = "return document.querySelectorAll('[data-testid=heartbeat], form, main.main').length;";
    let found: u64 = visitor.browser().execute(apps, Vec::new()).await?.convert()?;
    assert_eq!(found, 0, "something of the app is there");
    // The browser says so in the console too, as it should.
    eventually("the console speaks of it", async || {
        let entries = console::read(visitor.browser()).await;
        Ok(entries.iter().any(|entry| entry.message.contains("integrity")).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_program_that_is_not_what_was_released_never_runs_and_the_page_says_so() {
    Stage::play("tampered", async |stage| {
        let folder = parts(&stage.exchange.app())?;
        for (place, (name, harmless)) in EXECUTED.into_iter().enumerate() {
            let path = folder.join(name);
            let flip = |content: &mut Vec<u8>| {
                let middle = content.len() / 2;
                content[middle] ^= 1;
            };
            let changed = Changed::file(&path, flip)?;
            let visitor = stage.visitor(&format!("flipped-{place}")).await?;
            finds_nothing_running(&visitor).await?;
            changed.mend()?;

            let changed = Changed::file(&path, |content| content.extend(harmless))?;
            let visitor = stage.visitor(&format!("added-{place}")).await?;
            finds_nothing_running(&visitor).await?;
            changed.mend()?;
        }
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/login").await?;
        visitor.sees_heading("Log in").await
    })
    .await;
}

#[tokio::test]
async fn every_file_that_is_run_is_known_here_and_each_is_asked_for_once() {
    Stage::play("tampered-files", async |stage| {
        let folder = parts(&stage.exchange.app())?;
        let mut found: Vec<String> = fs::read_dir(&folder)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.ends_with(".js") || name.ends_with(".wasm"))
            .collect();
        found.sort();
        let mut known: Vec<_> = EXECUTED.iter().map(|(name, _)| (*name).to_owned()).collect();
        known.sort();
        assert_eq!(found, known);

        let visitor = stage.visitor("visitor").await?;
        visitor.open("/login").await?;
        visitor.sees_heading("Log in").await?;
        let log = stage.exchange.log()?;
        for (name, _) in EXECUTED {
            let asked = log.lines().filter(|line| line.contains(&format!("/{name}\" http=200"))).count();
            assert_eq!(asked, 1, "{name} was asked for {asked} times, being held against its hash:\n{log}");
        }
        Ok(())
    })
    .await;
}

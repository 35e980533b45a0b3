//! The pool's page beside its peers: the same page made with other tools, driven by one script in one browser.
//!
//! Peers and driver are no part of this project. They lie in a folder of their own, which is only read: what has
//! to be installed and built for them is put into a copy under `target/`. Where there is no such folder or no
//! Node to run it, that is said and nothing fails.

use std::fs;
use std::path::{Path, PathBuf};

use crate::dist;
use crate::failure::Failure;
use crate::place;
use crate::process;
use crate::tool;

/// What drives the pages.
const DRIVER: &str = "bench.mjs";
/// The pages, in the order of the table's columns; one that has not been built is left out.
const PEERS: [&str; 8] = ["vanilla", "vanilla-worker", "react", "solid", "svelte", "vue", "leptos", "floor"];
/// What others have built there is not taken along.
const NOT_COPIED: [&str; 4] = ["node_modules", "dist", "target", "results"];
/// What the driver is told unless the person tells it otherwise.
const USUAL: [&str; 4] = ["--rows", "10000,100000", "--rounds", "3"];

/// What `bench pool` may be told.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The folder of the peers and their driver, as seen from the checkout
    #[arg(long, default_value = "../shared/bench")]
    peers: PathBuf,
    /// Leave the engine's own benchmarks out
    #[arg(long)]
    no_engine: bool,
    /// For the driver, after two dashes: -- --rows 1000 --rounds 1 --only load,ops
    #[arg(last = true)]
    driver: Vec<String>,
}

impl Options {
    /// Whether the engine is measured too.
    pub(crate) fn measures_engine(&self) -> bool {
        !self.no_engine
    }
}

/// Measures the release in the browser, beside all peers that there are.
///
/// # Errors
/// Those of the builds and of the driver.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let source = place::root().join(&options.peers);
    if !source.join(DRIVER).is_file() {
        println!(
            "xtask: there is no {DRIVER} in {}, so the page was not measured; --peers names another folder",
            options.peers.display()
        );
        return Ok(());
    }
    if ["node", "npm"].iter().any(|program| tool::version_line(program).is_none()) {
        println!("xtask: there is no Node.js with npm, so the page was not measured");
        return Ok(());
    }
    let copy = place::bench().join("peers");
    copy_folder(&source, &copy)?;
    for (what, arguments) in [
        ("npm install", &["install", "--no-audit", "--no-fund"][..]),
        ("the build of the peers", &["run", "build"]),
    ] {
        process::run(what, process::command("npm").args(arguments).current_dir(&copy))?;
    }
    dist::app()?;
    let found = PEERS.into_iter().filter(|name| copy.join(name).join("dist").is_dir());
    let table = place::bench().join("pool.md");
    let mut node = process::command("node");
    node.current_dir(&copy).arg(DRIVER).args(arguments(found, &options.driver, &table));
    process::run("the driver", &mut node)?;
    println!("xtask: the table is in {}", table.display());
    Ok(())
}

fn arguments<'a>(peers: impl Iterator<Item = &'a str>, typed: &[String], table: &Path) -> Vec<String> {
    let mut arguments = Vec::new();
    for name in peers {
        arguments.extend(["--app".to_owned(), format!("{name}={name}/dist")]);
    }
    // What all are compared with, where no peer is there.
    if arguments.is_empty() {
        arguments.extend(["--base", "wattpool"].map(str::to_owned));
    }
    arguments.extend(["--app".to_owned(), format!("wattpool={}@/pool", place::dist().display())]);
    // The driver believes whatever comes last; it writes the table beside its figures.
    arguments.extend(USUAL.map(str::to_owned));
    arguments.extend_from_slice(typed);
    arguments.extend(["--out".to_owned(), table.with_extension("json").display().to_string()]);
    arguments
}

/// Copies a folder over an earlier copy. Files are written anew, because their rights may be less than ours.
fn copy_folder(from: &Path, to: &Path) -> Result<(), Failure> {
    place::make_folder(to)?;
    let failure = |error| Failure::File { path: from.to_path_buf(), error };
    for entry in fs::read_dir(from).map_err(failure)? {
        let entry = entry.map_err(failure)?;
        let (source, copy) = (entry.path(), to.join(entry.file_name()));
        if NOT_COPIED.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if source.is_dir() {
            copy_folder(&source, &copy)?;
        } else {
            fs::read(&source)
                .and_then(|content| fs::write(&copy, content))
                .map_err(|error| Failure::File { path: source, error })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_comes_after_the_usual_and_our_page_after_the_peers() {
        let typed = ["--rows".to_owned(), "1000".to_owned()];
        let made = arguments(["vanilla", "vue"].into_iter(), &typed, Path::new("/t/pool.md")).join(" ");
        assert!(made.starts_with("--app vanilla=vanilla/dist --app vue=vue/dist --app wattpool="), "{made}");
        assert!(
            made.ends_with("@/pool --rows 10000,100000 --rounds 3 --rows 1000 --out /t/pool.json"),
            "{made}"
        );
    }

    #[test]
    fn without_peers_our_page_is_compared_with_itself() {
        let made = arguments(std::iter::empty(), &[], Path::new("/t/pool.md")).join(" ");
        assert!(made.starts_with("--base wattpool --app wattpool="), "{made}");
    }

    #[test]
    fn a_copy_takes_sources_along_and_nothing_that_was_made_of_them() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        for name in ["vue/main.js", "vue/dist/main.js", "node_modules/x/index.js", DRIVER] {
            let path = from.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, name).unwrap();
        }
        copy_folder(&from, &to).unwrap();
        fs::write(from.join(DRIVER), "changed").unwrap();
        copy_folder(&from, &to).unwrap();
        assert_eq!(place::files(&to).unwrap(), [to.join(DRIVER), to.join("vue/main.js")]);
        assert_eq!(fs::read_to_string(to.join(DRIVER)).unwrap(), "changed");
    }
}

//! Keeps the house in order: imports point down, each room uses only what it may, paths are written in
//! one place, and every file says what it is.
//!
//! The rules and their reasons are in `docs/ARCHITECTURE.md`. What is in here only reads sources and
//! manifests as text; it compiles and runs nothing of the product.

#[path = "floors/manifest.rs"]
mod manifest;
#[path = "floors/path_use.rs"]
mod path_use;
#[path = "floors/room.rs"]
mod room;
#[path = "floors/rule.rs"]
mod rule;
#[path = "floors/token.rs"]
mod token;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A broken rule and where.
#[derive(Debug, PartialEq, Eq)]
struct Breach {
    /// The file, relative to the checkout.
    file: String,
    /// The line, counted from 1.
    line: usize,
    /// The rule.
    rule: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.rule)
    }
}

/// Every source and manifest of the checkout with its text, the paths relative to it.
fn sources() -> io::Result<Vec<(String, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = "Cargo.toml".to_owned();
    let mut found = vec![(manifest.clone(), fs::read_to_string(root.join(manifest))?)];
    let mut folders: Vec<PathBuf> = ["src", "crates", "tests"].map(|folder| root.join(folder)).into();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let is_source = path.extension().is_some_and(|extension| extension == "rs");
            if path.is_dir() {
                // What a tool builds in a folder of its own is not ours.
                folders.extend(Some(path).filter(|path| !path.ends_with("target")));
            } else if is_source || path.ends_with("Cargo.toml") {
                let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Everything that is wrong with one file.
fn breaches(file: &str, text: &str) -> Vec<Breach> {
    if file.ends_with(".rs") { rule::breaches(file, text) } else { manifest::breaches(file, text) }
}

#[test]
fn the_house_keeps_its_rules() {
    let sources = sources().unwrap();
    let found: Vec<String> = sources
        .iter()
        .flat_map(|(file, text)| breaches(file, text))
        .map(|breach| breach.to_string())
        .collect();
    assert!(found.is_empty(), "{} broken rules:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_room_of_the_house_is_read() {
    let sources = sources().unwrap();
    for room in
        ["src/browser/", "src/api/", "src/session/", "src/components/", "src/pages/", "crates/exchange/src/"]
    {
        assert!(sources.iter().any(|(file, _)| file.starts_with(room)), "no source was read in {room}");
    }
    assert!(sources.iter().any(|(file, _)| file == "crates/domain/Cargo.toml"), "no manifest was read");
}

/// Asserts that a planted file breaks one rule at one line, and that the report names it.
fn assert_caught(file: &str, text: &str, line: usize, words: &str) {
    let found = breaches(file, text);
    let is_caught = matches!(&found[..], [breach] if breach.file == file && breach.line == line);
    assert!(
        is_caught && found[0].rule.contains(words),
        "expected line {line} and {words:?}, got {found:?} for {text}"
    );
}

#[test]
fn an_import_that_points_up_is_caught_in_every_way_to_write_it() {
    for import in [
        "use crate::pages::pool::Row;",
        "use crate::{\n    api::Guest, pages::Pool};",
        "fn f() { crate::session::use_session(); }",
        "use super::super::heartbeat::Beat;",
        "mod inner { use super::super::super::app::App; }",
        "use wattpool::components::Icon;",
    ] {
        let line = 2 + usize::from(import.contains("{\n"));
        assert_caught("src/api/pool.rs", &format!("//! A room.\n{import}\n"), line, "imports point down");
    }
}

#[test]
fn comments_and_texts_import_nothing() {
    let text = "//! A room.\n// use crate::pages::Pool;\n/* use /* nested */ crate::app::App; */\n\
                const A: &str = \"crate::pages::Pool\";\nconst B: &str = r#\"use \"crate::app\"; \"#;\n\
                fn f<'a>(c: &'a char) -> bool { *c == '\"' || *c == '\\'' }\n";
    assert_eq!(breaches("src/api/pool.rs", text), []);
}

#[test]
fn components_get_their_data_from_whoever_shows_them() {
    assert_caught("src/components/icon.rs", "//! X.\nuse crate::api::Guest;\n", 2, "components use only");
    assert_caught("src/components/icon.rs", "//! X.\nuse protocol::lot::Lot;\n", 2, "wire");
    assert_eq!(
        breaches("src/components/icon.rs", "//! X.\nuse crate::browser::intl;\nuse crate::route::Route;\n"),
        []
    );
}

#[test]
fn a_page_uses_its_own_folder_and_no_other_page() {
    let text = "//! X.\nuse super::table::Table;\nuse crate::pages::pool::row::Row;\nuse crate::components::icon::Icon;\n";
    assert_eq!(breaches("src/pages/pool/basket.rs", text), []);
    assert_caught("src/pages/pool/mod.rs", "//! X.\nuse super::account::Lots;\n", 2, "no other page");
    assert_caught("src/pages/log_in.rs", "//! X.\nuse crate::pages::{sign_up::Form};\n", 2, "no other page");
}

#[test]
fn only_the_browser_room_touches_the_browser() {
    assert_caught(
        "src/pages/pool.rs",
        "//! X.\nfn f() { let w = leptos::web_sys::window(); }\n",
        2,
        "src/browser",
    );
    assert_caught("src/session/mod.rs", "//! X.\nuse gloo_timers::callback::Timeout;\n", 2, "src/browser");
    assert_eq!(breaches("src/browser/clock.rs", "//! X.\nuse js_sys::Date;\n"), []);
}

#[test]
fn paths_are_written_once() {
    assert_caught("src/api/pool.rs", "//! X.\nconst P: &str = \"/tx/pool\";\n", 2, "crates/protocol");
    assert_caught(
        "crates/exchange/src/router.rs",
        "//! X.\nconst P: &str = \"/usr\";\n",
        2,
        "crates/protocol",
    );
    assert_caught("src/pages/pool.rs", "//! X.\nconst P: &str = \"/login?next=x\";\n", 2, "src/route.rs");
    let text = "//! X.\n#[cfg(test)]\nmod tests { const P: &str = \"/usr/login\"; }\n";
    assert_eq!(breaches("crates/exchange/src/router.rs", text), []);
    assert_eq!(breaches("src/route.rs", "//! X.\nconst P: &str = \"/login\";\n"), []);
    assert_eq!(breaches("src/pages/pool.rs", "//! X.\nconst P: &str = \"/txt and /username\";\n"), []);
}

#[test]
fn every_file_says_what_it_is_and_is_named_for_it() {
    assert_caught("src/api/pool.rs", "use std::fmt;\n", 1, "//!");
    assert_caught("src/api/utils.rs", "//! X.\n", 1, "named for what it holds");
    assert_caught("crates/exchange/src/common/mod.rs", "//! X.\n", 1, "named for what it holds");
    assert_caught("src/cellar/mod.rs", "//! X.\n", 1, "no floor");
}

#[test]
fn the_ground_floor_depends_on_little() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\nthiserror.workspace = true\nserde_json = \"1\"\n\
                    [dev-dependencies]\ntokio = \"1\"\n";
    assert_caught("crates/domain/Cargo.toml", manifest, 5, "thiserror");
    assert_caught(
        "crates/protocol/Cargo.toml",
        "[dependencies.reqwest]\nversion = \"1\"\n",
        1,
        "domain, serde",
    );
    let manifest = "[dependencies]\nprotocol = { workspace = true, features = [\"schema\"] }\n";
    assert_caught("Cargo.toml", manifest, 2, "compiled without");
    assert_eq!(breaches("crates/exchange/Cargo.toml", manifest), []);
    let manifest = "[target.'cfg(unix)'.dependencies]\nwattpool = { path = \"../..\" }\n";
    assert_caught("crates/exchange/Cargo.toml", manifest, 2, "root package");
    assert_caught("crates/domain/src/lot.rs", "//! X.\nuse std::time::SystemTime;\n", 2, "clock");
    assert_caught("crates/engine/src/lots.rs", "//! X.\nuse std::time::Instant;\n", 2, "clock");
    assert_caught(
        "crates/engine/Cargo.toml",
        "[dependencies]\nserde_json = \"1\"\n",
        2,
        "nothing but domain",
    );
}

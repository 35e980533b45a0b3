//! What a source has to keep to: its imports, its words, its texts, its name and its first line.

use crate::Breach;
use crate::path_use::path_uses;
use crate::room;
use crate::token::{Token, tokens};

/// Names that say nothing about what a file holds.
const EMPTY_NAMES: [&str; 9] =
    ["utils", "util", "common", "helpers", "helper", "types", "services", "infra", "misc"];
/// The first parts of the exchange's paths.
const WIRE_PATHS: [&str; 3] = ["/usr", "/tx", "/serv"];
/// Where the app's own paths are written, a constant each.
const ROUTES: &str = include_str!("../../src/route.rs");
/// The rooms that know nothing of the wire.
const WITHOUT_WIRE: [&str; 6] = ["browser", "route", "settings", "session", "heartbeat", "components"];

/// Everything that is wrong with one source.
pub(crate) fn breaches(file: &str, text: &str) -> Vec<Breach> {
    let breach = |line, rule: String| Breach { file: file.to_owned(), line, rule };
    let mut found = Vec::new();
    if !text.starts_with("//!") {
        found.push(breach(1, "the file opens with //! and says what it holds".to_owned()));
    }
    let names = file.split('/').map(|part| part.trim_end_matches(".rs"));
    if let Some(name) = names.into_iter().find(|name| EMPTY_NAMES.contains(name)) {
        found.push(breach(1, format!("a file is named for what it holds, not {name}")));
    }
    let tokens = tokens(text);
    if let Some(module) = module(file) {
        if room::floor(&module).is_none() {
            found.push(breach(1, format!("{} has no floor; give it one in tests/floors/room.rs", module[0])));
        }
        for (line, path) in path_uses(&tokens, &module) {
            found.extend(room::refusal(&module, &path).map(|rule| breach(line, rule)));
        }
    }
    // Tests stand last in a file, and may write out what they expect.
    let tests = tokens.windows(3).position(|three| {
        let is_word = |at: usize, name: &str| matches!(&three[at].1, Token::Word(word) if word == name);
        is_word(0, "cfg") && is_word(2, "test")
    });
    for (at, (line, token)) in tokens.iter().enumerate() {
        let rule = match token {
            Token::Word(word) => {
                word_rule(file, word, tokens.get(at + 1).is_some_and(|next| next.1 == Token::Path))
            }
            Token::Text(text) if tests.is_none_or(|tests| at < tests) => text_rule(file, text),
            Token::Text(_) | Token::Path | Token::Sign(_) => None,
        };
        found.extend(rule.map(|rule| breach(*line, rule)));
    }
    found
}

/// Where a source of the front end stands, as a path of modules; nothing for any other source.
fn module(file: &str) -> Option<Vec<String>> {
    let path = file.strip_prefix("src/")?.strip_suffix(".rs")?;
    let path = path.strip_suffix("/mod").unwrap_or(path);
    let is_root = matches!(path, "lib" | "main");
    Some(if is_root { Vec::new() } else { path.split('/').map(str::to_owned).collect() })
}

fn word_rule(file: &str, word: &str, begins_path: bool) -> Option<String> {
    let is_browser = word == "web_sys" || word == "js_sys" || word.starts_with("gloo_");
    // The table of lots draws itself, cell by cell; what it hears and waits for comes from the browser's room.
    let is_drawing = word == "web_sys" && file.starts_with("src/pool/table/");
    if is_browser && file.starts_with("src/") && !file.starts_with("src/browser/") && !is_drawing {
        return Some(format!("only src/browser touches the browser, so only it names {word}"));
    }
    let room = file.strip_prefix("src/").and_then(|path| path.split(['/', '.']).next());
    if word == "protocol" && begins_path && room.is_some_and(|room| WITHOUT_WIRE.contains(&room)) {
        return Some("this room knows nothing of the wire, so it does not use protocol".to_owned());
    }
    let is_clock = word == "SystemTime" || word == "Instant";
    let is_pure = ["crates/domain/src/", "crates/engine/src/"].iter().any(|folder| file.starts_with(folder));
    if is_clock && is_pure {
        return Some(format!("this crate has no clock, but names {word}; take the time as an argument"));
    }
    None
}

fn text_rule(file: &str, text: &str) -> Option<String> {
    let is_front_end = file.starts_with("src/");
    let is_product = is_front_end || (file.starts_with("crates/") && file.contains("/src/"));
    if is_product
        && !file.starts_with("crates/protocol/")
        // Paths of the machine that tests run on.
        && file != "crates/xtask/src/postgres.rs"
        && WIRE_PATHS.iter().any(|path| is_under(text, path))
    {
        return Some(format!("the exchange's paths are written in crates/protocol only, not here: {text}"));
    }
    if is_front_end && file != "src/route.rs" && app_paths().any(|path| is_under(text, path)) {
        return Some(format!("the app's paths are written in src/route.rs only, not here: {text}"));
    }
    None
}

/// The app's own paths, but for the first page's, which every other begins with.
fn app_paths() -> impl Iterator<Item = &'static str> {
    let constants = ROUTES.lines().filter(|line| line.starts_with("pub const "));
    constants.filter_map(|line| line.split('"').nth(1)).filter(|path| path.starts_with('/') && path.len() > 1)
}

fn is_under(text: &str, path: &str) -> bool {
    text.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '#']))
}

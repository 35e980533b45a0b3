//! Trunk: how it is called, and its settings for an exchange on another port.
//!
//! `Trunk.toml` in the checkout serves whoever runs plain `trunk serve` beside an exchange on port 3000.
//! For `cargo xtask serve` a copy of it is made whose proxies lead to the chosen port. Trunk takes paths
//! relative to the folder of its settings, so the copy holds them in full.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use toml::{Table, Value};

use crate::failure::Failure;
use crate::place;
use crate::process;

/// Warnings and errors. Its minifier does not know every script that wasm-bindgen writes, leaves such a one as it is,
/// and would warn of one that is not even kept.
const LOG: &str = "warn,trunk::processing::minify=off";

/// Trunk, quiet but for warnings and errors; cargo's own lines are shown all the same.
pub(crate) fn command() -> Command {
    let mut trunk = process::command("trunk");
    // Trunk reads both as settings of its own: the first would stop it, the second contradicts --log.
    trunk.env_remove("NO_COLOR").env_remove("RUST_LOG");
    trunk.args(["--log", LOG, "--skip-version-check"]);
    trunk
}

/// Writes the settings for an exchange on that port, the app going to `dist`.
///
/// # Errors
/// [`Failure::File`], or [`Failure::Content`] where `Trunk.toml` is not as expected.
pub(crate) fn write_settings(exchange_port: u16, dist: &Path) -> Result<PathBuf, Failure> {
    let source = place::root().join("Trunk.toml");
    let text = fs::read_to_string(&source).map_err(|error| Failure::File { path: source.clone(), error })?;
    let settings = settings(&text, &place::root(), exchange_port, dist)
        .map_err(|problem| Failure::Content { path: source, problem })?;
    let path = place::serve().join("Trunk.toml");
    fs::write(&path, settings).map_err(|error| Failure::File { path: path.clone(), error })?;
    Ok(path)
}

fn settings(text: &str, root: &Path, exchange_port: u16, dist: &Path) -> Result<String, String> {
    let mut settings: Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let build = table(&mut settings, "build")?;
    let page = build.get("target").and_then(Value::as_str).unwrap_or("index.html").to_owned();
    build.insert("target".to_owned(), in_full(root, &page));
    build.insert("dist".to_owned(), Value::String(dist.display().to_string()));
    let watch = table(&mut settings, "watch")?;
    for list in ["watch", "ignore"] {
        for path in watch.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            *path = in_full(root, path.as_str().ok_or("a watched path is no text")?);
        }
    }
    let name = if settings.contains_key("proxies") { "proxies" } else { "proxy" };
    let proxies = settings.get_mut(name).and_then(Value::as_array_mut).ok_or("there is no [[proxy]]")?;
    for proxy in proxies {
        let backend = proxy.get("backend").and_then(Value::as_str).ok_or("a proxy has no backend")?;
        let path = backend.splitn(4, '/').nth(3).unwrap_or_default();
        let moved = format!("http://127.0.0.1:{exchange_port}/{path}");
        proxy.as_table_mut().map(|proxy| proxy.insert("backend".to_owned(), Value::String(moved)));
    }
    Ok(settings.to_string())
}

fn table<'a>(settings: &'a mut Table, name: &str) -> Result<&'a mut Table, String> {
    let entry = settings.entry(name.to_owned()).or_insert_with(|| Value::Table(Table::new()));
    entry.as_table_mut().ok_or_else(|| format!("{name} is no table"))
}

fn in_full(root: &Path, path: &str) -> Value {
    Value::String(root.join(path).display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: &str = "[build]\ntarget = \"index.html\"\n[watch]\nwatch = [\"src\"]\n\
                            [[proxy]]\nbackend = \"http://127.0.0.1:3000/first\"\nno_system_proxy = true\n\
                            [[proxy]]\nbackend = \"http://127.0.0.1:3000/second\"\n";

    #[test]
    fn every_proxy_leads_to_the_chosen_port_and_every_path_is_in_full() {
        let text = settings(SETTINGS, Path::new("/checkout"), 4321, Path::new("/out")).unwrap();
        let made: Table = text.parse().unwrap();
        assert_eq!(made["build"]["target"].as_str(), Some("/checkout/index.html"));
        assert_eq!(made["build"]["dist"].as_str(), Some("/out"));
        assert_eq!(made["watch"]["watch"][0].as_str(), Some("/checkout/src"));
        assert_eq!(made["proxy"][0]["backend"].as_str(), Some("http://127.0.0.1:4321/first"));
        assert_eq!(made["proxy"][0]["no_system_proxy"].as_bool(), Some(true));
        assert_eq!(made["proxy"][1]["backend"].as_str(), Some("http://127.0.0.1:4321/second"));
    }

    #[test]
    fn settings_without_a_proxy_are_refused_with_the_reason() {
        let refusal = settings("[build]", Path::new("/"), 1, Path::new("/out")).unwrap_err();
        assert_eq!(refusal, "there is no [[proxy]]");
    }
}

//! The page that names the parts: Trunk has written it with the names of the app in one file.
//!
//! Every name has to be where it is expected, exactly as often; a page that Trunk writes otherwise one day is
//! refused here, not found out by whoever opens it.

use std::fs;
use std::path::Path;

use crate::failure::Failure;

use super::{APP, FIRST, LOADER, SCRIPT};

/// The page.
const PAGE: &str = "index.html";

/// Where the parts lie, as the page names them.
pub(super) struct Addresses {
    script: String,
    first: String,
    loader: String,
    app: String,
}

impl Addresses {
    /// The parts in that folder beside the page.
    pub(super) fn within(folder: &str) -> Self {
        let [script, first, loader, app] =
            [SCRIPT, FIRST, LOADER, APP].map(|name| format!("/{folder}/{name}"));
        Self { script, first, loader, app }
    }
}

/// What the page holds the files against that it names; the loader does so with the other part.
pub(super) struct Integrities {
    /// Of the script.
    pub(super) script: String,
    /// Of the first part.
    pub(super) first: String,
    /// Of the loader.
    pub(super) loader: String,
}

/// Makes the page name the parts, and removes the app in one file.
///
/// # Errors
/// [`Failure::File`], or [`Failure::Content`] where the page or the folder is not as Trunk leaves it.
pub(super) fn rewrite(dist: &Path, addresses: &Addresses, integrities: &Integrities) -> Result<(), Failure> {
    let whole_script = only_file(dist, ".js")?;
    let whole = only_file(dist, "_bg.wasm")?;
    let path = dist.join(PAGE);
    let text = fs::read_to_string(&path).map_err(|error| Failure::File { path: path.clone(), error })?;
    let text = rewritten(&text, &whole_script, &whole, addresses, integrities)
        .map_err(|problem| Failure::Content { path: path.clone(), problem })?;
    fs::write(&path, text).map_err(|error| Failure::File { path, error })?;
    for name in [whole_script, whole] {
        let path = dist.join(name);
        fs::remove_file(&path).map_err(|error| Failure::File { path, error })?;
    }
    Ok(())
}

fn rewritten(
    text: &str,
    script: &str,
    whole: &str,
    addresses: &Addresses,
    integrities: &Integrities,
) -> Result<String, String> {
    // Trunk has the script fetched ahead after the start, which imports it: too late to hold it against anything.
    let late = format!("<link crossorigin href=/{script} rel=modulepreload>");
    let text = replaced(text, &late, "", 1)?;
    let ahead = |address: &str, integrity: &str| {
        format!("<link crossorigin href={address} integrity=\"{integrity}\" rel=modulepreload>")
    };
    let early =
        ahead(&addresses.script, &integrities.script) + &ahead(&addresses.loader, &integrities.loader);
    let text = replaced(&text, "<script ", &format!("{early}<script "), 1)?;
    let text = replaced(&text, &format!("/{script}"), &addresses.script, 1)?;
    // Once for the start, once to be fetched ahead.
    let text = replaced(&text, &format!("/{whole}"), &addresses.first, 2)?;
    let app = format!(" data-app={} data-integrity=\"{}\" data-wasm=", addresses.app, integrities.first);
    replaced(&text, " data-wasm=", &app, 1)
}

fn replaced(text: &str, old: &str, new: &str, times: usize) -> Result<String, String> {
    match text.matches(old).count() {
        found if found == times => Ok(text.replace(old, new)),
        found => Err(format!("it names {old:?} {found} times instead of {times}")),
    }
}

/// The one file of the app whose name ends so.
fn only_file(folder: &Path, end: &str) -> Result<String, Failure> {
    let failure = |error| Failure::File { path: folder.to_path_buf(), error };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failure)? {
        let name = entry.map_err(failure)?.file_name().to_string_lossy().into_owned();
        if name.starts_with("wattpool-") && name.ends_with(end) {
            found.push(name);
        }
    }
    match <[String; 1]>::try_from(found) {
        Ok([name]) => Ok(name),
        Err(found) => Err(Failure::Content {
            path: folder.to_path_buf(),
            problem: format!("it should hold one wattpool-*{end} and holds {}", found.len()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AS_TRUNK_WRITES_IT: &str = "<head><script data-js=/wattpool-1a.js data-wasm=/wattpool-1a_bg.wasm src=/boot.js></script>\
         <link crossorigin href=/wattpool-1a.js rel=modulepreload>\
         <link as=fetch crossorigin href=/wattpool-1a_bg.wasm rel=preload type=application/wasm></head>";

    fn integrities() -> Integrities {
        let [script, first, loader] = ["sha256-s=", "sha256-f=", "sha256-l="].map(str::to_owned);
        Integrities { script, first, loader }
    }

    #[test]
    fn the_page_names_the_parts_with_what_they_are_held_against_and_no_other_file() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["wattpool-1a.js", "wattpool-1a_bg.wasm", "boot.js"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::write(folder.path().join(PAGE), AS_TRUNK_WRITES_IT).unwrap();
        rewrite(folder.path(), &Addresses::within("app-2b"), &integrities()).unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join(PAGE)).unwrap(),
            "<head><link crossorigin href=/app-2b/wattpool.js integrity=\"sha256-s=\" rel=modulepreload>\
             <link crossorigin href=/app-2b/parts.js integrity=\"sha256-l=\" rel=modulepreload>\
             <script data-js=/app-2b/wattpool.js data-app=/app-2b/split_app.wasm \
             data-integrity=\"sha256-f=\" data-wasm=/app-2b/wattpool_bg.wasm src=/boot.js></script>\
             <link as=fetch crossorigin href=/app-2b/wattpool_bg.wasm rel=preload type=application/wasm></head>"
        );
        assert!(!folder.path().join("wattpool-1a.js").exists() && folder.path().join("boot.js").exists());
    }

    #[test]
    fn a_page_without_a_place_for_a_name_is_refused() {
        let page = AS_TRUNK_WRITES_IT.replace(" data-wasm=", " data-module=");
        let refusal = rewritten(
            &page,
            "wattpool-1a.js",
            "wattpool-1a_bg.wasm",
            &Addresses::within("app-2b"),
            &integrities(),
        );
        assert_eq!(refusal.unwrap_err(), "it names \" data-wasm=\" 0 times instead of 1");
    }
}

//! The list of the release's worker: every file that the app needs without a network, with what it is held against.
//!
//! It is made of the files that are there when the release is complete, so it never names one that is not. What the
//! worker does with it stands in `public/worker.js`.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use crate::failure::Failure;
use crate::place;
use crate::split::integrity;

/// The page.
const PAGE: &str = "index.html";
/// The worker.
const WORKER: &str = "worker.js";
/// The settings, which are written anew without a release; they are held against nothing.
const SETTINGS: &str = "config.json";
/// Of no use without a network: what robots read, the worker itself, and what a device keeps by itself of an app that
/// it has installed. The smallest icon is asked for with the manifest, by every page.
const LEFT_OUT: [&str; 5] = [WORKER, "robots.txt", "icons/apple", "icons/maskable", "icons/icon-512.png"];
/// Nor what is drawn from, in other forms.
const SOURCE: &str = ".svg";
/// The marks around the list.
const MARKS: (&str, &str) = ("// files:begin", "// files:end");

/// Makes the page in `dist` name the worker, and gives the worker its list.
///
/// # Errors
/// [`Failure::File`], or [`Failure::Content`] where page or worker are not as expected.
pub(crate) fn write(dist: &Path) -> Result<(), Failure> {
    rewrite(&dist.join(PAGE), |page| {
        let named = page.replacen("<script ", &format!("<script data-worker=/{WORKER} "), 1);
        if named == page { Err("it has no script".to_owned()) } else { Ok(named) }
    })?;
    let list = list(dist)?;
    rewrite(&dist.join(WORKER), |worker| {
        let (begin, end) = worker
            .find(MARKS.0)
            .and_then(|begin| Some((begin, begin + worker[begin..].find(MARKS.1)?)))
            .ok_or("it has no place for its list")?;
        Ok(format!("{}{list}{}", &worker[..begin], &worker[end + MARKS.1.len()..].trim_start()))
    })
}

/// The edition, which is another one where one byte of one file is, and the files, by their addresses.
fn list(dist: &Path) -> Result<String, Failure> {
    let mut hasher = DefaultHasher::new();
    let mut files = serde_json::Map::new();
    for path in place::files(dist)? {
        let name = path.strip_prefix(dist).unwrap_or(&path).display().to_string().replace('\\', "/");
        if name.ends_with(SOURCE) || LEFT_OUT.iter().any(|left_out| name.starts_with(left_out)) {
            continue;
        }
        let content = fs::read(&path).map_err(|error| Failure::File { path: path.clone(), error })?;
        let integrity = if name == SETTINGS { String::new() } else { integrity::of(&content) };
        // The page is answered at every path of the app.
        let address = if name == PAGE { "/".to_owned() } else { format!("/{name}") };
        hasher.write(address.as_bytes());
        hasher.write(integrity.as_bytes());
        files.insert(address, integrity.into());
    }
    let edition = format!("{:016x}", hasher.finish());
    Ok(format!("const edition = \"{edition}\";\nconst files = {};\n\n", serde_json::Value::Object(files)))
}

fn rewrite(path: &Path, change: impl FnOnce(&str) -> Result<String, String>) -> Result<(), Failure> {
    let failed = |error| Failure::File { path: path.to_path_buf(), error };
    let text = fs::read_to_string(path).map_err(failed)?;
    let text = change(&text).map_err(|problem| Failure::Content { path: path.to_path_buf(), problem })?;
    fs::write(path, text).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(style: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("app-1")).unwrap();
        fs::create_dir(at("icons")).unwrap();
        for (name, text) in [
            ("app-1/a.wasm", "a"),
            ("icons/icon-192.png", "icon"),
            ("icons/icon-512.png", "icon"),
            ("icons/a.svg", "drawing"),
            ("style-1.css", style),
            ("config.json", "{}"),
            ("robots.txt", "robots"),
            ("manifest.webmanifest", "{}"),
            ("index.html", "<script src=/boot.js></script>"),
            ("worker.js", "\"use strict\";\n\n// files:begin, by a command\nold\n// files:end\n\nrest\n"),
        ] {
            fs::write(at(name), text).unwrap();
        }
        folder
    }

    fn written(style: &str) -> String {
        let release = release(style);
        write(release.path()).unwrap();
        fs::read_to_string(release.path().join(WORKER)).unwrap()
    }

    #[test]
    fn the_worker_knows_every_file_that_the_app_needs_and_what_it_has_to_be() {
        let release = release("a {}");
        write(release.path()).unwrap();
        let page = fs::read_to_string(release.path().join(PAGE)).unwrap();
        assert_eq!(page, "<script data-worker=/worker.js src=/boot.js></script>");
        let worker = fs::read_to_string(release.path().join(WORKER)).unwrap();
        let list = worker.split("const files = ").nth(1).unwrap().split(";\n").next().unwrap();
        let list: std::collections::BTreeMap<String, String> = serde_json::from_str(list).unwrap();
        let names: Vec<_> = list.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "/",
                "/app-1/a.wasm",
                "/config.json",
                "/icons/icon-192.png",
                "/manifest.webmanifest",
                "/style-1.css"
            ]
        );
        assert_eq!(list["/"], integrity::of(page.as_bytes()));
        assert_eq!(list["/config.json"], "");
        assert!(worker.starts_with("\"use strict\";") && worker.ends_with("rest\n"), "{worker}");
        assert!(!worker.contains("old") && !worker.contains("files:"), "{worker}");
    }

    #[test]
    fn one_other_byte_makes_another_worker_and_none_the_same() {
        assert_eq!(written("a {}"), written("a {}"));
        assert_ne!(written("a {}"), written("b {}"));
    }

    #[test]
    fn a_worker_without_a_place_for_its_list_is_refused() {
        let release = release("a {}");
        fs::write(release.path().join(WORKER), "nothing").unwrap();
        assert!(matches!(write(release.path()), Err(Failure::Content { .. })));
    }
}

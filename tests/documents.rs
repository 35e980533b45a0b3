//! Holds the documents to what is there: every file, heading and path that they point at, every dependency, setting and
//! metric, and every word of the app that the manual repeats.
//!
//! It reads documents, manifests and the English dictionary as text. Whether a sentence is true, it cannot see.

#[path = "documents/dependency.rs"]
mod dependency;
#[path = "documents/link.rs"]
mod link;
#[path = "documents/named.rs"]
mod named;
#[path = "documents/part.rs"]
mod part;
#[path = "documents/wording.rs"]
mod wording;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where documents lie, from the root of the checkout.
const PLACES: [&str; 2] = ["", "docs"];

/// The root of the checkout.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads a file of the checkout.
fn read(name: &str) -> io::Result<String> {
    fs::read_to_string(root().join(name))
}

/// Every document with its text, by its path from the root.
fn documents() -> io::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    for place in PLACES {
        for entry in fs::read_dir(root().join(place))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path)?));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Every manifest with its text, the fuzzers' too.
fn manifests() -> io::Result<Vec<String>> {
    let mut paths = vec![PathBuf::from("Cargo.toml"), PathBuf::from("crates/engine/fuzz/Cargo.toml")];
    for entry in fs::read_dir(root().join("crates"))? {
        paths.push(entry?.path().join("Cargo.toml"));
    }
    paths.iter().map(|path| fs::read_to_string(root().join(path))).collect()
}

#[test]
fn every_file_heading_and_path_that_a_document_points_at_is_there() {
    let documents = documents().unwrap();
    assert!(documents.iter().any(|(name, _)| name == "README.md"), "no document was read");
    let found: Vec<String> = documents.iter().flat_map(|(name, text)| link::problems(name, text)).collect();
    assert!(found.is_empty(), "{} dead ends:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_document_is_named_in_the_readme() {
    let documents = documents().unwrap();
    let readme = read("README.md").unwrap();
    let pointed_at: Vec<String> = link::targets(&readme).into_iter().map(|(_, target)| target).collect();
    for (name, _) in documents.iter().filter(|(name, _)| name != "README.md") {
        let is_named = pointed_at.iter().any(|target| target.split('#').next() == Some(name));
        assert!(is_named, "README.md has no link to {name}");
    }
}

#[test]
fn every_dependency_has_its_row_with_the_reason_and_every_row_its_dependency() {
    let mut wanted: Vec<_> =
        manifests().unwrap().iter().flat_map(|text| dependency::of_manifest(text)).collect();
    wanted.extend(dependency::of_package(&read("crates/xtask/audit/package.json").unwrap()));
    let problems = dependency::problems(&wanted, &read("docs/DEPENDENCIES.md").unwrap());
    assert!(problems.is_empty(), "docs/DEPENDENCIES.md:\n{}", problems.join("\n"));
}

#[test]
fn every_setting_and_every_metric_of_the_exchange_is_explained() {
    for kind in &named::ALL {
        assert!(kind.names().unwrap().len() > 10, "{} names are found in {:?}", kind.prefix, kind.sources);
        assert_eq!(kind.missing().unwrap(), [""; 0], "{} does not name them", kind.document);
    }
}

#[test]
fn what_the_manual_says_in_bold_is_what_the_app_says() {
    let manual = read("docs/USING.md").unwrap();
    let words = read("public/words/en.txt").unwrap();
    let problems = wording::problems(&manual, &words);
    assert!(problems.is_empty(), "docs/USING.md:\n{}", problems.join("\n"));
    assert!(wording::bold(&manual).len() > 100, "the manual names buttons");
}

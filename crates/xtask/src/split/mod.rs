//! The release app in parts: what the first rows of the pool need, and all else in a part that follows.
//!
//! Trunk has built one WebAssembly by then, with the marks of `wasm_split` and the linker's relocations in it.
//! Here it is cut at the marks, and the parts go into a folder of their own that is named after all that is in
//! it. They name each other, so no file could be named after its own content, and parts of two builds would not
//! fit; as it is, they are new together, and whoever has them may keep them for good. What is in a part is
//! decided where the marks are: in `src/main.rs`.

pub(crate) mod integrity;
mod lean;
mod page;
mod weight;

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_split_cli_support::Options;

use crate::failure::Failure;
use crate::place;
use crate::process;
use page::{Addresses, Integrities};
use weight::Weights;

/// The script of the first part; the browser imports it.
const SCRIPT: &str = "wattpool.js";
/// The first part.
const FIRST: &str = "wattpool_bg.wasm";
/// The script that fetches the other part. It imports the first script, and the other way round.
const LOADER: &str = "parts.js";
/// What follows. The splitter takes its name from the mark.
const APP: &str = "split_app.wasm";

/// Has Trunk build an app that can be cut: with marks, names and relocations.
pub(crate) fn prepare(trunk: &mut Command) {
    trunk.args(["--features", "split"]);
    trunk.env("CARGO_PROFILE_WASM_RELEASE_STRIP", "false");
    // These join the flags in .cargo/config.toml, but where one of the others is set, cargo looks at that alone.
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-C link-arg=--emit-relocs");
    trunk.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
}

/// Cuts the app that Trunk has built into parts and makes the page in `dist` name them.
///
/// # Errors
/// Those of the splitter, of wasm-bindgen and of the files.
pub(crate) fn run(dist: &Path) -> Result<(), Failure> {
    let work = place::target().join("parts");
    place::remove_folder(&work)?;
    let made = work.join("made");
    place::make_folder(&made)?;
    let whole = work.join("whole.wasm");
    cut(&place::app(), &made, &whole)?;
    let mut bindgen = process::command("wasm-bindgen");
    // The other part finds memory, stack and table of the first by the names that the linker gave them.
    bindgen.args([
        "--target",
        "web",
        "--no-typescript",
        "--no-demangle",
        "--keep-lld-exports",
        "--out-name",
        "wattpool",
    ]);
    bindgen.arg("--out-dir").arg(&made).arg(&whole);
    process::run("wasm-bindgen", &mut bindgen)?;
    let named = named();
    place::make_folder(&named)?;
    for part in [FIRST, APP] {
        let path = made.join(part);
        fs::copy(&path, named.join(part)).map_err(|error| Failure::File { path: path.clone(), error })?;
        rewrite(&path, lean::lean)?;
    }
    let app = integrity::of(&read(&made.join(APP))?);
    rewrite(&made.join(LOADER), |loader| {
        let loader = std::str::from_utf8(loader).map_err(|error| error.to_string())?;
        integrity::demand(loader, APP, &app).map(String::into_bytes)
    })?;
    let of = |name| read(&made.join(name)).map(|content| integrity::of(&content));
    let integrities = Integrities { script: of(SCRIPT)?, first: of(FIRST)?, loader: of(LOADER)? };
    let folder = format!("app-{}", edition(&made)?);
    page::rewrite(dist, &Addresses::within(&folder), &integrities)?;
    let place = dist.join(&folder);
    fs::rename(&made, &place).map_err(|error| Failure::File { path: place, error })
}

/// For each part of the release that was made last, the crates that its code comes from.
///
/// # Errors
/// [`Failure::File`] where none was made, [`Failure::Content`].
pub(crate) fn weights() -> Result<Vec<(&'static str, Weights)>, Failure> {
    let weight = |part| {
        let path = named().join(part);
        let weights = weight::by_crate(&read(&path)?);
        weights.map(|weights| (part, weights)).map_err(|problem| Failure::Content { path, problem })
    };
    [FIRST, APP].into_iter().map(weight).collect()
}

/// Where the parts are kept with the names of their functions.
fn named() -> PathBuf {
    place::target().join("parts/named")
}

/// Cuts `app` at its marks. The first part goes to `first`, for wasm-bindgen; all else into `folder`.
fn cut(app: &Path, folder: &Path, first: &Path) -> Result<(), Failure> {
    let input = read(app)?;
    let (link_name, main_module) = (format!("./{LOADER}"), format!("./{SCRIPT}"));
    let mut options = Options::new(&input);
    options.output_dir = folder;
    options.main_out_path = first;
    options.link_name = &link_name;
    options.main_module = &main_module;
    let problem = |problem| Failure::Content { path: app.to_path_buf(), problem };
    let parts = wasm_split_cli_support::transform(options).map_err(|error| problem(format!("{error:#}")))?;
    if parts.split_modules == [folder.join(APP)] {
        Ok(())
    } else {
        Err(problem(format!("it falls into other parts than {APP}: {:?}", parts.split_modules)))
    }
}

/// A name for all files of a folder: another one where one byte of them is another.
fn edition(folder: &Path) -> Result<String, Failure> {
    // Nobody chooses these files to deceive us, so the standard library's hash will do.
    let mut hasher = DefaultHasher::new();
    for name in [SCRIPT, FIRST, LOADER, APP] {
        let content = read(&folder.join(name))?;
        hasher.write_usize(content.len());
        hasher.write(&content);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn rewrite(path: &Path, change: impl FnOnce(&[u8]) -> Result<Vec<u8>, String>) -> Result<(), Failure> {
    let content =
        change(&read(path)?).map_err(|problem| Failure::Content { path: path.to_path_buf(), problem })?;
    fs::write(path, content).map_err(|error| Failure::File { path: path.to_path_buf(), error })
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::File { path: path.to_path_buf(), error })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_other_byte_in_any_part_makes_another_edition() {
        let folder = tempfile::tempdir().unwrap();
        let names = [SCRIPT, FIRST, LOADER, APP];
        for name in names {
            fs::write(folder.path().join(name), "same").unwrap();
        }
        let first = edition(folder.path()).unwrap();
        assert_eq!(first.len(), 16);
        assert_eq!(edition(folder.path()).unwrap(), first);
        for name in names {
            fs::write(folder.path().join(name), "sane").unwrap();
            assert_ne!(edition(folder.path()).unwrap(), first, "{name}");
            fs::write(folder.path().join(name), "same").unwrap();
        }
    }

    #[test]
    fn an_app_without_marks_is_refused_with_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let app = folder.path().join("app.wasm");
        fs::write(&app, b"\0asm\x01\0\0\0").unwrap();
        let refusal = cut(&app, folder.path(), &folder.path().join("first.wasm")).unwrap_err();
        assert!(refusal.to_string().contains("app.wasm"), "{refusal}");
    }
}

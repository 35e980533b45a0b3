//! Where things lie: the checkout, the build folder, our own tools, and the files made from them.
//!
//! Tools that have to be installed go into `target/tools`, which children find first. So the versions
//! that a developer has installed for other work stay as they are.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map_or_else(PathBuf::new, Path::to_path_buf)
}

/// The build folder of cargo.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where the release of the app goes.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// The same files, for the exchange to have inside; each was written when it last changed.
pub(crate) fn embedded() -> PathBuf {
    target().join("embedded")
}

/// The app as cargo builds it for a release, before it is made into files for a browser.
pub(crate) fn app() -> PathBuf {
    target().join("wasm32-unknown-unknown/wasm-release/wattpool.wasm")
}

/// Where tools are installed that the machine lacks.
pub(crate) fn tools() -> PathBuf {
    target().join("tools")
}

/// Where a running `serve` keeps its app, its settings and its logs.
pub(crate) fn serve() -> PathBuf {
    target().join("serve")
}

/// Where audits leave what they need and what they found.
pub(crate) fn audit() -> PathBuf {
    target().join("audit")
}

/// Where benchmarks of the page leave what they need and what they found.
pub(crate) fn bench() -> PathBuf {
    target().join("bench")
}

/// The fuzzers of the engine with what they begin with and what they found.
pub(crate) fn fuzz() -> PathBuf {
    root().join("crates/engine/fuzz")
}

/// The versions of the programs of Python that the exchange is held against its description with.
pub(crate) fn contract() -> PathBuf {
    root().join("crates/exchange/tests/contract/requirements.txt")
}

/// The exchange, built in that profile.
pub(crate) fn exchange(is_release: bool) -> PathBuf {
    let profile = if is_release { "release" } else { "debug" };
    target().join(profile).join(format!("exchange{}", env::consts::EXE_SUFFIX))
}

/// The search path for children: our own tools first.
pub(crate) fn search_path() -> OsString {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(tools().join("bin")).chain(env::split_paths(&inherited));
    env::join_paths(folders).unwrap_or(inherited)
}

/// Makes a folder and those above it.
///
/// # Errors
/// [`Failure::File`].
pub(crate) fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| Failure::File { path: path.to_path_buf(), error })
}

/// Every file in a folder and in those below it, in the order of their paths.
///
/// # Errors
/// [`Failure::File`].
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failure = |error| Failure::File { path: folder.to_path_buf(), error };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failure)? {
        let path = entry.map_err(failure)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Removes a folder with all that is in it; one that does not exist is fine.
///
/// # Errors
/// [`Failure::File`].
pub(crate) fn remove_folder(path: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::File { path: path.to_path_buf(), error })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

//! Puts the built app into the program, where the feature `embedded` asks for it.
//!
//! `EXCHANGE_APP` says which folder it is in. What is written is a table of names and bytes, which `app.rs` reads; the
//! compiler reads the files themselves. The program is made anew only where one of them was written since.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=EXCHANGE_APP");
    let mut table = "&[\n".to_owned();
    if env::var_os("CARGO_FEATURE_EMBEDDED").is_some() {
        let missing = "the feature `embedded` wants EXCHANGE_APP, the folder with the built app";
        let folder = env::var("EXCHANGE_APP").map_err(|_| io::Error::other(missing))?;
        println!("cargo::rerun-if-changed={folder}");
        let folder = fs::canonicalize(folder)?;
        for path in files(&folder)? {
            let name = path.strip_prefix(&folder).map_err(io::Error::other)?;
            let name = name.to_string_lossy().replace('\\', "/");
            writeln!(table, "    ({name:?}, include_bytes!({path:?})),").map_err(io::Error::other)?;
        }
    }
    table.push(']');
    let place = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo says no place"))?;
    fs::write(PathBuf::from(place).join("embedded.rs"), table)
}

/// Every file in a folder and in those below it, in the order of their paths.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

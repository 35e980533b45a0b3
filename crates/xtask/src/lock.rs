//! The version of a package that `Cargo.lock` holds.
//!
//! The wasm-bindgen command line must equal the library to the last digit, so it is read from there.

use std::fs;

use crate::failure::Failure;
use crate::place;

/// The locked version of a package of which there is one version.
///
/// # Errors
/// [`Failure::File`], or [`Failure::Content`] where the lock does not name it.
pub(crate) fn version_of(package: &str) -> Result<String, Failure> {
    let path = place::root().join("Cargo.lock");
    let text = fs::read_to_string(&path).map_err(|error| Failure::File { path: path.clone(), error })?;
    find(&text, package)
        .map(str::to_owned)
        .ok_or_else(|| Failure::Content { path, problem: format!("no version of {package}") })
}

fn find<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"registry\"\n";

    #[test]
    fn the_version_is_that_of_the_whole_name() {
        assert_eq!(find(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(find(LOCK, "bindgen"), None);
    }
}

//! What a browser holds a file against before it runs it: the hash of all its bytes, as pages and scripts write it.
//!
//! The page vouches for both scripts and the first part, the loader for the other part. So one byte that is another
//! anywhere behind the page keeps the program from starting.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The integrity of a file with that content.
pub(crate) fn of(content: &[u8]) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

/// The loader, made to fetch `part` only with that integrity.
///
/// # Errors
/// Where it does not fetch the part exactly once, in words.
pub(super) fn demand(loader: &str, part: &str, integrity: &str) -> Result<String, String> {
    let fetching = format!("fetch(new URL(\"./{part}\", import.meta.url))");
    match loader.matches(&fetching).count() {
        1 => {
            let careful =
                format!("fetch(new URL(\"./{part}\", import.meta.url), {{ integrity: \"{integrity}\" }})");
            Ok(loader.replace(&fetching, &careful))
        }
        found => Err(format!("it should fetch {part} once and does so {found} times")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_written_as_browsers_read_it() {
        assert_eq!(of(b""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_ne!(of(b"same"), of(b"sane"));
    }

    #[test]
    fn a_loader_that_fetches_otherwise_is_refused() {
        let loader = "const src = fetch(new URL(\"./a.wasm\", import.meta.url));";
        assert_eq!(
            demand(loader, "a.wasm", "sha256-x").unwrap(),
            "const src = fetch(new URL(\"./a.wasm\", import.meta.url), { integrity: \"sha256-x\" });"
        );
        assert!(demand(loader, "b.wasm", "sha256-x").unwrap_err().contains("0 times"));
        assert!(demand(&loader.repeat(2), "a.wasm", "sha256-x").unwrap_err().contains("2 times"));
    }
}

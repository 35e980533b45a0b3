//! An error of ours that the app cannot go on from: the console is told all of it, and the page gets its id, by which
//! whoever reads it aloud and whoever reads the console mean the same.
//!
//! What the page shows then is the business of `stopped.js`, which needs nothing of the app for it.

use std::panic::PanicHookInfo;

use crate::browser::{console, document};

/// Watches for such errors from now on.
pub fn watch() {
    std::panic::set_hook(Box::new(stop));
}

fn stop(info: &PanicHookInfo<'_>) {
    console_error_panic_hook::hook(info);
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let id = id(&place);
    console::warn(&format!("error id {id}: {place}"));
    document::tell_stopped(&id);
}

/// The same for the same place in the same release: eight digits of its FNV-1a hash.
fn id(place: &str) -> String {
    let hash =
        place.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_an_id_of_its_own() {
        assert_eq!(id(""), "811c9dc5");
        assert_eq!(id("src/a.rs:1:2"), id("src/a.rs:1:2"));
        assert_ne!(id("src/a.rs:1:2"), id("src/a.rs:1:3"));
    }
}

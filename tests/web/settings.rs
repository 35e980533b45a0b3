//! What the part of the app that comes first reads of the settings: only whether what was asked early was asked
//! of the right server.

use wasm_bindgen_test::wasm_bindgen_test;
use wattpool::settings::{Dialect, Settings, SettingsFile};

/// An answer of this page's own server would stand in the table of another exchange's lots.
#[wasm_bindgen_test]
fn whoever_is_surely_on_the_own_exchange_reads_settings_that_say_so() {
    let shipped = include_str!("../../public/config.json");
    for (text, is_sure) in [
        (shipped, true),
        ("{}", true),
        (r#"{"dialect": "exchange", "poolSeconds": 0}"#, true),
        (r#"{"api": "https://exchange.example"}"#, false),
        (r#"{"dialect": "pec"}"#, false),
        (r#"{"api": 5}"#, false),
        (r#"{"dialect": null}"#, false),
        ("[]", true),
        ("null", false),
        ("<!doctype html>", false),
    ] {
        let file = SettingsFile::from(text.to_owned());
        assert_eq!(file.is_surely_own_exchange(), is_sure, "{text}");
        let (settings, _) = Settings::parse(text);
        let is_own = settings.api.is_empty() && settings.dialect == Dialect::Exchange;
        assert!(is_own || !is_sure, "{text}");
    }
}

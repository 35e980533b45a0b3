//! The program that the browser starts: it loads the settings and shows the app. All else is in the library.

use std::sync::Arc;

use futures::future::join;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wattpool::api::transport::Fetch;
use wattpool::app::App;
use wattpool::browser::{console, document};
use wattpool::language;
use wattpool::settings::Settings;

fn main() {
    console_error_panic_hook::set_once();
    spawn_local(async {
        let (settings, words) = join(Settings::load(), language::load()).await;
        if let Err(error) = words {
            // Without words there is nothing to show; the start page says so in its own.
            console::warn(&format!("words: {error}"));
            document::tell_start_failed();
            return;
        }
        document::remove("boot");
        mount_to_body(move || view! { <App settings transport=Arc::new(Fetch) /> });
    });
}

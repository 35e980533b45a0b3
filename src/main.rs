//! The program that the browser starts: it loads the settings and shows the app. All else is in the library.

use std::sync::Arc;

use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wattpool::api::transport::Fetch;
use wattpool::app::App;
use wattpool::browser::document;
use wattpool::settings::Settings;

fn main() {
    console_error_panic_hook::set_once();
    spawn_local(async {
        let settings = Settings::load().await;
        document::remove("boot");
        mount_to_body(move || view! { <App settings transport=Arc::new(Fetch) /> });
    });
}

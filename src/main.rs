//! The program that the browser starts: it loads what is set and shows the app. All else is in the library.

use std::sync::Arc;

use futures::future::join;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wattpool::api::transport::Fetch;
use wattpool::app::App;
use wattpool::browser::{console, document, early, panic};
use wattpool::language;
use wattpool::pool::EarlyPool;
use wattpool::settings::SettingsFile;

fn main() {
    panic::watch();
    spawn_local(async {
        let (settings, words) = join(SettingsFile::fetch(), language::load()).await;
        if let Err(error) = words {
            // Without words there is nothing to show; the start page says so in its own.
            console::warn(&format!("words: {error}"));
            document::tell_start_failed();
            return;
        }
        let early = if settings.is_surely_own_exchange() {
            EarlyPool::begin("boot-lots")
        } else {
            early::forget();
            EarlyPool::default()
        };
        if let Err(error) = start(Box::new((settings, early))).await {
            // The start page is still there, and its button tries anew.
            console::warn(&format!("app: {error}"));
            document::tell_start_failed();
        }
    });
}

/// Shows the app, which the release build has in a part of its own: it is fetched before this runs.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(app, fallible)]
fn start(with: Box<(SettingsFile, EarlyPool)>) -> Result<(), wasm_split_helpers::SplitLoaderError> {
    let (settings, early) = *with;
    show(settings, early);
    Ok(())
}

/// Shows the app, which is all in one file.
#[cfg(not(feature = "split"))]
async fn start(with: Box<(SettingsFile, EarlyPool)>) -> Result<(), std::convert::Infallible> {
    let (settings, early) = *with;
    show(settings, early);
    Ok(())
}

/// The app takes the start page away as soon as it has something to show in its place.
fn show(settings: SettingsFile, early: EarlyPool) {
    let settings = settings.read();
    mount_to_body(move || view! { <App settings transport=Arc::new(Fetch) early /> });
    document::tell_started();
}

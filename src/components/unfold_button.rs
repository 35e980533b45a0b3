//! A button that shows or hides a part of the page, and how that is remembered.

use leptos::prelude::*;
use words::Label;

use crate::browser::storage;
use crate::components::{Icon, Shape};
use crate::language::say;

/// What is kept of a part that is shown.
const SHOWN: &str = "shown";

/// The button.
#[component]
pub fn UnfoldButton(
    /// What it shows.
    label: Label,
    /// The id of what it shows.
    controls: &'static str,
    /// Whether that is shown.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button button-small unfold"
            aria-expanded=move || is_open.get().to_string()
            aria-controls=controls
            data-testid=format!("unfold-{controls}")
            on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
        >
            <Icon shape=Shape::Chart />
            <span class="unfold-label">{say(label)}</span>
        </button>
    }
}

/// Whether something is shown, as the person left it the last time in this browser.
#[must_use]
pub fn remembered(key: &'static str) -> RwSignal<bool> {
    let is_open = RwSignal::new(storage::get(key).as_deref() == Some(SHOWN));
    Effect::new(move |before: Option<bool>| {
        let is_open = is_open.get();
        if before.is_some_and(|before| before != is_open) {
            storage::set(key, if is_open { SHOWN } else { "" });
        }
        is_open
    });
    is_open
}

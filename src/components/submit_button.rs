//! The button that sends a form: busy while the form is on its way, never greyed out before.

use leptos::prelude::*;
use words::Label;

use crate::language::say;

/// A submit button.
#[component]
pub fn SubmitButton(
    /// What it does.
    label: Label,
    /// Whether it is being done.
    #[prop(into)]
    is_busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="submit"
            class="button button-primary"
            class:busy=is_busy
            aria-disabled=move || is_busy.get().to_string()
            aria-busy=move || is_busy.get().to_string()
        >
            {say(label)}
        </button>
    }
}

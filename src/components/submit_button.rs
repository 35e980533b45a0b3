//! The button that sends a form: busy while the form is on its way, never greyed out before.

use leptos::prelude::*;
use words::Label;

use crate::components::CutOffReason;
use crate::language::say;

/// A submit button.
#[component]
pub fn SubmitButton(
    /// What it does.
    label: Label,
    /// Whether it is being done.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// Whether it cannot be done now because nobody would hear of it.
    #[prop(optional, into)]
    is_cut_off: Signal<bool>,
) -> impl IntoView {
    view! {
        <CutOffReason is_cut_off />
        <button
            type="submit"
            class="button button-primary"
            class:busy=is_busy
            disabled=is_cut_off
            aria-disabled=move || is_busy.get().to_string()
            aria-busy=move || is_busy.get().to_string()
        >
            {say(label)}
        </button>
    }
}

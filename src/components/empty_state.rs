//! What stands where nothing is: a level without a lot, why it is so, and what could be done about it.

use leptos::prelude::*;
use words::Phrase;

use crate::components::{Icon, Shape};
use crate::language::say;

/// An empty place with a reason.
#[component]
pub fn EmptyState(
    /// The drawing above it.
    shape: Shape,
    /// Why nothing is here.
    #[prop(into)]
    headline: Phrase,
    /// What could be done.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <div class="empty-picture">
                <Icon shape />
                <svg class="empty-level" viewBox="0 0 128 28" aria-hidden="true" focusable="false">
                    <path d="M4 6q15-8 30 0t30 0 30 0 30 0" />
                    <path d="M19 15q15-8 30 0t30 0 30 0" />
                    <path d="M34 24q15-8 30 0t30 0" />
                </svg>
            </div>
            <p class="empty-headline">{say(headline)}</p>
            <div class="empty-text">{children()}</div>
        </div>
    }
}

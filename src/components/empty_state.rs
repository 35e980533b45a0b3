//! What stands where nothing is: why, and what could be done about it.

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
            <Icon shape />
            <p class="empty-headline">{say(headline)}</p>
            <div>{children()}</div>
        </div>
    }
}

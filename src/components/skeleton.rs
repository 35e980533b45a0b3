//! Grey bars in the shape of what is on its way. The style shows them only after a moment, so that a
//! quick answer never flickers.

use leptos::prelude::*;
use words::Label;

use crate::language::say;

/// So many rows that are on their way.
#[component]
pub fn Skeleton(
    /// How many.
    #[prop(default = 6)]
    rows: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{say(Label::Loading)}</span>
            {(0..rows).map(|_| view! { <div class="skeleton-row"></div> }).collect_view()}
        </div>
    }
}

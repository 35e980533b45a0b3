//! A drawing as inline SVG in the colour of the text around it. It never carries meaning alone.

use leptos::prelude::*;

use crate::drawing::Shape;

/// A drawing that screen readers skip.
#[component]
pub fn Icon(
    /// What is drawn.
    shape: Shape,
) -> impl IntoView {
    view! {
        <svg class="icon" class:icon-directed=shape.is_directed() viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=shape.path() />
        </svg>
    }
}

//! A place in which things are said aloud as they come. It is in the document before them: screen readers hear what
//! changes in a place that they know, and may miss one that comes with its words.

use leptos::prelude::*;

/// Such a place. While nothing stands in it, it takes no room.
#[component]
pub fn Live(
    /// What comes and goes in it.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="live" role="status">
            {children()}
        </div>
    }
}

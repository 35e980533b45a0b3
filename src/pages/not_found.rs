//! What is shown for a path that is none of ours.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::components::{EmptyState, PageHeading, Shape};
use crate::route;

/// The page for unknown paths.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <PageHeading title="Page not found" />
        <EmptyState shape=Shape::Wind headline="There is nothing at this address.">
            <p>"The link may be mistyped, or the page has moved."</p>
            <A href=route::POOL attr:class="button button-primary">"Go to the pool"</A>
        </EmptyState>
    }
}

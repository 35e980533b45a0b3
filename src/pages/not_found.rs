//! What is shown for a path that is none of ours.

use leptos::prelude::*;
use leptos_router::components::A;
use words::Label;

use crate::components::{EmptyState, PageHeading, Shape};
use crate::language::say;
use crate::route;

/// The page for unknown paths.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <PageHeading title=Label::PageNotFound />
        <EmptyState shape=Shape::Wind headline=Label::NothingHere>
            <p>{say(Label::NothingHereText)}</p>
            <A href=route::POOL attr:class="button button-primary">{say(Label::GoToPool)}</A>
        </EmptyState>
    }
}

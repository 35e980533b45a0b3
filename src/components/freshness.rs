//! As of when what is shown was true, said aloud where it may be old.
//!
//! It asks for nothing newer; whoever holds what is shown does.

use domain::timestamp::Timestamp;
use leptos::prelude::*;
use words::{Label, Value};

use crate::components::{Icon, Shape};
use crate::language::told;

/// The time of what is shown; nothing before there is anything.
#[component]
pub fn Freshness(
    /// When it was last heard.
    #[prop(into)]
    heard_at: Signal<Option<Timestamp>>,
    /// Whether anything newer could not be had.
    #[prop(into)]
    is_stale: Signal<bool>,
) -> impl IntoView {
    let is_marked = Memo::new(move |_| is_stale.get() && heard_at.with(Option::is_some));
    view! {
        <p class="freshness" class:stale=is_marked data-testid="freshness">
            <Show when=move || is_marked.get()>
                <Icon shape=Shape::Warning />
            </Show>
            {move || {
                let label = if is_marked.get() { Label::StaleAsOf } else { Label::AsOf };
                heard_at.get().map(|moment| told(label.with("time", Value::Time(moment))))
            }}
        </p>
    }
}

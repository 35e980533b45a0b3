//! How much of the pool is there while its first answer is on its way: as a bar, and in words for whoever says it.

use engine::Progress;
use leptos::prelude::*;
use words::{Label, Sentence, Value};

use crate::language::told;

/// The bar below a count, as wide as it. It has room of its own, so that nothing moves when it comes or goes.
#[component]
pub fn Coming(
    /// How much is there.
    progress: Signal<Progress>,
) -> impl IntoView {
    view! {
        <progress
            aria-label=move || told(so_far(progress.get()))
            max=move || progress.get().total.to_string()
            value=move || progress.get().read.to_string()
        ></progress>
    }
}

/// How much is there, in words.
pub fn so_far(progress: Progress) -> Sentence {
    Label::LotsRead.count(progress.total as u64).with("read", Value::Integer(progress.read as u64))
}

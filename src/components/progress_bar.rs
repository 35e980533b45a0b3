//! How much of something long is done: a bar with the words of it. Screen readers are told a quarter at a time, not
//! each step.

use leptos::prelude::*;
use words::Label;

use crate::language::{said, spoken};

/// The bar.
#[component]
pub fn ProgressBar(
    /// What it is.
    label: Label,
    /// What is said of how far it is.
    #[prop(into)]
    text: Signal<String>,
    /// How much is done, and how much there is in all; nothing while that is not known.
    #[prop(into)]
    progress: Signal<Option<(u64, u64)>>,
    /// Its name in tests.
    #[prop(default = "progress")]
    test_id: &'static str,
) -> impl IntoView {
    let max = move || progress.get().map_or(1, |(_, all)| all.max(1)).to_string();
    let value = move || progress.get().map(|(done, _)| done.to_string());
    let quarter =
        Memo::new(move |_| progress.get().and_then(|(done, all)| done.saturating_mul(4).checked_div(all)));
    let aloud = move || {
        // It follows the language too.
        let _ = spoken();
        quarter.get().map(|_| text.get_untracked())
    };
    view! {
        <div class="progress" data-testid=test_id>
            <progress max=max value=value aria-label=move || said(label)></progress>
            <p aria-hidden="true">{text}</p>
            <p class="visually-hidden" role="status">{aloud}</p>
        </div>
    }
}

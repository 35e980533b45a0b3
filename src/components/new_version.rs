//! Word that a new version of the app is there, above every page until the person takes it or puts it off.
//!
//! It takes nothing by itself: loading the page anew is for the person to decide.

use leptos::prelude::*;
use words::Label;

use crate::language::{said, say};

/// The word; nothing while there is no other version.
#[component]
pub fn NewVersion(
    /// Whether one is there, and now is a time to speak of it.
    #[prop(into)]
    is_there: Signal<bool>,
    /// Takes it.
    on_take: Callback<()>,
) -> impl IntoView {
    let is_put_off = RwSignal::new(false);
    let is_shown = Memo::new(move |_| is_there.get() && !is_put_off.get());
    view! {
        <section
            class="new-version"
            aria-label=move || is_shown.get().then(|| said(Label::NewVersion))
            data-testid="new-version"
        >
            <p role="status">{move || if is_shown.get() { said(Label::NewVersionText) } else { "" }}</p>
            <Show when=move || is_shown.get()>
                <button type="button" class="button button-small" on:click=move |_| on_take.run(())>
                    {say(Label::UseNewVersion)}
                </button>
                <button type="button" class="button button-small button-quiet" on:click=move |_| is_put_off.set(true)>
                    {say(Label::Later)}
                </button>
            </Show>
        </section>
    }
}

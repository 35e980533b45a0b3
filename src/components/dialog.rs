//! A modal dialog by the browser's own means: focus stays inside, Esc cancels, focus returns afterwards.

use leptos::html;
use leptos::prelude::*;

use crate::browser::dialog;

/// A dialog that is open while `is_open` says so.
#[component]
pub fn Dialog(
    /// The id of its heading.
    labelled_by: &'static str,
    /// Its name in tests.
    #[prop(optional)]
    test_id: &'static str,
    /// Whether it is open.
    #[prop(into)]
    is_open: Signal<bool>,
    /// Whether Esc is without effect, because something must not be left half done.
    #[prop(optional, into)]
    is_locked: Signal<bool>,
    /// Called when the person cancels by Esc.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// What is inside; built when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if is_open.get() {
            dialog::open(element);
        } else {
            dialog::close(element);
        }
    });
    view! {
        <dialog
            class="dialog"
            aria-labelledby=labelled_by
            data-testid=test_id
            node_ref=element
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                if !is_locked.get_untracked() {
                    on_cancel.run(());
                }
            }
        >
            <Show when=move || is_open.get()>{children()}</Show>
        </dialog>
    }
}

//! A modal dialog by the browser's own means: focus stays inside, Esc and a press beside it cancel, focus
//! returns afterwards.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use crate::browser::dialog;

/// A dialog that is open while `is_open` says so.
#[component]
pub fn Dialog(
    /// The id of its heading.
    labelled_by: &'static str,
    /// The id of the words that say what it is about, where they are to be read when it opens.
    #[prop(optional)]
    described_by: Option<&'static str>,
    /// Its name in tests.
    #[prop(optional)]
    test_id: &'static str,
    /// Whether it is open.
    #[prop(into)]
    is_open: Signal<bool>,
    /// Whether nothing closes it, because something must not be left half done.
    #[prop(optional, into)]
    is_locked: Signal<bool>,
    /// Whether it came up by itself: then it is announced at once, and a press beside it does not cancel.
    #[prop(optional)]
    is_alert: bool,
    /// Called when the person cancels by Esc, or by a press beside the dialog.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// What is inside; built when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let is_press_inside = StoredValue::new(false);
    Effect::new(move |_| {
        if is_open.get() {
            dialog::open(element);
        } else {
            dialog::close(element);
        }
    });
    dialog::keep_focus(element);

    let cancel = move || {
        if is_locked.try_get_untracked() == Some(false) {
            on_cancel.try_run(());
        }
    };
    // A browser may close without asking, such as when Esc is pressed several times.
    let closed = move || {
        if is_open.try_get_untracked() == Some(true) && !dialog::is_open(element) {
            cancel();
        }
        if is_open.try_get_untracked() == Some(true) {
            dialog::open(element);
        }
    };
    // Marking text may end outside.
    let pressed = move |event: ev::PointerEvent| {
        is_press_inside.set_value(!dialog::is_on_backdrop(element, &event));
    };
    let clicked = move |event: ev::MouseEvent| {
        if !is_alert && !is_press_inside.get_value() && dialog::is_on_backdrop(element, &event) {
            cancel();
        }
    };
    view! {
        <dialog
            class="dialog"
            role=is_alert.then_some("alertdialog")
            aria-labelledby=labelled_by
            aria-describedby=described_by
            data-testid=test_id
            node_ref=element
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                cancel();
            }
            on:close=move |_: ev::Event| closed()
            on:pointerdown=pressed
            on:click=clicked
        >
            <div class="dialog-body">
                <Show when=move || is_open.get()>{children()}</Show>
            </div>
        </dialog>
    }
}

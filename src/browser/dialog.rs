//! The native modal dialog: opened over the page, focus kept inside, closed by the browser's own means.

use leptos::html::Dialog;
use leptos::prelude::{GetUntracked, NodeRef};

/// Opens the dialog over the page, unless it is open.
pub fn open(dialog: NodeRef<Dialog>) {
    if let Some(element) = dialog.get_untracked()
        && !element.open()
    {
        // Fails only for an element that has left the document.
        let _ = element.show_modal();
    }
}

/// Closes the dialog; focus goes back to where it was.
pub fn close(dialog: NodeRef<Dialog>) {
    if let Some(element) = dialog.try_get_untracked().flatten() {
        element.close();
    }
}

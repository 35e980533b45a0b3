//! The document around the app: where focus goes, the start page, the clipboard, the printer, loading anew.

use leptos::ev::FocusEvent;
use leptos::web_sys::{Element, HtmlElement};
use wasm_bindgen::JsCast;

/// The events that `boot.js` and `stopped.js` wait for.
const START_FAILED: &str = "wattpool-start-failed";
const STARTED: &str = "wattpool-started";
const STOPPED: &str = "wattpool-stopped";

fn element(id: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Whether there is an element of that id.
#[must_use]
pub fn has(id: &str) -> bool {
    element(id).is_some()
}

/// Moves focus to the element of that id, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = element(id) {
        // Focus fails only on elements that cannot have it.
        let _ = element.focus();
    }
}

/// Moves focus to the element of that id, if what had it is gone.
pub fn focus_if_lost(id: &str) {
    let holder = web_sys::window().and_then(|window| window.document()?.active_element());
    if holder.is_none_or(|holder| holder.tag_name() == "BODY") {
        focus(id);
    }
}

/// Whether focus goes to something else than what lies in the places that a selector names. Where it goes to nothing, or
/// to another window, it does not.
#[must_use]
pub fn goes_elsewhere(event: &FocusEvent, places: &str) -> bool {
    let target = event.related_target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest(places), Ok(None)))
}

/// Closes the panel of that id, if it is open.
pub fn close_panel(id: &str) {
    if let Some(panel) = element(id) {
        // It fails only for what is no such panel.
        let _ = panel.hide_popover();
    }
}

/// Takes away the page that was shown while the app was on its way.
pub fn remove(id: &str) {
    if let Some(element) = element(id) {
        element.remove();
    }
}

/// Shows on the bar of that id, if there is one, how much of something is done; nothing is known where it is none.
pub fn show_progress(id: &str, progress: Option<(usize, usize)>) {
    let Some(bar) = element(id) else { return };
    match progress {
        Some((done, all)) => {
            for (name, value) in [("max", all), ("value", done)] {
                // Setting an attribute of a plain name cannot fail.
                let _ = bar.set_attribute(name, &value.to_string());
            }
        }
        None => {
            let _ = bar.remove_attribute("value");
        }
    }
}

/// Lets `boot.js` say that the app could not start; it has words of its own.
pub fn tell_start_failed() {
    tell(START_FAILED);
}

/// Lets `boot.js` know that the app is there.
pub fn tell_started() {
    tell(STARTED);
}

/// Lets `stopped.js` say that an error of that id has stopped the app.
pub fn tell_stopped(id: &str) {
    if let Some(root) = web_sys::window().and_then(|window| window.document()?.document_element()) {
        // Setting an attribute of that name cannot fail.
        let _ = root.set_attribute("data-error", id);
    }
    tell(STOPPED);
}

/// Makes an event of that name, for the scripts beside the app.
pub(super) fn tell(name: &str) {
    let event = web_sys::Event::new(name);
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        // Dispatching fails only for an event that is being dispatched already.
        let _ = window.dispatch_event(&event);
    }
}

/// Loads the page anew, and with it the newest app.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        // Nothing to be done where the browser refuses.
        let _ = window.location().reload();
    }
}

/// Hands the page to the printer, by the browser's own dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // The browser tells the person itself where it does not allow this.
        let _ = window.print();
    }
}

/// Puts a text on the clipboard.
pub fn copy(text: &str) {
    if let Some(window) = web_sys::window() {
        // The browser tells the person itself where it does not allow this.
        let _ = window.navigator().clipboard().write_text(text);
    }
}

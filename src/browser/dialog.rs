//! The native modal dialog: opened over the page, focus kept inside, closed by the browser's own means.
//!
//! It decides nothing: who may close a dialog, and when, is the component's business.

use js_sys::{Array, Function, Object, Reflect};
use leptos::html::Dialog;
use leptos::prelude::{Effect, Get, GetUntracked, NodeRef, document, on_cleanup, request_animation_frame};
use leptos::web_sys::{HtmlDialogElement, HtmlElement, MouseEvent};
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

fn element(dialog: NodeRef<Dialog>) -> Option<HtmlDialogElement> {
    dialog.try_get_untracked().flatten()
}

/// Opens the dialog over the page, unless it is open.
pub fn open(dialog: NodeRef<Dialog>) {
    if let Some(element) = element(dialog)
        && !element.open()
    {
        // Fails only for an element that has left the document.
        let _ = element.show_modal();
    }
}

/// Closes the dialog; focus goes back to where it was.
pub fn close(dialog: NodeRef<Dialog>) {
    if let Some(element) = element(dialog) {
        element.close();
    }
}

/// Whether the browser shows the dialog, whatever was asked for.
#[must_use]
pub fn is_open(dialog: NodeRef<Dialog>) -> bool {
    element(dialog).is_some_and(|element| element.open())
}

/// Whether the pointer is on what lies behind the dialog: only there is the dialog itself what was hit.
#[must_use]
pub fn is_on_backdrop(dialog: NodeRef<Dialog>, event: &MouseEvent) -> bool {
    let hit = event.target().map(JsCast::unchecked_into::<JsValue>);
    element(dialog).is_some_and(|element| hit.is_some_and(|hit| hit == *AsRef::<JsValue>::as_ref(&element)))
}

/// Keeps focus inside while the content changes, until the current owner is gone: where the focused
/// element was taken away, focus goes to what asks for it first, else to the dialog's heading.
pub fn keep_focus(dialog: NodeRef<Dialog>) {
    Effect::new(move |_| {
        let Some(element) = dialog.get() else { return };
        let look = Closure::<dyn Fn()>::new(move || {
            // Whatever else moves focus with the new content goes first.
            request_animation_frame(move || take_focus_back(dialog));
        });
        // Without an observer focus starts over at the next press of Tab.
        let observer = observe(&element, look.as_ref().unchecked_ref());
        let kept = SendWrapper::new((observer, look));
        on_cleanup(move || {
            let (observer, look) = kept.take();
            let _ = observer.and_then(|observer| call(&observer, "disconnect", &Array::new()));
            drop(look);
        });
    });
}

fn take_focus_back(dialog: NodeRef<Dialog>) {
    let Some(element) = element(dialog).filter(HtmlDialogElement::open) else { return };
    // Elsewhere than on the body it was moved on purpose, such as into a dialog over this one.
    if document().active_element().is_some_and(|active| active.tag_name() != "BODY") {
        return;
    }
    let find = |selector: &str| element.query_selector(selector).ok().flatten();
    let heading = || {
        let heading = find(&format!("#{}", element.get_attribute("aria-labelledby")?))?;
        heading.set_attribute("tabindex", "-1").ok()?;
        Some(heading)
    };
    if let Some(target) = find("[autofocus]:enabled").or_else(heading) {
        // Focus fails only on elements that cannot have it.
        let _ = target.unchecked_into::<HtmlElement>().focus();
    }
}

/// Calls back after elements came or went below that one.
fn observe(target: &JsValue, callback: &Function) -> Result<JsValue, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &"MutationObserver".into())?.dyn_into()?;
    let observer = Reflect::construct(&class, &Array::of1(callback))?;
    let what = Object::new();
    Reflect::set(&what, &"childList".into(), &JsValue::TRUE)?;
    Reflect::set(&what, &"subtree".into(), &JsValue::TRUE)?;
    call(&observer, "observe", &Array::of2(target, &what))?;
    Ok(observer)
}

fn call(object: &JsValue, method: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    Reflect::get(object, &method.into())?.dyn_into::<Function>()?.apply(object, arguments)
}

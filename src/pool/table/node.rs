//! Elements of the table, made without markup, and texts that are written only when they differ.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Text};

/// Makes elements of one document.
pub(super) struct Maker(Document);

impl Maker {
    /// A maker for the page's document.
    pub(super) fn new() -> Option<Self> {
        web_sys::window()?.document().map(Self)
    }

    /// An element of that name and class.
    pub(super) fn element(&self, name: &str, class: &str) -> Option<HtmlElement> {
        let element: HtmlElement = self.0.create_element(name).ok()?.dyn_into().ok()?;
        if !class.is_empty() {
            element.set_class_name(class);
        }
        Some(element)
    }

    /// The same, as the last child of another.
    pub(super) fn child(&self, parent: &Element, name: &str, class: &str) -> Option<HtmlElement> {
        let element = self.element(name, class)?;
        parent.append_child(&element).ok()?;
        Some(element)
    }

    /// A part of a drawing, as the last child of another.
    pub(super) fn drawing(&self, parent: &Element, name: &str) -> Option<Element> {
        let element = self.0.create_element_ns(Some("http://www.w3.org/2000/svg"), name).ok()?;
        parent.append_child(&element).ok()?;
        Some(element)
    }

    /// A text, as the last child of an element.
    pub(super) fn text(&self, parent: &Element) -> Option<LiveText> {
        let node = self.0.create_text_node("");
        parent.append_child(&node).ok()?;
        Some(LiveText { node, shown: String::new() })
    }
}

/// Sets an attribute; only a name that is none can fail, and there is none such here.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// A text of the document that knows what it says.
pub(super) struct LiveText {
    node: Text,
    shown: String,
}

impl LiveText {
    /// Says that, if it says anything else.
    pub(super) fn write(&mut self, text: &str) {
        if self.shown != text {
            self.node.set_data(text);
            self.shown.clear();
            self.shown.push_str(text);
        }
    }
}

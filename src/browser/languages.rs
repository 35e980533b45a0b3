//! Which languages the person reads, as their browser tells, and the language of the document.

/// The tags that the person prefers, the most wanted first.
#[must_use]
pub fn preferred() -> Vec<String> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

/// The tag of the document, as `boot.js` has chosen it.
#[must_use]
pub fn of_document() -> String {
    root().and_then(|root| root.get_attribute("lang")).unwrap_or_default()
}

/// Where the dictionaries lie, as `boot.js` knows it. Without it they lie where they do in the checkout.
#[must_use]
pub fn folder() -> String {
    root().and_then(|root| root.get_attribute("data-words")).unwrap_or_else(|| "/words/".to_owned())
}

/// Names the language of the document and the side on which its lines begin.
pub fn set_document(tag: &str, direction: &str) {
    if let Some(root) = root() {
        // Setting an attribute of that name cannot fail.
        let _ = root.set_attribute("lang", tag);
        let _ = root.set_attribute("dir", direction);
    }
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

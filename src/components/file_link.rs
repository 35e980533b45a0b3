//! A text that a person can save as a file, made in the browser.

use leptos::prelude::*;
use words::Sentence;

use crate::browser::file::TextAddress;
use crate::language::tell;

/// The link; nothing where the browser gives the text no address.
#[component]
pub fn FileLink(
    /// What it says.
    #[prop(into)]
    label: Sentence,
    /// What the file is called.
    #[prop(into)]
    name: String,
    /// What stands in it.
    #[prop(into)]
    text: String,
    /// Its name in tests.
    #[prop(optional)]
    test_id: &'static str,
) -> impl IntoView {
    // The address is good as long as the link is there.
    let address = StoredValue::new(TextAddress::of(&text));
    let path = address.with_value(|address| address.as_ref().map(|address| address.as_str().to_owned()))?;
    Some(view! {
        <a class="button" href=path download=name rel="external" data-testid=test_id>
            {tell(label)}
        </a>
    })
}

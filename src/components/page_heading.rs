//! The heading of a page: it names the document, and takes focus when the page was gone to from
//! another one, so that a screen reader starts here.

use leptos::html::H1;
use leptos::prelude::*;
use leptos_meta::Title;

/// Whether a page has been shown before, so that the first one leaves focus where it is.
#[derive(Clone, Copy)]
struct Shown(RwSignal<bool>);

/// The one `<h1>` of a page.
#[component]
pub fn PageHeading(
    /// What the page is.
    title: &'static str,
    /// What the heading says, where that is not what the document is called.
    #[prop(optional)]
    heading: Option<&'static str>,
    /// A line below it.
    #[prop(optional, into)]
    lead: Option<String>,
) -> impl IntoView {
    let element = NodeRef::<H1>::new();
    let shown = use_context::<Shown>();
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        match shown {
            Some(Shown(shown)) if !shown.get_untracked() => shown.set(true),
            Some(_) => drop(element.focus()),
            None => {}
        }
    });
    view! {
        <Title text=title />
        <h1 tabindex="-1" node_ref=element>{heading.unwrap_or(title)}</h1>
        {lead.map(|lead| view! { <p class="lead">{lead}</p> })}
    }
}

/// Remembers for the pages below that none has been shown yet.
pub fn provide_page_heading() {
    provide_context(Shown(RwSignal::new(false)));
}

//! The heading of a page: it names the document, and takes focus when the page was gone to from
//! another one, so that a screen reader starts here.

use leptos::html::H1;
use leptos::prelude::*;
use leptos_meta::Title;
use words::{Label, Phrase};

use crate::language::{said, say, told};

/// Whether a page has been shown before, so that the first one leaves focus where it is.
#[derive(Clone, Copy)]
struct Shown(RwSignal<bool>);

/// The one `<h1>` of a page.
#[component]
pub fn PageHeading(
    /// What the page is.
    #[prop(into)]
    title: Phrase,
    /// What the heading says, where that is not what the document is called.
    #[prop(optional, into)]
    heading: Option<Phrase>,
    /// A line below it.
    #[prop(optional, into)]
    lead: Option<Phrase>,
    /// Whether something that was sent from this page has to be changed; the document says so too.
    #[prop(optional, into)]
    has_problem: Signal<bool>,
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
    let document_title = move || {
        if has_problem.try_get().unwrap_or_default() {
            told(Label::ErrorTitle.with("page", title))
        } else {
            said(title).to_owned()
        }
    };
    view! {
        <Title text=document_title />
        <h1 tabindex="-1" node_ref=element>{say(heading.unwrap_or(title))}</h1>
        {lead.map(|lead| view! { <p class="lead">{say(lead)}</p> })}
    }
}

/// Remembers for the pages below that none has been shown yet.
pub fn provide_page_heading() {
    provide_context(Shown(RwSignal::new(false)));
}

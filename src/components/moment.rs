//! A moment as people speak of it, with the exact date for whoever wants it.

use domain::timestamp::Timestamp;
use leptos::prelude::*;

use crate::browser::intl;

/// A moment relative to now, exact on hovering and for machines.
#[component]
pub fn Moment(
    /// The moment.
    at: Timestamp,
    /// Now, so that it can move on.
    #[prop(into)]
    now: Signal<Timestamp>,
) -> impl IntoView {
    view! {
        <time datetime=intl::iso(at) title=intl::date(at)>
            {move || intl::relative(at, now.get())}
        </time>
    }
}

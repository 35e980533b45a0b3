//! A moment as people speak of it, with the exact date for whoever wants it.

use domain::timestamp::Timestamp;
use leptos::prelude::*;
use words::{Label, Value};

use crate::browser::intl;
use crate::language::{say, show, shown, told};

/// A moment relative to now, exact on hovering and for machines.
#[component]
pub fn Moment(
    /// The moment. One that nobody told is said to be so.
    at: Timestamp,
    /// Now, so that it can move on.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// What it is the moment of, with `{moment}` in it.
    #[prop(optional_no_strip)]
    label: Option<Label>,
) -> impl IntoView {
    if !at.is_known() {
        return view! { <span>{say(Label::TimeNotTold)}</span> }.into_any();
    }
    view! {
        <time datetime=intl::iso(at) title=show(Value::Date(at))>
            {move || {
                let moment = Value::Relative { at, now: now.get() };
                match label {
                    Some(label) => told(label.with("moment", moment)),
                    None => shown(moment),
                }
            }}
        </time>
    }
    .into_any()
}

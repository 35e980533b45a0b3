//! The log of notices: what was said since the app was opened or somebody logged in.

use leptos::prelude::*;
use words::{Label, Value};

use crate::language::{say, show, tell};
use crate::notices::use_notices;

/// What was said since the app was opened or somebody logged in.
#[component]
pub fn NoticeLog() -> impl IntoView {
    let notices = use_notices();
    view! {
        <Show
            when=move || !notices.log().is_empty()
            fallback=|| view! { <p class="quiet">{say(Label::NoNotices)}</p> }
        >
            <ul class="notice-log">
                <For
                    each=move || notices.log()
                    key=|notice| notice.number
                    children=|notice| {
                        view! {
                            <li>
                                <span class="quiet">{show(Value::Time(notice.at))}</span>
                                " "
                                {tell(notice.text)}
                            </li>
                        }
                    }
                />
            </ul>
        </Show>
    }
}

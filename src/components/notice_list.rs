//! The notices in sight, in a region that screen readers know from the start.

use domain::notice::Notice;
use domain::status::Severity;
use leptos::prelude::*;
use words::{Label, Sentence};

use crate::components::{Icon, Shape};
use crate::language::{say, tell};

/// The notices over the page.
#[component]
pub fn NoticeList(
    /// Those in sight, the oldest first.
    #[prop(into)]
    notices: Signal<Vec<Notice<Sentence>>>,
    /// Called when one is dismissed.
    on_dismiss: Callback<u64>,
    /// Called when somebody begins or ends to read on purpose.
    on_read: Callback<bool>,
) -> impl IntoView {
    view! {
        <div
            class="notices"
            role="status"
            aria-label=say(Label::Notices)
            data-testid="notices"
            on:pointerenter=move |_| on_read.run(true)
            on:pointerleave=move |_| on_read.run(false)
            on:focusin=move |_| on_read.run(true)
            on:focusout=move |_| on_read.run(false)
        >
            <For
                each=move || notices.get()
                key=|notice| notice.number
                children=move |notice| {
                    let number = notice.number;
                    let shape = match notice.severity {
                        Severity::Good | Severity::Notice => Shape::Done,
                        Severity::Warning | Severity::Fault => Shape::Warning,
                    };
                    view! {
                        <div class=format!("notice message message-{}", notice.severity.token())>
                            <Icon shape />
                            <p>{tell(notice.text)}</p>
                            <button
                                type="button"
                                class="button button-quiet button-icon"
                                on:click=move |_| on_dismiss.run(number)
                            >
                                <Icon shape=Shape::Refused />
                                <span class="visually-hidden">{say(Label::Dismiss)}</span>
                            </button>
                        </div>
                    }
                }
            />
        </div>
    }
}

//! The notices in sight, in a region that screen readers know from the start.

use domain::notice::Notice;
use domain::status::Severity;
use leptos::prelude::*;
use words::{Label, Sentence};

use crate::browser::document;
use crate::components::{Icon, Shape};
use crate::language::{say, tell};

/// Where focus goes when the last notice is dismissed.
const MAIN: &str = "main";

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
                                id=id(number)
                                on:click=move |_| {
                                    // While this one is still there, so that focus is never lost.
                                    let others = notices.with_untracked(|notices| others(notices, number));
                                    document::focus(&others.last().copied().map_or_else(|| MAIN.to_owned(), id));
                                    on_dismiss.run(number);
                                }
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

/// The id of the button that dismisses it.
fn id(number: u64) -> String {
    format!("dismiss-{number}")
}

fn others(notices: &[Notice<Sentence>], number: u64) -> Vec<u64> {
    notices.iter().map(|notice| notice.number).filter(|other| *other != number).collect()
}

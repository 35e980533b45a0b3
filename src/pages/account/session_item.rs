//! One open session in the list: what it is from, since when, and the button that ends it.

use domain::open_session::OpenSession;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use words::{Label, device};

use crate::components::Moment;
use crate::language::{say, tell};

/// An open session.
#[component]
pub fn SessionItem(
    /// The session. Only when it was last used changes while it is in sight.
    session: OpenSession,
    /// When it was last used.
    #[prop(into)]
    active_at: Signal<Timestamp>,
    /// Now, by the clock that the session's moments are of.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// Whether it is being ended.
    #[prop(into)]
    is_ending: Signal<bool>,
    /// Called when the person wants it ended.
    on_end: Callback<OpenSession>,
) -> impl IntoView {
    let OpenSession { id, device, started_at, is_current, .. } = session;
    let name = format!("session-{id}");
    let used = (!is_current).then(|| {
        view! {
            " · "
            {move || view! { <Moment at=active_at.get() now label=Some(Label::LastUsedAt) /> }}
        }
    });
    view! {
        <li class="session" data-testid="open-session">
            <div class="session-what">
                <p>
                    <strong id=name.clone()>{tell(device::of(device))}</strong>
                </p>
                <p class="quiet">
                    <Moment at=started_at now label=Some(Label::LoggedInAt) /> {used}
                </p>
            </div>
            {is_current.then(|| view! { <p class="state state-current">{say(Label::ThisBrowser)}</p> })}
            <button
                type="button"
                class="button button-small"
                class:busy=is_ending
                aria-busy=move || is_ending.get().to_string()
                aria-describedby=name
                on:click=move |_| on_end.run(session)
            >
                {say(if is_current { Label::LogOut } else { Label::EndSession })}
            </button>
        </li>
    }
}

//! The question whether somebody is still there, over any page, while their session is about to end.
//!
//! Whether and when it is asked is decided by the session; one press answers it.

use std::time::Duration;

use leptos::prelude::*;
use words::{Label, Value};

use crate::browser::{clock, timer};
use crate::components::Dialog;
use crate::heartbeat::use_heartbeat;
use crate::language::{say, told};
use crate::session::use_session;

const SECOND: Duration = Duration::from_secs(1);
/// The seconds before the end at which it is said aloud.
const SAID_AT: [u64; 3] = [120, 60, 30];

/// The dialog; closed while the session has time.
#[component]
pub fn Stay() -> impl IntoView {
    let session = use_session();
    let ends_at = Memo::new(move |_| session.ends_soon_at());
    let is_open = Memo::new(move |_| ends_at.get().is_some());
    let stay = {
        let heartbeat = use_heartbeat();
        Callback::new(move |()| heartbeat.stay())
    };
    view! {
        <Dialog labelled_by="stay" test_id="stay" is_alert=true is_open on_cancel=stay>
            <h2 id="stay">{say(Label::StayHeading)}</h2>
            <p>{say(Label::StayText)}</p>
            <Countdown ends_at />
            <div class="actions">
                <button type="button" class="button button-primary" autofocus on:click=move |_| stay.run(())>
                    {say(Label::StaySignedIn)}
                </button>
            </div>
        </Dialog>
    }
}

/// The seconds that are left, said aloud only now and then.
#[component]
fn Countdown(ends_at: Memo<Option<domain::timestamp::Timestamp>>) -> impl IntoView {
    let now = RwSignal::new(clock::now());
    timer::every(SECOND, move || {
        // The dialog may be gone.
        let _ = now.try_set(clock::now());
    });
    let left = Memo::new(move |_| {
        let wait = ends_at.get().map(|at| now.get().until(at)).unwrap_or_default();
        u64::try_from(wait.as_millis().div_ceil(1_000)).unwrap_or_default()
    });
    // The last of the moments that has come.
    let said_at = Memo::new(move |_| SAID_AT.into_iter().filter(|seconds| left.get() <= *seconds).min());
    view! {
        <p role="timer" data-testid="ends-in">
            {move || match left.get() {
                0 => told(Label::EndsNow),
                seconds => told(Label::EndsIn.count(seconds)),
            }}
        </p>
        <p class="visually-hidden" role="status">
            {move || {
                said_at
                    .get()
                    .map(|seconds| told(Label::EndsInMinutes.with("span", Value::Span(Duration::from_secs(seconds)))))
            }}
        </p>
    }
}

//! The question that a session asks before it ends, over any page: whether somebody is still there, or, where
//! being there does not help, whether they log in again.
//!
//! Whether, when and what is asked is decided by the session; one press answers it.

use std::time::Duration;

use domain::session::{Life, Question, Renewal};
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

/// The dialogs; closed while the session has time.
#[component]
pub fn Stay() -> impl IntoView {
    let session = use_session();
    let expiring = {
        let session = session.clone();
        Memo::new(move |_| session.expiring())
    };
    let asks = move |asked: Question| {
        Memo::new(move |_| expiring.with(|it| it.as_ref().is_some_and(|(_, question)| *question == asked)))
    };
    let stay = {
        let heartbeat = use_heartbeat();
        Callback::new(move |()| heartbeat.stay())
    };
    let later = {
        let session = session.clone();
        Callback::new(move |()| session.put_off())
    };
    let log_in = Callback::new(move |()| session.log_in_again());
    view! {
        <Dialog
            labelled_by="stay"
            described_by="stay-text"
            test_id="stay"
            is_alert=true
            is_open=asks(Question::StillThere)
            on_cancel=stay
        >
            <h2 id="stay">{say(Label::StayHeading)}</h2>
            <p id="stay-text">{say(Label::StayText)}</p>
            <Countdown expiring />
            <div class="actions">
                <button type="button" class="button button-primary" autofocus on:click=move |_| stay.run(())>
                    {say(Label::StaySignedIn)}
                </button>
            </div>
        </Dialog>
        <Dialog
            labelled_by="ends-for-good"
            described_by="ends-for-good-text"
            test_id="ends-for-good"
            is_alert=true
            is_open=asks(Question::LogInAgain)
            on_cancel=later
        >
            <h2 id="ends-for-good">{say(Label::EndsForGoodHeading)}</h2>
            <p id="ends-for-good-text">
                {move || span_of(expiring).map(|span| told(Label::EndsForGoodText.with("span", span)))}
            </p>
            <Countdown expiring />
            <div class="actions">
                <button type="button" class="button" on:click=move |_| later.run(())>
                    {say(Label::Later)}
                </button>
                <button type="button" class="button button-primary" autofocus on:click=move |_| log_in.run(())>
                    {say(Label::LogInAgain)}
                </button>
            </div>
        </Dialog>
    }
}

/// What is known of a session that is about to end.
type Expiring = Memo<Option<(Life, Question)>>;

/// How long after the log-in a session ends that nothing prolongs.
fn span_of(expiring: Expiring) -> Option<Value> {
    expiring.with(|expiring| match expiring.as_ref()?.0.renewal {
        Renewal::ByUse => None,
        Renewal::ByLogIn { after } => Some(Value::Span(after)),
    })
}

/// The seconds that are left, said aloud only now and then.
#[component]
fn Countdown(expiring: Expiring) -> impl IntoView {
    let now = RwSignal::new(clock::now());
    timer::every(SECOND, move || {
        // The dialog may be gone.
        let _ = now.try_set(clock::now());
    });
    let left = Memo::new(move |_| {
        let wait = expiring.with(|it| it.as_ref().map(|(life, _)| life.left(now.get())));
        clock::whole_seconds(wait.unwrap_or_default())
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
        <p class="visually-hidden" role="status" data-testid="ends-in-aloud">
            {move || {
                said_at
                    .get()
                    .map(|seconds| told(Label::EndsInMinutes.with("span", Value::Span(Duration::from_secs(seconds)))))
            }}
        </p>
    }
}

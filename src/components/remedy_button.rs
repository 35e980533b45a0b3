//! The one button under a message: it does what the remedy says, and its label says what that is. Where the
//! app does it by itself, the seconds until then are counted down beside it.
//!
//! What only the page can do comes by `on_remedy`; where the page has nothing to offer, only the remedies
//! that need nobody else have a button.

use std::time::Duration;

use domain::retry::NextTry;
use domain::status::Remedy;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use leptos_router::components::A;
use words::{Label, Sentence, phrase};

use crate::browser::{clock, document, timer};
use crate::language::{said, say, told};
use crate::route;

const SECOND: Duration = Duration::from_secs(1);

/// The button of a remedy, or nothing.
#[component]
pub fn RemedyButton(
    /// The next step.
    remedy: Remedy,
    /// Code and request, for whoever has to look it up.
    reference: Sentence,
    /// When the app tries it by itself.
    next_try: Signal<NextTry>,
    /// Carries out what only the page can.
    on_remedy: Option<Callback<()>>,
) -> impl IntoView {
    let label = phrase::button(remedy)?;
    let view = match remedy {
        Remedy::Nothing | Remedy::FixInput => return None,
        Remedy::TryAgain | Remedy::Refresh | Remedy::CheckOutcome | Remedy::KeepGoing => {
            view! { <Again remedy label next_try on_press=on_remedy? /> }.into_any()
        }
        Remedy::Wait(wait) => match on_remedy {
            Some(on_press) => view! { <Again remedy label next_try on_press /> }.into_any(),
            None => view! { <Patience until=clock::now().after(wait) /> }.into_any(),
        },
        Remedy::Reload => view! { <Act label on_press=Callback::new(|()| document::reload()) /> }.into_any(),
        Remedy::AskOperator => {
            let copy = Callback::new(move |()| document::copy(&told(reference.clone())));
            view! { <Act label on_press=copy /> }.into_any()
        }
        Remedy::SignInAgain => {
            view! { <A href=route::LOG_IN attr:class="button">{say(label)}</A> }.into_any()
        }
    };
    Some(view)
}

#[component]
fn Act(label: Label, on_press: Callback<()>) -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=move |_| on_press.run(())>
            {say(label)}
        </button>
    }
}

/// The same again: by hand, or by itself in a while with a button for whoever does not want to wait.
#[component]
pub(super) fn Again(
    /// What is done, of those that are done again.
    remedy: Remedy,
    /// What the button says where nothing is planned.
    label: Label,
    /// When it is done by itself.
    next_try: Signal<NextTry>,
    /// Does it.
    on_press: Callback<()>,
) -> impl IntoView {
    let is_by_hand = Memo::new(move |_| next_try.get() == NextTry::ByHand);
    let sooner = match remedy {
        Remedy::CheckOutcome => Label::CheckNow,
        Remedy::KeepGoing => Label::AskProgress,
        Remedy::TryAgain | Remedy::Wait(_) => Label::TryNow,
        Remedy::Nothing
        | Remedy::FixInput
        | Remedy::SignInAgain
        | Remedy::Refresh
        | Remedy::Reload
        | Remedy::AskOperator => label,
    };
    let second = ArcTrigger::new();
    timer::every(SECOND, {
        let second = second.clone();
        move || second.notify()
    });
    let left = move |at| {
        second.track();
        clock::seconds_until(at)
    };
    let plan = move || match (next_try.get(), remedy) {
        (NextTry::ByHand, _) => String::new(),
        (_, Remedy::KeepGoing) => told(Label::GoingOnProgress),
        (NextTry::At(at), Remedy::CheckOutcome) => told(Label::CheckingIn.count(left(at))),
        (NextTry::Now, Remedy::CheckOutcome) => told(Label::CheckingNow),
        (NextTry::At(at), _) => told(Label::TryingIn.count(left(at))),
        (NextTry::Now, _) => told(Label::TryingNow),
    };
    view! {
        <p data-testid="countdown" role="timer" hidden=is_by_hand>{plan}</p>
        <button type="button" class="button" on:click=move |_| on_press.run(())>
            {move || said(if is_by_hand.get() { label } else { sooner })}
        </button>
    }
}

/// How long the person has to wait until they may try again with what they have.
#[component]
fn Patience(until: Timestamp) -> impl IntoView {
    let left = RwSignal::new(clock::seconds_until(until));
    timer::every(SECOND, move || {
        // The button may be gone.
        let _ = left.try_set(clock::seconds_until(until));
    });
    view! {
        <p data-testid="countdown" role="timer">
            {move || match left.get() {
                0 => told(Label::MayTryNow),
                seconds => told(Label::MayTryIn.count(seconds)),
            }}
        </p>
    }
}

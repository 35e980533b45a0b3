//! The one button under a message: it does what the remedy says, and its label says what that is.
//!
//! What only the page can do comes by `on_remedy`; where the page has nothing to offer, only the remedies
//! that need nobody else have a button.

use std::time::Duration;

use domain::status::Remedy;
use leptos::prelude::*;

use crate::browser::{document, timer};

const SECOND: Duration = Duration::from_secs(1);

/// The button of a remedy, or nothing.
#[component]
pub fn RemedyButton(
    /// The next step.
    remedy: Remedy,
    /// Code and request, for whoever has to look it up.
    reference: String,
    /// Carries out what only the page can.
    on_remedy: Option<Callback<()>>,
) -> impl IntoView {
    let act = move |label: &'static str| {
        on_remedy.map(|on_remedy| view! { <Act label on_press=on_remedy /> }).into_any()
    };
    match remedy {
        Remedy::TryAgain => act("Try again"),
        Remedy::Refresh => act("Show the newest state"),
        Remedy::CheckOutcome => act("Check again"),
        Remedy::Wait(wait) => view! { <Countdown wait on_remedy /> }.into_any(),
        Remedy::Reload => {
            view! { <Act label="Reload the page" on_press=Callback::new(|()| document::reload()) /> }
                .into_any()
        }
        Remedy::AskOperator => {
            let copy = Callback::new(move |()| document::copy(&reference));
            view! { <Act label="Copy the reference" on_press=copy /> }.into_any()
        }
        Remedy::Nothing | Remedy::FixInput | Remedy::SignInAgain | Remedy::KeepGoing => ().into_any(),
    }
}

#[component]
fn Act(label: &'static str, on_press: Callback<()>) -> impl IntoView {
    view! {
        <button type="button" class="button" on:click=move |_| on_press.run(())>
            {label}
        </button>
    }
}

/// The seconds that are left, then the same again by itself, or word that it may be tried.
#[component]
fn Countdown(wait: Duration, on_remedy: Option<Callback<()>>) -> impl IntoView {
    let left = RwSignal::new(wait.as_secs().max(1));
    timer::every(SECOND, move || {
        let Some(seconds) = left.try_get_untracked().filter(|seconds| *seconds > 0) else { return };
        left.set(seconds - 1);
        if seconds == 1
            && let Some(on_remedy) = on_remedy
        {
            on_remedy.run(());
        }
    });
    view! {
        <p data-testid="countdown" role="timer">
            {move || match (left.get(), on_remedy.is_some()) {
                (0, true) => "Trying again now.".to_owned(),
                (0, false) => "You can try again now.".to_owned(),
                (seconds, true) => format!("Trying again by itself in {seconds} s."),
                (seconds, false) => format!("You can try again in {seconds} s."),
            }}
        </p>
        {on_remedy.map(|on_remedy| view! { <Act label="Try now" on_press=on_remedy /> })}
    }
}

//! A message about something that was not done: what happened, what it means, what to do next, and
//! the one button that fits the remedy.

use domain::status::{Message, Remedy};
use leptos::prelude::*;

use crate::components::{Icon, Shape};

/// The label of the button that carries out a remedy; nothing where a person has to act elsewhere.
const fn button_label(remedy: Remedy) -> Option<&'static str> {
    match remedy {
        Remedy::TryAgain | Remedy::Wait(_) => Some("Try again"),
        Remedy::Refresh => Some("Show the newest state"),
        Remedy::CheckOutcome => Some("Check again"),
        Remedy::Nothing
        | Remedy::FixInput
        | Remedy::SignInAgain
        | Remedy::KeepGoing
        | Remedy::Reload
        | Remedy::AskOperator => None,
    }
}

/// Shows a message, unless the one in sight says the same: a screen reader would read it again with
/// every look that fails.
pub fn show_message(shown: RwSignal<Option<Message>>, message: Message) {
    let is_in_sight =
        shown.with_untracked(|shown| shown.as_ref().is_some_and(|shown| shown.says_the_same_as(&message)));
    if !is_in_sight {
        shown.set(Some(message));
    }
}

/// A message. Without `on_remedy` it only speaks.
#[component]
pub fn MessageCard(
    /// What to say.
    message: Message,
    /// Carries out the remedy.
    #[prop(optional, into)]
    on_remedy: Option<Callback<()>>,
) -> impl IntoView {
    let wait = match message.remedy {
        Remedy::Wait(wait) => Some(format!(" Wait about {} s.", wait.as_secs().max(1))),
        Remedy::Nothing
        | Remedy::FixInput
        | Remedy::SignInAgain
        | Remedy::Refresh
        | Remedy::TryAgain
        | Remedy::KeepGoing
        | Remedy::CheckOutcome
        | Remedy::Reload
        | Remedy::AskOperator => None,
    };
    let button = button_label(message.remedy).zip(on_remedy).map(|(label, on_remedy)| {
        view! {
            <button type="button" class="button" on:click=move |_| on_remedy.run(())>
                {label}
            </button>
        }
    });
    let code = message.code.map(|code| code.to_string()).unwrap_or_default();
    view! {
        <div
            class=format!("message message-{}", message.severity.token())
            role="alert"
            data-testid="message"
            data-code=code
        >
            <Icon shape=Shape::Warning />
            <div class="message-text">
                <p class="message-headline">{message.headline}</p>
                <p>{message.consequence} " " {message.next_step} {wait}</p>
                <p class="reference">{message.reference}</p>
                {button}
            </div>
        </div>
    }
}

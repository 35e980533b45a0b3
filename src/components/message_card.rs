//! A message about something that was not done: what happened, what it means, what to do next, and
//! the one button that fits the remedy.

use domain::retry::NextTry;
use domain::status::{Message, Severity, catalogue};
use leptos::html::Div;
use leptos::prelude::*;
use words::{Label, Sentence, phrase};

use crate::components::remedy_button::RemedyButton;
use crate::components::{Icon, Shape};
use crate::language::{say, tell};
use crate::route;

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
    /// When the app carries it out by itself.
    #[prop(optional, into)]
    next_try: Signal<NextTry>,
    /// Carries out the remedy.
    #[prop(optional, into)]
    on_remedy: Option<Callback<()>>,
    /// Whether it takes focus, because whoever sent a form looks further down.
    #[prop(optional)]
    takes_focus: bool,
) -> impl IntoView {
    let card = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(element) = card.get().filter(|_| takes_focus) {
            // Focus fails only on elements that cannot have it.
            let _ = element.focus();
        }
    });
    let [headline, consequence, next_step] = phrase::parts(&message);
    let cause = phrase::cause(&message);
    let reference = match message.request_id {
        Some(request) => Label::Reference.with("cause", cause.clone()).with("request", request),
        None => cause.clone(),
    };
    // What goes on or is well interrupts nobody.
    let role = match message.severity {
        Severity::Good | Severity::Notice => "status",
        Severity::Warning | Severity::Fault => "alert",
    };
    let progress = message.progress.map(|progress| {
        view! { <progress max="1000" value=progress.per_mille().to_string() aria-label=say(headline)></progress> }
    });
    let code = message.code.map(|code| code.to_string()).unwrap_or_default();
    view! {
        <div
            class=format!("message message-{}", message.severity.token())
            role=role
            tabindex="-1"
            node_ref=card
            data-testid="message"
            data-code=code
        >
            <Icon shape=Shape::Warning />
            <div class="message-text">
                <p class="message-headline">{say(headline)}</p>
                <p>{tell(Sentence::from(consequence).then(next_step))}</p>
                {progress}
                <p class="reference">
                    <a href=route::code(&catalogue::slug(message.reason)) target="_blank" rel="noopener">
                        {tell(reference.clone())}
                    </a>
                </p>
                <RemedyButton remedy=message.remedy reference next_try on_remedy />
            </div>
        </div>
    }
}

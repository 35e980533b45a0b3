//! The tour above the page: what each step says, and the ways on, back and out of it.
//!
//! It stands in the flow of the document, so that it covers nothing; what a step is about is marked where it is, by
//! `style/tour.css`.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use words::{Label, Value};

use crate::browser::document;
use crate::components::Live;
use crate::language::{said, say, tell};
use crate::session::use_session;
use crate::tour::{HEADING, Step, use_tour};

/// Where focus goes when it is over.
const MAIN: &str = "main";

/// The tour, while it is under way and somebody is logged in.
#[component]
pub fn Tour() -> impl IntoView {
    let tour = use_tour();
    let session = use_session();
    let step = Memo::new(move |_| tour.step().filter(|_| session.is_member() && !session.is_put_away()));
    let is_shown = Memo::new(move |_| step.with(Option::is_some));
    let is_first = Memo::new(move |_| step.get().is_some_and(|step| step.previous().is_none()));
    let is_last = Memo::new(move |_| step.get().is_some_and(|step| step.next().is_none()));
    let end = move || {
        tour.end();
        // Its buttons are gone, and with them what had the focus.
        spawn_local(async {
            tick().await;
            document::focus_if_lost(MAIN);
        });
    };
    let go = move |step: Option<Step>| match step {
        Some(step) => tour.go_to(step),
        None => end(),
    };
    view! {
        <section
            class:tour=is_shown
            aria-labelledby=move || is_shown.get().then_some(HEADING)
            data-testid=move || is_shown.get().then_some("tour")
            data-step=move || step.get().map(Step::token)
            on:keydown=move |event: KeyboardEvent| {
                if event.key() == "Escape" {
                    end();
                }
            }
        >
            <Live>{move || step.get().map(|step| view! { <Words step /> })}</Live>
            <Show when=move || is_shown.get()>
                <div class="tour-actions">
                    <button
                        type="button"
                        class="button button-small button-primary"
                        on:click=move |_| go(step.get_untracked().and_then(Step::next))
                    >
                        {move || said(if is_last.get() { Label::TourEnd } else { Label::TourNext })}
                    </button>
                    <button
                        type="button"
                        class="button button-small"
                        hidden=is_first
                        on:click=move |_| go(step.get_untracked().and_then(Step::previous))
                    >
                        {say(Label::TourBack)}
                    </button>
                    <button type="button" class="button button-small button-quiet" hidden=is_last on:click=move |_| end()>
                        {say(Label::TourSkip)}
                    </button>
                </div>
            </Show>
        </section>
    }
}

/// What a step says.
#[component]
fn Words(step: Step) -> impl IntoView {
    let (heading, text) = match step {
        Step::Pool => (Label::TourPool, Label::TourPoolText),
        Step::Deliver => (Label::TourDeliver, Label::TourDeliverText),
        Step::Pulse => (Label::TourPulse, Label::TourPulseText),
    };
    let count = Label::TourStep
        .with("step", Value::Integer(step.number()))
        .with("all", Value::Integer(Step::ALL.len() as u64));
    view! {
        <p class="tour-step">{tell(count)}</p>
        <h2 id=HEADING tabindex="-1">{say(heading)}</h2>
        <p>{say(text)}</p>
    }
}

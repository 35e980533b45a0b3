//! The question whether a lot is to be taken back, and what became of it.
//!
//! It is taken back at the gate, which outlives this page.

use domain::status::{Action, Remedy};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use words::Label;

use crate::browser::document;
use crate::components::{CutOffReason, Dialog, EnergyBadge, Live, MessageCard};
use crate::heartbeat::use_heartbeat;
use crate::inquiry::Stage;
use crate::language::{said, say, tell};
use crate::pages::account::lot_list::Kind;
use crate::revoke::use_gate;

/// The question, open while the gate is.
#[component]
pub fn RevokeDialog(
    /// Called after anything may have changed.
    on_change: Callback<()>,
) -> impl IntoView {
    let gate = use_gate();
    let course = gate.course;
    let is_cut_off = use_heartbeat().is_cut_off;
    let is_busy = Memo::new(move |_| course.stage.with(|stage| *stage == Stage::Sending));
    let is_checking = Memo::new(move |_| course.stage.with(|stage| *stage == Stage::Checking));
    let is_unknown = Memo::new(move |_| course.stage.with(Stage::is_unsettled) && !is_busy.get());
    let message = Memo::new(move |_| course.stage.with(|stage| stage.message(Action::Revoke)));
    let close = Callback::new(move |()| gate.close());
    let take_back = Callback::new(move |()| course.run());
    let refresh = Callback::new(move |()| {
        close.run(());
        on_change.run(());
    });
    Effect::new(move |before: Option<()>| {
        let stage = course.stage.get();
        if before.is_none() {
            // The page has just read what is so now.
            return;
        }
        if matches!(stage, Stage::Answered(_)) {
            gate.is_open.set(false);
            // The button that opened the question goes with its lot.
            spawn_local(async {
                tick().await;
                document::focus(Kind::Deliveries.id());
            });
        }
        if matches!(stage, Stage::Unknown(_) | Stage::Refused(_) | Stage::Answered(_)) {
            on_change.run(());
        }
    });
    gate.has_place(true);
    on_cleanup(move || gate.has_place(false));
    view! {
        <Dialog labelled_by="revoke-heading" test_id="revoke" is_open=gate.is_open is_locked=is_busy on_cancel=close>
            <h2 id="revoke-heading">{say(Label::TakeBackQuestion)}</h2>
            {move || {
                course
                    .errand
                    .get()
                    .map(|revoke| {
                        let lot = revoke.lot;
                        view! {
                            <p>
                                <EnergyBadge energy_type=lot.energy_type /> " "
                                {tell(Label::EnergyFor.with("energy", lot.amount).with("credits", lot.value))}
                            </p>
                        }
                    })
            }}
            <p>{say(Label::TakeBackText)}</p>
            <Live>
                <Show when=move || is_checking.get()>
                    <p class="note" data-testid="checking">{say(Label::CheckingRevoke)}</p>
                </Show>
            </Live>
            {move || {
                message
                    .get()
                    .map(|message| {
                        let on_remedy = match message.remedy {
                            Remedy::CheckOutcome | Remedy::TryAgain | Remedy::Wait(_) => take_back,
                            Remedy::Nothing
                            | Remedy::FixInput
                            | Remedy::SignInAgain
                            | Remedy::Refresh
                            | Remedy::KeepGoing
                            | Remedy::Reload
                            | Remedy::AskOperator => refresh,
                        };
                        view! { <MessageCard message next_try=course.next_try() on_remedy takes_focus=true /> }
                    })
            }}
            <CutOffReason is_cut_off=Signal::derive(move || is_cut_off.get() && !is_unknown.get()) />
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    autofocus
                    disabled=is_busy
                    on:click=move |_| close.run(())
                >
                    {move || said(if is_unknown.get() { Label::Close } else { Label::KeepIt })}
                </button>
                <Show when=move || !is_unknown.get()>
                    <button
                        type="button"
                        class="button button-primary"
                        class:busy=is_busy
                        disabled=is_cut_off
                        aria-busy=move || is_busy.get().to_string()
                        on:click=move |_| take_back.run(())
                    >
                        {say(Label::TakeBack)}
                    </button>
                </Show>
            </div>
        </Dialog>
    }
}

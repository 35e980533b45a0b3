//! The question whether a lot is to be taken back, and what became of it.
//!
//! It is taken back at the gate, which outlives this page.

use domain::status::Remedy;
use leptos::prelude::*;
use words::Label;

use crate::components::{CutOffReason, Dialog, EnergyBadge, MessageCard};
use crate::heartbeat::use_heartbeat;
use crate::language::{said, say, tell};
use crate::revoke::{Stage, use_gate};

/// The question, open while the gate is.
#[component]
pub fn RevokeDialog(
    /// Called after anything may have changed.
    on_change: Callback<()>,
) -> impl IntoView {
    let gate = use_gate();
    let is_cut_off = use_heartbeat().is_cut_off;
    let is_busy = Memo::new(move |_| gate.stage.with(|stage| *stage == Stage::Sending));
    let is_checking = Memo::new(move |_| gate.stage.with(|stage| *stage == Stage::Checking));
    let is_unknown = Memo::new(move |_| gate.stage.with(Stage::is_unsettled) && !is_busy.get());
    let message = Memo::new(move |_| gate.stage.with(|stage| stage.message().cloned()));
    let close = Callback::new(move |()| gate.close());
    let take_back = Callback::new(move |()| gate.take_back());
    let refresh = Callback::new(move |()| {
        close.run(());
        on_change.run(());
    });
    Effect::new(move |_| {
        if gate.stage.with(|stage| matches!(stage, Stage::Unknown(_) | Stage::Refused(_) | Stage::Settled)) {
            on_change.run(());
        }
    });
    gate.has_place.set(true);
    on_cleanup(move || {
        // The app may be gone with the page.
        let _ = gate.has_place.try_set(false);
        gate.turn_away();
    });
    view! {
        <Dialog labelled_by="revoke-heading" test_id="revoke" is_open=gate.is_open is_locked=is_busy on_cancel=close>
            <h2 id="revoke-heading">{say(Label::TakeBackQuestion)}</h2>
            {move || {
                gate.revoke
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
            <Show when=move || is_checking.get()>
                <p class="note" role="status" data-testid="checking">{say(Label::CheckingRevoke)}</p>
            </Show>
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
                        view! { <MessageCard message next_try=gate.next_try() on_remedy takes_focus=true /> }
                    })
            }}
            <CutOffReason is_cut_off />
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

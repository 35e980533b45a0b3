//! Taking a lot back: asked first, then done.

use domain::lot::Lot;
use domain::status::{Action, Code, Message, Reason, Remedy, Severity};
use leptos::prelude::*;
use words::{Label, Phrase};

use crate::api::Member;
use crate::browser::task::TaskScope;
use crate::components::{CutOffReason, Dialog, EnergyBadge, MessageCard};
use crate::heartbeat::use_heartbeat;
use crate::language::{said, say, tell};
use crate::notices::use_notices;
use crate::session::use_session;

/// The question, open while `lot` holds one.
#[component]
pub fn RevokeDialog(
    /// Whose lot it is.
    member: Member,
    /// The lot in question.
    lot: RwSignal<Option<Lot>>,
    /// Called after anything may have changed.
    on_change: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let notices = use_notices();
    let tasks = TaskScope::new();
    let is_cut_off = use_heartbeat().is_cut_off;
    let is_busy = RwSignal::new(false);
    let message = RwSignal::new(None::<Message>);
    let is_open = Memo::new(move |_| lot.with(Option::is_some));

    let close = Callback::new(move |()| {
        message.set(None);
        lot.set(None);
    });
    let revoke = Callback::new(move |()| {
        let Some(hash) = lot.with_untracked(|lot| lot.as_ref().map(|lot| lot.hash)) else { return };
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        message.set(None);
        let (session, member) = (session.clone(), member.clone());
        let ticket = session.ticket();
        tasks.spawn(async move {
            let answer = member.revoke(&hash).await;
            is_busy.set(false);
            match answer {
                Ok(()) => {
                    notices.say(Severity::Good, Phrase::Headline(Reason::Code(Code::LotRevoked)));
                    close.run(());
                }
                Err(failure) => {
                    message.set(Some(Message::of(&failure, Action::Revoke)));
                    session.heed(&failure, ticket);
                }
            }
            on_change.run(());
        });
    });
    // Taking back twice is the same as once, so an unknown outcome is found out by asking again.
    let is_unknown = move || {
        message.with(|message| message.as_ref().is_some_and(|message| message.remedy == Remedy::CheckOutcome))
    };
    let refresh = Callback::new(move |()| {
        close.run(());
        on_change.run(());
    });
    view! {
        <Dialog labelled_by="revoke-heading" test_id="revoke" is_open is_locked=is_busy on_cancel=close>
            <h2 id="revoke-heading">{say(Label::TakeBackQuestion)}</h2>
            {move || {
                lot.get()
                    .map(|lot| {
                        view! {
                            <p>
                                <EnergyBadge energy_type=lot.energy_type /> " "
                                {tell(Label::EnergyFor.with("energy", lot.amount).with("credits", lot.value))}
                            </p>
                        }
                    })
            }}
            <p>{say(Label::TakeBackText)}</p>
            {move || {
                message
                    .get()
                    .map(|message| {
                        let on_remedy = if message.remedy == Remedy::CheckOutcome { revoke } else { refresh };
                        view! { <MessageCard message on_remedy takes_focus=true /> }
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
                    {move || said(if is_unknown() { Label::Close } else { Label::KeepIt })}
                </button>
                <Show when=move || !is_unknown()>
                    <button
                        type="button"
                        class="button button-primary"
                        class:busy=is_busy
                        disabled=is_cut_off
                        aria-busy=move || is_busy.get().to_string()
                        on:click=move |_| revoke.run(())
                    >
                        {say(Label::TakeBack)}
                    </button>
                </Show>
            </div>
        </Dialog>
    }
}

//! Taking a lot back: asked first, then done.

use domain::credits::Credits;
use domain::lot::Lot;
use domain::status::{Action, Code, Message, Reason, Severity, words};
use leptos::prelude::*;

use crate::api::Member;
use crate::browser::intl;
use crate::browser::task::TaskScope;
use crate::components::{Dialog, EnergyBadge, MessageCard};
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
        let (session, member) = (session.clone(), member.clone());
        tasks.spawn(async move {
            let answer = member.revoke(&hash).await;
            is_busy.set(false);
            match answer {
                Ok(()) => {
                    notices.say(Severity::Good, words::of(Reason::Code(Code::LotRevoked)).headline);
                    close.run(());
                }
                Err(failure) => {
                    message.set(Some(Message::of(&failure, Action::Revoke)));
                    session.heed(&failure);
                }
            }
            on_change.run(());
        });
    });
    let refresh = Callback::new(move |()| {
        close.run(());
        on_change.run(());
    });
    view! {
        <Dialog labelled_by="revoke-heading" test_id="revoke" is_open is_locked=is_busy on_cancel=close>
            <h2 id="revoke-heading">"Take this lot back?"</h2>
            {move || {
                lot.get()
                    .map(|lot| {
                        view! {
                            <p>
                                <EnergyBadge energy_type=lot.energy_type /> " "
                                <strong>{intl::energy(lot.amount)}</strong> " for "
                                {intl::credits_with_unit(Credits(lot.value.get()))}
                            </p>
                        }
                    })
            }}
            <p>"It leaves the pool at once and nobody can buy it any more."</p>
            {move || message.get().map(|message| view! { <MessageCard message on_remedy=refresh /> })}
            <div class="actions">
                <button type="button" class="button" autofocus on:click=move |_| close.run(())>
                    "Keep it"
                </button>
                <button
                    type="button"
                    class="button button-primary"
                    class:busy=is_busy
                    aria-busy=move || is_busy.get().to_string()
                    on:click=move |_| revoke.run(())
                >
                    "Take back"
                </button>
            </div>
        </Dialog>
    }
}

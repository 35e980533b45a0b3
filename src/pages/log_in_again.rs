//! Logging in again over the page, when a session ran out or is about to: whatever was typed or picked stays.

use domain::account::{CredentialsDraft, LogIn};
use domain::session::Question;
use domain::status::Action;
use futures::future::AbortHandle;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use words::Label;

use crate::browser::task::TaskScope;
use crate::components::{CredentialsForm, Dialog, Purpose, Submission};
use crate::language::{said, say};
use crate::route;
use crate::session::use_session;

/// The dialog; closed while the session lives, unless the person wants it.
#[component]
pub fn LogInAgain() -> impl IntoView {
    let session = use_session();
    let submission = Submission::new();
    let tasks = TaskScope::new();
    let log_in = StoredValue::new(None::<AbortHandle>);
    let path = use_location().pathname;
    let is_expired = {
        let session = session.clone();
        Memo::new(move |_| session.is_expired())
    };
    let is_wanted = {
        let session = session.clone();
        Memo::new(move |_| matches!(session.expiring(), Some((_, Question::Credentials))))
    };
    // Public pages need no session, and the log-in page is one already.
    let is_open =
        Memo::new(move |_| is_wanted.get() || is_expired.get() && route::is_for_members(&path.get()));
    let account = {
        let session = session.clone();
        move || session.account().unwrap_or_default()
    };
    let leave = {
        let session = session.clone();
        Callback::new(move |()| {
            log_in.with_value(|log_in| log_in.iter().for_each(AbortHandle::abort));
            submission.finish();
            if is_expired.get_untracked() {
                session.leave();
            } else {
                session.put_off();
            }
        })
    };
    let on_submit = Callback::new(move |draft: CredentialsDraft| match LogIn::validate(&draft) {
        Err(problems) => submission.refuse(problems),
        Ok(form) => {
            submission.begin();
            let session = session.clone();
            let handle = tasks.spawn(async move {
                match session.log_in(form).await {
                    Ok(()) => submission.finish(),
                    Err(failure) => submission.fail(&failure, Action::LogIn),
                }
            });
            log_in.set_value(Some(handle));
        }
    });
    view! {
        <Dialog
            labelled_by="log-in-again"
            described_by="log-in-again-text"
            test_id="log-in-again"
            is_alert=true
            is_open
            on_cancel=leave
        >
            <h2 id="log-in-again">
                {move || said(if is_expired.get() { Label::SessionOver } else { Label::LogInAgain })}
            </h2>
            <p id="log-in-again-text">{say(Label::SessionOverText)}</p>
            <CredentialsForm
                purpose=Purpose::LogIn
                id_prefix="again-"
                is_busy=submission.is_busy
                problems=submission.problems
                message=submission.message
                account=account()
                on_submit
            />
            <button type="button" class="button button-quiet" on:click=move |_| leave.run(())>
                {move || said(if is_expired.get() { Label::LeavePage } else { Label::Later })}
            </button>
        </Dialog>
    }
}

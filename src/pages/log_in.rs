//! Logging in, and going on to the page that was asked for.

use domain::account::{CredentialsDraft, LogIn};
use domain::session::Session;
use domain::status::Action;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_url};
use words::Label;

use crate::browser::task::TaskScope;
use crate::components::{CredentialsForm, PageHeading, Purpose, Submission};
use crate::language::{say, tell};
use crate::pending;
use crate::route;
use crate::session::use_session;

/// The log-in page.
#[component]
pub fn LogInPage() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let url = use_url();
    let submission = Submission::new();
    let tasks = TaskScope::new();

    let has_left = {
        let session = session.clone();
        move || {
            matches!(session.get(), Session::Guest { has_left: true } | Session::SigningIn { has_left: true })
        }
    };
    let who = {
        let session = session.clone();
        Signal::derive(move || session.account())
    };
    let on_submit = move |draft: CredentialsDraft| match LogIn::validate(&draft) {
        Err(problems) => submission.refuse(problems),
        Ok(form) => {
            submission.begin();
            let (session, navigate) = (session.clone(), navigate.clone());
            let next = url.with_untracked(|url| route::after_log_in(url.search()));
            tasks.spawn(async move {
                match session.log_in(form).await {
                    Ok(()) => navigate(&next, NavigateOptions::default()),
                    Err(failure) => submission.fail(&failure, Action::LogIn),
                }
            });
        }
    };
    view! {
        <div class="narrow">
            <PageHeading title=Label::LogIn has_problem=submission.has_problem() />
            <Show when=has_left>
                <p class="note" role="status">{say(if pending::is_any() { Label::HasLeftPending } else { Label::HasLeft })}</p>
            </Show>
            {move || {
                who.get()
                    .map(|account| {
                        view! {
                            <p class="note">
                                {tell(Label::LoggedInAs.with("account", account))} " "
                                <A href=route::POOL>{say(Label::GoToPool)}</A>
                            </p>
                        }
                    })
            }}
            <CredentialsForm
                purpose=Purpose::LogIn
                is_busy=submission.is_busy
                problems=submission.problems
                message=submission.message
                on_submit
            />
            <p class="form-footer">
                {say(Label::NewHereQuestion)} " " <A href=route::SIGN_UP>{say(Label::SignUp)}</A>
            </p>
        </div>
    }
}

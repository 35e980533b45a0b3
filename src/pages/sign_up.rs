//! Opening an account; whoever opened one is logged in and goes on to the pool.

use domain::account::{CredentialsDraft, SignUp};
use domain::status::{Action, Code, Reason, Severity};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use words::{Label, Phrase, Sentence};

use crate::browser::task::TaskScope;
use crate::components::{CredentialsForm, PageHeading, Purpose, Submission};
use crate::language::say;
use crate::notices::use_notices;
use crate::route;
use crate::session::{SignUpFailure, use_session};
use crate::tour::use_tour;

/// The sign-up page.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let notices = use_notices();
    let tour = use_tour();
    let submission = Submission::new();
    let tasks = TaskScope::new();

    let on_submit = move |draft: CredentialsDraft| match SignUp::validate(&draft) {
        Err(problems) => submission.refuse(problems),
        Ok(form) => {
            submission.begin();
            let (session, navigate) = (session.clone(), navigate.clone());
            tasks.spawn(async move {
                match session.sign_up(form).await {
                    Ok(()) => {
                        tour.welcome();
                        navigate(route::POOL, NavigateOptions::default());
                    }
                    Err(SignUpFailure::NotOpened(failure)) => submission.fail(&failure, Action::SignUp),
                    // The account is open: what is left is to log in, which has a page of its own.
                    Err(SignUpFailure::NotLoggedIn(failure)) => {
                        let opened = Reason::Code(Code::SignedUp);
                        let text = Sentence::from(Phrase::Headline(opened)).then(Phrase::NextStep(opened));
                        notices.say(Severity::Good, text);
                        notices.say(Severity::Warning, Phrase::Headline(failure.reason()));
                        tour.welcome();
                        navigate(route::LOG_IN, NavigateOptions::default());
                    }
                }
            });
        }
    };
    view! {
        <div class="narrow">
            <PageHeading title=Label::SignUp lead=Label::SignUpLead has_problem=submission.has_problem() />
            <CredentialsForm
                purpose=Purpose::SignUp
                is_busy=submission.is_busy
                problems=submission.problems
                message=submission.message
                on_submit
            />
            <p class="form-footer">
                {say(Label::HaveAccountQuestion)} " " <A href=route::LOG_IN>{say(Label::LogIn)}</A>
            </p>
        </div>
    }
}

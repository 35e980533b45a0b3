//! Account name and password: one form that serves signing up, logging in and logging in again.

use domain::account::{CredentialsDraft, Password};
use domain::form::{Field, Problems};
use domain::status::Message;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use words::{Label, Sentence};

use crate::components::{FieldProblem, MessageCard, ProblemSummary, SubmitButton, TextField};
use crate::language::{said, say, told};

/// What the form is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Opening an account.
    SignUp,
    /// Logging in.
    LogIn,
}

impl Purpose {
    const fn button(self) -> Label {
        match self {
            Self::SignUp => Label::SignUp,
            Self::LogIn => Label::LogIn,
        }
    }

    const fn password_autocomplete(self) -> &'static str {
        match self {
            Self::SignUp => "new-password",
            Self::LogIn => "current-password",
        }
    }

    fn password_hint(self) -> Option<Sentence> {
        match self {
            Self::SignUp => Some(Label::PasswordHint.count(Password::MIN_CHARACTERS as u64)),
            Self::LogIn => None,
        }
    }
}

/// The form. What was typed stays, whatever comes back.
#[component]
pub fn CredentialsForm(
    /// What it is for.
    purpose: Purpose,
    /// Whether the last submission is on its way.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// What is wrong with the fields.
    #[prop(into)]
    problems: Signal<Problems>,
    /// What is wrong otherwise.
    #[prop(into)]
    message: Signal<Option<Message>>,
    /// A name that is known already.
    #[prop(optional)]
    account: String,
    /// What the ids of its fields begin with, where such a form may stand on the page already.
    #[prop(optional)]
    id_prefix: &'static str,
    /// Called with what was typed; not while busy.
    #[prop(into)]
    on_submit: Callback<CredentialsDraft>,
) -> impl IntoView {
    let is_password_next = purpose == Purpose::LogIn && !account.is_empty();
    let account = RwSignal::new(account);
    let password = RwSignal::new(String::new());
    let is_shown = RwSignal::new(false);
    let has_caps_lock = RwSignal::new(false);

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        is_shown.set(false);
        if !is_busy.get_untracked() {
            on_submit.run(CredentialsDraft {
                account: account.get_untracked(),
                password: password.get_untracked(),
            });
        }
    };
    let has_problem = move || problems.with(|problems| problems.of(Field::Password).is_some());
    let hint = purpose.password_hint();
    let has_hint = hint.is_some();
    let id = |name: &str| format!("{id_prefix}{name}");
    let described_by = ["password-hint", "password-problem", "password-caps"].map(id).join(" ");
    view! {
        <form class="form" method="post" on:submit=submit novalidate>
            <ProblemSummary problems id_prefix />
            {move || message.get().map(|message| view! { <MessageCard message takes_focus=true /> })}
            <TextField
                label=Label::AccountName
                field=Field::Account
                value=account
                problems
                autocomplete="username"
                id_prefix
            />
            <div class="field" class:has-problem=has_problem>
                <label for=id("password")>{say(Label::Password)}</label>
                <p class="field-hint" id=id("password-hint") hidden=!has_hint>{move || hint.clone().map(told)}</p>
                <FieldProblem field=Field::Password problems id_prefix />
                <div class="input-row">
                    <input
                        id=id("password")
                        name="password"
                        type=move || if is_shown.get() { "text" } else { "password" }
                        autocomplete=purpose.password_autocomplete()
                        autocapitalize="none"
                        spellcheck="false"
                        aria-describedby=described_by
                        autofocus=is_password_next
                        aria-invalid=move || has_problem().to_string()
                        on:keydown=move |event| has_caps_lock.set(event.get_modifier_state("CapsLock"))
                        on:blur=move |_| has_caps_lock.set(false)
                        bind:value=password
                    />
                    <button
                        type="button"
                        class="button button-quiet"
                        aria-pressed=move || is_shown.get().to_string()
                        aria-controls=id("password")
                        aria-label=move || said(if is_shown.get() { Label::HidePassword } else { Label::ShowPassword })
                        on:click=move |_| is_shown.update(|shown| *shown = !*shown)
                    >
                        {move || said(if is_shown.get() { Label::Hide } else { Label::Show })}
                    </button>
                </div>
                <p class="field-hint" id=id("password-caps") hidden=move || !has_caps_lock.get()>
                    {say(Label::CapsLock)}
                </p>
            </div>
            <SubmitButton label=purpose.button() is_busy />
        </form>
    }
}

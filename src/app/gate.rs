//! The gate before members' pages: guests log in first, and nothing of somebody is shown to anybody else.

use domain::account::AccountName;
use domain::session::Session;
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_url;

use crate::api::Member;
use crate::components::{MessageCard, Skeleton};
use crate::route;
use crate::session::{SessionContext, use_session};

/// Who stands before a members' page.
#[derive(Clone, PartialEq)]
enum Visitor {
    NotKnownYet,
    Guest { has_left: bool },
    Member(AccountName),
}

/// What can be shown of a page while nobody answers who is here; it may say nothing of anybody.
type Meanwhile = fn() -> Option<AnyView>;

/// A page for members: guests log in first, and the page is built anew only for another account.
pub(super) fn members_only(page: fn(Member) -> AnyView) -> impl IntoView {
    members_only_or(page, || None)
}

/// The same with something to look at while nobody answers.
pub(super) fn members_only_or(page: fn(Member) -> AnyView, meanwhile: Meanwhile) -> impl IntoView {
    let session = use_session();
    let url = use_url();
    let visitor = {
        let session = session.clone();
        Memo::new(move |_| match session.get() {
            Session::Restoring | Session::Unasked => Visitor::NotKnownYet,
            Session::Guest { has_left } | Session::SigningIn { has_left } => Visitor::Guest { has_left },
            Session::Expired { account } => Visitor::Member(account),
            Session::Member(life)
            | Session::Expiring(life, _)
            | Session::Leaving(life)
            | Session::Returning(life) => Visitor::Member(life.account),
        })
    };
    {
        let session = session.clone();
        Effect::new(move |_| {
            if session.get() == Session::Unasked {
                session.want_member();
            }
        });
    }
    move || match (visitor.get(), session.member_now()) {
        (Visitor::Member(_), Some(member)) => {
            let session = session.clone();
            view! { <Veiled session>{page(member)}</Veiled> }.into_any()
        }
        (Visitor::Guest { has_left: true }, _) => view! { <Redirect path=route::LOG_IN /> }.into_any(),
        (Visitor::Guest { has_left: false }, _) => {
            let then = url.with_untracked(|url| route::log_in_then(url.path(), url.search()));
            view! { <Redirect path=then /> }.into_any()
        }
        (Visitor::NotKnownYet | Visitor::Member(_), _) => view! { <Awaiting meanwhile /> }.into_any(),
    }
}

/// The page, which stays as it is but is not shown while it is not known whether its session lives.
#[component]
fn Veiled(session: SessionContext, children: Children) -> impl IntoView {
    let is_put_away = Memo::new(move |_| session.is_put_away());
    view! {
        <div hidden=is_put_away>{children()}</div>
        <Show when=move || is_put_away.get()>
            <Awaiting meanwhile=|| None />
        </Show>
    }
}

/// While it is not known who is here.
#[component]
fn Awaiting(meanwhile: Meanwhile) -> impl IntoView {
    let session = use_session();
    let has_trouble = Memo::new({
        let session = session.clone();
        move |_| session.trouble().is_some()
    });
    view! {
        {move || match session.trouble() {
            Some(message) => {
                let next_try = session.next_try();
                let on_remedy = session.hurry();
                view! { <MessageCard message next_try on_remedy /> }.into_any()
            }
            None => view! { <Skeleton /> }.into_any(),
        }}
        {move || has_trouble.get().then(meanwhile)}
    }
}

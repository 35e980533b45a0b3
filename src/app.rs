//! Builds the house: settings, session and heartbeat for everybody, a page for each path, and the
//! log-in that members' pages need.

use std::sync::Arc;

use domain::account::AccountName;
use domain::session::Session;
use domain::status::{Action, Message, Severity};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Redirect, Route, Router, Routes};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{NavigateOptions, ParamSegment, StaticSegment};
use words::{Label, phrase};

use crate::api::transport::Transport;
use crate::api::{Guest, Member};
use crate::browser::task::TaskScope;
use crate::browser::{console, document};
use crate::components::{
    Connection, ConnectionBanner, Header, MessageCard, NoticeList, Skeleton, provide_page_heading,
};
use crate::delivery::provide_dock;
use crate::heartbeat::{provide_heartbeat, use_heartbeat};
use crate::language::{self, say};
use crate::notices::{provide_notices, use_notices};
use crate::pages::{
    AccountPage, CODE_PARAMETER, CodePage, CodesPage, DeliverPage, LogInAgain, LogInPage, NotFoundPage,
    PoolPage, ServicePage, SignUpPage, Stay, UnderWay, WelcomePage,
};
use crate::purchase::provide_desk;
use crate::retry::{Counting, provide_retry_budget};
use crate::revoke::provide_gate;
use crate::route;
use crate::session::{provide_session, use_session};
use crate::settings::Settings;
use crate::tabs::provide_tabs;

/// The whole app.
#[component]
pub fn App(
    /// The settings in force.
    settings: Settings,
    /// The way to the exchange.
    transport: Arc<dyn Transport>,
) -> impl IntoView {
    provide_meta_context();
    provide_page_heading();
    let budget = provide_retry_budget();
    let transport = Arc::new(Counting { transport, budget });
    provide_tabs();
    let session = provide_session(Guest::new(transport, &settings));
    provide_notices();
    provide_heartbeat(&session, settings.heartbeat);
    provide_desk(&session);
    provide_dock(&session);
    provide_gate(&session);
    provide_context(settings);
    view! {
        <Title formatter=|text: String| format!("{text} · Wattpool") />
        <Router>
            <Top />
            <ConnectionState />
            <UnderWay />
            <main id="main" class="main" tabindex="-1">
                <Routes fallback=|| view! { <NotFoundPage /> }>
                    <Route path=StaticSegment("") view=WelcomePage />
                    <Route path=StaticSegment(route::SIGN_UP) view=SignUpPage />
                    <Route path=StaticSegment(route::LOG_IN) view=LogInPage />
                    <Route path=StaticSegment(route::SERVICE) view=ServicePage />
                    <Route
                        path=(StaticSegment(route::CODES_PARTS.0), StaticSegment(route::CODES_PARTS.1))
                        view=CodesPage
                    />
                    <Route
                        path=(
                            StaticSegment(route::CODES_PARTS.0),
                            StaticSegment(route::CODES_PARTS.1),
                            ParamSegment(CODE_PARAMETER),
                        )
                        view=CodePage
                    />
                    <Route
                        path=StaticSegment(route::POOL)
                        view=|| members_only(|member| view! { <PoolPage member /> }.into_any())
                    />
                    <Route
                        path=StaticSegment(route::DELIVER)
                        view=|| members_only(|member| view! { <DeliverPage member /> }.into_any())
                    />
                    <Route
                        path=StaticSegment(route::ACCOUNT)
                        view=|| members_only(|member| view! { <AccountPage member /> }.into_any())
                    />
                </Routes>
            </main>
            <LogInAgain />
            <Stay />
            <Notices />
        </Router>
    }
}

/// The header with what it needs to know.
#[component]
fn Top() -> impl IntoView {
    let session = use_session();
    let heartbeat = use_heartbeat();
    let navigate = use_navigate();
    let notices = use_notices();
    let tasks = TaskScope::new();
    let is_leaving = RwSignal::new(false);
    let account = {
        let session = session.clone();
        Signal::derive(move || session.account())
    };
    let is_known = {
        let session = session.clone();
        Signal::derive(move || session.is_known())
    };
    let log_out = Callback::new(move |()| {
        is_leaving.set(true);
        let (session, navigate) = (session.clone(), navigate.clone());
        tasks.spawn(async move {
            match session.log_out().await {
                Ok(()) => {
                    notices.clear();
                    navigate(route::LOG_IN, NavigateOptions::default());
                }
                Err(failure) => {
                    let message = Message::of(&failure, Action::LogOut);
                    notices.say(Severity::Warning, phrase::headline_and_consequence(&message));
                }
            }
            is_leaving.set(false);
        });
    });
    let on_language = Callback::new(move |language| {
        spawn_local(async move {
            if let Err(error) = language::choose(language).await {
                console::warn(&format!("{}: {error}", language.tag()));
                notices.say(Severity::Warning, Label::LanguageNotLoaded);
            }
        });
    });
    view! {
        <a
            class="skip"
            href="#main"
            on:click=|event| {
                event.prevent_default();
                document::focus("main");
            }
        >
            {say(Label::SkipToContent)}
        </a>
        <Header account is_known pulse=heartbeat.pulse is_leaving on_log_out=log_out on_language />
    }
}

/// Word that nobody answers, while that is so.
#[component]
fn ConnectionState() -> impl IntoView {
    let heartbeat = use_heartbeat();
    let connection = Signal::derive(move || match (heartbeat.is_offline.get(), heartbeat.is_cut_off.get()) {
        (true, _) => Connection::Offline,
        (false, true) => Connection::Silent,
        (false, false) => Connection::Open,
    });
    view! { <ConnectionBanner connection /> }
}

/// The notices over the page.
#[component]
fn Notices() -> impl IntoView {
    let notices = use_notices();
    view! {
        <NoticeList
            notices=Signal::derive(move || notices.shown())
            on_dismiss=Callback::new(move |number| notices.dismiss(number))
            on_read=Callback::new(move |is_read| notices.read(is_read))
        />
    }
}

/// Who stands before a members' page.
#[derive(Clone, PartialEq)]
enum Visitor {
    NotKnownYet,
    Guest { has_left: bool },
    Member(AccountName),
}

/// A page for members: guests log in first, and the page is built anew only for another account.
fn members_only(page: fn(Member) -> AnyView) -> impl IntoView {
    let session = use_session();
    let path = use_location().pathname;
    let visitor = {
        let session = session.clone();
        Memo::new(move |_| match session.get() {
            Session::Restoring => Visitor::NotKnownYet,
            Session::Guest { has_left } | Session::SigningIn { has_left } => Visitor::Guest { has_left },
            Session::Member { account, .. }
            | Session::Expiring { account, .. }
            | Session::Expired { account }
            | Session::Leaving { account, .. } => Visitor::Member(account),
        })
    };
    move || match (visitor.get(), session.member_now()) {
        (Visitor::Member(_), Some(member)) => page(member),
        (Visitor::Guest { has_left: true }, _) => view! { <Redirect path=route::LOG_IN /> }.into_any(),
        (Visitor::Guest { has_left: false }, _) => {
            view! { <Redirect path=route::log_in_then(&path.get_untracked()) /> }.into_any()
        }
        (Visitor::NotKnownYet | Visitor::Member(_), _) => view! { <Awaiting /> }.into_any(),
    }
}

/// While it is not known who is here.
#[component]
fn Awaiting() -> impl IntoView {
    let session = use_session();
    view! {
        {move || match session.trouble() {
            Some(message) => {
                let next_try = session.next_try();
                let on_remedy = session.hurry();
                view! { <MessageCard message next_try on_remedy /> }.into_any()
            }
            None => view! { <Skeleton /> }.into_any(),
        }}
    }
}

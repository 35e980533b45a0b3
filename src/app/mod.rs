//! Builds the house: the rooms that outlive pages, and a page for each path.
//!
//! Who may see a members' page is decided in `gate`.

mod bar;
mod gate;
mod rooms;

use std::sync::Arc;

use domain::retry::NextTry;
use domain::session::Session;
use domain::status::{Action, Message, Severity};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{NavigateOptions, ParamSegment, StaticSegment};
use words::{Label, phrase};

use crate::api::transport::Transport;
use crate::app::bar::keep_address;
use crate::app::gate::{members_only, members_only_or};
use crate::browser::task::TaskScope;
use crate::browser::{clock, console, document, edition};
use crate::components::{Connection, ConnectionBanner, Header, NewVersion, NoticeList, provide_page_heading};
use crate::heartbeat::use_heartbeat;
use crate::language::{self, say};
use crate::notices::use_notices;
use crate::pages::{
    AccountPage, CODE_PARAMETER, CodePage, CodesPage, DeliverPage, KeptPoolPage, LogInAgain, LogInPage,
    NotFoundPage, PoolPage, ServicePage, SignUpPage, Stay, Tour, UnderWay, WelcomePage,
};
use crate::pool::{EarlyPool, KeptPool};
use crate::purchase::use_desk;
use crate::retry::use_circuit;
use crate::route;
use crate::session::use_session;
use crate::settings::Settings;

pub use rooms::{Rooms, provide_rooms};

/// What the document is called, by itself while no page is there.
const NAME: &str = "Wattpool";

/// The whole app.
#[component]
pub fn App(
    /// The settings in force.
    settings: Settings,
    /// The way to the exchange.
    transport: Arc<dyn Transport>,
    /// What was there before the app.
    #[prop(optional)]
    early: EarlyPool,
) -> impl IntoView {
    // The router would hang itself, and with it the whole app, on a hook that nothing takes off the page again.
    // It is for server functions, of which there are none; whoever sets it first sets it for good.
    let _ = leptos::server_fn::redirect::set_redirect_hook(|_| {});
    provide_meta_context();
    provide_page_heading();
    let has_rows = early.is_shown();
    provide_rooms(settings, transport, early);
    leave_start_page(has_rows);
    view! {
        <Title text=NAME formatter=document_title />
        <Router>
            <Top />
            <ConnectionState />
            <Edition />
            <UnderWay />
            <Tour />
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
                        view=|| members_only_or(|member| view! { <PoolPage member /> }.into_any(), kept_pool)
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

/// The pool as it was when somebody looked at it here, if that is kept.
fn kept_pool() -> Option<AnyView> {
    KeptPool::at(clock::now()).map(|kept| view! { <KeptPoolPage kept /> }.into_any())
}

/// What the document is called on a page of that name.
fn document_title(page: String) -> String {
    if page == NAME { page } else { format!("{page} · {NAME}") }
}

/// The start page goes when the app is there. Rows that it shows already stay while it is asked who is here.
fn leave_start_page(has_rows: bool) {
    let session = use_session();
    Effect::new(move |_| {
        if !has_rows || session.is_known() || session.trouble().is_some() {
            document::remove("boot");
        }
    });
}

/// The header with what it needs to know.
#[component]
fn Top() -> impl IntoView {
    let session = use_session();
    let heartbeat = use_heartbeat();
    let notices = use_notices();
    let tasks = TaskScope::new();
    let is_leaving = RwSignal::new(false);
    lead_to_log_in();
    keep_address();
    let account = {
        let session = session.clone();
        Signal::derive(move || session.account().filter(|_| !session.is_put_away()))
    };
    let is_known = {
        let session = session.clone();
        Signal::derive(move || session.is_known())
    };
    let log_out = Callback::new(move |()| {
        is_leaving.set(true);
        let session = session.clone();
        tasks.spawn(async move {
            if let Err(failure) = session.log_out().await {
                let message = Message::of(&failure, Action::LogOut);
                notices.say(Severity::Warning, phrase::headline_and_consequence(&message));
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

/// Whoever leaves, here or in another tab, is led to the log-in page. Members' pages lead there by themselves.
fn lead_to_log_in() {
    let session = use_session();
    let navigate = use_navigate();
    let path = use_location().pathname;
    let has_left = Memo::new(move |_| matches!(session.get(), Session::Guest { has_left: true }));
    Effect::new(move |_| {
        if has_left.get() && !path.with_untracked(|path| route::is_for_members(path)) {
            navigate(route::LOG_IN, NavigateOptions::default());
        }
    });
}

/// Word that nobody answers, while that is so, and when it is asked again.
#[component]
fn ConnectionState() -> impl IntoView {
    let heartbeat = use_heartbeat();
    let connection = Signal::derive(move || match (heartbeat.is_offline.get(), heartbeat.is_cut_off.get()) {
        (true, _) => Connection::Offline,
        (false, true) => Connection::Silent,
        (false, false) => Connection::Open,
    });
    let circuit = use_circuit();
    let kept_until = circuit.next_try();
    let next_try = Signal::derive(move || match kept_until.get() {
        NextTry::ByHand => heartbeat.next_beat.get(),
        kept_until @ (NextTry::At(_) | NextTry::Now) => kept_until,
    });
    view! { <ConnectionBanner connection next_try on_try=circuit.by_hand() /> }
}

/// Word of a new version. While something is being bought nobody is asked about it.
#[component]
fn Edition() -> impl IntoView {
    let desk = use_desk();
    let is_waiting = edition::is_waiting();
    let is_there = Signal::derive(move || is_waiting.get() && !desk.is_open.get() && !desk.is_unsettled());
    view! { <NewVersion is_there on_take=Callback::new(|()| edition::take()) /> }
}

/// The notices over the page.
#[component]
fn Notices() -> impl IntoView {
    let notices = use_notices();
    let session = use_session();
    let shown = Signal::derive(move || if session.is_put_away() { Vec::new() } else { notices.shown() });
    view! {
        <NoticeList
            notices=shown
            on_dismiss=Callback::new(move |number| notices.dismiss(number))
            on_read=Callback::new(move |is_read| notices.read(is_read))
        />
    }
}

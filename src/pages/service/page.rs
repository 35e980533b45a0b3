//! Whether the exchange runs, for everybody who wonders, and how this browser is connected to it.

use std::time::Duration;

use domain::status::{Action, Message};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use leptos_router::components::A;
use words::{Label, Value};

use crate::api::Service;
use crate::browser::task::TaskScope;
use crate::browser::{clock, document, timer, wake};
use crate::components::{
    Freshness, HeartbeatIndicator, MessageCard, PageHeading, Skeleton, ThemeSwitch, show_message,
};
use crate::heartbeat::use_heartbeat;
use crate::language::{said, say, shown};
use crate::pages::service::global_data::OperatorSection;
use crate::pages::service::notice_log::NoticeLog;
use crate::retry::Retry;
use crate::route;
use crate::session::use_session;
use crate::tour::{HEADING, use_tour};

const PERIOD: Duration = Duration::from_secs(10);

/// The service page.
#[component]
pub fn ServicePage() -> impl IntoView {
    let session = use_session();
    let heartbeat = use_heartbeat();
    let tasks = TaskScope::new();
    let service = RwSignal::new(None::<Service>);
    let message = RwSignal::new(None::<Message>);
    let heard_at = RwSignal::new(None);
    let is_cut_off = heartbeat.is_cut_off;
    let is_stale = Signal::derive(move || is_cut_off.get() || message.with(Option::is_some));

    let member = {
        let session = session.clone();
        Memo::new(move |_| session.account().filter(|_| session.is_member() && !session.is_put_away()))
    };
    let is_put_away = {
        let session = session.clone();
        Memo::new(move |_| session.is_put_away())
    };
    let retry = Retry::new(Action::Look);
    let look_again = StoredValue::new(Callback::new(|()| {}));
    let look = Callback::new(move |()| {
        let session = session.clone();
        retry.begin();
        tasks.spawn(async move {
            let answer = session.guest().service().await;
            match answer {
                Ok(found) => {
                    heard_at.set(Some(clock::now()));
                    retry.succeed();
                    message.set(None);
                    service.set(Some(found));
                }
                Err(failure) => {
                    let newest = Message::of(&failure, Action::Look);
                    retry.fail(&newest, move || look_again.get_value().run(()));
                    show_message(message, newest);
                }
            }
        });
    });
    look_again.set_value(look);
    look.run(());
    timer::every(PERIOD, move || {
        if !wake::is_hidden() && !retry.is_planned() {
            look.run(());
        }
    });
    wake::on_wake(move |_| look.run(()));

    let tour = use_tour();
    let begin_tour = move || {
        tour.begin();
        // It stands above the page, which may be scrolled.
        spawn_local(async {
            tick().await;
            document::focus(HEADING);
        });
    };
    let is_fine = move || {
        message.with(Option::is_none)
            && service
                .with(|service| service.as_ref().is_some_and(|service| service.has_database != Some(false)))
    };
    view! {
        <div class="page-top">
            <PageHeading title=Label::Service lead=Label::ServiceLead />
            <Freshness heard_at is_stale />
        </div>
        {move || message.get().map(|message| view! { <MessageCard message next_try=retry.next_try() on_remedy=retry.by_hand(look) /> })}
        <Show
            when=move || service.with(Option::is_some) || message.with(Option::is_some)
            fallback=|| view! { <Skeleton rows=3 /> }
        >
            <div class="facts" class:stale=is_stale>
                <div class="fact fact-wide">
                    <span class="fact-name">{say(Label::Exchange)}</span>
                    <span class="fact-value" data-testid="service-state">
                        {move || said(if is_fine() { Label::Running } else { Label::InTrouble })}
                    </span>
                </div>
                {move || {
                    service
                        .get()
                        .map(|service| {
                            view! {
                                <div class="fact">
                                    <span class="fact-name">{say(Label::Database)}</span>
                                    <span class="fact-value">
                                        {say(match service.has_database {
                                            Some(true) => Label::Connected,
                                            Some(false) => Label::NotConnected,
                                            None => Label::NotTold,
                                        })}
                                    </span>
                                </div>
                                <div class="fact">
                                    <span class="fact-name">{say(Label::RunningFor)}</span>
                                    <span class="fact-value" data-testid="service-uptime">
                                        {move || {
                                            service.uptime.map_or_else(|| said(Label::NotTold).to_owned(), shown)
                                        }}
                                    </span>
                                </div>
                                <div class="fact">
                                    <span class="fact-name">{say(Label::Version)}</span>
                                    <span class="fact-value">
                                        {move || {
                                            service.version.clone().unwrap_or_else(|| said(Label::NotTold).to_owned())
                                        }}
                                    </span>
                                </div>
                            }
                        })
                }}
            </div>
        </Show>
        {move || member.get().map(|account| view! { <OperatorSection account /> })}
        <section class="panel" aria-labelledby="this-browser">
            <h2 id="this-browser">{say(Label::ThisBrowser)}</h2>
            <dl class="pairs">
                <dt>{say(Label::YourSession)}</dt>
                <dd>
                    <HeartbeatIndicator pulse=heartbeat.pulse is_copy=true />
                </dd>
                <dt>{say(Label::LastHeartbeat)}</dt>
                <dd>{move || match heartbeat.answered_at.get() {
                        Some(moment) => shown(Value::Time(moment)),
                        None => said(Label::NoneYet).to_owned(),
                    }}</dd>
            </dl>
            <ThemeSwitch />
            <Show when=move || member.with(Option::is_some)>
                <button type="button" class="button button-small" on:click=move |_| begin_tour()>
                    {say(Label::TourAgain)}
                </button>
            </Show>
            <details data-testid="notice-log">
                <summary>{say(Label::PastNotices)}</summary>
                <Show when=move || !is_put_away.get()>
                    <NoticeLog />
                </Show>
            </details>
            <p>
                <A href=route::CODES>{say(Label::WhatCodesMean)}</A>
            </p>
        </section>
    }
}

//! Whether the exchange runs, for everybody who wonders, and how this browser is connected to it.

use std::time::Duration;

use domain::status::{Action, Message};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::Service;
use crate::browser::task::TaskScope;
use crate::browser::{clock, intl, timer, wake};
use crate::components::{HeartbeatIndicator, MessageCard, PageHeading, Skeleton, ThemeSwitch, show_message};
use crate::heartbeat::use_heartbeat;
use crate::notices::use_notices;
use crate::route;
use crate::session::use_session;

const PERIOD: Duration = Duration::from_secs(10);

/// What was said since the app was opened or somebody logged in.
#[component]
fn NoticeLog() -> impl IntoView {
    let notices = use_notices();
    view! {
        <Show
            when=move || !notices.log().is_empty()
            fallback=|| view! { <p class="quiet">"None since the app was opened."</p> }
        >
            <ul class="notice-log">
                <For
                    each=move || notices.log()
                    key=|notice| notice.number
                    children=|notice| {
                        view! {
                            <li>
                                <span class="quiet">{intl::time(notice.at)}</span>
                                " "
                                {notice.text}
                            </li>
                        }
                    }
                />
            </ul>
        </Show>
    }
}

/// The service page.
#[component]
pub fn ServicePage() -> impl IntoView {
    let session = use_session();
    let heartbeat = use_heartbeat();
    let tasks = TaskScope::new();
    let service = RwSignal::new(None::<Service>);
    let message = RwSignal::new(None::<Message>);
    let looked_at = RwSignal::new(None);

    let look = Callback::new(move |()| {
        let session = session.clone();
        tasks.spawn(async move {
            let answer = session.guest().service().await;
            looked_at.set(Some(clock::now()));
            match answer {
                Ok(found) => {
                    message.set(None);
                    service.set(Some(found));
                }
                Err(failure) => show_message(message, Message::of(&failure, Action::Look)),
            }
        });
    });
    look.run(());
    timer::every(PERIOD, move || {
        if !wake::is_hidden() {
            look.run(());
        }
    });
    wake::on_wake(move || look.run(()));

    let is_fine = move || {
        message.with(Option::is_none)
            && service.with(|service| service.as_ref().is_some_and(|service| service.has_database))
    };
    view! {
        <PageHeading title="Service" lead="Whether the exchange runs, looked at every ten seconds." />
        {move || message.get().map(|message| view! { <MessageCard message on_remedy=look /> })}
        <Show
            when=move || service.with(Option::is_some) || message.with(Option::is_some)
            fallback=|| view! { <Skeleton rows=3 /> }
        >
            <div class="facts" class:stale=move || message.with(Option::is_some)>
                <div class="fact fact-wide">
                    <span class="fact-name">"Exchange"</span>
                    <span class="fact-value" data-testid="service-state">
                        {move || if is_fine() { "Running" } else { "In trouble" }}
                    </span>
                </div>
                {move || {
                    service
                        .get()
                        .map(|service| {
                            view! {
                                <div class="fact">
                                    <span class="fact-name">"Database"</span>
                                    <span class="fact-value">
                                        {if service.has_database { "Connected" } else { "Not connected" }}
                                    </span>
                                </div>
                                <div class="fact">
                                    <span class="fact-name">"Running for"</span>
                                    <span class="fact-value">{intl::duration(service.uptime)}</span>
                                </div>
                                <div class="fact">
                                    <span class="fact-name">"Version"</span>
                                    <span class="fact-value">{service.version}</span>
                                </div>
                            }
                        })
                }}
                <div class="fact">
                    <span class="fact-name">"Last looked"</span>
                    <span class="fact-value">{move || looked_at.get().map(intl::time)}</span>
                </div>
            </div>
        </Show>
        <section class="panel" aria-labelledby="this-browser">
            <h2 id="this-browser">"This browser"</h2>
            <dl class="pairs">
                <dt>"Your session"</dt>
                <dd>
                    <HeartbeatIndicator pulse=heartbeat.pulse is_copy=true />
                </dd>
                <dt>"Last heartbeat answered"</dt>
                <dd>{move || heartbeat.answered_at.get().map_or_else(|| "None yet".to_owned(), intl::time)}</dd>
            </dl>
            <ThemeSwitch />
            <details data-testid="notice-log">
                <summary>"Past notices"</summary>
                <NoticeLog />
            </details>
            <p>
                <A href=route::CODES>"What every status code means"</A>
            </p>
        </section>
    }
}

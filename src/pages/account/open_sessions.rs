//! Where the account is logged in, and ending any of these sessions.

use domain::open_session::OpenSession;
use domain::status::{Action, Message, Severity};
use leptos::prelude::*;
use words::{Label, Value, phrase};

use crate::api::Member;
use crate::browser::clock;
use crate::browser::task::TaskScope;
use crate::components::MessageCard;
use crate::language::{said, say, shown};
use crate::notices::use_notices;
use crate::pages::account::session_item::SessionItem;
use crate::pages::account::session_watch::{SessionWatch, watch_sessions};
use crate::session::use_session;

const HEADING: &str = "open-sessions";

/// The part of the page that lists the sessions.
#[component]
pub fn OpenSessions(
    /// Whose sessions they are.
    member: Member,
    /// Whether the page says already that it cannot look; then this says nothing more.
    #[prop(into)]
    is_page_stale: Signal<bool>,
    /// Whether what stands above is there; until then nothing is shown that would be pushed down by it.
    #[prop(into)]
    is_page_known: Signal<bool>,
) -> impl IntoView {
    let watch = watch_sessions(member, HEADING);
    let SessionWatch { sessions, trouble, looking, ending, is_busy, failure, trying, .. } = watch;
    let log_out = use_log_out();
    let on_end = Callback::new(move |target: OpenSession| {
        if target.is_current {
            log_out.run(());
        } else {
            watch.end(target);
        }
    });
    let look = looking.by_hand(Callback::new(move |()| watch.look()));
    let end_again = trying.by_hand(Callback::new(move |()| {
        if let Some(target) = ending.get_untracked() {
            watch.end(target);
        }
    }));

    // Looking is a use of the own session, so that one tells what the clock of the exchange showed.
    let now = Memo::new(move |_| {
        let own = sessions.with(|sessions| sessions.as_ref()?.iter().find(|one| one.is_current).copied());
        own.map_or_else(clock::now, |own| own.active_at)
    });
    let last_used = move |session: OpenSession| {
        Memo::new(move |_| {
            let newest = sessions.with(|sessions| {
                sessions.iter().flatten().find(|one| one.id == session.id).map(|one| one.active_at)
            });
            newest.unwrap_or(session.active_at)
        })
    };
    let trouble =
        Memo::new(move |_| trouble.get().filter(|_| !is_page_stale.get() && failure.with(Option::is_none)));
    let is_known = Memo::new(move |_| sessions.with(Option::is_some));
    let count = move || sessions.with(|sessions| sessions.iter().flatten().count());
    let is_elsewhere = move || sessions.with(|sessions| sessions.iter().flatten().any(|one| !one.is_current));
    view! {
        <Show when=move || is_page_known.get() && (is_known.get() || trouble.with(Option::is_some))>
            <section class="panel" aria-labelledby=HEADING data-testid="open-sessions">
                <h2 id=HEADING tabindex="-1">
                    {say(Label::OpenSessions)} " "
                    <span class="count">{move || shown(Value::Integer(count() as u64))}</span>
                </h2>
                {move || {
                    failure
                        .get()
                        .map(|message| {
                            view! { <MessageCard message next_try=trying.next_try() on_remedy=end_again /> }
                        })
                }}
                {move || {
                    trouble
                        .get()
                        .map(|message| {
                            view! { <MessageCard message next_try=looking.next_try() on_remedy=look /> }
                        })
                }}
                <p class="quiet" hidden=move || !is_known.get()>
                    {move || said(if is_elsewhere() { Label::OpenSessionsHint } else { Label::OnlySession })}
                </p>
                <ul class="sessions">
                    <For
                        each=move || sessions.get().unwrap_or_default()
                        key=|one| (one.id, one.is_current)
                        children=move |one| {
                            let is_ending = Signal::derive(move || {
                                is_busy.get() && ending.with(|it| it.is_some_and(|it| it.id == one.id))
                            });
                            view! { <SessionItem session=one active_at=last_used(one) now is_ending on_end /> }
                        }
                    />
                </ul>
            </section>
        </Show>
    }
}

/// Logs out here, as the button above every page does.
fn use_log_out() -> Callback<()> {
    let (session, notices, tasks) = (use_session(), use_notices(), TaskScope::new());
    Callback::new(move |()| {
        let session = session.clone();
        tasks.spawn(async move {
            if let Err(failure) = session.log_out().await {
                let message = Message::of(&failure, Action::LogOut);
                notices.say(Severity::Warning, phrase::headline_and_consequence(&message));
            }
        });
    })
}

//! The whole history of an account as a file: fetched with its progress in sight, summed up, and saved by the person.
//!
//! It sums and writes nothing by itself; that is the domain's `history`.

use domain::history::{History, Sums};
use domain::status::{Action, Message};
use futures::future::AbortHandle;
use leptos::prelude::*;
use words::{Label, Value};

use crate::api::Member;
use crate::browser::task::TaskScope;
use crate::components::{FileLink, MessageCard, ProgressBar, SubmitButton};
use crate::heartbeat::use_heartbeat;
use crate::language::{say, show, told};
use crate::pages::account::whole_history::{fetch_whole, period_of};
use crate::retry::Retry;
use crate::session::use_session;

/// What the file is called.
const FILE: &str = "wattpool-history.csv";

/// How far it is.
#[derive(Clone)]
enum Stage {
    Idle,
    Fetching,
    Ready(Sums, String),
    Failed(Message),
}

/// The panel: which days, the button, and what became of it.
#[component]
pub fn TakeAlong(
    /// Whose history it is.
    member: Member,
) -> impl IntoView {
    let session = use_session();
    let tasks = TaskScope::new();
    let stage = RwSignal::new(Stage::Idle);
    let progress = RwSignal::new(None::<(u64, u64)>);
    let (from, until) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let retry = Retry::new(Action::Look);
    let under_way = StoredValue::new(None::<AbortHandle>);
    let again = StoredValue::new(Callback::new(|()| {}));
    let is_fetching = Memo::new(move |_| stage.with(|stage| matches!(stage, Stage::Fetching)));

    let fetch = Callback::new(move |()| {
        if is_fetching.get_untracked() {
            return;
        }
        let period = period_of(&from.get_untracked(), &until.get_untracked());
        let (member, session) = (member.clone(), session.clone());
        let ticket = session.ticket();
        retry.begin();
        progress.set(None);
        stage.set(Stage::Fetching);
        let task = tasks.spawn(async move {
            match fetch_whole(&member, progress).await {
                Ok(whole) => {
                    retry.succeed();
                    let history = History::of(whole.lists, period);
                    stage.set(Stage::Ready(history.sums(), history.table()));
                }
                Err(failure) => {
                    let message = Message::of(&failure, Action::Look);
                    stage.set(Stage::Failed(message.clone()));
                    retry.fail(&message, move || again.get_value().run(()));
                    session.heed(&failure, ticket);
                }
            }
        });
        under_way.set_value(Some(task));
    });
    again.set_value(fetch);
    let text = Signal::derive(move || {
        let words = |(done, all)| {
            told(Label::FetchingHistory.with("done", Value::Integer(done)).with("all", Value::Integer(all)))
        };
        progress.get().map(words).unwrap_or_default()
    });
    let cancel = move |_| {
        if let Some(task) = under_way.try_update_value(Option::take).flatten() {
            task.abort();
        }
        retry.succeed();
        stage.set(Stage::Idle);
    };
    // Other days are another file.
    Effect::new(move |before: Option<(String, String)>| {
        let days = (from.get(), until.get());
        let is_made = stage.with_untracked(|stage| matches!(stage, Stage::Ready(..)));
        if before.is_some_and(|before| before != days) && is_made {
            stage.set(Stage::Idle);
        }
        days
    });
    view! {
        <section class="panel" aria-labelledby="take-along" data-testid="take-along">
            <h2 id="take-along">{say(Label::TakeAlong)}</h2>
            <p class="quiet">{say(Label::TakeAlongText)}</p>
            <form
                class="form"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    fetch.run(());
                }
            >
                <div class="field-pair">
                    <Day id="take-along-from" label=Label::FromDay day=from />
                    <Day id="take-along-until" label=Label::UntilDay day=until />
                </div>
                <div class="actions">
                    <SubmitButton
                        label=Label::FetchHistory
                        is_busy=is_fetching
                        is_cut_off=use_heartbeat().is_cut_off
                    />
                    <Show when=move || is_fetching.get()>
                        <button type="button" class="button" on:click=cancel>
                            {say(Label::Cancel)}
                        </button>
                    </Show>
                </div>
            </form>
            {move || match stage.get() {
                Stage::Idle => ().into_any(),
                Stage::Fetching => {
                    view! { <ProgressBar label=Label::TakeAlong text progress /> }.into_any()
                }
                Stage::Ready(sums, text) => view! { <Ready sums text /> }.into_any(),
                Stage::Failed(message) => {
                    view! { <MessageCard message next_try=retry.next_try() on_remedy=retry.by_hand(fetch) /> }.into_any()
                }
            }}
        </section>
    }
}

/// One end of the span of days.
#[component]
fn Day(id: &'static str, label: Label, day: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{say(label)}</label>
            <input id=id type="date" bind:value=day />
        </div>
    }
}

/// The file, and what it comes to.
#[component]
fn Ready(sums: Sums, text: String) -> impl IntoView {
    let Sums { rows, sold, energy_out, bought, energy_in } = sums;
    let both = |credits, energy| {
        move || told(Label::EnergyFor.with("energy", Value::Energy(energy)).with("credits", credits))
    };
    view! {
        <div class="facts" role="status" data-testid="history">
            <div class="fact">
                <span class="fact-name">{say(Label::HistoryLots)}</span>
                <span class="fact-value">{show(Value::Integer(rows))}</span>
            </div>
            <div class="fact">
                <span class="fact-name">{say(Label::HistorySold)}</span>
                <span class="fact-value" data-sum=sold.0.to_string()>{both(sold, energy_out)}</span>
            </div>
            <div class="fact">
                <span class="fact-name">{say(Label::HistoryBought)}</span>
                <span class="fact-value" data-sum=bought.0.to_string()>{both(bought, energy_in)}</span>
            </div>
        </div>
        <div class="actions">
            <FileLink label=Label::SaveFile.with("file", FILE) name=FILE text test_id="history-file" />
        </div>
    }
}

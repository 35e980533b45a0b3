//! The balance over time: the whole history is fetched when the person wants to see it, and again when the balance is
//! another one, as long as that is little to fetch.
//!
//! What it looks like is the components' matter, how it is counted back the domain's.

use std::sync::Arc;

use domain::chart::{BalanceCourse, NotFollowed};
use domain::credits::Credits;
use domain::history::{History, Period};
use domain::status::{Action, Failure, Message};
use futures::future::AbortHandle;
use leptos::prelude::*;
use words::{Label, Value};

use crate::api::Member;
use crate::browser::clock;
use crate::browser::task::TaskScope;
use crate::components::{Chart, DrawnBalance, MessageCard, ProgressBar, Subject, UnfoldButton};
use crate::language::{say, told};
use crate::pages::account::whole_history::{WholeHistory, fetch_whole};
use crate::retry::Retry;
use crate::session::use_session;

/// The part of the page that its button shows.
const BALANCE_ID: &str = "balance-over-time";
/// A history of so many lots is not fetched anew by itself.
const MANY: usize = 1_000;
/// How often it is read again where something changed while it was read.
const READS: usize = 3;

/// How far it is.
#[derive(Clone)]
enum Stage {
    Fetching,
    Done,
    NotFollowed,
    Failed(Message),
}

/// The button, and the picture below it.
#[component]
pub fn BalanceOverTime(
    /// Whose balance it is.
    member: Member,
    /// The balance as last heard of.
    balance: Signal<Option<Credits>>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    view! {
        <section class="panel" aria-label=say(Label::BalanceOverTime)>
            <UnfoldButton label=Label::BalanceOverTime controls=BALANCE_ID is_open />
            <Show when=move || is_open.get()>
                <Course member=member.clone() balance />
            </Show>
        </section>
    }
}

/// Everything that is fetched ends with it.
#[component]
fn Course(member: Member, balance: Signal<Option<Credits>>) -> impl IntoView {
    let session = use_session();
    let tasks = TaskScope::new();
    let stage = RwSignal::new(Stage::Fetching);
    let progress = RwSignal::new(None::<(u64, u64)>);
    // What was drawn stays while something newer is fetched.
    let subject = RwSignal::<Subject>::new(Arc::new(DrawnBalance::default()));
    let is_drawn = RwSignal::new(false);
    let retry = Retry::new(Action::Look);
    let under_way = StoredValue::new(None::<AbortHandle>);
    let is_long = StoredValue::new(false);
    let again = StoredValue::new(Callback::new(|()| {}));
    let fetch = Callback::new(move |()| {
        let (member, session) = (member.clone(), session.clone());
        let ticket = session.ticket();
        retry.begin();
        let task = tasks.spawn(async move {
            match read(&member, progress).await {
                Ok(whole) => {
                    retry.succeed();
                    is_long.set_value(whole.lots() > MANY);
                    match course_of(whole) {
                        Ok(course) => {
                            subject.set(Arc::new(DrawnBalance { course, until: clock::now() }));
                            is_drawn.set(true);
                            stage.set(Stage::Done);
                        }
                        Err(NotFollowed) => {
                            is_drawn.set(false);
                            stage.set(Stage::NotFollowed);
                        }
                    }
                }
                Err(failure) => {
                    let message = Message::of(&failure, Action::Look);
                    stage.set(Stage::Failed(message.clone()));
                    retry.fail(&message, move || again.get_value().run(()));
                    session.heed(&failure, ticket);
                }
            }
        });
        // Only what was asked for last counts.
        if let Some(before) = under_way.try_update_value(|under_way| under_way.replace(task)).flatten() {
            before.abort();
        }
    });
    again.set_value(fetch);
    Effect::new(move |before: Option<Option<Credits>>| {
        let balance = balance.get();
        let is_first = before.is_none();
        if is_first || before.flatten() != balance && !is_long.get_value() {
            fetch.run(());
        }
        balance
    });
    let text = Signal::derive(move || {
        let words = |(done, all)| {
            told(Label::FetchingHistory.with("done", Value::Integer(done)).with("all", Value::Integer(all)))
        };
        progress.get().map(words).unwrap_or_default()
    });
    view! {
        <div id=BALANCE_ID class="course">
            {move || match stage.get() {
                Stage::Fetching => view! { <ProgressBar label=Label::BalanceOverTime text progress test_id="balance-progress" /> }.into_any(),
                Stage::NotFollowed => view! { <p role="status">{say(Label::BalanceNotFollowed)}</p> }.into_any(),
                Stage::Failed(message) => {
                    view! { <MessageCard message next_try=retry.next_try() on_remedy=retry.by_hand(fetch) /> }.into_any()
                }
                Stage::Done => ().into_any(),
            }}
            <Show when=move || is_drawn.get()>
                <Chart subject />
            </Show>
        </div>
    }
}

/// Reads everything, and once more where the balance became another meanwhile.
async fn read(member: &Member, progress: RwSignal<Option<(u64, u64)>>) -> Result<WholeHistory, Failure> {
    let mut whole = fetch_whole(member, progress).await?;
    for _ in 1..READS {
        if whole.first_balance == whole.balance {
            break;
        }
        whole = fetch_whole(member, progress).await?;
    }
    Ok(whole)
}

fn course_of(whole: WholeHistory) -> Result<BalanceCourse, NotFollowed> {
    let balance = whole.balance.ok_or(NotFollowed)?;
    BalanceCourse::of(&History::of(whole.lists, Period::default()), balance)
}

//! Writing the global data into a file: begun by an operator, followed until it ends.

use domain::global_data::{PersistFailure, Persisted};
use domain::handshake::{Handshake, Progress};
use domain::retry::PROGRESS_PERIOD;
use domain::status::{Action, Failure, Message};
use leptos::prelude::*;
use words::{Label, Value};

use crate::api::{Member, PersistProgress, Persisting};
use crate::browser::document;
use crate::browser::task::TaskScope;
use crate::browser::timer::Alarm;
use crate::components::{Icon, Live, MessageCard, ProgressBar, Shape};
use crate::language::{say, tell, told};
use crate::retry::Retry;
use crate::session::use_session;

/// How far it is.
#[derive(Clone, PartialEq)]
enum Stage {
    Idle,
    GoingOn(Option<Progress>),
    Done(Persisted),
    Failed(Message, Option<PersistFailure>),
}

/// The button that begins it, and what became of it.
#[component]
pub fn PersistPanel(
    /// The operator.
    member: Member,
) -> impl IntoView {
    let session = use_session();
    let tasks = TaskScope::new();
    let stage = RwSignal::new(Stage::Idle);
    let alarm = Alarm::new();
    let retry = Retry::new(Action::Look);
    let handshake = StoredValue::new(None::<Handshake>);
    let follow_again = StoredValue::new(Callback::new(|()| {}));
    let is_going_on = Memo::new(move |_| stage.with(|stage| matches!(stage, Stage::GoingOn(_))));

    let go_on = move |persisting: Persisting| {
        retry.succeed();
        handshake.set_value(Some(persisting.handshake));
        stage.set(Stage::GoingOn(persisting.progress));
        alarm.set(PROGRESS_PERIOD / 4, move || follow_again.get_value().run(()));
    };
    let fail = {
        let session = session.clone();
        move |failure: &Failure, reason, ticket| {
            let newest = Message::of(failure, Action::Look);
            // It stays in sight while the same is said of every try.
            let is_news = stage.with_untracked(
                |stage| !matches!(stage, Stage::Failed(message, _) if message.says_the_same_as(&newest)),
            );
            if is_news {
                stage.set(Stage::Failed(newest, reason));
            }
            session.heed(failure, ticket);
        }
    };
    let follow = {
        let (member, session, tasks, fail) = (member.clone(), session.clone(), tasks.clone(), fail.clone());
        Callback::new(move |()| {
            let Some(followed) = handshake.get_value() else { return };
            let (member, fail) = (member.clone(), fail.clone());
            let ticket = session.ticket();
            retry.begin();
            tasks.spawn(async move {
                match member.persist_progress(&followed).await {
                    Ok(PersistProgress::GoingOn(persisting)) => go_on(persisting),
                    Ok(PersistProgress::Done(persisted)) => {
                        retry.succeed();
                        stage.set(Stage::Done(persisted));
                    }
                    Ok(PersistProgress::Failed { failure, reason }) => {
                        retry.succeed();
                        handshake.set_value(None);
                        fail(&failure, Some(reason), ticket);
                    }
                    Err(failure) => {
                        let again = move || follow_again.get_value().run(());
                        retry.fail(&Message::of(&failure, Action::Look), again);
                        fail(&failure, None, ticket);
                    }
                }
            });
        })
    };
    follow_again.set_value(follow);
    let begin = Callback::new(move |()| {
        if is_going_on.get_untracked() {
            return;
        }
        retry.succeed();
        handshake.set_value(None);
        stage.set(Stage::GoingOn(None));
        let (member, fail) = (member.clone(), fail.clone());
        let ticket = session.ticket();
        tasks.spawn(async move {
            match member.persist().await {
                Ok(persisting) => go_on(persisting),
                Err(failure) => fail(&failure, None, ticket),
            }
        });
    });
    let progress = Signal::derive(move || {
        let per_mille = stage.with(|stage| match stage {
            Stage::GoingOn(progress) => progress.map(Progress::per_mille),
            Stage::Idle | Stage::Done(_) | Stage::Failed(..) => None,
        });
        per_mille.map(|per_mille| (u64::from(per_mille), 1_000))
    });
    let text = Signal::derive(move || {
        let percent = progress.get().map_or(0, |(per_mille, _)| per_mille / 10);
        told(Label::Persisting.with("percent", Value::Integer(percent)))
    });
    // What was begun is followed; only what is not known to go on is begun.
    let go_after = retry.by_hand(Callback::new(move |()| {
        let again = if handshake.with_value(Option::is_some) { follow } else { begin };
        again.run(());
    }));
    view! {
        <div class="persist">
            <button
                type="button"
                class="button"
                class:busy=is_going_on
                aria-busy=move || is_going_on.get().to_string()
                data-testid="persist"
                on:click=move |_| begin.run(())
            >
                {say(Label::PersistData)}
            </button>
            <Show when=move || is_going_on.get()>
                <ProgressBar label=Label::PersistData text progress test_id="persist-progress" />
            </Show>
            <Live>
                {move || match stage.get() {
                    Stage::Done(persisted) => view! { <File persisted /> }.into_any(),
                    Stage::Idle | Stage::GoingOn(_) | Stage::Failed(..) => ().into_any(),
                }}
            </Live>
            {move || match stage.get() {
                Stage::Failed(message, reason) => Some(view! {
                    <MessageCard message next_try=retry.next_try() on_remedy=go_after />
                    {reason.map(|reason| view! { <p class="quiet">{say(reason_label(reason))}</p> })}
                }),
                Stage::Idle | Stage::GoingOn(_) | Stage::Done(_) => None,
            }}
        </div>
    }
}

#[component]
fn File(persisted: Persisted) -> impl IntoView {
    let Persisted { file, bytes, sha256 } = persisted;
    let checksum = sha256.to_string();
    let copied = checksum.clone();
    view! {
        <div class="message message-good" data-testid="persisted">
            <Icon shape=Shape::Done />
            <div class="message-text">
                <p class="message-headline">
                    {tell(Label::PersistedFile.with("file", file).with("size", Value::Integer(bytes)))}
                </p>
                <p>{say(Label::Checksum)}</p>
                <p class="checksum">
                    <code>{checksum}</code>
                    <button
                        type="button"
                        class="button button-quiet button-icon"
                        on:click=move |_| document::copy(&copied)
                    >
                        <Icon shape=Shape::Copy />
                        <span class="visually-hidden">{say(Label::CopyChecksum)}</span>
                    </button>
                </p>
            </div>
        </div>
    }
}

const fn reason_label(reason: PersistFailure) -> Label {
    match reason {
        PersistFailure::MissingFolder => Label::PersistMissingFolder,
        PersistFailure::DiskFull => Label::PersistDiskFull,
        PersistFailure::NotPermitted => Label::PersistNotPermitted,
        PersistFailure::Other => Label::PersistOther,
    }
}

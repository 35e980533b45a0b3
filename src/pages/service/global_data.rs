//! The exchange in figures, for its operators. To everybody else it is as if it were not there.

use domain::global_data::GlobalData;
use domain::status::{Action, Cause, Code, Message, Status};
use leptos::prelude::*;
use words::{Label, Value};

use crate::api::Member;
use crate::browser::task::TaskScope;
use crate::components::{MessageCard, show_message};
use crate::language::{say, show};
use crate::pages::service::persist::PersistPanel;
use crate::retry::Retry;
use crate::session::use_session;

/// The part for operators.
#[component]
pub fn OperatorSection(
    /// Whose session it is asked in; another account's is another section.
    account: String,
) -> impl IntoView {
    let session = use_session();
    let tasks = TaskScope::new();
    let data = RwSignal::new(None::<GlobalData>);
    let message = RwSignal::new(None::<Message>);
    let retry = Retry::new(Action::Look);
    let look_again = StoredValue::new(Callback::new(|()| {}));
    let member = session.member_now().filter(|member| member.account().as_str() == account);
    let member = member.filter(|member| member.is_operator() != Some(false))?;

    let look = {
        let member = member.clone();
        Callback::new(move |()| {
            retry.begin();
            let (session, member) = (session.clone(), member.clone());
            let ticket = session.ticket();
            tasks.spawn(async move {
                match member.global_data().await {
                    Ok(newest) => {
                        retry.succeed();
                        message.set(None);
                        data.set(Some(newest));
                    }
                    // Nobody is told of what is not meant for them.
                    Err(failure) if is_for_others(failure.cause) => {
                        retry.succeed();
                        message.set(None);
                        data.set(None);
                    }
                    Err(failure) => {
                        let newest = Message::of(&failure, Action::Look);
                        retry.fail(&newest, move || look_again.get_value().run(()));
                        show_message(message, newest);
                        session.heed(&failure, ticket);
                    }
                }
            });
        })
    };
    look_again.set_value(look);
    look.run(());

    Some(view! {
        {move || {
            message
                .get()
                .map(|message| {
                    view! { <MessageCard message next_try=retry.next_try() on_remedy=retry.by_hand(look) /> }
                })
        }}
        {move || {
            let member = member.clone();
            data.get().map(|data| view! { <Figures data member on_change=look /> })
        }}
    })
}

fn is_for_others(cause: Cause) -> bool {
    cause == Cause::Status(Status::Known(Code::NotAnOperator))
}

#[component]
fn Figures(data: GlobalData, member: Member, on_change: Callback<()>) -> impl IntoView {
    let figures = [
        (Label::AccountsTotal, Value::Integer(data.accounts)),
        (Label::LotsInPoolTotal, Value::Integer(data.waiting)),
        (Label::LotsTotal, Value::Integer(data.lots)),
        (Label::LotsSoldTotal, Value::Integer(data.sold)),
        (Label::LotsRevokedTotal, Value::Integer(data.revoked)),
        (Label::LedgerHeight, Value::Integer(data.block_height)),
        (Label::RatePerKwh, Value::PowerUnit(data.power_unit)),
        (Label::CreditsTotal, Value::Integer(data.credits.0)),
    ];
    view! {
        <section class="panel" aria-labelledby="operators" data-testid="operators">
            <h2 id="operators">{say(Label::OperatorHeading)}</h2>
            <h3>{say(Label::GlobalData)}</h3>
            <dl class="pairs">
                {figures
                    .into_iter()
                    .map(|(label, value)| {
                        view! {
                            <dt>{say(label)}</dt>
                            <dd>{show(value)}</dd>
                        }
                    })
                    .collect_view()}
            </dl>
            <button type="button" class="button button-small" on:click=move |_| on_change.run(())>
                {say(Label::ShowNewest)}
            </button>
            <PersistPanel member />
        </section>
    }
}

//! The exchange in figures, for its operators. To everybody else it is as if it were not there.

use domain::global_data::GlobalData;
use domain::status::{Action, Cause, Code, Message, Status};
use leptos::prelude::*;
use words::{Label, Value};

use crate::api::Member;
use crate::browser::task::TaskScope;
use crate::components::{MessageCard, show_message};
use crate::language::{say, shown};
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

    let renewed = session.clone();
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
    renewed.on_renewal(move || look.run(()));

    let has_data = Memo::new(move |_| data.with(Option::is_some));
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
            has_data.get().then(|| view! { <Figures data member on_change=look /> })
        }}
    })
}

fn is_for_others(cause: Cause) -> bool {
    cause == Cause::Status(Status::Known(Code::NotAnOperator))
}

/// What a figure is called, and where it stands in the data.
type Figure = (Label, fn(&GlobalData) -> Value);

/// The figures follow the data; what is being saved beside them stays as it is.
#[component]
fn Figures(data: RwSignal<Option<GlobalData>>, member: Member, on_change: Callback<()>) -> impl IntoView {
    let figures: [Figure; 8] = [
        (Label::AccountsTotal, |data| Value::Integer(data.accounts)),
        (Label::LotsInPoolTotal, |data| Value::Integer(data.waiting)),
        (Label::LotsTotal, |data| Value::Integer(data.lots)),
        (Label::LotsSoldTotal, |data| Value::Integer(data.sold)),
        (Label::LotsRevokedTotal, |data| Value::Integer(data.revoked)),
        (Label::LedgerHeight, |data| Value::Integer(data.block_height)),
        (Label::RatePerKwh, |data| data.power_unit.into()),
        (Label::CreditsTotal, |data| Value::Integer(data.credits.0)),
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
                            <dd>{move || data.with(|data| data.as_ref().map(value)).map(shown)}</dd>
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

//! The form with every field of a lot, the derived price as it is typed, and the one decision that goes out.

use domain::credits::LotPrice;
use domain::delivery::{Delivery, DeliveryDraft, Stay};
use domain::energy::{EnergyType, WattHours};
use domain::form::Field;
use domain::lot::Note;
use domain::number::parse_thousandths;
use domain::status::{Action, Code, Failure, Message, Reason, Remedy, Severity};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use words::{Label, Phrase, Value};

use crate::api::{Delivered, IdempotencyKey, Member};
use crate::browser::clock;
use crate::browser::task::TaskScope;
use crate::components::{
    FieldProblem, MessageCard, PageHeading, ProblemSummary, Submission, SubmitButton, TextField,
};
use crate::heartbeat::use_heartbeat;
use crate::language::{decimal_mark, say, show, told};
use crate::notices::use_notices;
use crate::pages::deliver::delivered::{DeliveredPanel, Success};
use crate::pages::deliver::type_choice::{TypeChoice, target_of};
use crate::retry::Retry;
use crate::session::use_session;

/// One decision to deliver, as typed and as sent, under one key.
#[derive(Clone)]
struct Attempt {
    draft: DeliveryDraft,
    delivery: Delivery,
    key: IdempotencyKey,
}

/// The delivery page.
#[component]
pub fn DeliverPage(
    /// Who delivers.
    member: Member,
) -> impl IntoView {
    let session = use_session();
    let notices = use_notices();
    let tasks = TaskScope::new();
    let submission = Submission::new();
    let energy_type = RwSignal::new(None::<EnergyType>);
    let power = RwSignal::new(String::new());
    let amount = RwSignal::new(String::new());
    let value = RwSignal::new(String::new());
    let sets_prices = member.sets_prices();
    let stay = RwSignal::new(Stay::OneDay);
    let note = RwSignal::new(String::new());
    let success = RwSignal::new(None::<Success>);
    // Kept while the outcome is unknown, so that asking again cannot deliver twice.
    let unknown = StoredValue::new(None::<Attempt>);
    let retry = Retry::new(Action::Deliver);
    let send_again = StoredValue::new(Callback::new(|_: Attempt| {}));
    let draft = move || DeliveryDraft {
        energy_type: energy_type.get_untracked(),
        power_kw: power.get_untracked(),
        amount_kwh: amount.get_untracked(),
        value: value.get_untracked(),
        stay: stay.get_untracked(),
        note: note.get_untracked(),
        decimal_mark: decimal_mark(),
    };

    // An attempt is sent again under its key; one that was refused, only while nothing else was typed.
    let settle = move |failure: &Failure, attempt: Attempt| {
        submission.fail(failure, Action::Deliver);
        let is_unknown = failure.leaves_outcome_unknown();
        unknown.set_value(is_unknown.then(|| attempt.clone()));
        retry.fail(&Message::of(failure, Action::Deliver), move || {
            if is_unknown || draft() == attempt.draft {
                submission.begin_again();
                send_again.get_value().run(attempt);
            } else {
                retry.succeed();
            }
        });
    };
    let send = {
        let session = session.clone();
        Callback::new(move |attempt: Attempt| {
            retry.begin();
            success.set(None);
            let (session, member) = (session.clone(), member.clone());
            let ticket = session.ticket();
            tasks.spawn(async move {
                match member.deliver(&attempt.delivery, &attempt.key).await {
                    Ok(Delivered::InPool { value: price, .. }) => {
                        unknown.set_value(None);
                        retry.succeed();
                        submission.finish();
                        notices.say(Severity::Good, Phrase::Headline(Reason::Code(Code::Delivered)));
                        // What was typed since is another lot.
                        if draft() == attempt.draft {
                            for typed in [power, amount, value, note] {
                                typed.set(String::new());
                            }
                        }
                        success.set(Some(Success { delivery: attempt.delivery, value: price }));
                    }
                    Ok(Delivered::Refused { status, problems }) => {
                        let failure = Failure { problems, ..status.into() };
                        settle(&failure, attempt);
                    }
                    Err(failure) => {
                        settle(&failure, attempt);
                        session.heed(&failure, ticket);
                    }
                }
            });
        })
    };
    send_again.set_value(send);
    // What kept the form from being sent for want of a session no longer stands once there is one.
    Effect::new(move |_| {
        let is_for_want_of_session = submission.message.with_untracked(|message| {
            message.as_ref().is_some_and(|message| message.remedy == Remedy::SignInAgain)
        });
        if session.is_member() && is_for_want_of_session {
            submission.message.set(None);
        }
    });
    let deliver = Callback::new(move |()| {
        if submission.is_busy.get_untracked() {
            return;
        }
        success.set(None);
        let draft = draft();
        match unknown.get_value() {
            Some(attempt) if attempt.draft == draft => {
                submission.begin();
                return send.run(attempt);
            }
            Some(_) => {
                notices.say(Severity::Warning, Label::CheckLastDelivery);
                return;
            }
            None => {}
        }
        match Delivery::validate(&draft, clock::now()) {
            Err(problems) => submission.refuse(problems),
            Ok(delivery) => {
                submission.begin();
                send.run(Attempt { draft, delivery, key: IdempotencyKey::new() });
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        deliver.run(());
    };
    let again = retry.by_hand(Callback::new(move |()| match unknown.get_value() {
        Some(same) if !submission.is_busy.get_untracked() => {
            submission.begin();
            send.run(same);
        }
        Some(_) => {}
        None => deliver.run(()),
    }));
    let per_kwh = move || {
        let amount = parse_thousandths(&amount.get(), decimal_mark()).and_then(WattHours::new).ok()?;
        let price = LotPrice::parse(&value.get(), decimal_mark()).ok()?;
        Some(price.per_kwh(amount))
    };
    let problems = submission.problems;
    let message = move || {
        submission.message.get().map(|message| {
            if matches!(message.remedy, Remedy::CheckOutcome | Remedy::TryAgain | Remedy::Wait(_)) {
                view! { <MessageCard message next_try=retry.next_try() on_remedy=again takes_focus=true /> }
                    .into_any()
            } else {
                view! { <MessageCard message takes_focus=true /> }.into_any()
            }
        })
    };
    view! {
        <div class="narrow">
            <PageHeading title=Label::Deliver lead=Label::DeliverLead has_problem=submission.has_problem() />
            {move || success.get().map(|success| view! { <DeliveredPanel success /> })}
            <form class="form" on:submit=submit novalidate>
                <ProblemSummary problems target=target_of />
                {message}
                <TypeChoice energy_type problems />
                <div class="field-pair">
                    <TextField
                        label=Label::EnergyInKwh
                        field=Field::Amount
                        value=amount
                        problems
                        input_mode="decimal"
                        unit=Label::UnitKilowattHours
                        hint=Label::EnergyHint
                    />
                    <TextField
                        label=Label::PowerInKw
                        field=Field::Power
                        value=power
                        problems
                        input_mode="decimal"
                        unit=Label::UnitKilowatts
                        hint=Label::PowerHint
                    />
                </div>
                <TextField
                    label=Label::PriceInCredits
                    field=Field::Value
                    value=value
                    problems
                    input_mode="numeric"
                    unit=Label::UnitCredits
                    hint=if sets_prices { Label::PriceHint } else { Label::PriceNeededHint }
                />
                <p class="derived" aria-live="polite" data-testid="derived-price">
                    {move || match per_kwh() {
                        Some(price) => told(Label::DerivedPrice.with("price", price)),
                        None if sets_prices && value.with(|value| value.trim().is_empty()) => {
                            told(Label::ExchangeSetsPrice)
                        }
                        None => told(Label::EnterToSeePrice),
                    }}
                </p>
                <div class="field">
                    <label for="timestampExpire">{say(Label::OfferedFor)}</label>
                    <FieldProblem field=Field::TimestampExpire problems />
                    <select
                        id="timestampExpire"
                        name="timestampExpire"
                        aria-describedby="timestampExpire-problem"
                        on:change:target=move |event| {
                            let hours = event.target().value();
                            if let Some(choice) = Stay::ALL.into_iter().find(|stay| stay.hours().to_string() == hours) {
                                stay.set(choice);
                            }
                        }
                    >
                        {Stay::ALL
                            .into_iter()
                            .map(|choice| {
                                view! {
                                    <option value=choice.hours().to_string() selected=choice == Stay::OneDay>
                                        {show(choice.duration())}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
                <div class="field" class:has-problem=move || problems.with(|problems| problems.of(Field::InputData).is_some())>
                    <label for="inputData">{say(Label::Note)}</label>
                    <p class="field-hint" id="inputData-hint">
                        {say(Label::NoteHint)} " "
                        {move || {
                            let used = note.with(|note| note.trim().chars().count());
                            told(
                                Label::CharactersUsed
                                    .with("used", Value::Integer(used as u64))
                                    .with("limit", Value::Integer(Note::MAX_CHARACTERS as u64)),
                            )
                        }}
                    </p>
                    <FieldProblem field=Field::InputData problems />
                    <textarea
                        id="inputData"
                        name="inputData"
                        rows="3"
                        dir="auto"
                        aria-describedby="inputData-hint inputData-problem"
                        bind:value=note
                    ></textarea>
                </div>
                <SubmitButton label=Label::Deliver is_busy=submission.is_busy is_cut_off=use_heartbeat().is_cut_off />
            </form>
        </div>
    }
}

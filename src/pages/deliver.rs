//! Delivering: a form with every field of a lot, the derived price as it is typed, and what became of it.

use domain::credits::{Credits, LotPrice};
use domain::delivery::{Delivery, DeliveryDraft, Stay};
use domain::energy::{EnergyType, WattHours, parse_thousandths};
use domain::form::Field;
use domain::lot::Note;
use domain::status::{Action, Code, Failure, Reason, Remedy, Severity, words};
use leptos::ev::SubmitEvent;
use leptos::html::Div;
use leptos::prelude::*;
use leptos_router::components::A;

use crate::api::{Delivered, IdempotencyKey, Member};
use crate::browser::task::TaskScope;
use crate::browser::{clock, intl};
use crate::components::{
    EnergyBadge, FieldProblem, MessageCard, PageHeading, ProblemSummary, Submission, SubmitButton, TextField,
    input_id,
};
use crate::notices::use_notices;
use crate::route;
use crate::session::use_session;

/// A delivery that was put into the pool.
#[derive(Clone)]
struct Success {
    delivery: Delivery,
    value: LotPrice,
}

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
    let stay = RwSignal::new(Stay::OneDay);
    let note = RwSignal::new(String::new());
    let success = RwSignal::new(None::<Success>);
    // Kept while the outcome is unknown, so that asking again cannot deliver twice.
    let unknown = StoredValue::new(None::<Attempt>);
    let draft = move || DeliveryDraft {
        energy_type: energy_type.get_untracked(),
        power_kw: power.get_untracked(),
        amount_kwh: amount.get_untracked(),
        value: value.get_untracked(),
        stay: stay.get_untracked(),
        note: note.get_untracked(),
    };

    let send = {
        let session = session.clone();
        Callback::new(move |attempt: Attempt| {
            submission.begin();
            success.set(None);
            let (session, member) = (session.clone(), member.clone());
            let ticket = session.ticket();
            tasks.spawn(async move {
                match member.deliver(&attempt.delivery, &attempt.key).await {
                    Ok(Delivered::InPool { value: price, .. }) => {
                        unknown.set_value(None);
                        submission.finish();
                        notices.say(Severity::Good, words::of(Reason::Code(Code::Delivered)).headline);
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
                        unknown.set_value(failure.leaves_outcome_unknown().then_some(attempt));
                        submission.fail(&failure, Action::Deliver);
                    }
                    Err(failure) => {
                        unknown.set_value(failure.leaves_outcome_unknown().then_some(attempt));
                        submission.fail(&failure, Action::Deliver);
                        session.heed(&failure, ticket);
                    }
                }
            });
        })
    };
    // What kept the form from being sent for want of a session no longer stands once there is one.
    Effect::new(move |_| {
        let is_for_want_of_session = submission.message.with_untracked(|message| {
            message.as_ref().is_some_and(|message| message.remedy == Remedy::SignInAgain)
        });
        if session.is_member() && is_for_want_of_session {
            submission.message.set(None);
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if submission.is_busy.get_untracked() {
            return;
        }
        success.set(None);
        let draft = draft();
        match unknown.get_value() {
            Some(attempt) if attempt.draft == draft => return send.run(attempt),
            Some(_) => {
                notices.say(Severity::Warning, "Check the last delivery first; then this one can go out.");
                return;
            }
            None => {}
        }
        match Delivery::validate(&draft, clock::now()) {
            Err(problems) => submission.refuse(problems),
            Ok(delivery) => send.run(Attempt { draft, delivery, key: IdempotencyKey::new() }),
        }
    };
    let check_again = Callback::new(move |()| {
        if let Some(same) = unknown.get_value() {
            send.run(same);
        }
    });
    let per_kwh = move || {
        let amount = parse_thousandths(&amount.get()).and_then(WattHours::new).ok()?;
        let price = LotPrice::parse(&value.get()).ok()?;
        Some(intl::price_per_kwh(price.per_kwh(amount)))
    };
    let problems = submission.problems;
    let has_no_type = move || problems.with(|problems| problems.of(Field::EnergyType).is_some());
    let message = move || {
        submission.message.get().map(|message| {
            if message.remedy == Remedy::CheckOutcome {
                view! { <MessageCard message on_remedy=check_again takes_focus=true /> }.into_any()
            } else {
                view! { <MessageCard message takes_focus=true /> }.into_any()
            }
        })
    };
    view! {
        <div class="narrow">
            <PageHeading title="Deliver" lead="Put a lot into the pool. You are paid when somebody buys it whole." />
            {move || success.get().map(|success| view! { <DeliveredPanel success /> })}
            <form class="form" on:submit=submit novalidate>
                <ProblemSummary problems target=target_of />
                {message}
                <fieldset class="field" class:has-problem=has_no_type>
                    <legend>"Type of energy"</legend>
                    <FieldProblem field=Field::EnergyType problems />
                    <div class="choices">
                        {EnergyType::ALL
                            .into_iter()
                            .map(|choice| {
                                view! {
                                    <label class="choice">
                                        <input
                                            type="radio"
                                            name="type"
                                            id=radio_id(choice)
                                            value=choice.token()
                                            aria-describedby="type-problem"
                                            prop:checked=move || energy_type.get() == Some(choice)
                                            on:change=move |_| energy_type.set(Some(choice))
                                        />
                                        <EnergyBadge energy_type=choice />
                                    </label>
                                }
                            })
                            .collect_view()}
                    </div>
                </fieldset>
                <div class="field-pair">
                    <TextField
                        label="Energy in kWh"
                        field=Field::Amount
                        value=amount
                        problems
                        input_mode="decimal"
                        unit="kWh"
                        hint="How much you hand over."
                    />
                    <TextField
                        label="Power in kW"
                        field=Field::Power
                        value=power
                        problems
                        input_mode="decimal"
                        unit="kW"
                        hint="How fast at most."
                    />
                </div>
                <TextField
                    label="Price in credits"
                    field=Field::Value
                    value=value
                    problems
                    input_mode="numeric"
                    unit="credits"
                    hint="For the whole lot. Leave it empty and the exchange sets it by the energy."
                />
                <p class="derived" aria-live="polite" data-testid="derived-price">
                    {move || match per_kwh() {
                        Some(price) => format!("That is {price} credits per kWh."),
                        None if value.with(|value| value.trim().is_empty()) => {
                            "The exchange sets the price: energy times its rate, rounded up to whole credits.".to_owned()
                        }
                        None => "Enter energy and price to see the price per kWh.".to_owned(),
                    }}
                </p>
                <div class="field">
                    <label for="timestampExpire">"Offered for"</label>
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
                                        {intl::duration(choice.duration())}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
                <div class="field" class:has-problem=move || problems.with(|problems| problems.of(Field::InputData).is_some())>
                    <label for="inputData">"Note"</label>
                    <p class="field-hint" id="inputData-hint">
                        "Buyers read it beside the lot. "
                        {move || format!("{} of {}", note.with(|note| note.trim().chars().count()), Note::MAX_CHARACTERS)}
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
                <SubmitButton label="Deliver" is_busy=submission.is_busy />
            </form>
        </div>
    }
}

/// The id of the choice of a type.
const fn radio_id(energy_type: EnergyType) -> &'static str {
    match energy_type {
        EnergyType::Solar => "type-solar",
        EnergyType::Water => "type-water",
        EnergyType::Wind => "type-wind",
    }
}

/// Where the summary leads for a field: the first choice of a group, else the input.
fn target_of(field: Field) -> &'static str {
    if field == Field::EnergyType { radio_id(EnergyType::Solar) } else { input_id(field) }
}

#[component]
fn DeliveredPanel(success: Success) -> impl IntoView {
    let Success { delivery, value } = success;
    let panel = NodeRef::<Div>::new();
    // The form may be scrolled far down; what became of it is above.
    Effect::new(move |_| {
        if let Some(element) = panel.get() {
            drop(element.focus());
        }
    });
    view! {
        <div class="message message-good" role="status" tabindex="-1" node_ref=panel data-testid="delivered">
            <EnergyBadge energy_type=delivery.energy_type />
            <div class="message-text">
                <p class="message-headline">"Your lot is in the pool."</p>
                <p>
                    {intl::energy(delivery.amount)} " for " {intl::credits_with_unit(Credits(value.get()))} ", that is "
                    {intl::price_per_kwh(value.per_kwh(delivery.amount))} " per kWh, until "
                    {intl::date(delivery.timestamp_expire)} ". You are paid as soon as somebody buys it."
                </p>
                <A href=route::ACCOUNT attr:class="button">"See it in your account"</A>
            </div>
        </div>
    }
}

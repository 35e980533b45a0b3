//! The form with every field of a lot and the derived price as it is typed.
//!
//! The delivery itself is made at the dock, which outlives this page. Many lots from a file stand below it.

use domain::credits::LotPrice;
use domain::delivery::Stay;
use domain::energy::WattHours;
use domain::form::Field;
use domain::lot::Note;
use domain::number::parse_thousandths;
use domain::status::{Action, Remedy};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use words::{Label, Value};

use crate::api::Member;
use crate::components::{
    FieldProblem, Live, MessageCard, PageHeading, ProblemSummary, Submission, SubmitButton, TextField,
    show_message,
};
use crate::delivery::{Dock, use_dock};
use crate::heartbeat::use_heartbeat;
use crate::inquiry::Stage;
use crate::language::{decimal_mark, say, show, told};
use crate::pages::deliver::delivered::{DeliveredPanel, Success};
use crate::pages::deliver::fields::Fields;
use crate::pages::deliver::many::ManyLots;
use crate::pages::deliver::type_choice::{TypeChoice, target_of};

/// The delivery page.
#[component]
pub fn DeliverPage(
    /// Who delivers.
    member: Member,
) -> impl IntoView {
    let dock = use_dock();
    let fields = Fields::empty();
    let Fields { energy_type, power, amount, value, stay, note } = fields;
    let submission = Submission::new();
    let success = RwSignal::new(None::<Success>);
    let sets_prices = member.sets_prices();
    let is_checking = Memo::new(move |_| dock.course.stage.with(|stage| *stage == Stage::Checking));
    follow(dock, fields, submission, success);
    dock.has_place(true);
    on_cleanup(move || dock.has_place(false));

    let deliver = Callback::new(move |()| {
        if submission.is_busy.get_untracked() {
            return;
        }
        success.set(None);
        if let Err(problems) = dock.deliver(untrack(|| fields.draft())) {
            submission.refuse(problems);
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        deliver.run(());
    };
    let again = Callback::new(move |()| {
        if dock.course.is_unsettled() {
            dock.course.run();
        } else {
            deliver.run(());
        }
    });
    let per_kwh = move || {
        let amount = parse_thousandths(&amount.get(), decimal_mark()).and_then(WattHours::new).ok()?;
        let price = LotPrice::parse(&value.get(), decimal_mark()).ok()?;
        Some(price.per_kwh(amount))
    };
    let problems = submission.problems;
    let has_problem = move |field| problems.with(|problems| problems.of(field).is_some());
    let message = move || {
        submission.message.get().map(|message| {
            if matches!(message.remedy, Remedy::CheckOutcome | Remedy::TryAgain | Remedy::Wait(_)) {
                view! { <MessageCard message next_try=dock.course.next_try() on_remedy=again takes_focus=true /> }
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
                <Live>
                    <Show when=move || is_checking.get()>
                        <p class="note" data-testid="checking">{say(Label::CheckingDelivery)}</p>
                    </Show>
                </Live>
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
                        aria-invalid=move || has_problem(Field::TimestampExpire).to_string()
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
                                    <option value=choice.hours().to_string() selected=move || stay.get() == choice>
                                        {show(choice.duration())}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
                <div class="field" class:has-problem=move || has_problem(Field::InputData)>
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
                        aria-invalid=move || has_problem(Field::InputData).to_string()
                        bind:value=note
                    ></textarea>
                </div>
                <SubmitButton label=Label::Deliver is_busy=submission.is_busy is_cut_off=use_heartbeat().is_cut_off />
            </form>
        </div>
        <ManyLots member />
    }
}

/// Shows what becomes of the delivery that is under way, and fills the form with it where nothing is typed yet.
fn follow(dock: Dock, fields: Fields, submission: Submission, success: RwSignal<Option<Success>>) {
    Effect::new(move |before: Option<()>| {
        let stage = dock.course.stage.get();
        let attempt = dock.course.errand.get_untracked();
        if let Some(attempt) = &attempt
            && !matches!(stage, Stage::Idle | Stage::Answered(Some(_)))
            && fields.is_empty()
        {
            fields.fill(&attempt.draft);
        }
        match (stage, attempt) {
            (Stage::Sending, _) => {
                success.set(None);
                submission.begin();
            }
            (Stage::Unknown(message), _) => {
                submission.is_busy.set(false);
                show_message(submission.message, message);
            }
            (Stage::Refused(failure), _) => submission.fail(&failure, Action::Deliver),
            // What was delivered before the page was there was said then.
            (Stage::Answered(Some(price)), Some(attempt)) if before.is_some() => {
                submission.finish();
                // What was typed since is another lot.
                if untrack(|| fields.draft()) == attempt.draft {
                    fields.clear();
                }
                success.set(Some(Success { delivery: attempt.delivery, value: price }));
            }
            (Stage::Idle | Stage::Checking | Stage::Answered(_), _) => submission.finish(),
        }
    });
    // Whoever types something else no longer wants what was refused.
    Effect::new(move |_| {
        if !dock.is_under_way(&fields.draft()) {
            dock.course.turn_away();
        }
    });
}

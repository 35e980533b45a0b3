//! A shipment that is under way or over: how far it is, what keeps it, what became of each lot, and the ways to stop
//! it, to go on, and to take along what is not in the pool.

use domain::shipment::{self, Tally};
use domain::status::{Message, Remedy};
use leptos::prelude::*;
use leptos_router::components::A;
use words::{Label, Value};

use crate::browser::document;
use crate::components::{FileLink, MessageCard, ProgressBar};
use crate::language::{say, shown, told};
use crate::pages::deliver::many::HEADING;
use crate::pages::deliver::many::line::Line;
use crate::pages::deliver::many::preview::Fact;
use crate::pages::deliver::many::rows::RowTable;
use crate::route;
use crate::shipment::{Stage, use_pier};

/// What becomes of the shipment.
#[component]
pub fn ShipmentCourse() -> impl IntoView {
    let pier = use_pier();
    let shipment = pier.shipment;
    let tally = Memo::new(move |_| {
        shipment.with(|shipment| shipment.as_ref().map(shipment::Shipment::tally)).unwrap_or_default()
    });
    let is_stopped = Memo::new(move |_| {
        shipment.with(|shipment| shipment.as_ref().is_some_and(|shipment| shipment.is_stopped))
    });
    let progress = Signal::derive(move || {
        let Tally { all, .. } = tally.get();
        Some((tally.get().settled() as u64, all as u64))
    });
    let text = Signal::derive(move || {
        let [done, all] = [tally.get().settled(), tally.get().all].map(|count| Value::Integer(count as u64));
        told(Label::ShippingProgress.with("done", done).with("all", all))
    });
    let line = Callback::new(move |place: usize| {
        shipment.with(|shipment| {
            let shipment = shipment.as_ref()?;
            // They are settled in their order.
            let is_sent = shipment.sent_at.is_some() && place < tally.get().settled() + shipment.next_size();
            shipment.items.get(place).map(|item| Line::of(item, is_sent))
        })
    });
    let again = Callback::new(move |()| pier.run());
    // The button that was pressed last may be gone.
    Effect::new(move |before: Option<bool>| {
        let is_over = pier.stage.with(|stage| *stage == Stage::Over);
        if is_over && before == Some(false) {
            request_animation_frame(|| document::focus_if_lost(HEADING));
        }
        is_over
    });
    view! {
        {move || match pier.stage.get() {
            Stage::Idle => ().into_any(),
            Stage::Over => view! { <Ending tally /> }.into_any(),
            stage @ (Stage::Sending
            | Stage::Checking
            | Stage::Unknown(_)
            | Stage::Halted(_)
            | Stage::Interrupted) => {
                let waits = matches!(stage, Stage::Halted(_) | Stage::Interrupted);
                let has_button = matches!(&stage, Stage::Halted(message) if goes_on_by_card(message));
                view! {
                    <h3>{say(Label::Shipping)}</h3>
                    <ProgressBar label=Label::Shipping text progress />
                    {word(stage, again)}
                    <div class="actions">
                        {(waits && !has_button)
                            .then(|| {
                                view! {
                                    <button type="button" class="button button-primary" on:click=move |_| pier.run()>
                                        {say(Label::SendRest)}
                                    </button>
                                }
                            })}
                        <Show when=move || !is_stopped.get()>
                            <button type="button" class="button" on:click=move |_| pier.stop()>
                                {say(if waits { Label::LeaveRest } else { Label::StopShipping })}
                            </button>
                        </Show>
                    </div>
                    <p class="note" role="status" hidden=move || !is_stopped.get()>{say(Label::ShippingStops)}</p>
                }
                    .into_any()
            }
        }}
        <RowTable count=Signal::derive(move || tally.get().all) line />
    }
}

/// Whether the button of the message sends what is left.
const fn goes_on_by_card(message: &Message) -> bool {
    matches!(message.remedy, Remedy::CheckOutcome | Remedy::TryAgain | Remedy::Wait(_))
}

/// What keeps it from going on.
fn word(stage: Stage, again: Callback<()>) -> impl IntoView {
    let card = move |message: Message| {
        let next_try = use_pier().next_try();
        if goes_on_by_card(&message) {
            view! { <MessageCard message next_try on_remedy=again /> }.into_any()
        } else {
            view! { <MessageCard message /> }.into_any()
        }
    };
    match stage {
        Stage::Unknown(message) | Stage::Halted(message) => card(message),
        Stage::Interrupted => {
            view! { <p class="note" role="status" data-testid="interrupted">{say(Label::ShippingInterrupted)}</p> }
                .into_any()
        }
        Stage::Idle | Stage::Sending | Stage::Checking | Stage::Over => ().into_any(),
    }
}

/// What became of it all.
#[component]
fn Ending(tally: Memo<Tally>) -> impl IntoView {
    let pier = use_pier();
    let figure = move |count: fn(Tally) -> usize| {
        Signal::derive(move || shown(Value::Integer(count(tally.get()) as u64)))
    };
    let rest = move || {
        let Tally { refused, .. } = tally.get();
        let is_any = refused + tally.get().open() > 0;
        let text = pier.shipment.with(|shipment| shipment.as_ref().map(shipment::unshipped));
        text.filter(|_| is_any).map(|text| {
            view! {
                <FileLink label=Label::DownloadUnshipped name="wattpool-not-in-pool.csv" text test_id="unshipped" />
            }
        })
    };
    let clear = move |_| {
        pier.clear();
        document::focus(HEADING);
    };
    view! {
        <h3>{say(Label::ShippingOver)}</h3>
        <div class="facts" role="status" data-testid="shipped">
            <Fact name=Label::InPool value=figure(|tally| tally.in_pool) />
            <Fact name=Label::RowsRefused value=figure(|tally| tally.refused) />
            <Fact name=Label::RowsNotSent value=figure(Tally::open) />
            <Show when=move || tally.get().unknown != 0>
                <Fact name=Label::RowsUnknown value=figure(|tally| tally.unknown) />
            </Show>
        </div>
        <Show when=move || tally.get().unknown != 0>
            <p class="note">{say(Label::LookBeforeAgain)}</p>
        </Show>
        <div class="actions">
            <button type="button" class="button" on:click=clear>
                {say(Label::AnotherFile)}
            </button>
            {rest}
            <A href=route::ACCOUNT attr:class="button">{say(Label::SeeInAccount)}</A>
        </div>
    }
}

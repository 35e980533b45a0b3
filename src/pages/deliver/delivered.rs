//! What became of a delivery: said above the form, with the price that the exchange set.

use domain::credits::LotPrice;
use domain::delivery::Delivery;
use domain::status::{Code, Reason};
use leptos::html::Div;
use leptos::prelude::*;
use leptos_router::components::A;
use words::{Label, Phrase, Value};

use crate::components::EnergyBadge;
use crate::language::{say, tell};
use crate::route;

/// A delivery that was put into the pool.
#[derive(Clone)]
pub struct Success {
    /// What was asked for.
    pub delivery: Delivery,
    /// Its price.
    pub value: LotPrice,
}

/// The panel; it takes focus, because the form may be scrolled far down.
#[component]
pub fn DeliveredPanel(
    /// What was put into the pool.
    success: Success,
) -> impl IntoView {
    let Success { delivery, value } = success;
    let facts = Label::DeliveredFacts
        .with("energy", delivery.amount)
        .with("credits", value)
        .with("price", value.per_kwh(delivery.amount))
        .with("date", Value::Date(delivery.timestamp_expire));
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
                <p class="message-headline">{say(Phrase::Headline(Reason::Code(Code::Delivered)))}</p>
                <p>
                    {tell(facts.then(Label::PaidWhenBought))}
                </p>
                <A href=route::ACCOUNT attr:class="button">{say(Label::SeeInAccount)}</A>
            </div>
        </div>
    }
}

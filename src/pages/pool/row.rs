//! One lot as a row of the table.

use domain::account::Address;
use domain::basket::Basket;
use domain::lot::Lot;
use domain::timestamp::Timestamp;
use leptos::prelude::*;
use words::{Label, Phrase, Value};

use crate::components::{EnergyBadge, Moment};
use crate::language::{say, show, tell};

/// How many characters of an address a row shows.
const SHORT_ADDRESS: usize = 8;

/// A row.
#[component]
pub fn Row(
    /// The lot.
    lot: Lot,
    /// Its number in the table, from zero.
    place: Signal<usize>,
    /// The distance from row to row in CSS pixels.
    row_height: RwSignal<usize>,
    /// What is picked.
    basket: RwSignal<Basket>,
    /// The person's own address.
    own_address: Memo<Option<Address>>,
    /// Now.
    #[prop(into)]
    now: Signal<Timestamp>,
) -> impl IntoView {
    let hash = lot.hash;
    let seller = lot.seller;
    let is_picked = Memo::new(move |_| basket.with(|basket| basket.contains(&hash)));
    let is_own = Memo::new(move |_| own_address.get() == Some(seller));
    let label = Label::SelectLot
        .with("type", Phrase::from(lot.energy_type))
        .with("energy", lot.amount)
        .with("credits", lot.value);
    let address = seller.to_string();
    let short: String = address.chars().take(SHORT_ADDRESS).collect();
    let note = lot.note.as_str().to_owned();
    let picked = lot.clone();
    view! {
        <tr
            role="row"
            class="lot-row"
            class:picked=is_picked
            data-testid="pool-row"
            data-hash=hash.to_string()
            aria-rowindex=move || (place.get() + 2).to_string()
            style:transform=move || format!("translateY({}px)", place.get() * row_height.get())
        >
            <td role="cell" class="cell-select">
                <label class="select">
                    <input
                        type="checkbox"
                        data-testid="select-row"
                        aria-label=tell(label)
                        disabled=is_own
                        prop:checked=is_picked
                        on:change=move |_| basket.update(|basket| basket.toggle(&picked))
                    />
                </label>
            </td>
            <td role="cell" class="cell-type">
                <EnergyBadge energy_type=lot.energy_type />
            </td>
            <td role="cell" class="cell-amount number">{show(lot.amount)}</td>
            <td role="cell" class="cell-power number">{show(lot.power)}</td>
            <td role="cell" class="cell-value number">
                <strong>{show(Value::Integer(lot.value.get()))}</strong>
                <span class="unit">" " {tell(Label::CreditUnit.count(lot.value.get()))}</span>
            </td>
            <td role="cell" class="cell-price number">
                {show(lot.price_per_kwh())} <span class="per-kwh">{say(Label::SlashKwh)}</span>
            </td>
            <td role="cell" class="cell-expires number">
                <Moment at=lot.timestamp_expire now />
            </td>
            <td role="cell" class="cell-seller">
                <span class="row-seller" title=address>
                    <Show when=move || is_own.get() fallback=move || view! { <code>{short.clone()} "…"</code> }>
                        {say(Label::Yours)}
                    </Show>
                </span>
                <span class="row-note" dir="auto" title=note.clone()>{note.clone()}</span>
            </td>
        </tr>
    }
}

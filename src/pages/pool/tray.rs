//! What is picked and what it adds up to, always in sight while anything is, and word of a purchase
//! that is not settled yet.

use domain::basket::Basket;
use domain::credits::Credits;
use domain::form::{Field, Problem};
use domain::purchase::MAX_LOTS;
use leptos::prelude::*;
use words::{Label, Value, problem};

use crate::language::{say, shown, tell, told};
use crate::purchase::use_desk;

/// The tray at the foot of the pool.
#[component]
pub fn Tray(
    /// What is picked.
    basket: RwSignal<Basket>,
    /// The person's balance, once known.
    balance: Signal<Option<Credits>>,
    /// Called when the person wants to review the purchase.
    on_review: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let gone = Memo::new(move |_| basket.with(Basket::gone));
    let count = Memo::new(move |_| basket.with(Basket::len));
    let is_empty = Memo::new(move |_| basket.with(Basket::is_empty));
    let is_unsettled = Memo::new(move |_| desk.is_unsettled() && !desk.is_open.get());
    let is_too_much = Memo::new(move |_| count.get() > MAX_LOTS);
    view! {
        <Show when=move || is_unsettled.get()>
            <p class="note" role="status" data-testid="unsettled">
                {say(Label::PurchaseUnsettled)} " "
                <button type="button" class="button button-small" on:click=move |_| desk.is_open.set(true)>
                    {say(Label::SettleIt)}
                </button>
            </p>
        </Show>
        <Show when=move || gone.get() != 0>
            <p class="note" role="status">
                {move || told(Label::LotsGone.count(gone.get() as u64))} " "
                <button type="button" class="button button-small" on:click=move |_| basket.update(Basket::drop_gone)>
                    {say(Label::AllRight)}
                </button>
            </p>
        </Show>
        <Show when=move || is_too_much.get()>
            <p class="note" role="status">{tell(problem::of(Field::Lots, Problem::TooLong))}</p>
        </Show>
        <div class="tray" class:tray-empty=move || is_empty.get() aria-label=say(Label::Selection) role="group">
            <p class="tray-count">
                <strong>{move || shown(Value::Integer(count.get() as u64))}</strong> " "
                {move || told(Label::LotCount.count(count.get() as u64))}
                <span class="quiet">" · " {move || shown(Value::Energy(basket.with(Basket::amount_wh)))}</span>
            </p>
            <p class="tray-total">
                <strong data-testid="selection-total">
                    {move || shown(Value::Integer(basket.with(Basket::total).0))}
                </strong>
                " "
                {move || told(Label::CreditUnit.count(basket.with(Basket::total).0))}
                <span class="quiet">
                    {move || {
                        balance.get().map(|balance| format!(" · {}", told(Label::YouHave.with("credits", balance))))
                    }}
                </span>
            </p>
            <button
                type="button"
                class="button button-quiet"
                disabled=is_empty
                on:click=move |_| basket.update(Basket::clear)
            >
                {say(Label::Clear)}
            </button>
            <button
                type="button"
                class="button button-primary"
                disabled=move || count.get() == 0 || is_too_much.get() || is_unsettled.get()
                on:click=move |_| on_review.run(())
            >
                {say(Label::ReviewPurchase)}
            </button>
        </div>
    }
}

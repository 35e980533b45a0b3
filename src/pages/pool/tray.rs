//! What is picked and what it adds up to, always in sight while anything is, and word of a purchase
//! that is not settled yet.

use domain::credits::Credits;
use domain::form::{Field, Problem};
use domain::purchase::MAX_LOTS;
use leptos::prelude::*;
use words::{Label, Value, problem};

use crate::components::Live;
use crate::language::{say, shown, tell, told};
use crate::pool::{Basket, use_pool};
use crate::purchase::use_desk;

/// The tray at the foot of the pool.
#[component]
pub fn Tray(
    /// The person's balance, once known.
    balance: Signal<Option<Credits>>,
    /// Called when the person wants to review the purchase.
    on_review: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let pool = use_pool();
    let basket = pool.basket;
    let gone = Memo::new(move |_| basket.with(|basket| basket.gone));
    let count = Memo::new(move |_| basket.with(|basket| basket.lots));
    let is_empty = Memo::new(move |_| count.get() == 0);
    let is_unsettled = Memo::new(move |_| desk.is_unsettled() && !desk.is_open.get());
    let is_too_much = Memo::new(move |_| count.get() > MAX_LOTS);
    view! {
        <Live>
            <Show when=move || is_unsettled.get()>
                <p class="note" data-testid="unsettled">
                    {say(Label::PurchaseUnsettled)} " "
                    <button type="button" class="button button-small" on:click=move |_| desk.is_open.set(true)>
                        {say(Label::SettleIt)}
                    </button>
                </p>
            </Show>
            <Show when=move || !gone.get().is_empty()>
                <p class="note" data-testid="gone">
                    <GoneWords label=Label::LotsGone count=Signal::derive(move || gone.get().sold) />
                    <GoneWords label=Label::LotsExpired count=Signal::derive(move || gone.get().expired) />
                    <GoneWords label=Label::LotsRepriced count=Signal::derive(move || gone.get().repriced) />
                    <button type="button" class="button button-small" on:click=move |_| pool.store().dismiss_gone()>
                        {say(Label::AllRight)}
                    </button>
                </p>
            </Show>
            <Show when=move || is_too_much.get()>
                <p class="note">{tell(problem::of(Field::Lots, Problem::TooLong))}</p>
            </Show>
        </Live>
        <div class="tray" class:tray-empty=move || is_empty.get() aria-label=say(Label::Selection) role="group">
            <p class="tray-count">
                <strong>{move || shown(Value::Integer(count.get() as u64))}</strong> " "
                {move || told(Label::LotCount.count(count.get() as u64))}
                <span class="quiet">
                    " · " {move || shown(Value::Energy(basket.with(|basket| basket.amount_wh)))}
                    {move || {
                        let mean = basket.with(Basket::mean_price);
                        mean.map(|mean| format!(" · {}", told(Label::MeanPrice.with("number", mean))))
                    }}
                </span>
            </p>
            <p class="tray-total">
                <strong data-testid="selection-total">
                    {move || shown(Value::Integer(basket.with(|basket| basket.value.0)))}
                </strong>
                " "
                {move || told(Label::CreditUnit.count(basket.with(|basket| basket.value.0)))}
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
                on:click=move |_| pool.store().put_all_back()
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

/// What became of some of the lots that were picked; nothing where it became of none.
#[component]
fn GoneWords(label: Label, count: Signal<usize>) -> impl IntoView {
    move || {
        let count = count.get() as u64;
        (count > 0).then(|| format!("{} ", told(label.count(count))))
    }
}

//! A receipt on the screen, and the same one on paper.
//!
//! Whatever a browser prints while a [`ReceiptPrintout`] stands anywhere on the page is the receipt and nothing else;
//! how many pages that takes is the matter of `style/receipt.css`.

use domain::lot::Lot;
use domain::printed_receipt::PrintedReceipt;
use leptos::portal::Portal;
use leptos::prelude::*;
use words::{Label, Value};

use crate::browser::{document, intl};
use crate::components::{EnergyBadge, Icon};
use crate::drawing::Shape;
use crate::language::{say, show, shown, told};

/// So much of a seller's address is enough on a screen.
const SHORT: usize = 8;

/// The receipt.
#[component]
pub fn ReceiptSheet(
    /// What stands on it.
    #[prop(into)]
    receipt: Signal<PrintedReceipt>,
    /// The name of the account that bought.
    #[prop(into)]
    account: Signal<String>,
) -> impl IntoView {
    let count = Memo::new(move |_| receipt.with(|receipt| receipt.lots.len() as u64));
    view! {
        <article class="receipt" data-testid="receipt">
            <div class="receipt-head">
                <p class="receipt-brand">
                    <Icon shape=Shape::Brand />
                    "Wattpool"
                </p>
                <p class="receipt-title">{say(Label::Receipt)}</p>
            </div>
            <dl class="receipt-facts">
                <div>
                    <dt>{say(Label::ReceiptTime)}</dt>
                    <dd>
                        {move || {
                            let at = receipt.with(|receipt| receipt.at);
                            match at.is_known() {
                                true => {
                                    view! { <time datetime=intl::iso(at)>{show(Value::Date(at))}</time> }.into_any()
                                }
                                false => view! { <span>{say(Label::TimeNotTold)}</span> }.into_any(),
                            }
                        }}
                    </dd>
                </div>
                <div>
                    <dt>{say(Label::BoughtBy)}</dt>
                    <dd dir="auto">{account}</dd>
                </div>
                <div>
                    <dt>{say(Label::ReceiptReference)}</dt>
                    <dd>
                        <code data-testid="receipt-reference">
                            {move || receipt.with(PrintedReceipt::reference)}
                        </code>
                    </dd>
                </div>
            </dl>
            <table class="receipt-lots">
                <thead>
                    <tr>
                        <th scope="col">{say(Label::Type)}</th>
                        <th scope="col" class="number">{say(Label::Energy)}</th>
                        <th scope="col" class="number">{say(Label::PerKwh)}</th>
                        <th scope="col" class="receipt-seller">{say(Label::Seller)}</th>
                        <th scope="col" class="number">{say(Label::Price)}</th>
                    </tr>
                </thead>
                <tbody>
                    {move || receipt.get().lots.into_iter().map(|lot| view! { <ReceiptLot lot /> }).collect_view()}
                </tbody>
                <tfoot>
                    <tr>
                        <th scope="row">
                            {say(Label::Total)} " "
                            <span class="receipt-count">
                                {move || shown(Value::Integer(count.get()))} " " {move || told(Label::LotCount.count(count.get()))}
                            </span>
                        </th>
                        <td class="number">{move || shown(Value::Energy(receipt.with(PrintedReceipt::amount)))}</td>
                        <td class="number">{move || shown(receipt.with(PrintedReceipt::mean_price))}</td>
                        <td class="receipt-seller"></td>
                        <td class="number" data-testid="receipt-total">
                            {move || shown(receipt.with(PrintedReceipt::total))}
                        </td>
                    </tr>
                </tfoot>
            </table>
            <p class="receipt-balance">
                {move || {
                    receipt
                        .with(|receipt| receipt.balance)
                        .map(|balance| view! { {say(Label::BalanceAfterwards)} " " <strong>{show(balance)}</strong> })
                }}
            </p>
            <p class="receipt-paid">{say(Label::ReceiptPaid)}</p>
        </article>
    }
}

#[component]
fn ReceiptLot(lot: Lot) -> impl IntoView {
    let address = lot.seller.to_string();
    let (short, rest): (String, String) =
        (address.chars().take(SHORT).collect(), address.chars().skip(SHORT).collect());
    view! {
        <tr data-testid="receipt-lot">
            <td>
                <EnergyBadge energy_type=lot.energy_type />
            </td>
            <td class="number">{show(lot.amount)}</td>
            <td class="number">{show(lot.price_per_kwh())}</td>
            <td class="receipt-seller">
                <code title=address>{short}<span class="receipt-rest">{rest}</span></code>
            </td>
            <td class="number">{show(lot.value)}</td>
        </tr>
    }
}

/// The receipt for the printer. It cannot be seen, and while it stands here it is what is printed.
#[component]
pub fn ReceiptPrintout(
    /// What stands on it.
    #[prop(into)]
    receipt: Signal<PrintedReceipt>,
    /// The name of the account that bought.
    #[prop(into)]
    account: Signal<String>,
) -> impl IntoView {
    view! {
        <Portal>
            <div class="printout">
                <ReceiptSheet receipt account />
            </div>
        </Portal>
    }
}

/// The button that hands the page, and so the receipt, to the printer.
#[component]
pub fn PrintReceiptButton(
    /// Whether the receipt is not all there yet.
    #[prop(optional, into)]
    is_disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button type="button" class="button" disabled=is_disabled on:click=|_| document::print()>
            <Icon shape=Shape::Print />
            {say(Label::PrintReceipt)}
        </button>
    }
}

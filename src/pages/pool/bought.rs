//! What became of each lot of a purchase, in words, the balance afterwards, and the receipt for the printer.

use domain::lot::Lot;
use domain::printed_receipt::PrintedReceipt;
use domain::purchase::Receipt;
use domain::status::Reason;
use leptos::prelude::*;
use words::{Label, Phrase, Sentence, Value};

use crate::browser::clock;
use crate::components::{EnergyBadge, Icon, PrintReceiptButton, ReceiptPrintout, Shape};
use crate::language::{say, show, tell};
use crate::purchase::use_desk;
use crate::session::use_session;

/// The outcome of a purchase.
#[component]
pub fn BoughtLots(
    /// What the exchange said of each lot.
    receipt: Receipt,
    /// The lot that the exchange says was bought last, once known.
    newest: Signal<Option<Lot>>,
    /// Called when the person has read it.
    on_done: Callback<()>,
) -> impl IntoView {
    let lots = use_desk().decision.get_untracked().map(|decision| decision.lots).unwrap_or_default();
    let printed = printed(&receipt, &lots, newest);
    let account = use_session();
    let account = Signal::derive(move || account.account().unwrap_or_default());
    let rows = receipt
        .outcomes
        .iter()
        .map(|outcome| {
            let headline = Phrase::Headline(Reason::of_status(outcome.status));
            let lot = lots.iter().find(|lot| lot.hash == outcome.hash).cloned();
            let is_bought = outcome.is_bought();
            view! {
                <li
                    class="review-lot"
                    class:refused=!is_bought
                    data-testid="lot-outcome"
                    data-code=outcome.status.number().to_string()
                >
                    {lot
                        .map(|lot| {
                            view! {
                                <EnergyBadge energy_type=lot.energy_type />
                                <span class="review-what">
                                    {tell(Label::EnergyFor.with("energy", lot.amount).with("credits", lot.value))}
                                </span>
                            }
                        })}
                    <span class="outcome-words">
                        <Icon shape=if is_bought { Shape::Done } else { Shape::Refused } />
                        {tell(
                            if is_bought {
                                headline.into()
                            } else {
                                Sentence::from(headline).then(Label::NotCharged)
                            },
                        )}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2 id="review-heading" tabindex="-1">{tell(headline(&receipt))}</h2>
        <ul class="review-lots">{rows}</ul>
        {receipt
            .balance
            .map(|balance| {
                view! {
                    <p class="review-total">
                        {say(Label::BalanceNow)} " " <strong data-testid="new-balance">{show(balance)}</strong>
                    </p>
                }
            })}
        {printed.map(|printed| view! { <ReceiptPrintout receipt=printed account /> })}
        <div class="actions">
            {printed.map(|_| view! { <PrintReceiptButton /> })}
            <button type="button" class="button button-primary" autofocus on:click=move |_| on_done.run(())>
                {say(Label::Done)}
            </button>
        </div>
    }
}

/// What is printed; nothing where nothing was bought. This device says when, until the exchange has said it.
fn printed(receipt: &Receipt, lots: &[Lot], newest: Signal<Option<Lot>>) -> Option<Signal<PrintedReceipt>> {
    let printed = PrintedReceipt::of_purchase(receipt, lots, clock::now())?;
    Some(Signal::derive(move || {
        let told = newest.with(|newest| {
            let newest =
                newest.as_ref().filter(|newest| printed.lots.iter().any(|lot| lot.hash == newest.hash));
            newest.and_then(|newest| newest.timestamp_buy).filter(|at| at.is_known())
        });
        PrintedReceipt { at: told.unwrap_or(printed.at), ..printed.clone() }
    }))
}

/// How many lots were bought.
fn headline(receipt: &Receipt) -> Sentence {
    match (receipt.bought(), receipt.outcomes.len()) {
        (0, _) => Label::NothingBought.into(),
        (bought, all) if bought == all => Label::Bought.into(),
        (bought, all) => Label::BoughtOf
            .with("bought", Value::Integer(bought as u64))
            .with("all", Value::Integer(all as u64)),
    }
}

//! The receipt of a purchase from the history: of all the lots that were bought together with one of the list.
//!
//! Where the list breaks off within that purchase, the rest of it is fetched first.

use domain::lot::Lot;
use domain::printed_receipt::PrintedReceipt;
use leptos::prelude::*;
use words::Label;

use crate::api::LotList;
use crate::components::{Dialog, PrintReceiptButton, ReceiptPrintout, ReceiptSheet, Skeleton};
use crate::language::say;
use crate::pages::account::lot_list::Kind;

/// The dialog, open while a lot of the purchases is asked about.
#[component]
pub fn ReceiptDialog(
    /// The lot whose purchase it is.
    asked: RwSignal<Option<Lot>>,
    /// The purchases, as far as they were fetched.
    #[prop(into)]
    purchases: Signal<LotList>,
    /// The account's name.
    account: String,
    /// Called for the next page of a list.
    on_older: Callback<Kind>,
) -> impl IntoView {
    let account = Signal::stored(account);
    let is_open = Memo::new(move |_| asked.with(Option::is_some));
    let goes_on = Memo::new(move |_| {
        asked.with(|lot| {
            lot.as_ref().is_some_and(|lot| {
                purchases.with(|list| list.has_older() && PrintedReceipt::may_go_on(&list.lots, lot))
            })
        })
    });
    Effect::new(move |_| {
        purchases.track();
        if goes_on.get() {
            on_older.run(Kind::Purchases);
        }
    });
    let receipt = Memo::new(move |_| {
        asked.with(|lot| {
            let lot = lot.as_ref().filter(|_| !goes_on.get())?;
            Some(purchases.with(|list| PrintedReceipt::of_history(&list.lots, lot)))
        })
    });
    let close = Callback::new(move |()| asked.set(None));
    view! {
        <Dialog labelled_by="receipt-heading" test_id="receipt-dialog" is_open on_cancel=close>
            <h2 id="receipt-heading" class="visually-hidden" tabindex="-1">{say(Label::Receipt)}</h2>
            {move || match receipt.get() {
                Some(receipt) => {
                    let receipt = Signal::stored(receipt);
                    view! {
                        <ReceiptSheet receipt account />
                        <ReceiptPrintout receipt account />
                    }
                        .into_any()
                }
                None => view! { <Skeleton rows=4 /> }.into_any(),
            }}
            <div class="actions">
                <PrintReceiptButton is_disabled=Signal::derive(move || receipt.with(Option::is_none)) />
                <button type="button" class="button button-primary" autofocus on:click=move |_| close.run(())>
                    {say(Label::Close)}
                </button>
            </div>
        </Dialog>
    }
}

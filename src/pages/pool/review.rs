//! The review: what is about to be bought and the one button that buys; what is held of it, and what became of
//! each lot, are in files of their own.
//!
//! The purchase itself is made at the desk, which outlives this page.

use domain::credits::Credits;
use domain::lot::Lot;
use domain::status::{Message, Remedy};
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use words::Label;

use crate::browser::document;
use crate::components::{CutOffReason, Dialog, EnergyBadge, Live, MessageCard};
use crate::heartbeat::use_heartbeat;
use crate::language::{said, say, show, shown, tell, told};
use crate::pages::pool::bought::BoughtLots;
use crate::pages::pool::held::HeldLots;
use crate::pool::table::LOTS_ID;
use crate::purchase::{Stage, use_desk};

/// The dialog in which a purchase is reviewed and made.
#[component]
pub fn Review(
    /// The person's balance, once known.
    balance: Signal<Option<Credits>>,
    /// The lot that the exchange says was bought last, once known.
    newest: Signal<Option<Lot>>,
    /// Called when the newest pool is wanted.
    on_refresh: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let is_buying = Memo::new(move |_| desk.stage.with(|stage| *stage == Stage::Buying));
    let receipt = Memo::new(move |_| {
        desk.stage.with(|stage| match stage {
            Stage::Bought(receipt) => Some(receipt.clone()),
            Stage::Reviewing
            | Stage::Buying
            | Stage::Checking
            | Stage::Held
            | Stage::Releasing
            | Stage::Released
            | Stage::NotBought(_)
            | Stage::Unknown(_) => None,
        })
    });
    let held = Memo::new(move |_| {
        desk.decision.with(|decision| decision.as_ref().and_then(|decision| decision.held.clone()))
    });
    let is_busy =
        Memo::new(move |_| desk.stage.with(|stage| matches!(stage, Stage::Buying | Stage::Releasing)));
    let buy = Callback::new(move |()| desk.buy());
    let close = Callback::new(move |()| {
        desk.close();
        // The button that opened the review is disabled once everything is bought.
        if receipt.with_untracked(Option::is_some) {
            spawn_local(async {
                tick().await;
                document::focus(LOTS_ID);
            });
        }
    });
    desk.has_place.set(true);
    on_cleanup(move || {
        // The app may be gone with the page.
        let _ = desk.has_place.try_set(false);
        desk.turn_away();
    });
    let renew = Callback::new(move |()| {
        close.run(());
        on_refresh.run(());
    });
    view! {
        <Dialog labelled_by="review-heading" test_id="review" is_open=desk.is_open is_locked=is_busy on_cancel=close>
            <Show
                when=move || receipt.with(Option::is_some)
                fallback=move || match (held.get(), desk.decision.get_untracked()) {
                    (Some(held), Some(decision)) => {
                        view! { <HeldLots decision held on_refresh=renew /> }.into_any()
                    }
                    _ => {
                        view! { <Offer balance is_buying on_buy=buy on_close=close on_refresh=renew /> }
                            .into_any()
                    }
                }
            >
                {move || receipt.get().map(|receipt| view! { <BoughtLots receipt newest on_done=close /> })}
            </Show>
        </Dialog>
    }
}

/// What is about to be bought.
#[component]
fn Offer(
    balance: Signal<Option<Credits>>,
    is_buying: Memo<bool>,
    on_buy: Callback<()>,
    on_close: Callback<()>,
    on_refresh: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let is_cut_off = use_heartbeat().is_cut_off;
    let lots = Memo::new(move |_| {
        desk.decision
            .with(|decision| decision.as_ref().map(|decision| decision.lots.clone()).unwrap_or_default())
    });
    let total = Memo::new(move |_| Credits(lots.with(|lots| lots.iter().map(|lot| lot.value.get()).sum())));
    let message = Memo::new(move |_| desk.stage.with(|stage| stage.message().cloned()));
    let is_checking = Memo::new(move |_| desk.stage.with(|stage| *stage == Stage::Checking));
    let is_unknown =
        Memo::new(move |_| desk.stage.with(|stage| matches!(stage, Stage::Unknown(_) | Stage::Checking)));
    let after = move || {
        balance.get().filter(|_| !is_unknown.get()).map(|balance| {
            match balance.0.checked_sub(total.get().0) {
                Some(rest) => told(Label::BalanceAfter.with("credits", Credits(rest))),
                None => told(Label::BalanceShort.with("credits", balance)),
            }
        })
    };
    view! {
        <h2 id="review-heading" tabindex="-1">{say(Label::ReviewHeading)}</h2>
        <ul class="review-lots">
            {move || lots.get().into_iter().map(|lot| view! { <OfferedLot lot /> }).collect_view()}
        </ul>
        <p class="review-total">
            {say(Label::Total)} " " <strong>{move || shown(total.get())}</strong>
        </p>
        <p class="quiet">{after}</p>
        {move || message.get().map(|message| view! { <Refusal message on_buy on_refresh /> })}
        <Live>
            <Show when=move || is_checking.get()>
                <p class="note" data-testid="checking">{say(Label::CheckingPurchase)}</p>
            </Show>
        </Live>
        <CutOffReason is_cut_off=Signal::derive(move || is_cut_off.get() && message.with(Option::is_none)) />
        <div class="actions">
            <button type="button" class="button" autofocus disabled=is_buying on:click=move |_| on_close.run(())>
                {move || said(if is_unknown.get() { Label::Close } else { Label::Cancel })}
            </button>
            <Show when=move || message.with(Option::is_none) && !is_checking.get()>
                <button
                    type="button"
                    class="button button-primary"
                    class:busy=is_buying
                    disabled=is_cut_off
                    aria-busy=move || is_buying.get().to_string()
                    on:click=move |_| on_buy.run(())
                >
                    {move || said(if is_buying.get() { Label::Buying } else { Label::BuyNow })}
                </button>
            </Show>
        </div>
    }
}

/// Why it was not bought, or that it is not known; the button asks again or shows the newest pool.
#[component]
fn Refusal(message: Message, on_buy: Callback<()>, on_refresh: Callback<()>) -> impl IntoView {
    let on_remedy = if message.remedy == Remedy::Refresh { on_refresh } else { on_buy };
    view! { <MessageCard message next_try=use_desk().next_try() on_remedy takes_focus=true /> }
}

#[component]
fn OfferedLot(lot: Lot) -> impl IntoView {
    let short: String = lot.seller.to_string().chars().take(8).collect();
    view! {
        <li class="review-lot">
            <EnergyBadge energy_type=lot.energy_type />
            <span class="review-what">
                {show(lot.amount)}
                <span class="quiet">
                    " · " {tell(Label::PerKilowattHour.with("number", lot.price_per_kwh()))} " · "
                    {say(Label::SellerShort)} " " <code>{short} "…"</code>
                </span>
            </span>
            <span class="review-price">{show(lot.value)}</span>
        </li>
    }
}

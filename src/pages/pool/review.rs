//! Buying: a review of what is about to be bought, one decision under one key, and what became of
//! each lot.
//!
//! An answer that was lost leaves the purchase open: it is asked for again under the same key, so
//! that it counts once, and it is never called failed.

use domain::basket::Basket;
use domain::credits::Credits;
use domain::form::{Field, Problems};
use domain::lot::Lot;
use domain::purchase::{Purchase, Receipt};
use domain::status::{Action, Class, Message, Reason, Remedy, Severity, Status, words};
use leptos::prelude::*;

use crate::api::{IdempotencyKey, Member};
use crate::browser::intl;
use crate::browser::task::TaskScope;
use crate::components::{Dialog, EnergyBadge, Icon, MessageCard, Shape};
use crate::notices::use_notices;
use crate::session::use_session;

/// One decision to buy.
#[derive(Clone)]
struct Decision {
    purchase: Purchase,
    lots: Vec<Lot>,
    key: IdempotencyKey,
}

/// How far the decision is.
#[derive(Clone)]
enum Stage {
    Reviewing,
    Buying,
    NotBought(Message),
    Unknown(Message),
    Bought(Receipt),
}

/// The dialog in which a purchase is reviewed and made.
#[component]
pub fn Review(
    /// Who buys.
    member: Member,
    /// What is picked.
    basket: RwSignal<Basket>,
    /// The person's balance, once known.
    balance: Signal<Option<Credits>>,
    /// Whether the dialog is open.
    is_open: RwSignal<bool>,
    /// Called with the new balance when a purchase was made, or with nothing when the pool may have changed.
    on_bought: Callback<Option<Credits>>,
) -> impl IntoView {
    let session = use_session();
    let notices = use_notices();
    let tasks = TaskScope::new();
    let stage = RwSignal::new(Stage::Reviewing);
    let decision = RwSignal::new(None::<Decision>);
    let problems = RwSignal::new(Problems::default());

    // Opening makes one decision with one key, unless the one before is still open.
    Effect::new(move |_| {
        if is_open.get() && stage.with_untracked(|stage| !matches!(stage, Stage::Unknown(_))) {
            stage.set(Stage::Reviewing);
            let (purchase, lots) =
                basket.with_untracked(|basket| (basket.purchase(), basket.lots().cloned().collect()));
            match purchase {
                Ok(purchase) => {
                    problems.set(Problems::default());
                    decision.set(Some(Decision { purchase, lots, key: IdempotencyKey::new() }));
                }
                Err(found) => {
                    problems.set(found);
                    decision.set(None);
                }
            }
        }
    });
    let is_buying = Memo::new(move |_| stage.with(|stage| matches!(stage, Stage::Buying)));
    let buy = Callback::new(move |()| {
        let Some(Decision { purchase, key, .. }) = decision.get_untracked() else { return };
        if is_buying.get_untracked() {
            return;
        }
        stage.set(Stage::Buying);
        let (session, member) = (session.clone(), member.clone());
        tasks.spawn(async move {
            match member.purchase(&purchase, &key).await {
                Ok(receipt) => {
                    notices.say(Severity::Good, told(&receipt));
                    on_bought.run(Some(receipt.balance));
                    stage.set(Stage::Bought(receipt));
                }
                Err(failure) => {
                    let message = Message::of(&failure, Action::Purchase);
                    stage.set(if failure.leaves_outcome_unknown() {
                        Stage::Unknown(message)
                    } else {
                        Stage::NotBought(message)
                    });
                    session.heed(&failure);
                }
            }
        });
    });
    let close = Callback::new(move |()| is_open.set(false));
    let renew = Callback::new(move |()| {
        is_open.set(false);
        on_bought.run(None);
    });
    let lots = move || {
        decision.with(|decision| decision.as_ref().map(|decision| decision.lots.clone()).unwrap_or_default())
    };
    let total = move || {
        decision
            .with(|decision| decision.as_ref().map(|decision| decision.purchase.total()).unwrap_or_default())
    };
    let after = move || {
        balance.get().map(|balance| match balance.0.checked_sub(total().0) {
            Some(rest) => format!("Your balance afterwards: {}.", intl::credits_with_unit(Credits(rest))),
            None => format!(
                "You have {}. Lots that your balance does not cover are not bought and not charged.",
                intl::credits_with_unit(balance)
            ),
        })
    };
    let offer = move || {
        view! {
            <h2 id="review-heading">"Review your purchase"</h2>
            {move || {
                problems
                    .with(|problems| problems.of(Field::Lots))
                    .map(|problem| view! { <p class="field-problem">{words::of_problem(Field::Lots, problem)}</p> })
            }}
            <ul class="review-lots">
                {lots().into_iter().map(|lot| view! { <OfferedLot lot /> }).collect_view()}
            </ul>
            <p class="review-total">
                "Total " <strong>{intl::credits_with_unit(total())}</strong>
            </p>
            <p class="quiet">{after}</p>
            {move || match stage.get() {
                Stage::NotBought(message) => {
                    if message.remedy == Remedy::Refresh {
                        view! { <MessageCard message on_remedy=renew /> }.into_any()
                    } else {
                        view! { <MessageCard message on_remedy=buy /> }.into_any()
                    }
                }
                Stage::Unknown(message) => view! { <MessageCard message on_remedy=buy /> }.into_any(),
                Stage::Reviewing | Stage::Buying | Stage::Bought(_) => ().into_any(),
            }}
            <div class="actions">
                <button type="button" class="button" autofocus disabled=is_buying on:click=move |_| close.run(())>
                    {move || if stage.with(|stage| matches!(stage, Stage::Unknown(_))) { "Close" } else { "Cancel" }}
                </button>
                <Show when=move || stage.with(|stage| matches!(stage, Stage::Reviewing | Stage::Buying)) && decision.with(Option::is_some)>
                    <button
                        type="button"
                        class="button button-primary"
                        class:busy=is_buying
                        aria-busy=move || is_buying.get().to_string()
                        on:click=move |_| buy.run(())
                    >
                        {move || if is_buying.get() { "Buying" } else { "Buy now" }}
                    </button>
                </Show>
            </div>
        }
    };
    view! {
        <Dialog labelled_by="review-heading" test_id="review" is_open is_locked=is_buying on_cancel=close>
            {move || {
                let receipt = stage.with(|stage| match stage {
                    Stage::Bought(receipt) => Some(receipt.clone()),
                    Stage::Reviewing | Stage::Buying | Stage::NotBought(_) | Stage::Unknown(_) => None,
                });
                match receipt {
                    None => offer().into_any(),
                    Some(receipt) => {
                        view! { <Outcome receipt lots=decision.with_untracked(|decision| decision.as_ref().map(|decision| decision.lots.clone()).unwrap_or_default()) on_done=close /> }
                            .into_any()
                    }
                }
            }}
        </Dialog>
    }
}

#[component]
fn OfferedLot(lot: Lot) -> impl IntoView {
    let short: String = lot.seller.to_string().chars().take(8).collect();
    view! {
        <li class="review-lot">
            <EnergyBadge energy_type=lot.energy_type />
            <span class="review-what">
                {intl::energy(lot.amount)}
                <span class="quiet">
                    " · " {intl::price_per_kwh(lot.price_per_kwh())} " per kWh · seller " <code>{short} "…"</code>
                </span>
            </span>
            <span class="review-price">{intl::credits_with_unit(Credits(lot.value.get()))}</span>
        </li>
    }
}

/// What became of each lot.
#[component]
fn Outcome(receipt: Receipt, lots: Vec<Lot>, on_done: Callback<()>) -> impl IntoView {
    let headline = headline(&receipt);
    let rows = receipt
        .outcomes
        .iter()
        .map(|outcome| {
            let words = words::of(Reason::of_status(outcome.status));
            let lot = lots.iter().find(|lot| lot.hash == outcome.hash).cloned();
            let is_bought = is_bought(outcome.status);
            view! {
                <li
                    class="review-lot"
                    class:refused=!is_bought
                    data-testid="lot-outcome"
                    data-code=outcome.status.number().to_string()
                >
                    {lot.map(|lot| view! {
                        <EnergyBadge energy_type=lot.energy_type />
                        <span class="review-what">
                            {intl::energy(lot.amount)} " for " {intl::credits_with_unit(Credits(lot.value.get()))}
                        </span>
                    })}
                    <span class="outcome-words">
                        <Icon shape=if is_bought { Shape::Done } else { Shape::Refused } />
                        {if is_bought {
                            words.headline.to_owned()
                        } else {
                            format!("{} You were not charged.", words.headline)
                        }}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <h2 id="review-heading">{headline}</h2>
        <ul class="review-lots">{rows}</ul>
        <p class="review-total">
            "Your balance is now " <strong data-testid="new-balance">{intl::credits_with_unit(receipt.balance)}</strong>
        </p>
        <div class="actions">
            <button type="button" class="button button-primary" autofocus on:click=move |_| on_done.run(())>
                "Done"
            </button>
        </div>
    }
}

/// How many lots were bought, as a heading.
fn headline(receipt: &Receipt) -> String {
    let bought = receipt.outcomes.iter().filter(|outcome| is_bought(outcome.status)).count();
    match (bought, receipt.outcomes.len()) {
        (0, _) => "Nothing was bought".to_owned(),
        (bought, all) if bought == all => "Bought".to_owned(),
        (bought, all) => format!("{bought} of {all} lots bought"),
    }
}

/// The same as a sentence, with what it left.
fn told(receipt: &Receipt) -> String {
    format!("{}; your balance is now {}.", headline(receipt), intl::credits_with_unit(receipt.balance))
}

/// Whether a lot of a purchase was bought.
fn is_bought(status: Status) -> bool {
    status.class() == Class::Done
}

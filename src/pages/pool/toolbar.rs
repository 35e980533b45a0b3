//! Choosing what to see: types, a seller, and how many lots that leaves.

use domain::energy::EnergyType;
use domain::pool::{Pool, PoolQuery};
use leptos::prelude::*;

use crate::browser::intl;
use crate::components::EnergyBadge;

/// The bar above the table.
#[component]
pub fn Toolbar(
    /// The pool.
    pool: RwSignal<Pool>,
    /// What the person wants to see.
    query: RwSignal<PoolQuery>,
    /// How many lots pass.
    shown: Signal<usize>,
) -> impl IntoView {
    let total = Memo::new(move |_| pool.with(|pool| pool.lots().len()));
    let has_filter = Memo::new(move |_| query.with(PoolQuery::has_filter));
    view! {
        <Mix pool />
        <div class="toolbar" role="search" aria-label="Filter the pool">
            <div class="toggles" role="group" aria-label="Types of energy">
                {EnergyType::ALL
                    .into_iter()
                    .map(|energy_type| {
                        view! {
                            <button
                                type="button"
                                class="toggle"
                                data-testid=format!("filter-{}", energy_type.token())
                                aria-pressed=move || {
                                    query.with(|query| query.energy_types.contains(&energy_type)).to_string()
                                }
                                on:click=move |_| query.update(|query| query.toggle_type(energy_type))
                            >
                                <EnergyBadge energy_type />
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <label class="search">
                <span class="visually-hidden">"Seller's address"</span>
                <input
                    type="search"
                    data-testid="filter-text"
                    placeholder="Seller's address"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    prop:value=move || query.with(|query| query.seller.clone())
                    on:input:target=move |event| {
                        let seller = event.target().value();
                        query.update(|query| query.seller = seller);
                    }
                />
            </label>
            <p class="shown">
                <strong data-testid="pool-count">{move || intl::integer(shown.get() as u64)}</strong>
                {move || {
                    if has_filter.get() {
                        format!(" of {} lots", intl::integer(total.get() as u64))
                    } else if total.get() == 1 {
                        " lot".to_owned()
                    } else {
                        " lots".to_owned()
                    }
                }}
            </p>
        </div>
    }
}

/// What the pool is made of: the share of each type by energy, drawn as a level and told in words.
#[component]
fn Mix(pool: RwSignal<Pool>) -> impl IntoView {
    let amounts = Memo::new(move |_| {
        pool.with(|pool| {
            EnergyType::ALL.map(|energy_type| {
                pool.lots()
                    .iter()
                    .filter(|lot| lot.energy_type == energy_type)
                    .map(|lot| lot.amount.get())
                    .sum::<u64>()
            })
        })
    });
    let parts = EnergyType::ALL.into_iter().enumerate().map(|(place, energy_type)| {
        let amount = move || amounts.with(|amounts| amounts.get(place).copied().unwrap_or_default());
        view! {
            <span
                class=format!("mix-part mix-{}", energy_type.token())
                style:flex-grow=move || (amount() / 1_000).to_string()
            ></span>
        }
    });
    let words = move || {
        let [solar, water, wind] = amounts.get().map(intl::energy_sum);
        format!("In the pool now: solar {solar}, water {water}, wind {wind}.")
    };
    view! {
        <div class="mix" role="img" aria-label=words title=words>
            {parts.collect_view()}
        </div>
    }
}

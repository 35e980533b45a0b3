//! Finding lots: what is always in sight above the table.
//!
//! It knows the pool by its figures only, so that nothing here costs more where there are more lots.

use domain::energy::EnergyType;
use domain::pool::{Part, PoolQuery};
use leptos::ev::FocusEvent;
use leptos::prelude::*;
use words::{Label, Value};

use crate::browser::document;
use crate::components::{EnergyBadge, Icon, Shape};
use crate::language::{say, shown, told};
use crate::pages::pool::filters::{FILTERS_ID, FILTERS_OPEN_ID, Filters};
use crate::pool::{PoolFacts, QueryContext};

/// The bars above the table.
#[component]
pub fn Toolbar(
    /// The pool in figures.
    #[prop(into)]
    facts: Signal<PoolFacts>,
    /// What the person wants to see.
    query: QueryContext,
) -> impl IntoView {
    let applied = Memo::new(move |_| query.query.with(|query| query.parts().count()));
    view! {
        <Mix facts />
        <div class="toolbar" role="search" aria-label=say(Label::FilterPool) on:focusout=leave_filters>
            <div class="toggles" role="group" aria-label=say(Label::EnergyTypes)>
                {EnergyType::ALL
                    .into_iter()
                    .enumerate()
                    .map(|(place, energy_type)| view! { <TypeToggle place energy_type facts query /> })
                    .collect_view()}
            </div>
            <SellerField query />
            <button type="button" class="button filters-open" id=FILTERS_OPEN_ID popovertarget=FILTERS_ID>
                <Icon shape=Shape::Filters />
                {say(Label::Filters)}
                <span class="filters-applied" aria-hidden="true" hidden=move || applied.get() == 0>
                    {move || shown(Value::Integer(applied.get() as u64))}
                </span>
                <span class="visually-hidden">
                    {move || match applied.get() {
                        0 => String::new(),
                        count => told(Label::FiltersApplied.count(count as u64)),
                    }}
                </span>
            </button>
            <Filters query />
        </div>
    }
}

/// Whoever goes on by keys leaves the panel behind: it would lie over the place where they are.
#[allow(clippy::needless_pass_by_value, reason = "listeners take their event")]
fn leave_filters(event: FocusEvent) {
    if document::goes_elsewhere(&event, &format!("#{FILTERS_ID}, #{FILTERS_OPEN_ID}")) {
        document::close_panel(FILTERS_ID);
    }
}

/// Shows a type or not, and says how many lots it would show.
#[component]
fn TypeToggle(
    /// Its place among the types.
    place: usize,
    /// Which one.
    energy_type: EnergyType,
    /// The pool in figures.
    facts: Signal<PoolFacts>,
    /// What the person wants to see.
    query: QueryContext,
) -> impl IntoView {
    let is_shown = Memo::new(move |_| query.query.with(|query| query.energy_types.contains(energy_type)));
    let count = Memo::new(move |_| facts.with(|facts| facts.counts.get(place).copied().unwrap_or_default()));
    view! {
        <button
            type="button"
            class="toggle"
            data-testid=format!("filter-{}", energy_type.token())
            aria-pressed=move || is_shown.get().to_string()
            on:click=move |_| query.change(|query| query.toggle_type(energy_type))
        >
            <EnergyBadge energy_type />
            <span class="toggle-count">{move || shown(Value::Integer(count.get() as u64))}</span>
        </button>
    }
}

/// Looks for a part of a seller's address.
#[component]
fn SellerField(
    /// What the person wants to see.
    query: QueryContext,
) -> impl IntoView {
    let seller = Memo::new(move |_| query.query.with(|query| query.seller.clone()));
    view! {
        <label class="search">
            <span class="visually-hidden">{say(Label::SellersAddress)}</span>
            <input
                type="search"
                data-testid="filter-text"
                placeholder=say(Label::SellersAddress)
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                prop:value=move || seller.get()
                on:input:target=move |event| {
                    let seller = event.target().value();
                    query.type_into(Part::Seller, |query: &mut PoolQuery| query.seller = seller);
                }
                on:blur=move |_| query.end_typing()
            />
        </label>
    }
}

/// What the pool is made of: the share of each type by energy, drawn as a level and told in words.
#[component]
fn Mix(
    /// The pool in figures.
    facts: Signal<PoolFacts>,
) -> impl IntoView {
    let amounts = Memo::new(move |_| facts.with(|facts| facts.mix));
    let parts = EnergyType::ALL.into_iter().enumerate().map(|(place, energy_type)| {
        let amount = move || amounts.with(|amounts| amounts.get(place).copied().unwrap_or_default());
        view! {
            <span
                class=format!("mix-part mix-{}", energy_type.token())
                style:flex-grow=move || (amount() / 1_000).to_string()
            ></span>
        }
    });
    let words = Memo::new(move |_| {
        let [solar, water, wind] = amounts.get().map(Value::Energy);
        told(Label::Mix.with("solar", solar).with("water", water).with("wind", wind))
    });
    view! {
        <div class="mix" role="img" aria-label=move || words.get() title=move || words.get()>
            {parts.collect_view()}
        </div>
    }
}

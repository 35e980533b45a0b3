//! The rarer ways to find lots, in a panel that the browser itself opens and closes: Escape and a press
//! beside it close it, and focus goes back to its button. Where focus goes on instead, the toolbar closes it.

use domain::pool::{Column, Direction, Expiry, Part, PoolQuery};
use leptos::prelude::*;
use words::{Label, Phrase};

use crate::language::say;
use crate::pages::pool::range_field::{AMOUNT, PRICE_PER_KWH, RangeField};
use crate::pool::QueryContext;

/// The panel.
pub const FILTERS_ID: &str = "filters";
/// The button that opens it.
pub const FILTERS_OPEN_ID: &str = "filters-open";

/// The panel of filters and of the order.
#[component]
pub fn Filters(
    /// What the person wants to see.
    query: QueryContext,
) -> impl IntoView {
    let note = Memo::new(move |_| query.query.with(|query| query.note.clone()));
    let expiry = Memo::new(move |_| query.query.with(|query| query.expiry));
    let expiries = Expiry::ALL.into_iter().map(|choice| {
        view! { <option value=choice.token() prop:selected=move || expiry.get() == Some(choice)>{say(choice)}</option> }
    });
    view! {
        <div id=FILTERS_ID class="filters" popover="auto" role="dialog" aria-labelledby="filters-heading">
            <div class="filters-body">
                <h2 id="filters-heading" tabindex="-1" autofocus>{say(Label::Filters)}</h2>
                <RangeField ends=PRICE_PER_KWH query />
                <RangeField ends=AMOUNT query />
                <div class="field">
                    <label for="filter-expires">{say(Label::Expires)}</label>
                    <select
                        id="filter-expires"
                        data-testid="filter-expires"
                        on:change:target=move |event| {
                            let choice = Expiry::from_token(&event.target().value());
                            query.change(|query| query.expiry = choice);
                        }
                    >
                        <option value="" prop:selected=move || expiry.get().is_none()>{say(Label::AnyTime)}</option>
                        {expiries.collect_view()}
                    </select>
                </div>
                <div class="field">
                    <label for="filter-note">{say(Label::Note)}</label>
                    <input
                        id="filter-note"
                        type="search"
                        data-testid="filter-note"
                        autocomplete="off"
                        prop:value=move || note.get()
                        on:input:target=move |event| {
                            let note = event.target().value();
                            query.type_into(Part::Note, |query: &mut PoolQuery| query.note = note);
                        }
                        on:blur=move |_| query.end_typing()
                    />
                </div>
                <Order query />
                <div class="actions">
                    <button
                        type="button"
                        class="button button-primary"
                        popovertarget=FILTERS_ID
                        popovertargetaction="hide"
                        data-testid="filters-done"
                    >
                        {say(Label::ShowLots)}
                    </button>
                </div>
            </div>
        </div>
    }
}

/// The order, which the head of the table offers too where there is room for it.
#[component]
fn Order(
    /// What the person wants to see.
    query: QueryContext,
) -> impl IntoView {
    let sort = Memo::new(move |_| query.query.with(|query| query.sort));
    let column = move || sort.get().map(|(column, _)| column);
    let direction = move || sort.get().map(|(_, direction)| direction).unwrap_or_default();
    let columns = Column::ALL.into_iter().map(|choice| {
        view! {
            <option value=choice.token() prop:selected=move || column() == Some(choice)>
                {say(Phrase::from(choice))}
            </option>
        }
    });
    let directions = Direction::ALL.into_iter().map(|choice| {
        view! {
            <option value=choice.token() prop:selected=move || direction() == choice>{say(Phrase::from(choice))}</option>
        }
    });
    view! {
        <div class="order">
            <div class="field">
                <label for="filter-sort">{say(Label::Order)}</label>
                <select
                    id="filter-sort"
                    data-testid="filter-sort"
                    on:change:target=move |event| {
                        let column = Column::from_token(&event.target().value());
                        query
                            .change(|query| {
                                let direction = query.sort.map(|(_, direction)| direction).unwrap_or_default();
                                query.sort = column.map(|column| (column, direction));
                            });
                    }
                >
                    <option value="" prop:selected=move || column().is_none()>{say(Label::NewestFirst)}</option>
                    {columns.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="filter-direction">{say(Label::OrderDirection)}</label>
                <select
                    id="filter-direction"
                    data-testid="filter-direction"
                    disabled=move || column().is_none()
                    on:change:target=move |event| {
                        let direction = Direction::from_token(&event.target().value()).unwrap_or_default();
                        query.change(|query| query.sort = query.sort.map(|(column, _)| (column, direction)));
                    }
                >
                    {directions.collect_view()}
                </select>
            </div>
        </div>
    }
}

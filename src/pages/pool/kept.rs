//! The pool as it was when somebody last looked at it here, while it is not known who is here because nobody answers.
//!
//! It is to be read and ordered, and says how old it is. Nothing can be picked or bought of it.

use domain::pool::PoolQuery;
use engine::Filter;
use leptos::html::Div;
use leptos::prelude::*;
use words::Label;

use crate::browser::clock;
use crate::components::{CutOffReason, Freshness, PageHeading};
use crate::language::{say, spoken};
use crate::pool::KeptPool;
use crate::pool::table::LotTable;

/// The lots that were kept.
#[component]
pub fn KeptPoolPage(
    /// Those lots.
    kept: KeptPool,
) -> impl IntoView {
    let now = clock::now();
    let heard_at = kept.heard_at;
    let store = kept.into_store(now);
    let place = NodeRef::<Div>::new();
    let table = StoredValue::new_local(LotTable::new(&store));
    let query = StoredValue::new(PoolQuery::default());
    let store = StoredValue::new_local(store);
    table.with_value(|table| {
        let Some(table) = table else { return };
        table.on_sort(move |column| {
            query.update_value(|query| query.toggle_sort(column));
            let query = query.get_value();
            store.with_value(|store| store.set_view(Filter::of(&query, now), query.sort));
        });
    });
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        table.with_value(|table| table.iter().for_each(|table| table.move_into(&place)));
    });
    Effect::new(move |before: Option<()>| {
        let _ = spoken();
        if before.is_some() {
            table.with_value(|table| table.iter().for_each(LotTable::speak));
        }
    });
    view! {
        <div class="pool pool-kept" data-testid="kept-pool">
            <div class="pool-top">
                <PageHeading title=Label::Pool />
                <Freshness heard_at=Signal::stored(Some(heard_at)) is_stale=Signal::stored(true) />
            </div>
            <p>{say(Label::KeptLots)}</p>
            <div class="pool-body">
                <div class="pool-lots">
                    <div class="pool-table-place" node_ref=place></div>
                </div>
            </div>
            <div class="tray" role="group" aria-label=say(Label::Selection)>
                <CutOffReason is_cut_off=Signal::stored(true) />
                <button type="button" class="button button-primary" disabled>
                    {say(Label::ReviewPurchase)}
                </button>
            </div>
        </div>
    }
}

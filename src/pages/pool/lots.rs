//! The place of the table on the page. The table draws itself; this puts it there, and something else where no row
//! is.

use domain::pool::Column;
use leptos::html::Div;
use leptos::prelude::*;

use crate::language::spoken;
use crate::pool::table::LotTable;
use crate::pool::use_pool;

/// The lots; `children` stand there as well while none passes.
#[component]
pub fn Lots(
    /// Called when the person wants them ordered by a column.
    on_sort: Callback<Column>,
    /// What stands here while there is no row.
    children: ChildrenFn,
) -> impl IntoView {
    let pool = use_pool();
    let place = NodeRef::<Div>::new();
    let table = StoredValue::new_local(None::<LotTable>);
    Effect::new(move |_| {
        let Some(place) = place.get() else { return };
        let Some(shown) = pool.take_table().or_else(|| LotTable::new(&pool.store())) else { return };
        shown.on_sort(move |column| on_sort.run(column));
        shown.move_into(&place);
        table.set_value(Some(shown));
    });
    Effect::new(move |before: Option<()>| {
        let _ = spoken();
        if before.is_some() {
            table.with_value(|table| table.iter().for_each(LotTable::speak));
        }
    });
    // While lots are on their way nobody knows yet that none passes.
    let is_none_shown =
        Memo::new(move |_| pool.facts.with(|facts| facts.shown == 0 && facts.coming.is_none()));
    view! {
        <div class="pool-lots">
            <div class="pool-table-place" node_ref=place></div>
            <Show when=move || is_none_shown.get()>
                <div class="pool-none">{children()}</div>
            </Show>
        </div>
    }
}

//! The table of lots: a real table of which only the rows in sight are in the document.
//!
//! Rows have one height, which follows the size of the text, so the place of each follows from its number;
//! the order comes from outside.

use domain::account::Address;
use domain::basket::Basket;
use domain::pool::{Column, Direction};
use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use words::Label;

use crate::language::say;
use crate::pages::pool::row::Row;
use crate::pages::pool::watch::PoolWatch;
use crate::pool::QueryContext;

/// The height of a row in CSS pixels where no style says another.
const ROW_HEIGHT: usize = 56;
/// The id of the scrolling region.
pub const LOTS_ID: &str = "lots";
/// The columns that the head of the table orders by.
const HEAD: [Column; 5] =
    [Column::Amount, Column::Power, Column::Value, Column::PricePerKwh, Column::TimestampExpire];
/// Rows kept ready above and below those in sight.
const OVERSCAN: usize = 6;

/// The table; `children` stand in it where no row does.
#[component]
pub fn PoolTable(
    /// The pool.
    watch: PoolWatch,
    /// The order and filters.
    query: QueryContext,
    /// The places of the lots to show, in order.
    order: Memo<Vec<usize>>,
    /// What is picked.
    basket: RwSignal<Basket>,
    /// The person's own address, to mark their lots.
    own_address: Memo<Option<Address>>,
    /// What stands here while there is no row.
    children: ChildrenFn,
) -> impl IntoView {
    let scroller = NodeRef::<Div>::new();
    let ruler = NodeRef::<Div>::new();
    let row_height = RwSignal::new(ROW_HEIGHT);
    let first = RwSignal::new(0_usize);
    let room = RwSignal::new(40_usize);
    let measure = move || {
        if let Some(element) = scroller.get_untracked() {
            let pixels = |length: i32| usize::try_from(length).unwrap_or(0);
            let ruled = ruler.get_untracked().map_or(0, |ruler| pixels(ruler.client_height()));
            let height = if ruled == 0 { ROW_HEIGHT } else { ruled };
            let top = (pixels(element.scroll_top()) / height).saturating_sub(OVERSCAN);
            let rows = pixels(element.client_height()) / height + 2 * OVERSCAN + 1;
            if row_height.get_untracked() != height {
                row_height.set(height);
            }
            if first.get_untracked() != top {
                first.set(top);
            }
            if room.get_untracked() != rows {
                room.set(rows);
            }
        }
    };
    Effect::new(move |_| {
        if scroller.get().is_some() {
            measure();
        }
    });
    let resized = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());

    let count = Memo::new(move |_| order.with(Vec::len));
    // Shrinking lists may leave the window below the last row.
    let start = Memo::new(move |_| first.get().min(count.get().saturating_sub(room.get())));
    let in_sight = move || {
        order.with(|order| {
            watch.pool.with(|pool| {
                order
                    .iter()
                    .skip(start.get())
                    .take(room.get())
                    .filter_map(|place| pool.lots().get(*place).cloned())
                    .collect::<Vec<_>>()
            })
        })
    };
    view! {
        <div
            id=LOTS_ID
            class="pool-scroller"
            role="region"
            aria-label=say(Label::LotsInPool)
            tabindex="0"
            data-testid="pool-table"
            node_ref=scroller
            on:scroll=move |_| measure()
        >
            <div class="row-ruler" aria-hidden="true" node_ref=ruler></div>
            <table class="lots-table" role="table" aria-rowcount=move || (count.get() + 1).to_string()>
                <caption class="visually-hidden">{say(Label::LotsWaiting)}</caption>
                <thead role="rowgroup">
                    <tr role="row" aria-rowindex="1">
                        <th role="columnheader" scope="col" class="cell-select">
                            <span class="visually-hidden">{say(Label::Select)}</span>
                        </th>
                        <th role="columnheader" scope="col" class="cell-type">{say(Label::Type)}</th>
                        {HEAD.into_iter().map(|column| view! { <SortHeading query column /> }).collect_view()}
                        <th role="columnheader" scope="col" class="cell-seller">{say(Label::SellerAndNote)}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup" style:height=move || format!("{}px", count.get() * row_height.get())>
                    <ForEnumerate
                        each=in_sight
                        key=|lot| (lot.hash, lot.value, lot.amount, lot.power, lot.timestamp_expire, lot.seller)
                        children=move |index, lot| {
                            let place = Signal::derive(move || start.get() + index.get());
                            view! { <Row lot place row_height basket own_address now=watch.now /> }
                        }
                    />
                </tbody>
            </table>
            <Show when=move || count.get() == 0>{children()}</Show>
        </div>
    }
}

#[component]
fn SortHeading(query: QueryContext, column: Column) -> impl IntoView {
    let direction = Memo::new(move |_| {
        query
            .query
            .with(|query| query.sort.filter(|(sorted, _)| *sorted == column).map(|(_, direction)| direction))
    });
    let aria_sort = move || match direction.get() {
        None => "none",
        Some(Direction::Ascending) => "ascending",
        Some(Direction::Descending) => "descending",
    };
    view! {
        <th
            role="columnheader"
            scope="col"
            class=format!("cell-{} number", column.token())
            aria-sort=aria_sort
        >
            <button
                type="button"
                class="sort"
                data-testid=format!("sort-{}", column.token())
                on:click=move |_| query.change(|query| query.toggle_sort(column))
            >
                {say(column)}
                <span class="sort-arrow" aria-hidden="true">
                    {move || match direction.get() {
                        None => "↕",
                        Some(Direction::Ascending) => "↑",
                        Some(Direction::Descending) => "↓",
                    }}
                </span>
            </button>
        </th>
    }
}

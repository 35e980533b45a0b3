//! The rows of a file in a table, so many at a time as a document carries lightly.

use leptos::prelude::*;
use words::{Label, Value};

use crate::language::{say, told};
use crate::pages::deliver::many::line::Line;

/// How many rows are in sight at a time.
const STEP: usize = 50;

/// The table.
#[component]
pub fn RowTable(
    /// How many rows there are.
    count: Signal<usize>,
    /// Gives the row of a place.
    line: Callback<usize, Option<Line>>,
) -> impl IntoView {
    let first = RwSignal::new(0_usize);
    // Rows may have gone.
    let from = Memo::new(move |_| first.get().min(count.get().saturating_sub(1) / STEP * STEP));
    let until = Memo::new(move |_| count.get().min(from.get() + STEP));
    let rows = move || {
        let lines = (from.get()..until.get()).filter_map(|place| line.run(place));
        lines.map(Line::view).collect_view()
    };
    let place = move || {
        let numbers = [from.get() + 1, until.get(), count.get()].map(|number| Value::Integer(number as u64));
        let [from, to, all] = numbers;
        told(Label::RowsInSight.with("from", from).with("to", to).with("all", all))
    };
    let columns = [
        Label::Row,
        Label::Type,
        Label::Energy,
        Label::Power,
        Label::Price,
        Label::Expires,
        Label::Note,
        Label::Outcome,
    ];
    view! {
        <div class="rows-place" role="region" aria-labelledby="file-rows" tabindex="0" hidden=move || count.get() == 0>
            <table class="rows">
                <caption id="file-rows">{place}</caption>
                <thead>
                    <tr>
                        {columns.map(|column| view! { <th scope="col">{say(column)}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div class="actions" hidden=move || count.get() <= STEP>
            <button
                type="button"
                class="button"
                disabled=move || from.get() == 0
                on:click=move |_| first.set(from.get_untracked().saturating_sub(STEP))
            >
                {say(Label::RowsBefore)}
            </button>
            <button
                type="button"
                class="button"
                disabled=move || until.get() == count.get()
                on:click=move |_| first.set(until.get_untracked())
            >
                {say(Label::RowsAfter)}
            </button>
        </div>
    }
}

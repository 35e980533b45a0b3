//! What hides lots, part by part, each with the means to take it away.
//!
//! The row is there and as high as ever while nothing is in it, so that nothing below moves.

use domain::pool::{Part, PoolQuery};
use leptos::prelude::*;
use words::{Label, query as query_words};

use crate::browser::document;
use crate::components::{Icon, Shape};
use crate::language::{say, told};
use crate::pages::pool::filters::FILTERS_OPEN_ID;
use crate::pool::QueryContext;

/// A chip for each part of the query.
#[component]
pub fn Chips(
    /// What the person wants to see.
    query: QueryContext,
) -> impl IntoView {
    let parts = Memo::new(move |_| query.query.with(|query| query.parts().collect::<Vec<_>>()));
    let is_empty = Memo::new(move |_| parts.with(Vec::is_empty));
    view! {
        <div class="applied">
            <ul class="chips" aria-label=say(Label::AppliedFilters) hidden=is_empty>
                <For each=move || parts.get() key=|part| *part children=move |part| view! { <Chip part parts query /> } />
            </ul>
            <button
                type="button"
                class="button button-quiet button-small"
                data-testid="filters-clear"
                hidden=is_empty
                on:click=move |_| {
                    document::focus(FILTERS_OPEN_ID);
                    query.change(PoolQuery::show_all);
                }
            >
                {say(Label::ClearFilters)}
            </button>
        </div>
    }
}

/// One part; pressing it takes the part away, and the next one has the focus.
#[component]
fn Chip(
    /// Which part.
    part: Part,
    /// All of them.
    parts: Memo<Vec<Part>>,
    /// What the person wants to see.
    query: QueryContext,
) -> impl IntoView {
    let words = Memo::new(move |_| {
        query.query.with(|query| query_words::of(query, part)).map(told).unwrap_or_default()
    });
    view! {
        <li>
            <button
                type="button"
                class="chip"
                id=id(part)
                data-testid=id(part)
                aria-label=move || told(Label::RemoveFilter.with("filter", words.get()))
                on:click=move |_| {
                    // While this one is still there, so that focus is never lost.
                    match parts.with_untracked(|parts| after(parts, part)) {
                        Some(next) => document::focus(&id(next)),
                        None => document::focus(FILTERS_OPEN_ID),
                    }
                    query.change(|query| query.remove(part));
                }
            >
                <span class="chip-words">{move || words.get()}</span>
                <Icon shape=Shape::Refused />
            </button>
        </li>
    }
}

fn id(part: Part) -> String {
    format!("chip-{}", part.token())
}

/// Which part comes next, or before if none does.
fn after(parts: &[Part], part: Part) -> Option<Part> {
    let place = parts.iter().position(|other| *other == part)?;
    parts.get(place + 1).or_else(|| parts.get(place.checked_sub(1)?)).copied()
}

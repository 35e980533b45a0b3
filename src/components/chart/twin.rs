//! The figures of a picture as a table, for whoever reads them better there.

use leptos::prelude::*;
use words::Label;

use crate::components::chart::drawable::Subject;
use crate::language::{said, say};

/// The figures, as they are written.
#[derive(Debug, Default)]
pub struct Figures {
    /// What the columns are.
    pub head: Vec<String>,
    /// What each row is about, and its figures. A figure that does not exist is no zero.
    pub rows: Vec<(String, Vec<Option<String>>)>,
}

/// The table, in a place of its own that scrolls where it is too wide or too long.
#[component]
pub(super) fn Twin(
    /// What it is called.
    caption: Label,
    /// What stands in it.
    subject: RwSignal<Subject>,
) -> impl IntoView {
    let cell = |figure: Option<String>| match figure {
        Some(figure) => view! { <td>{figure}</td> }.into_any(),
        None => view! {
            <td>
                <span aria-hidden="true">"–"</span>
                <span class="visually-hidden">{say(Label::NothingPutIn)}</span>
            </td>
        }
        .into_any(),
    };
    view! {
        <div class="chart-twin" tabindex="0" role="region" aria-label=move || said(caption)>
            <table>
                <caption>{say(caption)}</caption>
                {move || {
                    let Figures { head, rows } = subject.with(|subject| subject.figures());
                    let columns = head.into_iter().map(|name| view! { <th scope="col">{name}</th> });
                    let rows = rows.into_iter().map(|(name, row)| {
                        view! { <tr><th scope="row">{name}</th>{row.into_iter().map(cell).collect_view()}</tr> }
                    });
                    view! {
                        <thead><tr>{columns.collect_view()}</tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    }
                }}
            </table>
        </div>
    }
}

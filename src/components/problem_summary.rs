//! What is wrong with a form, above it: focused when it appears, each line a way to its field, if the
//! page has that field.

use domain::form::{Field, Problems};
use leptos::html::Div;
use leptos::prelude::*;
use words::{Label, problem};

use crate::browser::document;
use crate::components::input_id;
use crate::language::{say, tell};

/// The list of what is wrong; nothing while nothing is.
#[component]
pub fn ProblemSummary(
    /// What is wrong with the form.
    #[prop(into)]
    problems: Signal<Problems>,
    /// Where a line leads, if not to the input of its field.
    #[prop(optional)]
    target: Option<fn(Field) -> &'static str>,
    /// What the ids of the fields begin with, as their form has it.
    #[prop(optional)]
    id_prefix: &'static str,
) -> impl IntoView {
    let summary = NodeRef::<Div>::new();
    let target = target.unwrap_or(input_id);
    Effect::new(move |_| {
        if let Some(element) = summary.get()
            && problems.with(|problems| !problems.is_empty())
        {
            // Focus fails only on elements that cannot have it.
            let _ = element.focus();
        }
    });
    let lines = move || {
        problems.with(|problems| {
            problems
                .iter()
                .map(|(field, problem)| {
                    let id = format!("{id_prefix}{}", target(field));
                    let words = tell(problem::of(field, problem));
                    if !document::has(&id) {
                        return view! { <li>{words}</li> }.into_any();
                    }
                    view! {
                        <li>
                            <a
                                href=format!("#{id}")
                                on:click=move |event| {
                                    event.prevent_default();
                                    document::focus(&id);
                                }
                            >
                                {words}
                            </a>
                        </li>
                    }
                    .into_any()
                })
                .collect_view()
        })
    };
    view! {
        <Show when=move || problems.with(|problems| !problems.is_empty())>
            <div class="problem-summary" role="alert" tabindex="-1" node_ref=summary data-testid="problem-summary">
                <h2>{say(Label::ThereIsAProblem)}</h2>
                <ul>{lines}</ul>
            </div>
        </Show>
    }
}

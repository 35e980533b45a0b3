//! The catalogue: what every code, HTTP status and misfortune means and what to do about it.
//!
//! It is the domain's table made readable; it knows no meaning of its own.

use domain::status::catalogue::{self, Chapter};
use domain::status::{Reason, words};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

use crate::components::{EmptyState, PageHeading, Shape};
use crate::route;

/// The name of the last part of an entry's path.
pub const CODE_PARAMETER: &str = "code";

/// Everything in the catalogue, searched and filtered.
#[component]
pub fn CodesPage() -> impl IntoView {
    let search = RwSignal::new(String::new());
    let chapter = RwSignal::new(None::<Chapter>);
    let found = Memo::new(move |_| {
        let part = search.with(|search| search.trim().to_lowercase());
        Reason::all()
            .filter(|reason| chapter.get().is_none_or(|chapter| Chapter::of(*reason) == chapter))
            .filter(|reason| part.is_empty() || text_of(*reason).contains(&part))
            .collect::<Vec<_>>()
    });
    view! {
        <PageHeading
            title="Status codes"
            lead="Every outcome has a number. This is what each of them means and what to do about it."
        />
        <div class="toolbar" role="search" aria-label="Find a code">
            <label class="search">
                <span class="visually-hidden">"Number or word"</span>
                <input type="search" placeholder="Number or word" autocomplete="off" bind:value=search />
            </label>
            <label class="search">
                <span class="visually-hidden">"Kind"</span>
                <select on:change:target=move |event| {
                    let title = event.target().value();
                    chapter.set(Chapter::ALL.into_iter().find(|chapter| chapter.title() == title));
                }>
                    <option value="">"All kinds"</option>
                    {Chapter::ALL
                        .into_iter()
                        .map(|chapter| view! { <option value=chapter.title()>{chapter.title()}</option> })
                        .collect_view()}
                </select>
            </label>
            <p class="shown" role="status">
                <strong data-testid="codes-count">{move || found.with(Vec::len)}</strong>
                " entries"
            </p>
        </div>
        <Show
            when=move || found.with(|found| !found.is_empty())
            fallback=|| {
                view! {
                    <EmptyState shape=Shape::Service headline="No entry fits.">
                        <p>"Any number from 000 to 999 has an entry of its own, listed or not."</p>
                    </EmptyState>
                }
            }
        >
            <ul class="codes">
                <For each=move || found.get() key=|reason| *reason children=|reason| view! { <Line reason /> } />
            </ul>
        </Show>
    }
}

/// What a search looks at.
fn text_of(reason: Reason) -> String {
    let words = words::of(reason);
    format!(
        "{} {} {} {}",
        catalogue::label(reason),
        words.headline,
        words.next_step,
        catalogue::remedy_name(words.remedy)
    )
    .to_lowercase()
}

#[component]
fn Line(reason: Reason) -> impl IntoView {
    let words = words::of(reason);
    view! {
        <li class="code-line" data-testid="code-line">
            <A href=route::code(&catalogue::slug(reason)) attr:class="code-number">
                {catalogue::label(reason)}
            </A>
            <span>{words.headline}</span>
            <span class="quiet">{catalogue::remedy_name(words.remedy)}</span>
        </li>
    }
}

/// One entry of the catalogue.
#[component]
pub fn CodePage() -> impl IntoView {
    let parameters = use_params_map();
    let slug =
        Memo::new(move |_| parameters.with(|parameters| parameters.get(CODE_PARAMETER)).unwrap_or_default());
    view! {
        <PageHeading title="Status code" />
        {move || {
            let slug = slug.get();
            match catalogue::at(&slug) {
                Some(reason) => view! { <Entry reason slug /> }.into_any(),
                None => view! {
                    <EmptyState shape=Shape::Service headline="There is no such code.">
                        <p>"Codes are numbers from 000 to 999."</p>
                    </EmptyState>
                }
                .into_any(),
            }
        }}
        <p class="form-footer">
            <A href=route::CODES>"All status codes"</A>
        </p>
    }
}

#[component]
fn Entry(reason: Reason, slug: String) -> impl IntoView {
    let words = words::of(reason);
    // A number that no list has is shown as itself, and read by its digits.
    let label = match reason {
        Reason::Digits(..) | Reason::HttpClass(_) => slug,
        Reason::Code(_) | Reason::Http(_) | Reason::Misfortune(_) => catalogue::label(reason),
    };
    let kind = match catalogue::level_of(reason) {
        Some(level) => format!("{} · {}", Chapter::of(reason).title(), catalogue::level_name(level)),
        None => Chapter::of(reason).title().to_owned(),
    };
    view! {
        <article class="panel" data-testid="code-entry">
            <h2>{label}</h2>
            <dl class="pairs">
                <dt>"What happened"</dt>
                <dd>{words.headline}</dd>
                <dt>"Next step"</dt>
                <dd>{words.next_step}</dd>
                <dt>"What the app offers"</dt>
                <dd>{catalogue::remedy_name(words.remedy)}</dd>
                <dt>"Kind"</dt>
                <dd>{kind}</dd>
            </dl>
        </article>
    }
}

//! The catalogue: what every code, HTTP status and misfortune means and what to do about it.
//!
//! It is the domain's table made readable; it knows no meaning of its own.

use domain::status::catalogue::{self, Chapter};
use domain::status::{Reason, Rule};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use words::{Label, Phrase, Value};

use crate::components::{EmptyState, PageHeading, Shape};
use crate::language::{say, shown, tell, told, with_dictionary};
use crate::route;

/// The name of the last part of an entry's path.
pub const CODE_PARAMETER: &str = "code";

/// Everything in the catalogue, searched and filtered.
#[component]
pub fn CodesPage() -> impl IntoView {
    let search = RwSignal::new(String::new());
    let chapter = RwSignal::new(None::<Chapter>);
    let found = Memo::new(move |_| {
        let part = search.with(|search| words::catalogue::searchable(search.trim()));
        Reason::all()
            .filter(|reason| chapter.get().is_none_or(|chapter| Chapter::of(*reason) == chapter))
            .filter(|reason| part.is_empty() || text_of(*reason).contains(&part))
            .collect::<Vec<_>>()
    });
    view! {
        <PageHeading
            title=Label::StatusCodes
            lead=Label::StatusCodesLead
        />
        <div class="toolbar" role="search" aria-label=say(Label::FindCode)>
            <label class="search">
                <span class="visually-hidden">{say(Label::NumberOrWord)}</span>
                <input type="search" placeholder=say(Label::NumberOrWord) autocomplete="off" bind:value=search />
            </label>
            <label class="search">
                <span class="visually-hidden">{say(Label::Kind)}</span>
                <select
                    prop:value=move || chapter.get().map_or("", Chapter::token)
                    on:change:target=move |event| {
                        let token = event.target().value();
                        chapter.set(Chapter::ALL.into_iter().find(|chapter| chapter.token() == token));
                    }
                >
                    <option value="">{say(Label::AllKinds)}</option>
                    {Chapter::ALL
                        .into_iter()
                        .map(|chapter| view! { <option value=chapter.token()>{say(chapter)}</option> })
                        .collect_view()}
                </select>
            </label>
            <p class="shown" role="status">
                <strong data-testid="codes-count">{move || shown(Value::Integer(found.with(Vec::len) as u64))}</strong>
                " "
                {move || told(Label::Entries.count(found.with(Vec::len) as u64))}
            </p>
        </div>
        <Show
            when=move || found.with(|found| !found.is_empty())
            fallback=move || {
                view! {
                    <EmptyState shape=Shape::Filters headline=Label::NoEntry>
                        <p>{say(Label::NoEntryText)}</p>
                        <button
                            type="button"
                            class="button"
                            on:click=move |_| {
                                search.set(String::new());
                                chapter.set(None);
                            }
                        >
                            {say(Label::ShowAllEntries)}
                        </button>
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
    with_dictionary(|dictionary| words::catalogue::search_text(dictionary, reason)).unwrap_or_default()
}

#[component]
fn Line(reason: Reason) -> impl IntoView {
    view! {
        <li class="code-line" data-testid="code-line">
            <A href=route::code(&catalogue::slug(reason)) attr:class="code-number">
                {tell(words::catalogue::label(reason))}
            </A>
            <span>{say(Phrase::Headline(reason))}</span>
            <span class="quiet">{say(Rule::of(reason).remedy)}</span>
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
        <PageHeading title=Label::StatusCode />
        {move || {
            let slug = slug.get();
            match catalogue::at(&slug) {
                Some(reason) => view! { <Entry reason slug /> }.into_any(),
                None => view! {
                    <EmptyState shape=Shape::Service headline=Label::NoSuchCode>
                        <p>{say(Label::NoSuchCodeText)}</p>
                    </EmptyState>
                }
                .into_any(),
            }
        }}
        <p class="form-footer">
            <A href=route::CODES>{say(Label::AllStatusCodes)}</A>
        </p>
    }
}

#[component]
fn Entry(reason: Reason, slug: String) -> impl IntoView {
    // A number that no list has is shown as itself, and read by its digits.
    let label = match reason {
        Reason::Digits(..) => Label::CodeNumber.with("number", Value::Text(slug)),
        Reason::HttpClass(_) => Label::HttpNumber.with("number", Value::Text(slug)),
        Reason::Code(_) | Reason::Http(_) | Reason::Misfortune(_) => words::catalogue::label(reason),
    };
    let level = catalogue::level_of(reason);
    view! {
        <article class="panel" data-testid="code-entry">
            <h2>{tell(label)}</h2>
            <dl class="pairs">
                <dt>{say(Label::WhatHappened)}</dt>
                <dd>{say(Phrase::Headline(reason))}</dd>
                <dt>{say(Label::WhatToDo)}</dt>
                <dd>{say(Phrase::NextStep(reason))}</dd>
                <dt>{say(Label::WhatAppOffers)}</dt>
                <dd>{say(Rule::of(reason).remedy)}</dd>
                <dt>{say(Label::Kind)}</dt>
                <dd>{say(Chapter::of(reason))}</dd>
                {level.map(|level| view! {
                    <dt>{say(Label::Level)}</dt>
                    <dd>{say(level)}</dd>
                })}
            </dl>
        </article>
    }
}

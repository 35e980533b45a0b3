//! The frame of every picture: title, sentence, units, axes, the drawing, a slider that reads values off it, and the table.
//!
//! The drawing itself is one image to screen readers; they hear the sentence, the slider and the table.

use domain::chart::Place;
use leptos::prelude::*;
use words::Label;

use crate::components::EnergyBadge;
use crate::components::chart::picture::{Line, Picture};
use crate::components::chart::twin::{Figures, Twin};
use crate::language::{said, say, told};

/// A picture in its frame.
#[component]
pub(super) fn Frame(
    /// What it is called.
    title: Label,
    /// What is to be seen, in a sentence made from the figures.
    #[prop(into)]
    summary: Signal<String>,
    /// What the figures are, and what not.
    means: Label,
    /// What goes up.
    unit_up: Label,
    /// What goes along.
    unit_along: Label,
    /// What is drawn; nothing where there is nothing to draw.
    #[prop(into)]
    picture: Signal<Option<Picture>>,
    /// Says what can be read off at one of the places.
    read: Callback<usize, String>,
    /// The same as a table.
    #[prop(into)]
    figures: Signal<Figures>,
    /// Its name in tests.
    test_id: &'static str,
) -> impl IntoView {
    let is_drawn = Memo::new(move |_| picture.with(Option::is_some));
    let is_table = RwSignal::new(false);
    view! {
        <figure class="chart" data-testid=test_id>
            <figcaption>
                <h3>{say(title)}</h3>
                <p class="chart-summary">{move || summary.get()}</p>
            </figcaption>
            <Show when=move || is_drawn.get()>
                <p class="chart-unit">{say(unit_up)}</p>
                <Plot title picture read />
                <p class="chart-unit chart-unit-along">{say(unit_along)}</p>
                <p class="chart-means">{say(means)}</p>
                <button
                    type="button"
                    class="button button-small"
                    aria-expanded=move || is_table.get().to_string()
                    on:click=move |_| is_table.update(|is_table| *is_table = !*is_table)
                >
                    {say(Label::ShowAsTable)}
                </button>
                <Show when=move || is_table.get()>
                    <Twin caption=title figures />
                </Show>
            </Show>
        </figure>
    }
}

/// The drawing between its axes, and what is read off it.
#[component]
fn Plot(title: Label, picture: Signal<Option<Picture>>, read: Callback<usize, String>) -> impl IntoView {
    let with = move |look: fn(&Picture) -> Vec<(Place, String)>| {
        picture.with(|picture| picture.as_ref().map(look).unwrap_or_default())
    };
    let reads = Memo::new(move |_| {
        picture.with(|picture| picture.as_ref().map(|picture| picture.reads).unwrap_or_default())
    });
    let chosen = RwSignal::new(None::<usize>);
    let place = Memo::new(move |_| {
        let reads = reads.get();
        chosen.get().unwrap_or(reads.usual).min(reads.count.saturating_sub(1))
    });
    let words = move || read.run(place.get());
    let up = move || {
        let tick = |(place, text): (Place, String)| {
            view! { <span style:inset-block-start=place.from_end().percent()>{text}</span> }
        };
        with(|picture| picture.up.clone()).into_iter().map(tick).collect_view()
    };
    let along = move || {
        let tick = |(place, text): (Place, String)| {
            view! { <span style:inset-inline-start=place.percent()>{text}</span> }
        };
        with(|picture| picture.along.clone()).into_iter().map(tick).collect_view()
    };
    let lines = move || {
        let lines = picture.with(|picture| picture.as_ref().map(|picture| picture.lines.clone()));
        let line = |Line { class, way }| view! { <path class=class d=way /> };
        lines.unwrap_or_default().into_iter().map(line).collect_view()
    };
    let names = move || {
        let names = picture.with(|picture| picture.as_ref().map(|picture| picture.names.clone()));
        let name = |(place, energy_type): (Place, _)| {
            view! { <span style:inset-block-start=place.from_end().percent()><EnergyBadge energy_type /></span> }
        };
        names.unwrap_or_default().into_iter().map(name).collect_view()
    };
    view! {
        <div class="chart-grid">
            <div class="chart-up" aria-hidden="true">{up}</div>
            <div class="chart-plot">
                <svg viewBox="0 0 10000 10000" preserveAspectRatio="none" role="img" aria-label=move || said(title)>
                    {lines}
                </svg>
                <div
                    class="chart-reader"
                    hidden=move || reads.get().count < 2
                    style:inset-inline-start=move || reads.get().first.percent()
                    style:inset-inline-end=move || reads.get().last.from_end().percent()
                >
                    <input
                        type="range"
                        min="0"
                        max=move || reads.get().count.saturating_sub(1).to_string()
                        prop:value=move || place.get().to_string()
                        aria-label=move || told(Label::ReadOff.with("chart", title))
                        aria-valuetext=words
                        on:input:target=move |event| chosen.set(event.target().value().parse().ok())
                    />
                </div>
            </div>
            <div class="chart-names" aria-hidden="true">{names}</div>
            <div class="chart-along" aria-hidden="true">{along}</div>
        </div>
        <p class="chart-read" aria-hidden="true">{words}</p>
    }
}

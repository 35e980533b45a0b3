//! The frame of every picture: title, sentence, units, axes, the drawing, a slider that reads values off it, and the table.
//!
//! The drawing itself is one image to screen readers; they hear the sentence, the slider and the table.

use domain::chart::Place;
use leptos::prelude::*;
use words::Label;

use crate::components::EnergyBadge;
use crate::components::chart::drawable::{Subject, Title};
use crate::components::chart::picture::{Line, Picture, Reads};
use crate::components::chart::twin::Twin;
use crate::language::{said, say, told};

/// A picture in its frame.
#[component]
pub fn Chart(
    /// What is drawn.
    subject: RwSignal<Subject>,
) -> impl IntoView {
    let Title { title, means, unit_up, unit_along, test_id } =
        subject.with_untracked(|subject| subject.title());
    let is_drawn = Memo::new(move |_| subject.with(|subject| subject.reads().is_some()));
    let is_table = RwSignal::new(false);
    view! {
        <figure class="chart" data-testid=test_id>
            <figcaption>
                <h2>{say(title)}</h2>
                <p class="chart-summary">{move || subject.with(|subject| subject.summary())}</p>
            </figcaption>
            <Show when=move || is_drawn.get()>
                <p class="chart-unit">{say(unit_up)}</p>
                <Plot title unit_along subject />
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
                    <Twin caption=title subject />
                </Show>
            </Show>
        </figure>
    }
}

/// The drawing between its axes, and what is read off it. The slider stays while the drawing becomes another.
#[component]
fn Plot(title: Label, unit_along: Label, subject: RwSignal<Subject>) -> impl IntoView {
    let reads = move || subject.with(|subject| subject.reads()).unwrap_or_default();
    let chosen = RwSignal::new(None::<usize>);
    let place = move || {
        let Reads { count, usual, .. } = reads();
        chosen.get().unwrap_or(usual).min(count.saturating_sub(1))
    };
    let words = move || subject.with(|subject| subject.read(place()));
    view! {
        <div class="chart-grid">
            {move || subject.with(|subject| subject.picture()).map(|picture| drawing(title, picture))}
            <div
                class="chart-reader"
                hidden=move || reads().count < 2
                style:margin-inline-start=move || reads().first.percent()
                style:margin-inline-end=move || reads().last.from_end().percent()
            >
                <input
                    type="range"
                    min="0"
                    max=move || reads().count.saturating_sub(1).to_string()
                    prop:value=move || place().to_string()
                    aria-label=move || told(Label::ReadOff.with("chart", title))
                    aria-valuetext=words
                    on:input:target=move |event| chosen.set(event.target().value().parse().ok())
                />
            </div>
        </div>
        <p class="chart-unit chart-unit-along">{say(unit_along)}</p>
        <p class="chart-read" aria-hidden="true">{words}</p>
    }
}

/// The drawing with what is written around it.
fn drawing(title: Label, picture: Picture) -> AnyView {
    let from_top = |(place, text): (Place, String)| {
        view! { <span style:inset-block-start=place.from_end().percent()>{text}</span> }
    };
    let from_start = |(place, text): (Place, String)| {
        view! { <span style:inset-inline-start=place.percent()>{text}</span> }
    };
    let name = |(place, energy_type): (Place, _)| {
        view! { <span style:inset-block-start=place.from_end().percent()><EnergyBadge energy_type /></span> }
    };
    let line = |Line { class, way }| view! { <path class=class d=way /> };
    let Picture { up, along, lines, names } = picture;
    view! {
        <div class="chart-up" aria-hidden="true">{up.into_iter().map(from_top).collect_view()}</div>
        <svg
            class="chart-plot"
            viewBox="0 0 10000 10000"
            preserveAspectRatio="none"
            role="img"
            aria-label=move || said(title)
        >
            {lines.into_iter().map(line).collect_view()}
        </svg>
        <div class="chart-names" aria-hidden="true">{names.into_iter().map(name).collect_view()}</div>
        <div class="chart-along" aria-hidden="true">{along.into_iter().map(from_start).collect_view()}</div>
    }
    .into_any()
}

//! The choice between light, dark and what the system has.

use leptos::prelude::*;
use words::Label;

use crate::browser::theme::Theme;
use crate::language::say;

const fn word(theme: Theme) -> Label {
    match theme {
        Theme::System => Label::ColoursSystem,
        Theme::Light => Label::ColoursLight,
        Theme::Dark => Label::ColoursDark,
    }
}

/// The choice of colours.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = Theme::remembered();
    view! {
        <label class="theme-switch">
            <span>{say(Label::Colours)}</span>
            <select on:change:target=move |event| {
                let value = event.target().value();
                if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.token() == value) {
                    theme.apply();
                }
            }>
                {Theme::ALL
                    .into_iter()
                    .map(|theme| {
                        view! {
                            <option value=theme.token() selected=theme == chosen>{say(word(theme))}</option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
    }
}

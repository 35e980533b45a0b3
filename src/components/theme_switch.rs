//! The choice between light, dark and what the system has.

use leptos::prelude::*;

use crate::browser::theme::Theme;

const fn word(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "As the system",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

/// The choice of colours.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let chosen = Theme::remembered();
    view! {
        <label class="theme-switch">
            <span>"Colours"</span>
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
                            <option value=theme.token() selected=theme == chosen>{word(theme)}</option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
    }
}

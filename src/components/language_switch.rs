//! The choice of language. Each is written as its own speakers write it, so that nobody has to read another.

use leptos::prelude::*;
use words::{Label, Language};

use crate::components::{Icon, Shape};
use crate::language::{say, spoken};

/// The choice of language.
#[component]
pub fn LanguageSwitch(
    /// Called with the one that the person wants.
    on_choose: Callback<Language>,
) -> impl IntoView {
    let choices = Language::ALL
        .into_iter()
        .map(|language| {
            view! {
                <option
                    value=language.tag()
                    lang=language.tag()
                    dir=language.direction().token()
                    prop:selected=move || spoken() == language
                >
                    {language.own_name()}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="language-switch">
            <Icon shape=Shape::Language />
            <select
                aria-label=say(Label::Language)
                data-testid="language"
                on:change:target=move |event| {
                    let choice = event.target();
                    on_choose.run(Language::of_tag(&choice.value()).unwrap_or_default());
                    // It shows what is spoken: the words of the other language may never come.
                    choice.set_value(untrack(spoken).tag());
                }
            >
                {choices}
            </select>
        </label>
    }
}

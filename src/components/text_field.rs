//! One field of a form: its name, what helps to fill it in, and what is wrong with it.

use domain::form::{Field, Problems};
use leptos::prelude::*;
use words::{Label, problem};

use crate::language::{said, say, told};

/// The id of the input of a field. The account's is the one that password managers look for.
#[must_use]
pub const fn input_id(field: Field) -> &'static str {
    match field {
        Field::Account => "username",
        Field::Password
        | Field::EnergyType
        | Field::Power
        | Field::Amount
        | Field::Value
        | Field::TimestampExpire
        | Field::InputData
        | Field::Lots
        | Field::LotHash
        | Field::IdempotencyKey
        | Field::Handshake
        | Field::SessionId
        | Field::Request => field.token(),
    }
}

/// What is wrong with a field, beside it.
#[component]
pub fn FieldProblem(
    /// Which field.
    field: Field,
    /// What is wrong with the form.
    #[prop(into)]
    problems: Signal<Problems>,
    /// What its id begins with, where the same field stands on the page twice.
    #[prop(optional)]
    id_prefix: &'static str,
) -> impl IntoView {
    let text =
        move || problems.with(|problems| problems.of(field)).map(|problem| told(problem::of(field, problem)));
    view! {
        <p class="field-problem" id=format!("{id_prefix}{}-problem", field.token()) hidden=move || text().is_none()>
            {text}
        </p>
    }
}

/// A field of one line.
#[component]
pub fn TextField(
    /// Its name.
    label: Label,
    /// Which field it is.
    field: Field,
    /// What was typed.
    value: RwSignal<String>,
    /// What is wrong with the form.
    #[prop(into)]
    problems: Signal<Problems>,
    /// What helps to fill it in.
    #[prop(optional)]
    hint: Option<Label>,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The keyboard that a phone shows.
    #[prop(default = "text")]
    input_mode: &'static str,
    /// The unit behind the number.
    #[prop(optional)]
    unit: Option<Label>,
    /// What its ids begin with, where the same field stands on the page twice.
    #[prop(optional)]
    id_prefix: &'static str,
) -> impl IntoView {
    let name = input_id(field);
    let id = format!("{id_prefix}{name}");
    let has_problem = move || problems.with(|problems| problems.of(field).is_some());
    let described_by = format!("{id}-hint {id_prefix}{}-problem", field.token());
    view! {
        <div class="field" class:has-problem=has_problem>
            <label for=id.clone()>{say(label)}</label>
            <p class="field-hint" id=format!("{id}-hint") hidden=hint.is_none()>{move || hint.map(said)}</p>
            <FieldProblem field problems id_prefix />
            <div class="input-row">
                <input
                    id=id
                    name=name
                    type="text"
                    inputmode=input_mode
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby=described_by
                    aria-invalid=move || has_problem().to_string()
                    bind:value=value
                />
                <span class="unit" aria-hidden="true" hidden=unit.is_none()>{move || unit.map(said)}</span>
            </div>
        </div>
    }
}

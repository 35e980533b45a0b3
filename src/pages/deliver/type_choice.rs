//! The choice between the types of energy, none of which is chosen at first.

use domain::energy::EnergyType;
use domain::form::{Field, Problems};
use leptos::prelude::*;
use words::Label;

use crate::components::{EnergyBadge, FieldProblem, input_id};
use crate::language::say;

/// The choice.
#[component]
pub fn TypeChoice(
    /// What is chosen.
    energy_type: RwSignal<Option<EnergyType>>,
    /// What is wrong with the form.
    problems: RwSignal<Problems>,
) -> impl IntoView {
    let has_no_type = move || problems.with(|problems| problems.of(Field::EnergyType).is_some());
    view! {
        <fieldset
            class="field"
            class:has-problem=has_no_type
            role="radiogroup"
            aria-describedby="type-problem"
            aria-invalid=move || has_no_type().to_string()
        >
            <legend>{say(Label::EnergyType)}</legend>
            <FieldProblem field=Field::EnergyType problems />
            <div class="choices">
                {EnergyType::ALL
                    .into_iter()
                    .map(|choice| {
                        view! {
                            <label class="choice">
                                <input
                                    type="radio"
                                    name="type"
                                    id=radio_id(choice)
                                    value=choice.token()
                                    prop:checked=move || energy_type.get() == Some(choice)
                                    on:change=move |_| energy_type.set(Some(choice))
                                />
                                <EnergyBadge energy_type=choice />
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

/// The id of the choice of a type.
const fn radio_id(energy_type: EnergyType) -> &'static str {
    match energy_type {
        EnergyType::Solar => "type-solar",
        EnergyType::Water => "type-water",
        EnergyType::Wind => "type-wind",
    }
}

/// Where the summary leads for a field: the first choice of a group, else the input.
pub fn target_of(field: Field) -> &'static str {
    if field == Field::EnergyType { radio_id(EnergyType::Solar) } else { input_id(field) }
}

//! The type of energy as a drawing, a word and a colour, so that none of them is needed alone.

use domain::energy::EnergyType;
use leptos::prelude::*;

use crate::components::Icon;
use crate::drawing::Shape;
use crate::language::say;

/// A type of energy.
#[component]
pub fn EnergyBadge(
    /// Which one.
    energy_type: EnergyType,
) -> impl IntoView {
    view! {
        <span class=format!("badge badge-{}", energy_type.token())>
            <Icon shape=Shape::from(energy_type) />
            {say(energy_type)}
        </span>
    }
}

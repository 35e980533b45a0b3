//! The type of energy as a drawing, a word and a colour, so that none of them is needed alone.

use domain::energy::EnergyType;
use leptos::prelude::*;

use crate::components::{Icon, Shape};

/// The word for a type of energy.
#[must_use]
pub const fn energy_name(energy_type: EnergyType) -> &'static str {
    match energy_type {
        EnergyType::Solar => "Solar",
        EnergyType::Water => "Water",
        EnergyType::Wind => "Wind",
    }
}

const fn shape(energy_type: EnergyType) -> Shape {
    match energy_type {
        EnergyType::Solar => Shape::Solar,
        EnergyType::Water => Shape::Water,
        EnergyType::Wind => Shape::Wind,
    }
}

/// A type of energy.
#[component]
pub fn EnergyBadge(
    /// Which one.
    energy_type: EnergyType,
) -> impl IntoView {
    view! {
        <span class=format!("badge badge-{}", energy_type.token())>
            <Icon shape=shape(energy_type) />
            {energy_name(energy_type)}
        </span>
    }
}

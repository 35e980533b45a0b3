//! What is typed into the form, as one thing: read into a draft, filled from one, cleared.

use domain::delivery::{DeliveryDraft, Stay};
use domain::energy::EnergyType;
use leptos::prelude::*;

use crate::language::decimal_mark;

/// The fields of the form; copies are the same fields.
#[derive(Clone, Copy)]
pub struct Fields {
    /// The type that was chosen.
    pub energy_type: RwSignal<Option<EnergyType>>,
    /// Power in kW.
    pub power: RwSignal<String>,
    /// Energy in kWh.
    pub amount: RwSignal<String>,
    /// The price in credits.
    pub value: RwSignal<String>,
    /// How long the lot is offered.
    pub stay: RwSignal<Stay>,
    /// The seller's note.
    pub note: RwSignal<String>,
}

impl Fields {
    /// Fields in which nothing was typed.
    pub fn empty() -> Self {
        Self {
            energy_type: RwSignal::new(None),
            power: RwSignal::new(String::new()),
            amount: RwSignal::new(String::new()),
            value: RwSignal::new(String::new()),
            stay: RwSignal::new(Stay::OneDay),
            note: RwSignal::new(String::new()),
        }
    }

    /// What is typed; tracks changes.
    pub fn draft(self) -> DeliveryDraft {
        DeliveryDraft {
            energy_type: self.energy_type.get(),
            power_kw: self.power.get(),
            amount_kwh: self.amount.get(),
            value: self.value.get(),
            stay: self.stay.get(),
            note: self.note.get(),
            decimal_mark: decimal_mark(),
        }
    }

    /// Whether nothing is typed at this moment.
    pub fn is_empty(self) -> bool {
        let typed = [self.power, self.amount, self.value, self.note];
        self.energy_type.with_untracked(Option::is_none)
            && typed.iter().all(|text| text.with_untracked(String::is_empty))
    }

    /// Types that draft.
    pub fn fill(self, draft: &DeliveryDraft) {
        let DeliveryDraft { energy_type, power_kw, amount_kwh, value, stay, note, decimal_mark: _ } = draft;
        self.energy_type.set(*energy_type);
        self.stay.set(*stay);
        for (field, text) in
            [(self.power, power_kw), (self.amount, amount_kwh), (self.value, value), (self.note, note)]
        {
            field.set(text.clone());
        }
    }

    /// Makes room for the next lot, which is of the same type and offered as long.
    pub fn clear(self) {
        for typed in [self.power, self.amount, self.value, self.note] {
            typed.set(String::new());
        }
    }
}

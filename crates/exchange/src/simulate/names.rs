//! Who the traders are: made-up names, what each of them makes, and the password of each.
//!
//! All of it follows from a number, so the same number is the same trader in every run.

use domain::energy::EnergyType;
use sha2::{Digest, Sha256};

const PLACES: [&str; 24] = [
    "Sunny Hollow",
    "Old Mill",
    "Ridge",
    "Larkfield",
    "Copper Brook",
    "Windmere",
    "Thistle Lane",
    "Otter Creek",
    "Gull Point",
    "Marigold Court",
    "Beaver Bend",
    "Hawk Hill",
    "Plum Orchard",
    "Stony Ford",
    "North Cape",
    "Clover Yard",
    "Heron Lock",
    "Kite Meadow",
    "Amber Terrace",
    "Salmon Leap",
    "Bracken Moor",
    "Honeybee Row",
    "Mossy Sluice",
    "Lighthouse",
];
const SOLAR: [&str; 4] = ["Farm", "Roof", "School", "Bakery"];
const WATER: [&str; 4] = ["Weir", "Waterwheel", "Hydro", "Turbine House"];
const WIND: [&str; 4] = ["Turbine Co-op", "Wind Park", "Wind", "Wind Society"];

/// One trader.
#[derive(Clone, Debug)]
pub(super) struct Persona {
    /// The account's name.
    pub(super) name: String,
    /// What the trader makes.
    pub(super) energy_type: EnergyType,
}

impl Persona {
    /// The trader of that number.
    pub(super) fn of(number: u16) -> Self {
        let number = usize::from(number);
        let (energy_type, kinds) = match number % 3 {
            0 => (EnergyType::Solar, SOLAR),
            1 => (EnergyType::Water, WATER),
            _ => (EnergyType::Wind, WIND),
        };
        let round = number / PLACES.len();
        let kind = kinds.get((number / 3 + round) % kinds.len()).unwrap_or(&"Trader");
        let place = PLACES.get(number % PLACES.len()).unwrap_or(&"Somewhere");
        let name =
            if round == 0 { format!("{place} {kind}") } else { format!("{place} {kind} {}", round + 1) };
        Self { name, energy_type }
    }

    /// The password: long, and known to whoever reads this.
    pub(super) fn password(&self) -> String {
        let digest = Sha256::digest(format!("simulated trader {}", self.name));
        let digits: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        format!("trader-{digits}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::account::{CredentialsDraft, SignUp};
    use std::collections::HashSet;

    #[test]
    fn no_two_traders_have_the_same_name_and_each_can_sign_up() {
        let mut names = HashSet::new();
        for number in 0..500 {
            let persona = Persona::of(number);
            let draft = CredentialsDraft { account: persona.name.clone(), password: persona.password() };
            assert!(SignUp::validate(&draft).is_ok(), "{}", persona.name);
            assert!(names.insert(persona.name.clone()), "{} twice", persona.name);
        }
    }

    #[test]
    fn a_trader_is_the_same_in_every_run() {
        assert_eq!(Persona::of(0).name, "Sunny Hollow Farm");
        assert_eq!(Persona::of(0).password(), Persona::of(0).password());
        assert_ne!(Persona::of(0).password(), Persona::of(1).password());
    }
}

//! How much energy can be had up to which price: an area for each type, one on top of the other. It rises in steps, at the
//! prices up to which was counted.

use domain::chart::{Level, Place, Supply};
use domain::energy::EnergyType;
use words::{Label, Sentence, Value};

use crate::components::chart::drawable::{Drawable, Title};
use crate::components::chart::path::{self, Point};
use crate::components::chart::picture::{Picture, Reads};
use crate::components::chart::twin::Figures;
use crate::language::{said, shown, told};

impl Drawable for Supply {
    fn title(&self) -> Title {
        Title {
            title: Label::SupplyByPrice,
            means: Label::SupplyMeans,
            unit_up: Label::UnitKilowattHours,
            unit_along: Label::UpToCreditsPerKwh,
            test_id: "supply-chart",
        }
    }

    fn summary(&self) -> String {
        summary(self)
    }

    fn reads(&self) -> Option<Reads> {
        let (first, last) = (self.levels().first()?, self.levels().last()?);
        let along = |level: &Level| self.price_axis().place(level.up_to.0);
        let usual = self.half().unwrap_or_default();
        Some(Reads { count: self.levels().len(), first: along(first), last: along(last), usual })
    }

    fn read(&self, level: usize) -> String {
        read(self, level)
    }

    fn picture(&self) -> Option<Picture> {
        self.levels().last().map(|last| picture(self, last))
    }

    fn figures(&self) -> Figures {
        figures(self)
    }
}

fn summary(supply: &Supply) -> String {
    let half = supply.half().and_then(|half| supply.levels().get(half));
    let Some((level, cheapest)) = half.zip(supply.cheapest()) else { return told(Label::PoolEmpty) };
    let summary: Sentence = Label::SupplySummary
        .with("all", Value::Energy(supply.total_wh()))
        .with("some", Value::Energy(level.sum()))
        .with("price", level.dearest)
        .with("low", cheapest);
    told(match supply.beyond_wh() {
        0 => summary,
        beyond => summary.then(Label::SupplyBeyond.with("energy", Value::Energy(beyond))),
    })
}

fn picture(supply: &Supply, last: &Level) -> Picture {
    let (prices, energy) = (supply.price_axis(), supply.energy_axis());
    let along = |level: &Level| prices.place(level.up_to.0);
    let mut picture = Picture::on(energy, |tick| shown(Value::Thousandths(tick)));
    let mut names = Vec::new();
    // What lies below the type: all types before it.
    let edge = |types: usize| -> Vec<Point> {
        let height = |level: &Level| {
            let below = level.amounts_wh.iter().take(types);
            energy.place(below.fold(0, |sum: u64, amount| sum.saturating_add(*amount)))
        };
        supply.levels().iter().map(|level| (along(level), height(level))).collect()
    };
    for (place, energy_type) in EnergyType::ALL.into_iter().enumerate() {
        if last.amounts_wh.get(place).is_none_or(|amount| *amount == 0) {
            continue;
        }
        let (lower, upper) = (edge(place), edge(place + 1));
        picture.draw("area", energy_type, path::between(&upper, &lower));
        picture.draw("line", energy_type, path::steps((Place::START, Place::START), &upper));
        if let (Some((_, low)), Some((_, high))) = (lower.last(), upper.last()) {
            names.push((Place::at(u32::midpoint(low.get(), high.get())), energy_type));
        }
    }
    picture.name(&names);
    picture.along =
        prices.ticks().map(|tick| (prices.place(tick), shown(Value::Thousandths(tick)))).collect();
    picture
}

fn read(supply: &Supply, level: usize) -> String {
    let Some(level) = supply.levels().get(level) else { return String::new() };
    let mut words = vec![told(Label::PerKwhUpTo.with("to", level.up_to)), shown(Value::Energy(level.sum()))];
    let parts = EnergyType::ALL.into_iter().zip(level.amounts_wh).filter(|(_, amount)| *amount > 0);
    words.extend(
        parts.map(|(energy_type, amount)| format!("{} {}", said(energy_type), shown(Value::Energy(amount)))),
    );
    words.join(" · ")
}

fn figures(supply: &Supply) -> Figures {
    // The unit stands in the head once, so that the table is narrow.
    let energy = |amount: u64| Some(shown(Value::Thousandths(amount)));
    let measured = |name: &str| format!("{name} ({})", said(Label::UnitKilowattHours));
    let row = |level: &Level| {
        let amounts = level.amounts_wh.into_iter().chain([level.sum()]).map(energy).collect();
        (shown(level.up_to), amounts)
    };
    let mut head = vec![said(Label::UpToCreditsPerKwh).to_owned()];
    head.extend(EnergyType::ALL.into_iter().map(|energy_type| measured(said(energy_type))));
    head.push(measured(said(Label::Total)));
    Figures { head, rows: supply.levels().iter().map(row).collect() }
}

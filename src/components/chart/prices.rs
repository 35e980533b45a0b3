//! What a kWh costs by the hour in which it was put into the pool: a line for each type, broken where nothing was.

use domain::chart::{Axis, HOURS, HourlyPrices, Means, Place};
use domain::credits::PricePerKwh;
use domain::energy::EnergyType;
use words::{Label, Phrase, Sentence, Value};

use crate::components::chart::drawable::{Drawable, Title};
use crate::components::chart::path::{self, Point};
use crate::components::chart::picture::{Picture, Reads};
use crate::components::chart::twin::Figures;
use crate::language::{said, shown, told};

/// Every so many hours one is written at the axis.
const WRITTEN: usize = 6;

impl Drawable for HourlyPrices {
    fn title(&self) -> Title {
        Title {
            title: Label::HourlyPrices,
            means: Label::HourlyPricesMean,
            unit_up: Label::CreditsPerKwh,
            unit_along: Label::HourOfDelivery,
            test_id: "prices-chart",
        }
    }

    fn summary(&self) -> String {
        summary(self)
    }

    fn reads(&self) -> Option<Reads> {
        let usual = self.last_hour()?;
        Some(Reads { count: HOURS, first: middle(0), last: middle(HOURS - 1), usual })
    }

    fn read(&self, hour: usize) -> String {
        read(self, hour)
    }

    fn picture(&self) -> Option<Picture> {
        self.last_hour().map(|_| picture(self))
    }

    fn figures(&self) -> Figures {
        figures(self)
    }
}

fn summary(prices: &HourlyPrices) -> String {
    let name = |energy_type| Value::from(Phrase::from(energy_type));
    let summary: Sentence = match prices.means() {
        Means::None => Label::HourlyPricesNone.into(),
        Means::One(energy_type, price) => {
            Label::HourlyPricesOne.with("type", name(energy_type)).with("price", price)
        }
        Means::Several { cheapest: (cheapest, low), dearest: (dearest, high) } => Label::HourlyPricesSummary
            .with("cheapest", name(cheapest))
            .with("low", low)
            .with("dearest", name(dearest))
            .with("high", high),
    };
    told(match prices.beyond() {
        None => summary,
        Some(price) => summary.then(Label::HourlyPricesBeyond.with("price", price)),
    })
}

fn picture(prices: &HourlyPrices) -> Picture {
    let axis = prices.axis();
    let mut picture = Picture::on(axis, |tick| shown(Value::Thousandths(tick)));
    let mut names = Vec::new();
    for energy_type in EnergyType::ALL {
        let runs: Vec<Vec<Point>> = prices
            .runs(energy_type)
            .into_iter()
            .map(|run| run.into_iter().map(|(hour, price)| point(axis, hour, price)).collect())
            .collect();
        picture.draw("line", energy_type, path::runs(&runs));
        let dots = path::dots(runs.iter().flatten());
        picture.draw("hole", energy_type, dots.clone());
        picture.draw("dot", energy_type, dots);
        names.extend(prices.last(energy_type).map(|price| (axis.place(price.0), energy_type)));
    }
    picture.name(&names);
    let written = (0..HOURS).filter(|hour| (HOURS - 1 - hour).is_multiple_of(WRITTEN));
    picture.along = written.map(|hour| (middle(hour), shown(Value::Hour(prices.hour(hour))))).collect();
    picture
}

fn point(axis: Axis, hour: usize, price: PricePerKwh) -> Point {
    (middle(hour), axis.place(price.0))
}

/// The middle of an hour along the picture.
fn middle(hour: usize) -> Place {
    Place::share(2 * hour as u128 + 1, 2 * HOURS as u128)
}

fn read(prices: &HourlyPrices, hour: usize) -> String {
    let price = |energy_type| {
        let price = prices.price(hour, energy_type)?;
        Some(format!("{} {}", said(energy_type), shown(price)))
    };
    let mut words = vec![shown(Value::Hour(prices.hour(hour)))];
    words.extend(EnergyType::ALL.into_iter().filter_map(price));
    if words.len() == 1 {
        words.push(said(Label::NothingPutIn).to_owned());
    }
    words.join(" · ")
}

fn figures(prices: &HourlyPrices) -> Figures {
    let names = EnergyType::ALL.into_iter().map(|energy_type| said(energy_type).to_owned());
    let row = |hour| {
        let price = |energy_type| prices.price(hour, energy_type).map(shown);
        (shown(Value::Hour(prices.hour(hour))), EnergyType::ALL.into_iter().map(price).collect())
    };
    Figures {
        head: std::iter::once(said(Label::HourOfDelivery).to_owned()).chain(names).collect(),
        rows: (0..HOURS).map(row).collect(),
    }
}

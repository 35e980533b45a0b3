//! The two sides that are compared: the engine, and lots in a list that is parsed, filtered and sorted anew.

use std::cmp::Reverse;

use domain::chart::{HourlyPrices, Offer, Supply};
use domain::lot::{Lot, LotHash};
use domain::pool::{Column, Direction, PoolAnswer};
use domain::timestamp::Timestamp;
use wattpool_engine::{Filter, Pool, Row};

use crate::list::PlainList;

/// The last of the hours in which lots of a hundred thousand were put in.
const LAST_HOUR: Timestamp = Timestamp(1_790_000_000_000 + 19 * 3_600_000);

/// What can be done to a pool.
pub trait Side: Default {
    /// The name in the table.
    const NAME: &'static str;
    fn hear(&mut self, answer: &[u8]);
    fn sort(&mut self, sort: Option<(Column, Direction)>);
    fn filter(&mut self, filter: &Filter);
    fn pick_first(&mut self, count: usize);
    fn put_all_back(&mut self);
    /// Looks at everything that rows show.
    fn window(&self, first: usize, count: usize) -> u64;
    /// Computes what the pictures of the whole pool show.
    fn look_over(&self) -> (HourlyPrices, Supply);
}

impl Side for Pool {
    const NAME: &'static str = "engine";

    fn hear(&mut self, answer: &[u8]) {
        let mut reading = self.read();
        let mut pieces = 0_u32;
        for piece in answer.chunks(256 * 1024) {
            assert_eq!(reading.feed(self, piece), Ok(()));
            // As a page would that draws the first rows at once and others now and then.
            pieces += 1;
            if pieces.is_power_of_two() {
                reading.reveal(self);
            }
        }
        if let Ok(heard) = reading.finish(self) {
            assert!(heard.update.is_some_and(|update| self.merge(update).is_ok()), "no answer");
        }
    }

    fn sort(&mut self, sort: Option<(Column, Direction)>) {
        self.set_sort(sort);
    }

    fn filter(&mut self, filter: &Filter) {
        self.set_filter(filter.clone());
    }

    fn pick_first(&mut self, count: usize) {
        for place in 0..count {
            let slot = self.rows(place, 1).next().map(Row::slot);
            if let Some(slot) = slot {
                self.pick(slot, true);
            }
        }
    }

    fn put_all_back(&mut self) {
        Pool::put_all_back(self);
    }

    fn window(&self, first: usize, count: usize) -> u64 {
        self.rows(first, count).map(|row| seen(row.value().get(), row.amount().get(), row.note())).sum()
    }

    fn look_over(&self) -> (HourlyPrices, Supply) {
        (self.hourly_prices(LAST_HOUR), self.supply())
    }
}

/// Lots in a list.
#[derive(Default)]
pub struct Listed {
    list: PlainList,
    sort: Option<(Column, Direction)>,
    filter: Filter,
    places: Vec<usize>,
    picked: Vec<LotHash>,
}

impl Listed {
    fn refresh(&mut self) {
        let (lots, filter) = (&self.list.lots, &self.filter);
        let note = filter.note.to_lowercase();
        let price = filter.price_per_kwh;
        let is_shown = |lot: &Lot| {
            (filter.energy_types.is_empty() || filter.energy_types.contains(lot.energy_type))
                && price.from.is_none_or(|from| from <= lot.price_per_kwh())
                && price.to.is_none_or(|to| lot.price_per_kwh() <= to)
                && (note.is_empty() || lot.note.as_str().to_lowercase().contains(&note))
        };
        self.places = (0..lots.len()).filter(|place| is_shown(&lots[*place])).collect();
        let key = |column: Column, place: usize| match column {
            Column::EnergyType => lots[place].energy_type as u64,
            Column::Amount => lots[place].amount.get(),
            Column::Power => lots[place].power.get(),
            Column::Value => lots[place].value.get(),
            Column::PricePerKwh => lots[place].price_per_kwh().0,
            Column::TimestampSell => lots[place].timestamp_sell.0,
            Column::TimestampExpire => lots[place].timestamp_expire.0,
            // Nothing that is measured orders by it.
            Column::Seller => 0,
        };
        match self.sort {
            None => {}
            Some((column, Direction::Ascending)) => {
                self.places.sort_by_key(|place| key(column, *place));
            }
            Some((column, Direction::Descending)) => {
                self.places.sort_by_key(|place| Reverse(key(column, *place)));
            }
        }
        self.picked.retain(|picked| lots.iter().any(|lot| lot.hash == *picked));
    }
}

impl Side for Listed {
    const NAME: &'static str = "list";

    fn hear(&mut self, answer: &[u8]) {
        let read = serde_json::from_slice::<protocol::pool::Pool>(answer).ok();
        let answer = read.and_then(|pool| PoolAnswer::try_from(pool).ok());
        assert!(answer.is_some(), "no answer");
        answer.into_iter().for_each(|answer| self.list.apply(answer));
        self.refresh();
    }

    fn sort(&mut self, sort: Option<(Column, Direction)>) {
        self.sort = sort;
        self.refresh();
    }

    fn filter(&mut self, filter: &Filter) {
        self.filter = filter.clone();
        self.refresh();
    }

    fn pick_first(&mut self, count: usize) {
        for place in &self.places[..count] {
            let name = self.list.lots[*place].hash;
            if !self.picked.contains(&name) {
                self.picked.push(name);
            }
        }
    }

    fn put_all_back(&mut self) {
        self.picked.clear();
    }

    fn window(&self, first: usize, count: usize) -> u64 {
        let rows = self.places.iter().skip(first).take(count).map(|place| self.list.lots[*place].clone());
        rows.map(|lot| seen(lot.value.get(), lot.amount.get(), lot.note.as_str())).sum()
    }

    fn look_over(&self) -> (HourlyPrices, Supply) {
        let lots = &self.list.lots;
        let mut prices = HourlyPrices::until(LAST_HOUR);
        lots.iter().for_each(|lot| prices.add(lot.energy_type, lot.timestamp_sell, lot.value, lot.amount));
        let offer = |lot: &Lot| Offer {
            energy_type: lot.energy_type,
            price: lot.price_per_kwh(),
            amount_wh: lot.amount.get(),
        };
        (prices, Supply::of(|| lots.iter().map(offer)))
    }
}

fn seen(value: u64, amount: u64, note: &str) -> u64 {
    value + amount + note.len() as u64
}

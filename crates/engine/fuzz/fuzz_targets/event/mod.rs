//! What can happen, made of whatever the fuzzer has: few values of each kind, so that equal ones are common.

mod answer;

use arbitrary::Arbitrary;
use domain::credits::PricePerKwh;
use domain::energy::{EnergyType, WattHours};
use domain::pool::{Column, Direction, Range};
use domain::timestamp::Timestamp;

use crate::oracle::step::Step;

pub use answer::Answer;

#[derive(Arbitrary, Debug)]
pub enum Event {
    Hear(Answer),
    /// The answer is read elsewhere.
    Apply(Answer),
    /// The second answer is heard while the first is read, which was split there.
    Overtake(Answer, u16, Answer),
    Sort(Sort),
    Filter(Filter),
    Pick(u8, bool),
    PutAllBack,
}

#[derive(Arbitrary, Debug)]
pub struct Sort {
    column: u8,
    is_down: bool,
}

impl Sort {
    pub fn step(&self) -> Step {
        let direction = if self.is_down { Direction::Descending } else { Direction::Ascending };
        // One number more than there are columns: no order.
        let column = Column::ALL.get(usize::from(self.column) % (Column::ALL.len() + 1));
        Step::Sort(column.map(|column| (*column, direction)))
    }
}

#[derive(Arbitrary, Debug)]
pub struct Filter {
    types: u8,
    price_per_kwh: (Option<u16>, Option<u16>),
    amount: (Option<u8>, Option<u8>),
    expire: (Option<u8>, Option<u8>),
    seller: u8,
    note: u8,
}

const SELLERS: [&str; 4] = ["", "03", "4", "nobody"];
const NOTES: [&str; 6] = ["", "", "roof", " SÜD ", "Крыша", "\""];

impl Filter {
    pub fn step(&self) -> Step {
        let types = EnergyType::ALL.into_iter().filter(|each| self.types & 1 << *each as u8 != 0);
        Step::Filter(wattpool_engine::Filter {
            energy_types: types.collect(),
            price_per_kwh: range(self.price_per_kwh, |price| PricePerKwh(u64::from(price) * 100)),
            amount: range(self.amount, |amount| WattHours::new(u64::from(amount) * 40 + 1).unwrap()),
            timestamp_expire: range(self.expire, |moment| Timestamp(moment.into())),
            seller: SELLERS[usize::from(self.seller) % SELLERS.len()].to_owned(),
            note: NOTES[usize::from(self.note) % NOTES.len()].to_owned(),
        })
    }
}

fn range<N, T>((from, to): (Option<N>, Option<N>), value: impl Fn(N) -> T) -> Range<T> {
    Range { from: from.map(&value), to: to.map(&value) }
}

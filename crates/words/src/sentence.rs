//! A sentence: a phrase with the values that stand in it, before it is put into a language.
//!
//! It can be kept and said again in another language; nothing in it is formatted yet.

use std::time::Duration;

use domain::credits::{Credits, LotPrice, PowerUnit, PricePerKwh};
use domain::energy::{WattHours, Watts};
use domain::timestamp::Timestamp;

use crate::label::Label;
use crate::phrase::Phrase;

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words of a person or a machine: a name, an address, a version. Set apart from the text around it,
    /// whichever way it is written.
    Text(String),
    /// A whole number.
    Integer(u64),
    /// A number of thousandths without a unit, as on an axis.
    Thousandths(u64),
    /// Credits with their unit.
    Credits(Credits),
    /// Watt-hours, said in kWh.
    Energy(u64),
    /// Power, said in kW.
    Power(Watts),
    /// A price per kWh without the unit.
    PricePerKwh(PricePerKwh),
    /// What a kWh costs where no price is named, without the unit.
    PowerUnit(PowerUnit),
    /// Date and time of day.
    Date(Timestamp),
    /// The time of day with seconds.
    Time(Timestamp),
    /// The time of day without seconds.
    Hour(Timestamp),
    /// The date alone.
    Day(Timestamp),
    /// How far a moment lies from now.
    Relative {
        /// The moment.
        at: Timestamp,
        /// Now.
        now: Timestamp,
    },
    /// How long something takes or took, in its largest unit.
    Span(Duration),
    /// Another sentence.
    Sentence(Box<Sentence>),
}

/// A phrase with the values that stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub(crate) phrase: Phrase,
    pub(crate) values: Vec<(&'static str, Value)>,
}

impl Sentence {
    /// The same with a value for `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    /// Which phrase it is.
    #[must_use]
    pub const fn phrase(&self) -> Phrase {
        self.phrase
    }

    /// This sentence and then another one.
    #[must_use]
    pub fn then(self, next: impl Into<Self>) -> Self {
        Label::TwoSentences.with("first", self).with("second", next.into())
    }
}

impl Label {
    /// The label with a value for `{name}`.
    #[must_use]
    pub fn with(self, name: &'static str, value: impl Into<Value>) -> Sentence {
        Sentence::from(self).with(name, value)
    }

    /// The label for so many of them.
    #[must_use]
    pub fn count(self, count: u64) -> Sentence {
        self.with("count", Value::Integer(count))
    }
}

impl<T: Into<Phrase>> From<T> for Sentence {
    fn from(phrase: T) -> Self {
        Self { phrase: phrase.into(), values: Vec::new() }
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Credits> for Value {
    fn from(credits: Credits) -> Self {
        Self::Credits(credits)
    }
}

impl From<LotPrice> for Value {
    fn from(price: LotPrice) -> Self {
        Self::Credits(Credits(price.get()))
    }
}

impl From<WattHours> for Value {
    fn from(amount: WattHours) -> Self {
        Self::Energy(amount.get())
    }
}

impl From<Watts> for Value {
    fn from(power: Watts) -> Self {
        Self::Power(power)
    }
}

impl From<PricePerKwh> for Value {
    fn from(price: PricePerKwh) -> Self {
        Self::PricePerKwh(price)
    }
}

impl From<PowerUnit> for Value {
    fn from(power_unit: PowerUnit) -> Self {
        Self::PowerUnit(power_unit)
    }
}

impl From<Duration> for Value {
    fn from(span: Duration) -> Self {
        Self::Span(span)
    }
}

impl From<Phrase> for Value {
    fn from(phrase: Phrase) -> Self {
        Self::Sentence(Box::new(phrase.into()))
    }
}

impl From<Label> for Value {
    fn from(label: Label) -> Self {
        Phrase::from(label).into()
    }
}

impl From<Sentence> for Value {
    fn from(sentence: Sentence) -> Self {
        Self::Sentence(Box::new(sentence))
    }
}

//! What to write beside a field that has a problem.

use domain::account::{AccountName, Password};
use domain::credits::{Credits, LotPrice};
use domain::energy::{WattHours, Watts};
use domain::form::{Field, Problem};
use domain::lot::Note;
use domain::purchase;

use crate::label::Label;
use crate::sentence::{Sentence, Value};

/// What is wrong with that field, and so what to do about it.
#[must_use]
pub fn of(field: Field, problem: Problem) -> Sentence {
    match field {
        Field::Account => of_account(problem),
        Field::Password => of_password(problem),
        Field::EnergyType => Label::ChooseType.into(),
        Field::Power => of_power(problem),
        Field::Amount => of_amount(problem),
        Field::Value => of_price(problem),
        Field::TimestampExpire if problem == Problem::TooFar => Label::EndTooFar.into(),
        Field::TimestampExpire => Label::EndTooNear.into(),
        Field::InputData if problem == Problem::TooLong => at_most(Label::NoteTooLong, Note::MAX_CHARACTERS),
        Field::InputData => Label::NoteUnprintable.into(),
        Field::Lots if problem == Problem::TooLong => at_most(Label::TooManyLots, purchase::MAX_LOTS),
        Field::Lots => Label::NoLots.into(),
        Field::LotHash | Field::IdempotencyKey | Field::Handshake | Field::SessionId | Field::Request => {
            Label::NotUsable.into()
        }
    }
}

fn at_most(label: Label, limit: usize) -> Sentence {
    label.count(limit as u64)
}

fn of_account(problem: Problem) -> Sentence {
    match problem {
        Problem::Missing => Label::EnterAccount.into(),
        Problem::TooLong => at_most(Label::AccountTooLong, AccountName::MAX_CHARACTERS),
        Problem::Unprintable => Label::AccountUnprintable.into(),
        Problem::Reused => Label::AccountTaken.into(),
        Problem::Unknown => Label::AccountNotKnown.into(),
        Problem::TooShort
        | Problem::Guessable
        | Problem::NoLetter
        | Problem::NotANumber
        | Problem::NotWhole
        | Problem::Ambiguous
        | Problem::TooSmall
        | Problem::TooLarge
        | Problem::Past
        | Problem::TooFar
        | Problem::Repeated
        | Problem::Malformed => Label::NotUsable.into(),
    }
}

fn of_password(problem: Problem) -> Sentence {
    match problem {
        Problem::Missing => Label::EnterPassword.into(),
        Problem::TooShort => at_most(Label::PasswordTooShort, Password::MIN_CHARACTERS),
        Problem::TooLong => at_most(Label::PasswordTooLong, Password::MAX_CHARACTERS),
        Problem::Guessable => Label::PasswordGuessable.into(),
        Problem::NoLetter => Label::PasswordNoLetter.into(),
        Problem::Unknown => Label::PasswordNotRight.into(),
        Problem::Unprintable
        | Problem::NotANumber
        | Problem::NotWhole
        | Problem::Ambiguous
        | Problem::TooSmall
        | Problem::TooLarge
        | Problem::Past
        | Problem::TooFar
        | Problem::Repeated
        | Problem::Reused
        | Problem::Malformed => Label::NotUsable.into(),
    }
}

/// What is wrong with a price per kWh to look for. It is no field of a form: nobody sends it.
#[must_use]
pub fn of_price_per_kwh(problem: Problem) -> Sentence {
    let labels = NumberLabels {
        missing: Label::PerKwhNotANumber,
        not_whole: Label::PerKwhNotWhole,
        ambiguous: Label::PerKwhAmbiguous,
        too_small: Label::PerKwhNotANumber,
        too_large: Label::PerKwhNotANumber,
        not_a_number: Label::PerKwhNotANumber,
    };
    labels.of(problem, Value::Integer(u64::MAX / 1_000))
}

/// The sentences of one field for a number.
struct NumberLabels {
    missing: Label,
    not_whole: Label,
    ambiguous: Label,
    too_small: Label,
    too_large: Label,
    not_a_number: Label,
}

impl NumberLabels {
    fn of(&self, problem: Problem, limit: Value) -> Sentence {
        match problem {
            Problem::Missing => self.missing.into(),
            Problem::NotWhole => self.not_whole.into(),
            Problem::Ambiguous => self.ambiguous.into(),
            Problem::TooSmall => self.too_small.into(),
            Problem::TooLarge => self.too_large.with("limit", limit),
            Problem::TooShort
            | Problem::TooLong
            | Problem::Unprintable
            | Problem::Guessable
            | Problem::NoLetter
            | Problem::NotANumber
            | Problem::Unknown
            | Problem::Past
            | Problem::TooFar
            | Problem::Repeated
            | Problem::Reused
            | Problem::Malformed => self.not_a_number.into(),
        }
    }
}

fn of_power(problem: Problem) -> Sentence {
    let labels = NumberLabels {
        missing: Label::EnterPower,
        not_whole: Label::PowerNotWhole,
        ambiguous: Label::PowerAmbiguous,
        too_small: Label::PowerTooSmall,
        too_large: Label::PowerTooLarge,
        not_a_number: Label::PowerNotANumber,
    };
    labels.of(problem, Label::Kilowatts.with("number", Value::Integer(Watts::MAX / 1_000)).into())
}

fn of_amount(problem: Problem) -> Sentence {
    let labels = NumberLabels {
        missing: Label::EnterAmount,
        not_whole: Label::AmountNotWhole,
        ambiguous: Label::AmountAmbiguous,
        too_small: Label::AmountTooSmall,
        too_large: Label::AmountTooLarge,
        not_a_number: Label::AmountNotANumber,
    };
    labels.of(problem, Value::Energy(WattHours::MAX))
}

fn of_price(problem: Problem) -> Sentence {
    let labels = NumberLabels {
        missing: Label::PriceNotANumber,
        not_whole: Label::PriceNotWhole,
        ambiguous: Label::PriceAmbiguous,
        too_small: Label::PriceTooSmall,
        too_large: Label::PriceTooLarge,
        not_a_number: Label::PriceNotANumber,
    };
    labels.of(problem, Credits(LotPrice::MAX).into())
}

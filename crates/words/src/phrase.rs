//! A phrase: one place in every dictionary. It says nothing by itself; a dictionary has the wording.

use domain::energy::EnergyType;
use domain::heartbeat::Pulse;
use domain::lot::LotStatus;
use domain::pool::{Column, Direction, Expiry};
use domain::status::catalogue::{self, Chapter};
use domain::status::{
    Code, Consequence, HttpClass, HttpStatus, Level, Message, Misfortune, NextStep, Reason, Remedy,
};

use crate::english;
use crate::label::{English, Label};
use crate::sentence::{Sentence, Value};

/// One place in every dictionary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Phrase {
    /// A label or sentence of the interface.
    Label(Label),
    /// What happened.
    Headline(Reason),
    /// What to do next.
    NextStep(Reason),
}

impl Phrase {
    /// Every phrase, in the order of the dictionaries.
    pub fn all() -> impl Iterator<Item = Self> {
        let labels = Label::ALL.iter().copied().map(Self::Label);
        labels.chain(Reason::all().flat_map(|reason| [Self::Headline(reason), Self::NextStep(reason)]))
    }

    /// Its line in a dictionary, from zero.
    #[must_use]
    pub fn line(self) -> usize {
        match self {
            Self::Label(label) => label as usize,
            Self::Headline(reason) => Label::ALL.len() + 2 * place(reason),
            Self::NextStep(reason) => Label::ALL.len() + 2 * place(reason) + 1,
        }
    }

    /// Its key in the files of `languages/`.
    #[must_use]
    pub fn key(self) -> String {
        match self {
            Self::Label(label) => Label::KEYS.get(label as usize).copied().unwrap_or_default().to_owned(),
            Self::Headline(reason) => format!("{} headline", catalogue::slug(reason)),
            Self::NextStep(reason) => format!("{} next step", catalogue::slug(reason)),
        }
    }

    /// What it says in English.
    #[must_use]
    pub const fn english(self) -> English {
        match self {
            Self::Label(label) => label.english(),
            Self::Headline(reason) => English::Text(english::headline(reason)),
            Self::NextStep(reason) => English::Text(english::next_step(reason)),
        }
    }
}

/// The place of a reason in [`Reason::all`].
fn place(reason: Reason) -> usize {
    const DIGITS: usize = Code::ALL.len();
    const HTTP: usize = DIGITS + 16;
    const HTTP_CLASSES: usize = HTTP + HttpStatus::ALL.len();
    const MISFORTUNES: usize = HTTP_CLASSES + HttpClass::ALL.len();
    match reason {
        Reason::Code(code) => code as usize,
        Reason::Digits(class, level) => DIGITS + Level::ALL.len() * class as usize + level as usize,
        Reason::Http(status) => HTTP + status as usize,
        Reason::HttpClass(class) => HTTP_CLASSES + class as usize,
        Reason::Misfortune(misfortune) => MISFORTUNES + misfortune as usize,
    }
}

/// What a reader of these lines and the writer of a dictionary have to agree on: which phrase stands on which
/// line. It changes with every phrase that comes or goes.
pub const EDITION: u64 = {
    let mut edition = 0xcbf2_9ce4_8422_2325;
    let mut label = 0;
    while label < Label::KEYS.len() {
        edition = digest(edition, Label::KEYS[label].as_bytes());
        label += 1;
    }
    let mut code = 0;
    while code < Code::ALL.len() {
        edition = digest(edition, &Code::ALL[code].number().to_le_bytes());
        code += 1;
    }
    let mut status = 0;
    while status < HttpStatus::ALL.len() {
        edition = digest(edition, &HttpStatus::ALL[status].number().to_le_bytes());
        status += 1;
    }
    edition ^ ((HttpClass::ALL.len() as u64) << 8) ^ (Misfortune::ALL.len() as u64)
};

/// FNV-1a, with a separator after each part.
const fn digest(mut edition: u64, bytes: &[u8]) -> u64 {
    let mut place = 0;
    while place < bytes.len() {
        edition = (edition ^ bytes[place] as u64).wrapping_mul(0x0100_0000_01b3);
        place += 1;
    }
    (edition ^ 0xff).wrapping_mul(0x0100_0000_01b3)
}

impl From<Label> for Phrase {
    fn from(label: Label) -> Self {
        Self::Label(label)
    }
}

impl From<Consequence> for Phrase {
    fn from(consequence: Consequence) -> Self {
        Self::Label(match consequence {
            Consequence::NoAccount => Label::NoAccount,
            Consequence::AccountUnknown => Label::AccountUnknown,
            Consequence::NotLoggedIn => Label::NotLoggedIn,
            Consequence::LogInUnknown => Label::LogInUnknown,
            Consequence::MaybeLoggedIn => Label::MaybeLoggedIn,
            Consequence::OutOfDate => Label::OutOfDate,
            Consequence::NotDelivered => Label::NotDelivered,
            Consequence::DeliveryUnknown => Label::DeliveryUnknown,
            Consequence::ParcelNotDelivered => Label::ParcelNotDelivered,
            Consequence::ParcelUnknown => Label::ParcelUnknown,
            Consequence::NotCharged => Label::NotCharged,
            Consequence::PurchaseUnknown => Label::PurchaseUnknown,
            Consequence::NotRevoked => Label::NotRevoked,
            Consequence::RevokeUnknown => Label::RevokeUnknown,
            Consequence::MaybeRevoked => Label::MaybeRevoked,
            Consequence::SessionNotEnded => Label::SessionNotEnded,
            Consequence::SessionEndUnknown => Label::SessionEndUnknown,
            Consequence::SignedOut => Label::SignedOut,
        })
    }
}

impl From<NextStep> for Phrase {
    fn from(next_step: NextStep) -> Self {
        match next_step {
            NextStep::OfReason(reason) => Self::NextStep(reason),
            NextStep::CheckOutcome => Self::Label(Label::CheckOutcome),
            NextStep::SignUpAgain => Self::Label(Label::SignUpAgain),
            NextStep::LogInAgain => Self::Label(Label::LogInTwice),
            NextStep::EndSessionAgain => Self::Label(Label::EndSessionTwice),
        }
    }
}

/// What happened, what it means, what to do next: the three parts of a message.
#[must_use]
pub fn parts(message: &Message) -> [Phrase; 3] {
    [Phrase::Headline(message.reason), message.consequence.into(), message.next_step.into()]
}

/// What happened and what it means, where there is no room for more.
#[must_use]
pub fn headline_and_consequence(message: &Message) -> Sentence {
    Sentence::from(Phrase::Headline(message.reason)).then(message.consequence)
}

/// The small print that names what happened: a code, an HTTP status, or that nobody answered.
#[must_use]
pub fn cause(message: &Message) -> Sentence {
    let numbered = |label: Label, number: u16| label.with("number", Value::Text(number.to_string()));
    match (message.reason, message.code) {
        (Reason::Code(_) | Reason::Digits(..), Some(number)) => numbered(Label::CodeNumber, number),
        (Reason::Http(_) | Reason::HttpClass(_), Some(number)) => numbered(Label::HttpNumber, number),
        (
            Reason::Code(_)
            | Reason::Digits(..)
            | Reason::Http(_)
            | Reason::HttpClass(_)
            | Reason::Misfortune(_),
            _,
        ) => Label::NoAnswer.into(),
    }
}

/// The label of the button of a remedy; nothing where nothing is to be pressed.
#[must_use]
pub const fn button(remedy: Remedy) -> Option<Label> {
    match remedy {
        // What to change is marked where it was entered.
        Remedy::Nothing | Remedy::FixInput => None,
        Remedy::SignInAgain => Some(Label::LogInAgain),
        Remedy::Refresh => Some(Label::ShowNewest),
        Remedy::TryAgain => Some(Label::TryAgain),
        Remedy::Wait(_) => Some(Label::TryNow),
        Remedy::KeepGoing => Some(Label::AskProgress),
        Remedy::CheckOutcome => Some(Label::CheckAgain),
        Remedy::Reload => Some(Label::ReloadPage),
        Remedy::AskOperator => Some(Label::CopyReference),
    }
}

impl From<Remedy> for Phrase {
    /// What the remedy is called in the catalogue.
    fn from(remedy: Remedy) -> Self {
        Self::Label(match remedy {
            Remedy::Nothing => Label::RemedyNothing,
            Remedy::FixInput => Label::RemedyFixInput,
            Remedy::SignInAgain => Label::RemedySignInAgain,
            Remedy::Refresh => Label::RemedyRefresh,
            Remedy::TryAgain => Label::RemedyTryAgain,
            Remedy::Wait(_) => Label::RemedyWait,
            Remedy::KeepGoing => Label::RemedyKeepGoing,
            Remedy::CheckOutcome => Label::RemedyCheckOutcome,
            Remedy::Reload => Label::RemedyReload,
            Remedy::AskOperator => Label::RemedyAskOperator,
        })
    }
}

impl From<Chapter> for Phrase {
    fn from(chapter: Chapter) -> Self {
        Self::Label(match chapter {
            Chapter::GoingOn => Label::ChapterGoingOn,
            Chapter::Done => Label::ChapterDone,
            Chapter::Refused => Label::ChapterRefused,
            Chapter::Fault => Label::ChapterFault,
            Chapter::Http => Label::ChapterHttp,
            Chapter::Misfortune => Label::NoAnswer,
        })
    }
}

impl From<Level> for Phrase {
    fn from(level: Level) -> Self {
        Self::Label(match level {
            Level::Service => Label::LevelService,
            Level::User => Label::LevelUser,
            Level::Transaction => Label::LevelTransaction,
            Level::Other => Label::LevelOther,
        })
    }
}

impl From<EnergyType> for Phrase {
    fn from(energy_type: EnergyType) -> Self {
        Self::Label(match energy_type {
            EnergyType::Solar => Label::Solar,
            EnergyType::Water => Label::Water,
            EnergyType::Wind => Label::Wind,
        })
    }
}

impl From<LotStatus> for Phrase {
    /// What became of a lot, as its seller sees it.
    fn from(status: LotStatus) -> Self {
        Self::Label(match status {
            LotStatus::Waiting => Label::InPool,
            LotStatus::Succeeded => Label::Sold,
            LotStatus::Revoked => Label::TakenBack,
            LotStatus::Expired => Label::ExpiredUnsold,
        })
    }
}

impl From<Column> for Phrase {
    fn from(column: Column) -> Self {
        Self::Label(match column {
            Column::EnergyType => Label::Type,
            Column::Amount => Label::Energy,
            Column::Power => Label::Power,
            Column::Value => Label::Price,
            Column::PricePerKwh => Label::PerKwh,
            Column::TimestampSell => Label::DeliveredColumn,
            Column::TimestampExpire => Label::Expires,
            Column::Seller => Label::Seller,
        })
    }
}

impl From<Direction> for Phrase {
    fn from(direction: Direction) -> Self {
        Self::Label(match direction {
            Direction::Ascending => Label::Ascending,
            Direction::Descending => Label::Descending,
        })
    }
}

impl From<Expiry> for Phrase {
    fn from(expiry: Expiry) -> Self {
        Self::Label(match expiry {
            Expiry::WithinDay => Label::ExpiresWithinDay,
            Expiry::WithinWeek => Label::ExpiresWithinWeek,
            Expiry::WithinMonth => Label::ExpiresWithinMonth,
            Expiry::AfterDay => Label::ExpiresAfterDay,
        })
    }
}

impl From<Pulse> for Phrase {
    /// The word beside the dot.
    fn from(pulse: Pulse) -> Self {
        Self::Label(match pulse {
            Pulse::Off => Label::PulseOff,
            Pulse::Checking => Label::PulseChecking,
            Pulse::Alive => Label::PulseAlive,
            Pulse::Unreachable => Label::PulseUnreachable,
        })
    }
}

/// What a state of the heartbeat means for the person.
#[must_use]
pub const fn meaning(pulse: Pulse) -> Label {
    match pulse {
        Pulse::Off => Label::PulseOffMeans,
        Pulse::Checking => Label::PulseCheckingMeans,
        Pulse::Alive => Label::PulseAliveMeans,
        Pulse::Unreachable => Label::PulseUnreachableMeans,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_phrase_stands_on_its_own_line_under_its_own_key() {
        let mut keys = HashSet::new();
        for (line, phrase) in Phrase::all().enumerate() {
            assert_eq!(phrase.line(), line, "{}", phrase.key());
            assert!(keys.insert(phrase.key()), "{}", phrase.key());
        }
    }

    #[test]
    fn no_two_remedies_share_a_button() {
        let mut labels = HashSet::new();
        for remedy in Remedy::ALL {
            if let Some(label) = button(remedy) {
                assert!(labels.insert(label), "{remedy:?}");
            }
        }
        assert_eq!(labels.len(), Remedy::ALL.len() - 2);
    }
}

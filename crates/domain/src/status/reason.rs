//! What can have happened: each code, each kind of unlisted number, each HTTP status and class, each
//! misfortune. Every failure has exactly one reason, so the conversion into words is total.

use std::fmt;

use crate::status::{Class, Code, HttpClass, HttpStatus, Level, Misfortune, Status};

/// What happened, as far as words tell it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A custom code of the lists.
    Code(Code),
    /// A custom number that only its digits explain.
    Digits(Class, Level),
    /// An HTTP status that came without a custom code.
    Http(HttpStatus),
    /// Any other HTTP status that came without a custom code.
    HttpClass(HttpClass),
    /// No answer that could be read.
    Misfortune(Misfortune),
}

impl Reason {
    /// The last one of the catalogue.
    pub const LAST: Self = Self::Misfortune(Misfortune::CircuitOpen);

    /// Every reason that there is, in the order of the catalogue.
    pub fn all() -> impl Iterator<Item = Self> {
        let codes = Code::ALL.iter().copied().map(Self::Code);
        let digits = Class::ALL
            .into_iter()
            .flat_map(|class| Level::ALL.into_iter().map(move |level| Self::Digits(class, level)));
        let http = HttpStatus::ALL.iter().copied().map(Self::Http);
        let classes = HttpClass::ALL.into_iter().map(Self::HttpClass);
        let misfortunes = Misfortune::ALL.into_iter().map(Self::Misfortune);
        codes.chain(digits).chain(http).chain(classes).chain(misfortunes)
    }

    /// The reason of a number, be it a custom code or an HTTP status.
    #[must_use]
    pub const fn of_number(number: u16) -> Self {
        match Status::from_number(number) {
            Some(status) => Self::of_status(status),
            None => Self::of_http(number),
        }
    }

    /// The reason of a custom code.
    #[must_use]
    pub const fn of_status(status: Status) -> Self {
        match status {
            Status::Known(code) => Self::Code(code),
            Status::Unlisted(_) => Self::Digits(status.class(), status.level()),
        }
    }

    /// The reason of an HTTP status without a custom code.
    #[must_use]
    pub const fn of_http(number: u16) -> Self {
        match HttpStatus::from_number(number) {
            Some(status) => Self::Http(status),
            None => Self::HttpClass(HttpClass::of(number)),
        }
    }

    /// The number that it is known by, if it is one number.
    #[must_use]
    pub const fn number(self) -> Option<u16> {
        match self {
            Self::Code(code) => Some(code.number()),
            Self::Http(status) => Some(status.number()),
            Self::Digits(..) | Self::HttpClass(_) | Self::Misfortune(_) => None,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(formatter, "{}", code.number()),
            Self::Digits(class, level) => write!(formatter, "{class:?} at level {level:?}"),
            Self::Http(status) => write!(formatter, "HTTP {} {}", status.number(), status.title()),
            Self::HttpClass(class) => write!(formatter, "HTTP {class:?}"),
            Self::Misfortune(misfortune) => write!(formatter, "{misfortune}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_has_a_reason_of_the_catalogue() {
        let all: Vec<_> = Reason::all().collect();
        for number in 0..=u16::MAX {
            assert!(all.contains(&Reason::of_number(number)), "{number}");
        }
    }

    #[test]
    fn the_last_one_is_the_last() {
        assert_eq!(Reason::all().last(), Some(Reason::LAST));
    }

    #[test]
    fn no_reason_stands_twice() {
        let all: Vec<_> = Reason::all().collect();
        let distinct: std::collections::HashSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
    }
}

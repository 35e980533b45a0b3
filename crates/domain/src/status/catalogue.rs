//! The catalogue: in which chapter each reason stands and at which address it is found.
//!
//! It adds no meaning of its own and holds no words; those are in the `words` crate.

use crate::status::{Class, HttpClass, Level, Misfortune, Reason};

/// Which part of the catalogue a reason stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chapter {
    /// 6xx: going on.
    GoingOn,
    /// 7xx: done.
    Done,
    /// 8xx: refused.
    Refused,
    /// 9xx: fault of the service.
    Fault,
    /// HTTP statuses without a custom code.
    Http,
    /// No answer that could be read.
    Misfortune,
}

impl Chapter {
    /// Every chapter, in order.
    pub const ALL: [Self; 6] =
        [Self::GoingOn, Self::Done, Self::Refused, Self::Fault, Self::Http, Self::Misfortune];

    /// The name in markup.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::GoingOn => "6xx",
            Self::Done => "7xx",
            Self::Refused => "8xx",
            Self::Fault => "9xx",
            Self::Http => "http",
            Self::Misfortune => "no-answer",
        }
    }

    /// The chapter of a reason.
    #[must_use]
    pub const fn of(reason: Reason) -> Self {
        match reason {
            Reason::Code(code) => Self::of_class(crate::status::Status::Known(code).class()),
            Reason::Digits(class, _) => Self::of_class(class),
            Reason::Http(_) | Reason::HttpClass(_) => Self::Http,
            Reason::Misfortune(_) => Self::Misfortune,
        }
    }

    const fn of_class(class: Class) -> Self {
        match class {
            Class::GoingOn => Self::GoingOn,
            Class::Done => Self::Done,
            Class::Refused => Self::Refused,
            Class::Fault => Self::Fault,
        }
    }
}

/// The level of a reason, where its number has one.
#[must_use]
pub const fn level_of(reason: Reason) -> Option<Level> {
    match reason {
        Reason::Code(code) => Some(crate::status::Status::Known(code).level()),
        Reason::Digits(_, level) => Some(level),
        Reason::Http(_) | Reason::HttpClass(_) | Reason::Misfortune(_) => None,
    }
}

/// The last part of a reason's address in the catalogue: its number, or a word.
#[must_use]
pub fn slug(reason: Reason) -> String {
    match reason {
        Reason::Code(code) => code.number().to_string(),
        Reason::Http(status) => status.number().to_string(),
        Reason::Digits(class, level) => format!("{}{}", class_digit(class), level_digit(level)),
        Reason::HttpClass(class) => http_class_slug(class).to_owned(),
        Reason::Misfortune(misfortune) => misfortune_slug(misfortune).to_owned(),
    }
}

/// The reason at an address: any number below 1000 has one, listed or not.
#[must_use]
pub fn at(slug: &str) -> Option<Reason> {
    let is_number = slug.len() == 3 && slug.bytes().all(|byte| byte.is_ascii_digit());
    match slug.parse::<u16>() {
        Ok(number) if is_number => Some(Reason::of_number(number)),
        _ => Reason::all().find(|reason| self::slug(*reason) == slug),
    }
}

const fn class_digit(class: Class) -> char {
    match class {
        Class::GoingOn => '6',
        Class::Done => '7',
        Class::Refused => '8',
        Class::Fault => '9',
    }
}

const fn level_digit(level: Level) -> &'static str {
    match level {
        Level::Service => "1x",
        Level::User => "2x",
        Level::Transaction => "3x",
        Level::Other => "xx",
    }
}

const fn http_class_slug(class: HttpClass) -> &'static str {
    match class {
        HttpClass::Provisional => "1xx",
        HttpClass::Done => "2xx",
        HttpClass::Elsewhere => "3xx",
        HttpClass::Refused => "4xx",
        HttpClass::Fault => "5xx",
        HttpClass::Strange => "no-status",
    }
}

const fn misfortune_slug(misfortune: Misfortune) -> &'static str {
    match misfortune {
        Misfortune::Offline => "offline",
        Misfortune::Unreachable => "unreachable",
        Misfortune::TimedOut => "timed-out",
        Misfortune::Aborted => "aborted",
        Misfortune::Unreadable => "unreadable",
        Misfortune::WrongContentType => "wrong-content-type",
        Misfortune::TooLarge => "too-large",
        Misfortune::Redirected => "redirected",
        Misfortune::CircuitOpen => "circuit-open",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_found_at_its_own_address() {
        for reason in Reason::all() {
            assert_eq!(at(&slug(reason)), Some(reason), "{}", slug(reason));
        }
    }

    #[test]
    fn every_number_below_a_thousand_has_an_entry_and_nothing_else_does() {
        for number in 0..1000 {
            assert!(at(&format!("{number:03}")).is_some(), "{number}");
        }
        for strange in ["", "1000", "-1", "+82", "0823", "8 23", "<b>", "８２３"] {
            assert_eq!(at(strange), None, "{strange}");
        }
    }
}

//! The catalogue: every reason with its class, level, words and remedy, for the help pages and for
//! `docs/STATUS-CODES.md`, which is written from here by `cargo xtask codes`.
//!
//! It adds no meaning of its own; what a message says in a situation also depends on what was being done.

use std::fmt::Write;

use crate::status::{Action, Class, Failure, HttpClass, Level, Misfortune, Reason, Remedy, words};

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

    /// Its heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::GoingOn => "6xx · Going on",
            Self::Done => "7xx · Done",
            Self::Refused => "8xx · Refused",
            Self::Fault => "9xx · Fault of the exchange",
            Self::Http => "HTTP · Somebody on the way",
            Self::Misfortune => "No answer",
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

/// What a level is called.
#[must_use]
pub const fn level_name(level: Level) -> &'static str {
    match level {
        Level::Service => "Service",
        Level::User => "Account",
        Level::Transaction => "Lots",
        Level::Other => "Other",
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

/// What a remedy is called.
#[must_use]
pub const fn remedy_name(remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Nothing => "Nothing to do",
        Remedy::FixInput => "Change what was entered",
        Remedy::SignInAgain => "Log in again",
        Remedy::Refresh => "Load the newest state, then decide",
        Remedy::TryAgain => "Try again",
        Remedy::Wait(_) => "Wait, then try again",
        Remedy::KeepGoing => "Follow it until it ends",
        Remedy::CheckOutcome => "Check the outcome",
        Remedy::Reload => "Reload the page",
        Remedy::AskOperator => "Ask whoever runs the exchange",
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

/// What a reason is called: its number, for HTTP with its name, or what happened.
#[must_use]
pub fn label(reason: Reason) -> String {
    match reason {
        Reason::Code(_) | Reason::Digits(..) => slug(reason),
        Reason::Http(status) => format!("HTTP {} {}", status.number(), status.title()),
        Reason::HttpClass(HttpClass::Strange) => "No HTTP status".to_owned(),
        Reason::HttpClass(_) => format!("HTTP {}", slug(reason)),
        Reason::Misfortune(_) => "No answer".to_owned(),
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
    }
}

/// The catalogue as Markdown.
#[must_use]
pub fn markdown() -> String {
    let mut text = String::from(
        "# Status codes\n\n\
         Written by `cargo xtask codes` from `crates/domain/src/status`; a test keeps it so.\n\n\
         The body's code decides; the HTTP status only where an answer has no code. A number that is not listed \
         is read by its digits. An answer with `Retry-After` is waited for, five minutes at most.\n",
    );
    for chapter in Chapter::ALL {
        let _ = write!(
            text,
            "\n## {}\n\n| | level | what happened | next step | remedy |\n|---|---|---|---|---|\n",
            chapter.title()
        );
        for reason in Reason::all().filter(|reason| Chapter::of(*reason) == chapter) {
            let words = words::of(reason);
            let level = level_of(reason).map_or("", level_name);
            // Writing into a string cannot fail.
            let _ = writeln!(
                text,
                "| {} | {level} | {} | {} | {} |",
                label(reason),
                words.headline,
                words.next_step,
                remedy_name(words.remedy)
            );
        }
    }
    text.push_str(
        "\n## What it means for the person\n\n| while | refused | outcome unknown |\n|---|---|---|\n",
    );
    let unknown = Failure::from(Misfortune::Unreachable);
    let refused = Failure::new(crate::status::Cause::Http(400));
    for action in Action::ALL {
        let _ = writeln!(
            text,
            "| {action:?} | {} | {} |",
            words::consequence(&refused, action),
            words::consequence(&unknown, action)
        );
    }
    text
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

    #[test]
    fn the_document_is_what_the_table_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/STATUS-CODES.md");
        let document = std::fs::read_to_string(path).unwrap_or_default();
        assert!(document == markdown(), "docs/STATUS-CODES.md is old; `cargo xtask codes` writes it anew");
    }
}

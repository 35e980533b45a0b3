//! The fields that a person can fill in, and what can be wrong with one.
//!
//! A draft is what was typed; `validate` turns it into a value that only a good draft becomes, or into
//! [`Problems`]. The exchange runs the same checks and names the same fields and problems on the wire.
//! The words for a problem are in the `words` crate.

/// A field of a form or of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The account's name.
    Account,
    /// The password.
    Password,
    /// Solar, water or wind.
    EnergyType,
    /// The power of a lot.
    Power,
    /// The energy of a lot.
    Amount,
    /// The price of a whole lot.
    Value,
    /// When a lot leaves the pool unsold.
    TimestampExpire,
    /// The seller's note.
    InputData,
    /// The list of lots of a delivery or purchase.
    Lots,
    /// The hash that names a lot.
    LotHash,
    /// The key that makes a repeated call safe.
    IdempotencyKey,
    /// The name of something that goes on.
    Handshake,
    /// The name of an open session.
    SessionId,
    /// The whole request: its method, media type, length or syntax.
    Request,
}

impl Field {
    /// Every field, in the order of the forms.
    pub const ALL: [Self; 14] = [
        Self::Account,
        Self::Password,
        Self::EnergyType,
        Self::Power,
        Self::Amount,
        Self::Value,
        Self::TimestampExpire,
        Self::InputData,
        Self::Lots,
        Self::LotHash,
        Self::IdempotencyKey,
        Self::Handshake,
        Self::SessionId,
        Self::Request,
    ];

    /// The name on the wire.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Password => "password",
            Self::EnergyType => "type",
            Self::Power => "power",
            Self::Amount => "amount",
            Self::Value => "value",
            Self::TimestampExpire => "timestampExpire",
            Self::InputData => "inputData",
            Self::Lots => "tx",
            Self::LotHash => "txHash",
            Self::IdempotencyKey => "Idempotency-Key",
            Self::Handshake => "handshakeId",
            Self::SessionId => "sessionId",
            Self::Request => "request",
        }
    }

    /// The field of that name on the wire; anything unknown is the request as a whole.
    #[must_use]
    pub fn from_token(token: &str) -> Self {
        Self::ALL.into_iter().find(|field| field.token() == token).unwrap_or(Self::Request)
    }
}

/// What is wrong with a field. The limits that a problem speaks of are constants beside each value's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Problem {
    /// Nothing was given.
    Missing,
    /// Fewer characters or entries than the field needs.
    TooShort,
    /// More characters or entries than the field takes.
    TooLong,
    /// Holds control or invisible characters.
    Unprintable,
    /// A password that guessing programs try early.
    Guessable,
    /// Without any of the letters A to Z.
    NoLetter,
    /// Not a number.
    NotANumber,
    /// A number with more decimals than the unit can hold.
    NotWhole,
    /// Could be read as two different numbers, such as `1,500` and `1.500`.
    Ambiguous,
    /// Below the smallest that is allowed, zero and negative numbers included.
    TooSmall,
    /// Above the largest that is allowed.
    TooLarge,
    /// Not one of the choices.
    Unknown,
    /// A moment that has passed or is about to.
    Past,
    /// A moment further ahead than lots may stay.
    TooFar,
    /// The same entry stands twice.
    Repeated,
    /// Used before with another content.
    Reused,
    /// Present, but of another type or syntax than expected.
    Malformed,
}

impl Problem {
    /// Every problem.
    pub const ALL: [Self; 17] = [
        Self::Missing,
        Self::TooShort,
        Self::TooLong,
        Self::Unprintable,
        Self::Guessable,
        Self::NoLetter,
        Self::NotANumber,
        Self::NotWhole,
        Self::Ambiguous,
        Self::TooSmall,
        Self::TooLarge,
        Self::Unknown,
        Self::Past,
        Self::TooFar,
        Self::Repeated,
        Self::Reused,
        Self::Malformed,
    ];

    /// The name on the wire.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::Unprintable => "unprintable",
            Self::Guessable => "guessable",
            Self::NoLetter => "no_letter",
            Self::NotANumber => "not_a_number",
            Self::NotWhole => "not_whole",
            Self::Ambiguous => "ambiguous",
            Self::TooSmall => "too_small",
            Self::TooLarge => "too_large",
            Self::Unknown => "unknown",
            Self::Past => "past",
            Self::TooFar => "too_far",
            Self::Repeated => "repeated",
            Self::Reused => "reused",
            Self::Malformed => "malformed",
        }
    }

    /// The problem of that name on the wire; anything unknown is [`Problem::Malformed`].
    #[must_use]
    pub fn from_token(token: &str) -> Self {
        Self::ALL.into_iter().find(|problem| problem.token() == token).unwrap_or(Self::Malformed)
    }
}

/// What is wrong with a draft or a request: one problem a field, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems(Vec<(Field, Problem)>);

impl Problems {
    /// One problem.
    #[must_use]
    pub fn one(field: Field, problem: Problem) -> Self {
        Self(vec![(field, problem)])
    }

    /// Adds a problem; the first one of a field stays.
    pub fn add(&mut self, field: Field, problem: Problem) {
        if self.of(field).is_none() {
            self.0.push((field, problem));
        }
    }

    /// Keeps a good value, or notes what is wrong with the field and gives nothing.
    pub fn check<T>(&mut self, field: Field, result: Result<T, Problem>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.add(field, problem);
                None
            }
        }
    }

    /// What is wrong with one field.
    #[must_use]
    pub fn of(&self, field: Field) -> Option<Problem> {
        self.0.iter().find(|(at, _)| *at == field).map(|(_, problem)| *problem)
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each field with its problem.
    pub fn iter(&self) -> impl Iterator<Item = (Field, Problem)> + '_ {
        self.0.iter().copied()
    }
}

impl FromIterator<(Field, Problem)> for Problems {
    fn from_iter<I: IntoIterator<Item = (Field, Problem)>>(pairs: I) -> Self {
        let mut problems = Self::default();
        for (field, problem) in pairs {
            problems.add(field, problem);
        }
        problems
    }
}

/// Whether a text holds characters that nobody can see: controls, and the format characters that turn
/// or hide text. Line feeds and tabs count too; a field that wants them lets them through itself.
#[must_use]
pub fn has_unprintable(text: &str) -> bool {
    text.chars().any(|character| {
        character.is_control()
            || matches!(character,
                '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
                | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_on_the_wire_reads_back() {
        for field in Field::ALL {
            assert_eq!(Field::from_token(field.token()), field);
        }
        for problem in Problem::ALL {
            assert_eq!(Problem::from_token(problem.token()), problem);
        }
    }

    #[test]
    fn the_first_problem_of_a_field_stays() {
        let problems: Problems =
            [(Field::Power, Problem::Missing), (Field::Power, Problem::TooLarge)].into_iter().collect();
        assert_eq!(problems.of(Field::Power), Some(Problem::Missing));
        assert_eq!(problems.iter().count(), 1);
    }

    #[test]
    fn emoji_families_and_right_to_left_letters_are_printable() {
        assert!(!has_unprintable("👩‍👩‍👧 شمس 太阳"));
        assert!(has_unprintable("abc\u{202e}txt"));
        assert!(has_unprintable("a\nb"));
    }
}

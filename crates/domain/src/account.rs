//! An account: a name, a password, a public address, and the two forms that open one or log into one.
//!
//! How guessable a password is, the exchange judges (the word lists would weigh more than the whole
//! front end); normalising and hashing are its work too.

use std::fmt;

use crate::form::{self, Field, Problem, Problems};
use crate::hex;

/// A name that an account may have: 1 to 64 printable characters of any script, no space at either end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountName(String);

impl AccountName {
    /// The most characters of a name.
    pub const MAX_CHARACTERS: usize = 64;

    /// Takes the text without the white space around it.
    ///
    /// # Errors
    /// [`Problem::Missing`], [`Problem::TooLong`] or [`Problem::Unprintable`].
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let name = text.trim();
        if name.is_empty() {
            Err(Problem::Missing)
        } else if name.chars().count() > Self::MAX_CHARACTERS {
            Err(Problem::TooLong)
        } else if form::has_unprintable(name) {
            Err(Problem::Unprintable)
        } else {
            Ok(Self(name.to_owned()))
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A password as typed. It never appears in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// The fewest characters of a new password (NIST SP 800-63B-4, ASVS 6.2.1).
    pub const MIN_CHARACTERS: usize = 8;
    /// The most characters of a password.
    pub const MAX_CHARACTERS: usize = 128;

    /// Takes a new password: any characters, spaces included, nothing cut off.
    ///
    /// # Errors
    /// [`Problem::Missing`], [`Problem::TooShort`] or [`Problem::TooLong`].
    pub fn choose(text: &str) -> Result<Self, Problem> {
        let password = Self::enter(text)?;
        if text.chars().count() < Self::MIN_CHARACTERS { Err(Problem::TooShort) } else { Ok(password) }
    }

    /// Takes the password of an account that exists, whatever rule it was chosen under.
    ///
    /// # Errors
    /// [`Problem::Missing`] or [`Problem::TooLong`].
    pub fn enter(text: &str) -> Result<Self, Problem> {
        if text.is_empty() {
            Err(Problem::Missing)
        } else if text.chars().count() > Self::MAX_CHARACTERS {
            Err(Problem::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The password itself, for the one place that sends or hashes it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(…)")
    }
}

/// Names a seller or a buyer in public without naming the account: 20 random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(pub [u8; 20]);

impl std::str::FromStr for Address {
    type Err = hex::NotHex;

    fn from_str(text: &str) -> Result<Self, hex::NotHex> {
        hex::parse(text).map(Self)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex::write(&self.0, formatter)
    }
}

/// A name and a password as typed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CredentialsDraft {
    /// The name as typed.
    pub account: String,
    /// The password as typed.
    pub password: String,
}

impl fmt::Debug for CredentialsDraft {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("CredentialsDraft").field("account", &self.account).finish_non_exhaustive()
    }
}

/// A good request to open an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignUp {
    /// The name that the account will have.
    pub account: AccountName,
    /// The password that it will have.
    pub password: Password,
}

impl SignUp {
    /// Checks what was typed to open an account.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn validate(draft: &CredentialsDraft) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let account = problems.check(Field::Account, AccountName::parse(&draft.account));
        let password = problems.check(Field::Password, Password::choose(&draft.password));
        match (account, password) {
            (Some(account), Some(password)) => Ok(Self { account, password }),
            _ => Err(problems),
        }
    }
}

/// A good request to log in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogIn {
    /// The account's name.
    pub account: AccountName,
    /// Its password.
    pub password: Password,
}

impl LogIn {
    /// Checks what was typed to log in; the rule for new passwords does not apply.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn validate(draft: &CredentialsDraft) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let account = problems.check(Field::Account, AccountName::parse(&draft.account));
        let password = problems.check(Field::Password, Password::enter(&draft.password));
        match (account, password) {
            (Some(account), Some(password)) => Ok(Self { account, password }),
            _ => Err(problems),
        }
    }
}

impl From<SignUp> for LogIn {
    fn from(SignUp { account, password }: SignUp) -> Self {
        Self { account, password }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(account: &str, password: &str) -> CredentialsDraft {
        CredentialsDraft { account: account.into(), password: password.into() }
    }

    #[test]
    fn names_of_any_script_are_taken_and_trimmed() {
        for name in ["mara", " Mara Lindqvist ", "شمس", "太阳", "☀️", "<b>mara</b>"] {
            assert_eq!(AccountName::parse(name).as_ref().map(AccountName::as_str), Ok(name.trim()));
        }
    }

    #[test]
    fn a_name_that_cannot_be_read_is_refused() {
        assert_eq!(AccountName::parse(" \t"), Err(Problem::Missing));
        assert_eq!(AccountName::parse(&"x".repeat(65)), Err(Problem::TooLong));
        assert_eq!(AccountName::parse("mara\u{202e}nimda"), Err(Problem::Unprintable));
    }

    #[test]
    fn length_counts_characters_and_not_bytes() {
        assert!(AccountName::parse(&"太".repeat(64)).is_ok());
        assert!(Password::choose(&"太".repeat(8)).is_ok());
        assert_eq!(Password::choose("太太太"), Err(Problem::TooShort));
    }

    #[test]
    fn an_empty_form_names_both_fields() {
        let problems = SignUp::validate(&draft("", "")).unwrap_err();
        assert_eq!(problems.of(Field::Account), Some(Problem::Missing));
        assert_eq!(problems.of(Field::Password), Some(Problem::Missing));
    }

    #[test]
    fn a_short_password_may_log_in_but_not_be_chosen() {
        assert!(LogIn::validate(&draft("mara", "short")).is_ok());
        assert!(SignUp::validate(&draft("mara", "short")).is_err());
    }

    #[test]
    fn a_password_never_shows_in_debug_output() {
        let typed = draft("mara", "canary-password");
        let shown = format!("{typed:?} {:?}", SignUp::validate(&typed));
        assert!(!shown.contains("canary"), "{shown}");
    }
}

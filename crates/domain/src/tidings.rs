//! What the tabs of one browser tell each other: that a session was entered, heard of or left.
//!
//! Nothing secret is in it. Which of them asks the exchange, and how it travels, is not decided here.

use std::time::Duration;

use crate::account::AccountName;

/// Between the parts of a text; no account name holds it.
const SEPARATOR: char = '\t';

/// What one tab tells the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tidings {
    /// Somebody logged in.
    Entered {
        /// Who.
        account: AccountName,
    },
    /// A beat was answered.
    Heard {
        /// Whose session it is.
        account: AccountName,
        /// How long it lasts if nothing happens.
        lasts: Duration,
        /// The pool's version, where the exchange names one.
        pool_version: Option<String>,
    },
    /// The session is over, by a code of the exchange.
    Expired,
    /// The person logged out.
    Left {
        /// Who.
        account: AccountName,
    },
    /// The person did something, so the next beat says so.
    Active,
}

impl Tidings {
    /// As text for the way.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Entered { account } => format!("entered{SEPARATOR}{account}"),
            Self::Heard { account, lasts, pool_version } => {
                let version = pool_version.as_deref().unwrap_or_default();
                format!("heard{SEPARATOR}{account}{SEPARATOR}{}{SEPARATOR}{version}", lasts.as_millis())
            }
            Self::Expired => "expired".to_owned(),
            Self::Left { account } => format!("left{SEPARATOR}{account}"),
            Self::Active => "active".to_owned(),
        }
    }

    /// Reads the text of another tab, which may run an older or newer app; what it does not know is nothing.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut parts = text.split(SEPARATOR);
        let kind = parts.next()?;
        match kind {
            "entered" => Some(Self::Entered { account: AccountName::parse(parts.next()?).ok()? }),
            "heard" => Some(Self::Heard {
                account: AccountName::parse(parts.next()?).ok()?,
                lasts: Duration::from_millis(parts.next()?.parse().ok()?),
                pool_version: parts.next().filter(|version| !version.is_empty()).map(str::to_owned),
            }),
            "expired" => Some(Self::Expired),
            "left" => Some(Self::Left { account: AccountName::parse(parts.next()?).ok()? }),
            "active" => Some(Self::Active),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_one_tab_says_the_other_understands() {
        let account = AccountName::parse("Ada Example شمس").unwrap();
        for tidings in [
            Tidings::Entered { account: account.clone() },
            Tidings::Heard {
                account: account.clone(),
                lasts: Duration::from_secs(1_800),
                pool_version: Some("17".to_owned()),
            },
            Tidings::Heard { account: account.clone(), lasts: Duration::ZERO, pool_version: None },
            Tidings::Expired,
            Tidings::Left { account },
            Tidings::Active,
        ] {
            assert_eq!(Tidings::from_text(&tidings.to_text()), Some(tidings));
        }
    }

    #[test]
    fn rubbish_is_nothing() {
        for text in ["", "heard", "heard\tmara", "heard\tmara\tsoon", "entered\t", "danced", "left", "left\t"]
        {
            assert_eq!(Tidings::from_text(text), None, "{text}");
        }
    }
}

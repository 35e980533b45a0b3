//! How guessable a new password is: what a guessing program tries early is refused, with advice.
//!
//! It knows no rule about letters, digits and signs: those make passwords harder to remember, not to guess.

use domain::account::{AccountName, Password};
use domain::form::Problem;
use zxcvbn::Score;

use crate::error::Error;

/// Words that anybody would try here.
const OBVIOUS_WORDS: [&str; 6] = ["wattpool", "watt", "pool", "exchange", "energy", "power"];

/// Lets through what a guessing program does not try early: a score of at least 3 of 4.
///
/// # Errors
/// [`Error::WeakPassword`] with advice.
pub(super) fn judge(password: &Password, account: &AccountName) -> Result<(), Error> {
    let name = account.as_str();
    // The name whole and in parts, so that the half of an e-mail address counts as well.
    let parts = name.split(|sign: char| !sign.is_alphanumeric()).filter(|part| part.chars().count() > 2);
    let words: Vec<&str> = OBVIOUS_WORDS.into_iter().chain([name]).chain(parts).collect();
    let judgement = zxcvbn::zxcvbn(password.expose(), &words);
    if judgement.score() >= Score::Three {
        return Ok(());
    }
    let mut advice: Vec<String> = Vec::new();
    if let Some(feedback) = judgement.feedback() {
        advice.extend(feedback.warning().map(|warning| warning.to_string()));
        advice.extend(feedback.suggestions().iter().map(ToString::to_string));
    }
    if advice.is_empty() {
        advice.push("Use a few unrelated words.".to_owned());
    }
    Err(Error::WeakPassword { problem: Problem::Guessable, advice: advice.join(" ") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(password: &str, account: &str) -> Result<(), Error> {
        judge(&Password::choose(password).unwrap(), &AccountName::parse(account).unwrap())
    }

    #[test]
    fn guessable_passwords_are_refused_with_advice() {
        for password in ["password", "12345678", "qwertyuiop", "MaraLindqvist", "wattpool1", "aaaaaaaaaaaa"] {
            match verdict(password, "Mara Lindqvist") {
                Err(Error::WeakPassword { problem: Problem::Guessable, advice }) => {
                    assert!(!advice.is_empty())
                }
                other => panic!("{password}: {other:?}"),
            }
        }
    }

    #[test]
    fn unrelated_words_of_any_script_are_good() {
        for password in ["correct horse battery staple", "grüne Ähre tanzt spät", "太阳能发电屋顶很好"]
        {
            assert!(verdict(password, "Mara Lindqvist").is_ok(), "{password}");
        }
    }

    #[test]
    fn a_password_made_of_the_account_name_is_good_for_others_only() {
        for account in ["zqvkxwmj@example.org", "Zqvkxwmj Farms", "zqvkxwmj"] {
            assert!(verdict("zqvkxwmj1", account).is_err(), "{account}");
        }
        assert!(verdict("zqvkxwmj1", "mara").is_ok());
    }
}

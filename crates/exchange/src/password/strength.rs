//! How guessable a new password is: what a guessing program tries early is refused, with advice.
//!
//! It knows no rule about letters, digits and signs: those make passwords harder to remember, not to guess.

use domain::account::{AccountName, Password};
use domain::form::Problem;
use zxcvbn::Score;

use crate::error::Error;

/// Words that anybody would try here.
const OBVIOUS_WORDS: [&str; 6] = ["wattpool", "watt", "pool", "exchange", "energy", "power"];

/// How much of a password is judged. What is hard to guess so far stays so with more behind it, and the work grows with
/// the square of the length: 120 signs that look like letters kept a thread busy for seconds.
const JUDGED: usize = 48;

/// Lets through what a guessing program does not try early: a score of at least 3 of 4.
///
/// # Errors
/// [`Error::WeakPassword`] with advice.
pub(super) fn judge(password: &Password, account: &AccountName) -> Result<(), Error> {
    let name = account.as_str();
    // The name whole and in parts, so that the half of an e-mail address counts as well.
    let parts = name.split(|sign: char| !sign.is_alphanumeric()).filter(|part| part.chars().count() > 2);
    let words: Vec<&str> = OBVIOUS_WORDS.into_iter().chain([name]).chain(parts).collect();
    let beginning: String = password.expose().chars().take(JUDGED).collect();
    let judgement = zxcvbn::zxcvbn(&beginning, &words);
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

    /// A stranger could keep every thread that hashes busy by proposing long passwords of signs that look like letters.
    #[test]
    fn only_the_beginning_of_a_long_password_is_judged() {
        let beginning = "4b@d$t0rm1ng".repeat(4);
        let judged = |password: &str| format!("{:?}", verdict(password, "Mara Lindqvist").err());
        assert_eq!(beginning.chars().count(), JUDGED);
        assert_eq!(judged(&beginning), judged(&format!("{beginning}{}", "4@$0!".repeat(15))));
        assert!(verdict(&format!("{}{}", "a".repeat(JUDGED), "correct horse battery"), "Mara").is_err());
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

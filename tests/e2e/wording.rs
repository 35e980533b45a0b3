//! What the app has to say, from the same dictionaries that it fetches, so that no journey holds a copy of
//! a sentence.
//!
//! Numbers are written as an American browser writes them; moments and spans are not, since no journey looks
//! for them.

use std::time::Duration;

use domain::timestamp::Timestamp;
use words::{Dictionary, Language, Locale, Phrase, Plural, Sentence, Value, source};

use crate::Trouble;

/// The words of one language.
pub(crate) struct Wording(Dictionary);

impl Wording {
    /// The words of that language.
    pub(crate) fn of(language: Language) -> Result<Self, Trouble> {
        Ok(Self(source::dictionary(language)?))
    }

    /// A phrase.
    pub(crate) fn say(&self, phrase: impl Into<Phrase>) -> &'static str {
        self.0.say(phrase.into())
    }

    /// A sentence.
    pub(crate) fn tell(&self, sentence: impl Into<Sentence>) -> String {
        self.0.tell(&sentence.into(), &American)
    }

    /// A value.
    pub(crate) fn show(&self, value: impl Into<Value>) -> String {
        self.0.show(&value.into(), &American)
    }
}

struct American;

impl Locale for American {
    fn decimal(&self, exact: &str) -> String {
        let (whole, fraction) = exact.split_once('.').unwrap_or((exact, ""));
        let mut grouped = String::new();
        for (place, digit) in whole.char_indices() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { grouped } else { format!("{grouped}.{fraction}") }
    }

    fn plural(&self, count: u64) -> Plural {
        if count == 1 { Plural::One } else { Plural::Other }
    }

    fn date(&self, moment: Timestamp) -> String {
        format!("{moment:?}")
    }

    fn time(&self, moment: Timestamp) -> String {
        format!("{moment:?}")
    }

    fn hour(&self, moment: Timestamp) -> String {
        format!("{moment:?}")
    }

    fn day(&self, moment: Timestamp) -> String {
        format!("{moment:?}")
    }

    fn relative(&self, moment: Timestamp, now: Timestamp) -> String {
        format!("{moment:?} at {now:?}")
    }

    fn span(&self, span: Duration) -> String {
        format!("{span:?}")
    }
}

#[test]
fn numbers_are_grouped_by_thousands_and_have_no_idle_zeros() {
    for (exact, written) in
        [("0", "0"), ("999", "999"), ("1000", "1,000"), ("1234567.500", "1,234,567.5"), ("12.000", "12")]
    {
        assert_eq!(American.decimal(exact), written);
    }
}

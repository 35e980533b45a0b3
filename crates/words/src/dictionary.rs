//! A dictionary: the wording of every phrase in one language, and how a sentence is said with it.
//!
//! How numbers and dates are written is up to the [`Locale`] that whoever speaks brings along.

use std::time::Duration;

use domain::timestamp::Timestamp;

use crate::label::Label;
use crate::language::{Direction, Language, Plural};
use crate::phrase::{EDITION, Phrase};
use crate::sentence::{Sentence, Value};

/// Between the wordings of a phrase that has one for each category of numbers.
const BETWEEN_PLURALS: char = '\t';
/// Around words that may be written the other way than the text that they stand in.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// How numbers, dates and spans are written.
pub trait Locale {
    /// A decimal number, given exactly.
    fn decimal(&self, exact: &str) -> String;
    /// The category that so many of something fall into.
    fn plural(&self, count: u64) -> Plural;
    /// Date and time of day.
    fn date(&self, moment: Timestamp) -> String;
    /// The time of day with seconds.
    fn time(&self, moment: Timestamp) -> String;
    /// The time of day without seconds.
    fn hour(&self, moment: Timestamp) -> String;
    /// The date alone.
    fn day(&self, moment: Timestamp) -> String;
    /// How far a moment lies from now.
    fn relative(&self, moment: Timestamp, now: Timestamp) -> String;
    /// How long something takes, in its largest unit.
    fn span(&self, span: Duration) -> String;
}

/// The wording of every phrase in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dictionary {
    language: Language,
    lines: Vec<&'static str>,
}

/// A text that is no dictionary of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotADictionary {
    /// Its first line names another edition, or none.
    #[error("a dictionary of another edition")]
    OtherEdition,
    /// It has fewer or more lines than there are phrases.
    #[error("a dictionary of {0} phrases")]
    OtherLength(usize),
}

impl Dictionary {
    /// Reads a dictionary: a first line with the edition, then a line for each phrase. The text is kept for
    /// good, since phrases are shown for as long as the page lives.
    ///
    /// # Errors
    /// [`NotADictionary`] where it does not fit the phrases of this build.
    pub fn read(language: Language, text: String) -> Result<Self, NotADictionary> {
        let (edition, rest) = text.split_once('\n').ok_or(NotADictionary::OtherEdition)?;
        if edition != format!("{EDITION:016x}") {
            return Err(NotADictionary::OtherEdition);
        }
        let lines: Vec<_> = Box::leak(rest.to_owned().into_boxed_str()).lines().collect();
        let phrases = Phrase::Headline(domain::status::Reason::LAST).line() + 2;
        if lines.len() == phrases {
            Ok(Self { language, lines })
        } else {
            Err(NotADictionary::OtherLength(lines.len()))
        }
    }

    /// Its language.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The wording of a phrase without values.
    #[must_use]
    pub fn say(&self, phrase: Phrase) -> &'static str {
        self.lines.get(phrase.line()).copied().unwrap_or_default()
    }

    /// A sentence, its values written by that locale.
    #[must_use]
    pub fn tell(&self, sentence: &Sentence, locale: &dyn Locale) -> String {
        let mut rest = self.wording(sentence, locale);
        let mut said = String::with_capacity(rest.len() + 16);
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            match sentence.values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => self.write(value, locale, &mut said),
                // A value that nobody gave; the tests of the phrases look for it.
                None => said.push('…'),
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// A value by itself.
    #[must_use]
    pub fn show(&self, value: &Value, locale: &dyn Locale) -> String {
        let mut said = String::new();
        self.write(value, locale, &mut said);
        said
    }

    /// The wording for as many as the sentence counts.
    fn wording(&self, sentence: &Sentence, locale: &dyn Locale) -> &'static str {
        let line = self.say(sentence.phrase);
        if !line.contains(BETWEEN_PLURALS) {
            return line;
        }
        let count = sentence.values.iter().find_map(|(name, value)| match value {
            Value::Integer(count) if *name == "count" => Some(*count),
            Value::Integer(_)
            | Value::Text(_)
            | Value::Thousandths(_)
            | Value::Credits(_)
            | Value::Energy(_)
            | Value::Power(_)
            | Value::PricePerKwh(_)
            | Value::PowerUnit(_)
            | Value::Date(_)
            | Value::Time(_)
            | Value::Hour(_)
            | Value::Day(_)
            | Value::Relative { .. }
            | Value::Span(_)
            | Value::Sentence(_) => None,
        });
        let plural = locale.plural(count.unwrap_or_default());
        let wordings = || line.split(BETWEEN_PLURALS).zip(self.language.plurals());
        let of = |wanted| wordings().find(|(_, plural)| **plural == wanted).map(|(wording, _)| wording);
        of(plural).or_else(|| of(Plural::Other)).unwrap_or(line)
    }

    fn write(&self, value: &Value, locale: &dyn Locale, said: &mut String) {
        let measured = |label: Label, thousandths: u64| {
            self.tell(&label.with("number", Value::Text(thousandths_of(thousandths, locale))), locale)
        };
        match value {
            Value::Text(text) if is_foreign(text, self.language.direction()) => {
                said.push(ISOLATE.0);
                said.push_str(text);
                said.push(ISOLATE.1);
            }
            Value::Text(text) => said.push_str(text),
            Value::Integer(number) => said.push_str(&locale.decimal(&number.to_string())),
            Value::Thousandths(number) => said.push_str(&thousandths_of(*number, locale)),
            Value::Credits(credits) => {
                said.push_str(&self.tell(&Label::Credits.count(credits.0), locale));
            }
            Value::Energy(watt_hours) => said.push_str(&measured(Label::KilowattHours, *watt_hours)),
            Value::Power(power) => said.push_str(&measured(Label::Kilowatts, power.get())),
            Value::PricePerKwh(price) => said.push_str(&thousandths_of(price.0, locale)),
            Value::PowerUnit(rate) => said.push_str(&locale.decimal(&rate.to_string())),
            Value::Date(moment) => said.push_str(&locale.date(*moment)),
            Value::Time(moment) => said.push_str(&locale.time(*moment)),
            Value::Hour(moment) => said.push_str(&locale.hour(*moment)),
            Value::Day(moment) => said.push_str(&locale.day(*moment)),
            Value::Relative { at, now } => said.push_str(&locale.relative(*at, *now)),
            Value::Span(span) => said.push_str(&locale.span(*span)),
            Value::Sentence(sentence) => said.push_str(&self.tell(sentence, locale)),
        }
    }
}

/// Thousandths as a decimal number.
fn thousandths_of(number: u64, locale: &dyn Locale) -> String {
    locale.decimal(&format!("{}.{:03}", number / 1_000, number % 1_000))
}

/// Whether a text holds letters that run against that direction, so that it has to be set apart.
fn is_foreign(text: &str, direction: Direction) -> bool {
    let is_right_to_left = |letter: char| {
        matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    text.chars().any(|letter| match direction {
        Direction::LeftToRight => is_right_to_left(letter),
        Direction::RightToLeft => letter.is_alphabetic() && !is_right_to_left(letter),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    /// A locale that writes numbers as they are, and counts like English.
    struct Plain;

    impl Locale for Plain {
        fn decimal(&self, exact: &str) -> String {
            exact.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        fn plural(&self, count: u64) -> Plural {
            if count == 1 { Plural::One } else { Plural::Other }
        }
        fn date(&self, moment: Timestamp) -> String {
            moment.0.to_string()
        }
        fn time(&self, moment: Timestamp) -> String {
            moment.0.to_string()
        }
        fn hour(&self, moment: Timestamp) -> String {
            moment.0.to_string()
        }
        fn day(&self, moment: Timestamp) -> String {
            moment.0.to_string()
        }
        fn relative(&self, moment: Timestamp, now: Timestamp) -> String {
            format!("{}/{}", moment.0, now.0)
        }
        fn span(&self, span: Duration) -> String {
            format!("{span:?}")
        }
    }

    fn english() -> Dictionary {
        Dictionary::read(Language::English, source::english()).unwrap()
    }

    #[test]
    fn a_dictionary_reads_back_what_was_written() {
        let dictionary = english();
        assert_eq!(dictionary.say(Label::Cancel.into()), "Cancel");
        let last = Phrase::all().last().unwrap();
        assert_eq!(dictionary.say(last), "Wait a moment: it is asked again soon.");
    }

    #[test]
    fn a_dictionary_of_another_build_is_refused() {
        let text = source::english();
        let read = |text: &str| Dictionary::read(Language::English, text.to_owned());
        assert_eq!(read(""), Err(NotADictionary::OtherEdition));
        assert_eq!(read("<!doctype html>\n"), Err(NotADictionary::OtherEdition));
        assert!(matches!(read(&format!("{text}more\n")), Err(NotADictionary::OtherLength(_))));
        let shorter = text.trim_end().rsplit_once('\n').unwrap().0;
        assert!(matches!(read(shorter), Err(NotADictionary::OtherLength(_))));
    }

    #[test]
    fn one_is_not_many_and_names_are_set_apart() {
        let dictionary = english();
        let tell = |sentence: Sentence| dictionary.tell(&sentence, &Plain);
        assert_eq!(tell(Label::TryingIn.count(1)), "Trying again by itself in 1 second.");
        assert_eq!(tell(Label::TryingIn.count(2)), "Trying again by itself in 2 seconds.");
        for (account, shown) in [("Example", "Example"), ("مثال", "\u{2068}مثال\u{2069}")] {
            let text = tell(Label::OtherAccount.with("account", account));
            assert_eq!(text, format!("{shown} logged in in this browser; this page follows."));
        }
        assert_eq!(tell(Label::CodeNumber.with("number", "823")), "Code 823");
        assert_eq!(tell(Label::LotsOf.into()), "of … lots");
    }

    #[test]
    fn energy_and_credits_carry_their_units() {
        let dictionary = english();
        let sentence = Label::EnergyFor
            .with("energy", Value::Energy(1_500))
            .with("credits", domain::credits::Credits(1));
        assert_eq!(dictionary.tell(&sentence, &Plain), "1.5 kWh for 1 credit");
    }

    #[test]
    fn two_sentences_become_one_text() {
        let dictionary = english();
        let both = Sentence::from(Label::NotCharged).then(Label::LotHeld);
        assert_eq!(dictionary.tell(&both, &Plain), "You were not charged. Held for you.");
    }
}

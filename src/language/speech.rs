//! Saying things in the language in use: phrases, sentences and values.
//!
//! `say`, `tell` and `show` give something to put into a view that follows the language; `said`, `told` and
//! `shown` give the text of this moment, and whoever derives something from it follows too.

use domain::number::DecimalMark;
use words::{Locale, Phrase, Sentence, Value};

use crate::language::spoken::with_spoken;

/// A phrase in a view.
pub fn say(phrase: impl Into<Phrase>) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    phrase_in_view(phrase.into())
}

/// A sentence in a view.
pub fn tell(sentence: impl Into<Sentence>) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    sentence_in_view(sentence.into())
}

/// A value in a view.
pub fn show(value: impl Into<Value>) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    value_in_view(value.into())
}

/// A phrase, now; tracks the language.
#[must_use]
pub fn said(phrase: impl Into<Phrase>) -> &'static str {
    let phrase = phrase.into();
    with_spoken(|spoken| spoken.dictionary.say(phrase)).unwrap_or_default()
}

/// A sentence, now; tracks the language.
#[must_use]
pub fn told(sentence: impl Into<Sentence>) -> String {
    let sentence = sentence.into();
    with_spoken(|spoken| spoken.dictionary.tell(&sentence, &spoken.formats)).unwrap_or_default()
}

/// A value, now; tracks the language.
#[must_use]
pub fn shown(value: impl Into<Value>) -> String {
    let value = value.into();
    with_spoken(|spoken| spoken.dictionary.show(&value, &spoken.formats)).unwrap_or_default()
}

/// What the person writes before decimals; tracks the language.
#[must_use]
pub fn decimal_mark() -> DecimalMark {
    with_spoken(|spoken| DecimalMark::of_written(&spoken.formats.decimal("1.5"))).unwrap_or_default()
}

// One type each, whatever was passed in: a view is compiled once for all phrases.

fn phrase_in_view(phrase: Phrase) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    move || said(phrase)
}

fn sentence_in_view(sentence: Sentence) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    move || with_spoken(|spoken| spoken.dictionary.tell(&sentence, &spoken.formats)).unwrap_or_default()
}

fn value_in_view(value: Value) -> impl Fn() -> String + Clone + Send + Sync + 'static {
    move || with_spoken(|spoken| spoken.dictionary.show(&value, &spoken.formats)).unwrap_or_default()
}

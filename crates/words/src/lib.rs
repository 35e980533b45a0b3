//! What Wattpool says to people, in every language that it speaks.
//!
//! A [`Phrase`] is one place in every dictionary, a [`Sentence`] a phrase with its values, a [`Dictionary`] the
//! wording of all phrases in one language. The English wording stands beside each phrase, so that a code
//! without words does not compile; the other languages are in `languages/`, and a test fails while one of
//! them lacks a phrase.
//!
//! It decides nothing: which remedy a failure has is in the `domain` crate. It formats no numbers and no dates
//! by itself; whoever speaks brings a [`Locale`].

pub mod boot;
pub mod catalogue;
pub mod device;
pub mod dictionary;
pub mod english;
pub mod label;
pub mod language;
pub mod phrase;
pub mod problem;
pub mod query;
pub mod sentence;
pub mod shipment;
pub mod source;

pub use dictionary::{Dictionary, Locale};
pub use label::Label;
pub use language::{Direction, Language, Plural};
pub use phrase::Phrase;
pub use sentence::{Sentence, Value};

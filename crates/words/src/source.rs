//! Where the dictionaries come from: the English wording beside each phrase, the others from `languages/`.
//!
//! `cargo xtask words` writes them into `public/words/`, from where the app fetches the one in use. Nothing
//! of this is part of the app.

use std::fmt::Write;

use serde_json::{Map, Value};

use crate::dictionary::{Dictionary, NotADictionary};
use crate::label::English;
use crate::language::{Language, Plural};
use crate::phrase::{EDITION, Phrase};

/// What is wrong with a file of `languages/`.
#[derive(Debug, thiserror::Error)]
pub enum BadSource {
    /// It is not a JSON object.
    #[error("{0}: not a JSON object: {1}")]
    Syntax(&'static str, serde_json::Error),
    /// A phrase has no wording, or one of another shape than it needs.
    #[error("{tag}: {wrong}")]
    Phrases {
        /// The language.
        tag: &'static str,
        /// Every phrase that is wrong, a line each.
        wrong: String,
    },
}

/// The English dictionary as it is transferred.
#[must_use]
pub fn english() -> String {
    let mut text = first_line();
    for phrase in Phrase::all() {
        match phrase.english() {
            English::Text(wording) => text.push_str(wording),
            English::Counted { one, other } => {
                let _ = write!(text, "{one}\t{other}");
            }
        }
        text.push('\n');
    }
    text
}

/// A dictionary as it is transferred.
///
/// # Errors
/// [`BadSource`] with every phrase that its file misses, has too much, or words in another shape.
pub fn transferred(language: Language) -> Result<String, BadSource> {
    match file(language) {
        None => Ok(english()),
        Some(json) => compiled(language, json),
    }
}

/// A dictionary, ready to speak.
///
/// # Errors
/// [`BadSource`].
pub fn dictionary(language: Language) -> Result<Dictionary, BadSource> {
    let text = transferred(language)?;
    Dictionary::read(language, text)
        .map_err(|error: NotADictionary| BadSource::Phrases { tag: language.tag(), wrong: error.to_string() })
}

/// The file of a language, but for English, whose words stand in the code.
const fn file(language: Language) -> Option<&'static str> {
    match language {
        Language::English => None,
        Language::SimplifiedChinese => Some(include_str!("../languages/zh-Hans.json")),
        Language::Spanish => Some(include_str!("../languages/es.json")),
        Language::German => Some(include_str!("../languages/de.json")),
        Language::Arabic => Some(include_str!("../languages/ar.json")),
    }
}

fn first_line() -> String {
    format!("{EDITION:016x}\n")
}

fn compiled(language: Language, json: &str) -> Result<String, BadSource> {
    let tag = language.tag();
    let mut wordings: Map<String, Value> =
        serde_json::from_str(json).map_err(|error| BadSource::Syntax(tag, error))?;
    let mut text = first_line();
    let mut wrong = String::new();
    for phrase in Phrase::all() {
        let key = phrase.key();
        let found = wordings.remove(&key);
        match found.as_ref().and_then(|found| wording(language, phrase.english(), found)) {
            Some(wording) => {
                text.push_str(&wording);
                text.push('\n');
            }
            None => {
                let _ =
                    writeln!(wrong, "{key}: {} in place of {:?}", shape(found.as_ref()), phrase.english());
            }
        }
    }
    for key in wordings.keys() {
        let _ = writeln!(wrong, "{key}: no such phrase");
    }
    if wrong.is_empty() { Ok(text) } else { Err(BadSource::Phrases { tag, wrong }) }
}

fn shape(found: Option<&Value>) -> String {
    found.map_or_else(|| "nothing".to_owned(), Value::to_string)
}

/// The line of a phrase: one wording, or one for each category of numbers that the language has.
fn wording(language: Language, english: English, found: &Value) -> Option<String> {
    let line = match english {
        English::Text(english) => fitting(english, found)?.to_owned(),
        English::Counted { other, .. } => {
            let found = found.as_object()?;
            let plurals = language.plurals();
            if found.len() != plurals.len() {
                return None;
            }
            let wordings: Option<Vec<_>> =
                plurals.iter().map(|plural| counted(other, *plural, found.get(plural.token())?)).collect();
            wordings?.join("\t")
        }
    };
    Some(line)
}

/// A wording with the same values in it as the English one has.
fn fitting<'a>(english: &str, found: &'a Value) -> Option<&'a str> {
    let wording = found.as_str().filter(|wording| is_line(wording))?;
    (values(english) == values(wording)).then_some(wording)
}

/// Where the number is said by a word, such as "two lots", it need not be written.
fn counted<'a>(english: &str, plural: Plural, found: &'a Value) -> Option<&'a str> {
    let wording = found.as_str().filter(|wording| is_line(wording))?;
    let is_said = matches!(plural, Plural::Zero | Plural::One | Plural::Two);
    let mut wanted = values(english);
    let mut got = values(wording);
    if is_said {
        wanted.retain(|value| *value != "count");
        got.retain(|value| *value != "count");
    }
    (wanted == got).then_some(wording)
}

fn is_line(wording: &str) -> bool {
    !wording.trim().is_empty() && wording.trim() == wording && !wording.contains(['\n', '\t', '\r'])
}

/// The names of the values in a wording, in alphabetical order.
fn values(wording: &str) -> Vec<&str> {
    let mut names: Vec<_> =
        wording.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect();
    names.sort_unstable();
    names
}

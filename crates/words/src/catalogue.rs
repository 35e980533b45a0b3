//! The catalogue in words: what each entry is called, and the whole of it as a document.
//!
//! `docs/STATUS-CODES.md` is the English one, written by `cargo xtask codes`.

use std::fmt::Write;

use domain::status::catalogue::{self, Chapter};
use domain::status::{Action, Cause, Consequence, Failure, HttpClass, Misfortune, Reason, Rule};

use crate::dictionary::Dictionary;
use crate::label::Label;
use crate::phrase::{Phrase, button};
use crate::sentence::{Sentence, Value};

/// What an entry is called: its number, for HTTP with its name in the standard, or what happened.
#[must_use]
pub fn label(reason: Reason) -> Sentence {
    let numbered = |number: String| Label::HttpNumber.with("number", Value::Text(number));
    match reason {
        Reason::Code(_) | Reason::Digits(..) => {
            Label::CodeNumber.with("number", Value::Text(catalogue::slug(reason)))
        }
        Reason::Http(status) => numbered(format!("{} {}", status.number(), status.title())),
        Reason::HttpClass(HttpClass::Strange) => Label::NoHttpStatus.into(),
        Reason::HttpClass(_) => numbered(catalogue::slug(reason)),
        Reason::Misfortune(_) => Label::NoAnswer.into(),
    }
}

/// A text as a search compares it: in lower case, and without the vowel signs and stretchings that Arabic is
/// mostly typed without.
#[must_use]
pub fn searchable(text: &str) -> String {
    let is_sign = |letter: &char| matches!(letter, '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}');
    text.chars().filter(|letter| !is_sign(letter)).flat_map(char::to_lowercase).collect()
}

/// What somebody who searches the catalogue may type to find an entry, as it is compared.
#[must_use]
pub fn search_text(dictionary: &Dictionary, reason: Reason) -> String {
    let remedy = Rule::of(reason).remedy;
    let title = match reason {
        Reason::Http(status) => status.title(),
        Reason::Code(_) | Reason::Digits(..) | Reason::HttpClass(_) | Reason::Misfortune(_) => "",
    };
    let say = |phrase: Phrase| dictionary.say(phrase);
    searchable(&format!(
        "{} {title} {} {} {} {}",
        catalogue::slug(reason),
        say(Chapter::of(reason).into()),
        say(Phrase::Headline(reason)),
        say(Phrase::NextStep(reason)),
        say(remedy.into())
    ))
}

/// The document for developers, `docs/STATUS-CODES.md`.
#[must_use]
pub fn document(english: &Dictionary) -> String {
    format!(
        "# Status codes\n\n\
         Written by `cargo xtask codes` from `crates/domain/src/status` and `crates/words`; a test keeps it so.\n\n\
         The body's code decides; the HTTP status only where an answer has no code. A number that is not listed \
         is read by its digits. An answer with `Retry-After` is waited for, five minutes at most.\n{}",
        markdown(english)
    )
}

/// The whole catalogue as Markdown.
#[must_use]
pub fn markdown(dictionary: &Dictionary) -> String {
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = write_chapters(dictionary, &mut text);
    let _ = write_consequences(dictionary, &mut text);
    text
}

fn write_chapters(dictionary: &Dictionary, text: &mut String) -> std::fmt::Result {
    let say = |phrase: Phrase| dictionary.say(phrase);
    for chapter in Chapter::ALL {
        writeln!(text, "\n## {}\n", say(chapter.into()))?;
        let heads = [Label::Level, Label::WhatHappened, Label::WhatToDo, Label::WhatAppOffers];
        let [level, happened, next, offers] = heads.map(|label| say(label.into()));
        writeln!(text, "| | {level} | {happened} | {next} | {offers} |\n|---|---|---|---|---|")?;
        for reason in Reason::all().filter(|reason| Chapter::of(*reason) == chapter) {
            let remedy = Rule::of(reason).remedy;
            let offered = match button(remedy) {
                Some(label) => format!("{} (“{}”)", say(remedy.into()), say(label.into())),
                None => say(remedy.into()).to_owned(),
            };
            let name = match reason {
                Reason::Http(status) => format!("{} {}", status.number(), status.title()),
                Reason::Code(_) | Reason::Digits(..) | Reason::HttpClass(_) | Reason::Misfortune(_) => {
                    catalogue::slug(reason)
                }
            };
            writeln!(
                text,
                "| {name} | {} | {} | {} | {offered} |",
                catalogue::level_of(reason).map_or("", |level| say(level.into())),
                say(Phrase::Headline(reason)),
                say(Phrase::NextStep(reason)),
            )?;
        }
    }
    Ok(())
}

/// What a refusal and a lost answer mean for the person, by what they were doing.
fn write_consequences(dictionary: &Dictionary, text: &mut String) -> std::fmt::Result {
    let unknown = Failure::from(Misfortune::Unreachable);
    let refused = Failure::new(Cause::Http(400));
    writeln!(text, "\n| | 8xx | {} |\n|---|---|---|", dictionary.say(Label::NoAnswer.into()))?;
    for action in Action::ALL {
        let say = |failure: &Failure| dictionary.say(Consequence::of(failure, action).into());
        writeln!(text, "| {action:?} | {} | {} |", say(&refused), say(&unknown))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::source;

    #[test]
    fn an_entry_is_found_however_its_words_are_typed() {
        let text = |language| {
            let dictionary = source::dictionary(language).unwrap();
            search_text(&dictionary, Reason::of_number(731))
        };
        assert!(text(Language::English).contains(&searchable("POOL is UP")));
        // The dictionary writes the doubled consonant, keyboards mostly do not.
        let pool = searchable("المجمع");
        assert!(text(Language::Arabic).contains(&pool));
        assert_eq!(searchable("المجمّع"), pool);
    }
}

//! The few words that are needed where no dictionary can be fetched.
//!
//! They are said while the app is on its way, and where it cannot come. They stand in `boot.js`, `stopped.js` and `index.html`
//! in every language, between two marks each time; `cargo xtask words` writes them there, and a test keeps them so.

use std::fmt::Write;

use serde_json::json;

use crate::label::Label;
use crate::language::Language;
use crate::source::{self, BadSource};

/// Where words are written: after a line that holds this and `:begin`, before one that holds this and `:end`.
pub const WORDS: &str = "words";
/// The same for the words of a page whose script did not start.
pub const LATE: &str = "late";

/// The words of `boot.js`: for each language an object.
///
/// # Errors
/// [`BadSource`].
pub fn script() -> Result<String, BadSource> {
    objects(&[
        ("loading", Label::BootLoading),
        ("slow", Label::BootSlow),
        ("failed", Label::BootFailed),
        ("tooOld", Label::BootTooOld),
        ("again", Label::TryAgain),
    ])
}

/// The words of `stopped.js`: for each language an object.
///
/// # Errors
/// [`BadSource`].
pub fn stopped() -> Result<String, BadSource> {
    let words = [
        ("heading", Label::BootStopped),
        ("text", Label::BootStoppedText),
        ("id", Label::BootErrorId),
        ("reload", Label::ReloadPage),
    ];
    // This script indents less.
    Ok(objects(&words)?.lines().fold(String::new(), |text, line| text + line.get(2..).unwrap_or(line) + "\n"))
}

fn objects(words: &[(&str, Label)]) -> Result<String, BadSource> {
    let mut text = String::new();
    for language in Language::ALL {
        let dictionary = source::dictionary(language)?;
        let say = |label: Label| json!(dictionary.say(label.into()));
        let _ = writeln!(text, "    {}: {{", json!(language.tag()));
        for (name, label) in words {
            let _ = writeln!(text, "      {name}: {},", say(*label));
        }
        text.push_str("    },\n");
    }
    Ok(text)
}

/// The words of `index.html` for a browser that runs no script.
///
/// # Errors
/// [`BadSource`].
pub fn no_script() -> Result<String, BadSource> {
    in_every_language(Label::BootNoScript)
}

/// The words of `index.html` for a browser in which its script does not start.
///
/// # Errors
/// [`BadSource`].
pub fn late() -> Result<String, BadSource> {
    in_every_language(Label::BootLate)
}

/// A paragraph for each language.
fn in_every_language(label: Label) -> Result<String, BadSource> {
    let mut text = String::new();
    for language in Language::ALL {
        let dictionary = source::dictionary(language)?;
        let _ = writeln!(
            text,
            "        <p lang=\"{}\" dir=\"{}\">{}</p>",
            language.tag(),
            language.direction().token(),
            dictionary.say(label.into())
        );
    }
    Ok(text)
}

/// A file with something else between the marks of that name; nothing where it has no such marks.
#[must_use]
pub fn rewritten(file: &str, mark: &str, words: &str) -> Option<String> {
    let begin = file.find(&format!("{mark}:begin"))?;
    let from = begin + file.get(begin..)?.find('\n')? + 1;
    let end = from + file.get(from..)?.find(&format!("{mark}:end"))?;
    let to = file.get(..end)?.rfind('\n')? + 1;
    Some(format!("{}{words}{}", file.get(..from)?, file.get(to..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_is_written_anew() {
        let file = "a\n  // words:begin, by a command\nold\nolder\n  // words:end\nb\n";
        let wanted = "a\n  // words:begin, by a command\nnew\n  // words:end\nb\n";
        assert_eq!(rewritten(file, WORDS, "new\n").as_deref(), Some(wanted));
        assert_eq!(rewritten(wanted, WORDS, "new\n").as_deref(), Some(wanted));
        assert_eq!(rewritten(file, LATE, "new\n"), None);
        assert_eq!(rewritten("no marks\n", WORDS, "new\n"), None);
    }
}

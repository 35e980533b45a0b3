//! Writes what Wattpool says from the `words` crate to where it is served and read: a dictionary for each
//! language into public/words/, the words of the start into public/boot.js, stopped.js and index.html, and
//! docs/STATUS-CODES.md. Tests of the crate fail while one of them is old.

use std::fs;

use words::{Language, boot, catalogue, source};

use crate::failure::Failure;
use crate::place;

/// Writes the dictionaries and the words of the start.
pub(crate) fn run() -> Result<(), Failure> {
    let bad = |error: source::BadSource| Failure::Words(error.to_string());
    let folder = place::root().join("public/words");
    fs::create_dir_all(&folder).map_err(|error| Failure::File { path: folder.clone(), error })?;
    for language in Language::ALL {
        write(&format!("public/words/{}.txt", language.tag()), &source::transferred(language).map_err(bad)?)?;
    }
    rewrite("public/boot.js", boot::WORDS, &boot::script().map_err(bad)?)?;
    rewrite("public/stopped.js", boot::WORDS, &boot::stopped().map_err(bad)?)?;
    rewrite("index.html", boot::WORDS, &boot::no_script().map_err(bad)?)?;
    rewrite("index.html", boot::LATE, &boot::late().map_err(bad)?)
}

/// Writes docs/STATUS-CODES.md.
pub(crate) fn codes() -> Result<(), Failure> {
    let english = source::dictionary(Language::English).map_err(|error| Failure::Words(error.to_string()))?;
    write("docs/STATUS-CODES.md", &catalogue::document(&english))
}

fn rewrite(name: &str, mark: &str, words: &str) -> Result<(), Failure> {
    let path = place::root().join(name);
    let text = fs::read_to_string(&path).map_err(|error| Failure::File { path, error })?;
    let text = boot::rewritten(&text, mark, words)
        .ok_or_else(|| Failure::Words(format!("{name} has no marks for words")))?;
    write(name, &text)
}

/// Writes a file, unless it says so already: a running Trunk would build anew.
fn write(name: &str, text: &str) -> Result<(), Failure> {
    let path = place::root().join(name);
    if fs::read_to_string(&path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    fs::write(&path, text).map_err(|error| Failure::File { path, error })
}

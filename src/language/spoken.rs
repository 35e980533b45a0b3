//! The one language in use, and changing it.
//!
//! It belongs to the document, like the document's `lang`; there is one for all that is mounted in it.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use domain::status::Misfortune;
use leptos::prelude::{ArcTrigger, Notify, Track};
use leptos::reactive::graph::Observer;
use words::dictionary::NotADictionary;
use words::{Dictionary, Language};

use crate::browser::fetch::{self, Method, Request};
use crate::browser::intl::Formats;
use crate::browser::{languages, storage};

/// Where the choice is remembered. `boot.js` reads it before anything else.
const KEY: &str = "wattpool-language";
/// How long to wait for a dictionary.
const TIME_LIMIT: Duration = Duration::from_secs(10);

thread_local! {
    static SPOKEN: RefCell<Option<Rc<Spoken>>> = const { RefCell::new(None) };
    static CHANGED: ArcTrigger = ArcTrigger::new();
}

/// What it takes to say something.
pub(super) struct Spoken {
    pub(super) dictionary: Dictionary,
    pub(super) formats: Formats,
}

/// Why a language cannot be spoken.
#[derive(Debug, thiserror::Error)]
pub enum NotSpoken {
    /// Its dictionary did not come.
    #[error("{0}")]
    NotFetched(Misfortune),
    /// Something else came.
    #[error("HTTP {0}")]
    Http(u16),
    /// What came is no dictionary of this build.
    #[error("{0}")]
    NotADictionary(#[from] NotADictionary),
}

/// Fetches the dictionary of the language that the page was opened in, and speaks it.
///
/// # Errors
/// [`NotSpoken`]; then nothing can be said.
pub async fn load() -> Result<(), NotSpoken> {
    fetch_and_speak(Language::of_tag(&languages::of_document()).unwrap_or_default()).await
}

/// Speaks another language from now on, and remembers it.
///
/// # Errors
/// [`NotSpoken`]; then the page goes on in the language that it has.
pub async fn choose(language: Language) -> Result<(), NotSpoken> {
    fetch_and_speak(language).await?;
    storage::set(KEY, language.tag());
    Ok(())
}

async fn fetch_and_speak(language: Language) -> Result<(), NotSpoken> {
    let request = Request {
        method: Method::GET,
        url: format!("{}{}.txt", languages::folder(), language.tag()),
        headers: Vec::new(),
        body: None,
        may_be_kept: true,
        time_limit: TIME_LIMIT,
    };
    let response = fetch::fetch(request).await.map_err(NotSpoken::NotFetched)?;
    if response.http_status != 200 {
        return Err(NotSpoken::Http(response.http_status));
    }
    Ok(speak(language, response.body)?)
}

/// Speaks with that dictionary from now on.
///
/// # Errors
/// [`NotADictionary`] where it does not fit this build.
pub fn speak(language: Language, text: String) -> Result<(), NotADictionary> {
    let dictionary = Dictionary::read(language, text)?;
    let preferred = languages::preferred();
    let formats = Formats::of(language.locale(preferred.iter().map(String::as_str)));
    languages::set_document(language.tag(), language.direction().token());
    SPOKEN.with(|spoken| *spoken.borrow_mut() = Some(Rc::new(Spoken { dictionary, formats })));
    CHANGED.with(ArcTrigger::notify);
    Ok(())
}

/// The language in use; tracks changes.
#[must_use]
pub fn spoken() -> Language {
    with_spoken(|spoken| spoken.dictionary.language()).unwrap_or_default()
}

/// Looks something up in the dictionary in use; tracks changes.
pub fn with_dictionary<T>(look: impl FnOnce(&Dictionary) -> T) -> Option<T> {
    with_spoken(|spoken| look(&spoken.dictionary))
}

pub(super) fn with_spoken<T>(speak: impl FnOnce(&Spoken) -> T) -> Option<T> {
    // Where nobody follows, as in the table of lots, whoever speaks is told of a change otherwise.
    if Observer::get().is_some() {
        CHANGED.with(ArcTrigger::track);
    }
    let spoken = SPOKEN.with(|spoken| spoken.borrow().clone());
    spoken.map(|spoken| speak(&spoken))
}

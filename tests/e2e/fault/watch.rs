//! What a page has shown, as taken down by a script inside of it.

use serde::Deserialize;
use serde_json::Value;
use thirtyfour::WebDriver;

use crate::Trouble;
use crate::browser;

const WATCH: &str = include_str!("watch.js");

/// What kind of thing was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// A message in the page or in a dialog.
    Message,
    /// A notice over the page; its slug is how much it wants to be seen.
    Notice,
    /// The question to log in again.
    LogIn,
    /// A panic, or an exception that nobody caught.
    Panic,
}

/// Something that was shown.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Event {
    /// What kind of thing.
    pub(super) kind: Kind,
    /// The address of a message's reason in the catalogue.
    pub(super) slug: String,
    /// What happened, in its words.
    pub(super) headline: String,
    /// What that means and what to do.
    pub(super) rest: String,
    /// When it came, in Unix milliseconds.
    pub(super) at: u64,
    /// When it went, unless it is still there.
    pub(super) gone: Option<u64>,
}

/// The longest wait that nothing was said about.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Wait {
    /// How long.
    pub(super) millis: u64,
    /// What was busy.
    pub(super) what: String,
}

/// What was shown since the last time.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Watched {
    /// Everything, in order.
    pub(super) events: Vec<Event>,
    /// The longest wait.
    pub(super) longest: Wait,
}

/// Has every page that this browser loads from now on watched.
pub(super) async fn begin(browser: &WebDriver) -> Result<(), Trouble> {
    browser::prepare(browser, WATCH).await
}

/// What was shown since the last time. What is still in sight is told again the next time.
pub(super) async fn read(browser: &WebDriver) -> Result<Watched, Trouble> {
    let told: Value = browser.execute("return watched();", Vec::new()).await?.json().clone();
    Ok(serde_json::from_value(told)?)
}

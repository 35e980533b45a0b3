//! What somebody sees who looks at the page once, as far as their next move depends on it.

use domain::status::{Reason, Status, catalogue};
use serde::Deserialize;
use thirtyfour::WebDriver;

use crate::Trouble;

const GLANCE: &str = include_str!("glance.js");

/// What somebody sees who looks once.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Glance {
    /// The path of the page.
    pub(super) path: String,
    /// The dialog that is open.
    pub(super) dialog: Option<String>,
    /// Whether something there is on its way.
    pub(super) is_busy: bool,
    /// The messages there.
    pub(super) cards: Vec<Card>,
    /// The buttons there that can be pressed.
    pub(super) buttons: Vec<String>,
    /// What became of each lot of a purchase.
    pub(super) outcomes: Vec<u16>,
    /// Whether a lot was delivered.
    pub(super) is_delivered: bool,
    /// Whether the pool is there.
    pub(super) has_pool: bool,
    /// The balance of the account.
    pub(super) balance: Option<String>,
    /// The lots of the account.
    pub(super) lots: Vec<AccountLot>,
    /// How many open sessions are listed.
    pub(super) open_sessions: usize,
    /// The buttons of the word that nobody answers.
    pub(super) banner: Vec<String>,
    /// How many notices there are over the page.
    pub(super) notices: usize,
}

/// A message.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Card {
    /// The address of its reason in the catalogue.
    pub(super) slug: String,
    /// What happened.
    pub(super) headline: String,
    /// What it means and what to do.
    pub(super) rest: String,
    /// What it says of the next try.
    pub(super) countdown: String,
    /// Its buttons.
    pub(super) buttons: Vec<String>,
}

/// A lot in the account.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct AccountLot {
    /// How far it is.
    pub(super) status: String,
    /// Everything that its row says.
    pub(super) text: String,
}

impl Glance {
    /// Looks at the page once; whoever has seen all this already looks on for a moment.
    pub(super) async fn at(browser: &WebDriver) -> Result<Self, Trouble> {
        let seen = browser.execute_async(GLANCE, Vec::new()).await?;
        Ok(serde_json::from_value(seen.json().clone())?)
    }

    /// Whether a button can be pressed.
    pub(super) fn can_press(&self, name: &str) -> bool {
        self.buttons.iter().any(|button| button == name)
    }

    /// Whether nothing can be done before somebody logs in.
    pub(super) fn asks_to_log_in(&self) -> bool {
        self.dialog.as_deref() == Some("log-in-again") || (self.dialog.is_none() && self.path == "/login")
    }
}

impl Card {
    /// Whether it says that the session is over.
    pub(super) fn is_for_want_of_session(&self) -> bool {
        match catalogue::at(&self.slug) {
            Some(Reason::Code(code)) => Status::from(code).ends_session(),
            Some(Reason::Digits(..) | Reason::Http(_) | Reason::HttpClass(_) | Reason::Misfortune(_))
            | None => false,
        }
    }
}

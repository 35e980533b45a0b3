//! The session that a log-in left in this tab. It is kept until the tab is closed, a log-out, or an answer that
//! says that it is over; nothing prolongs it.

use std::time::Duration;

use domain::account::AccountName;
use domain::timestamp::Timestamp;
use protocol::pec::session::{LIFE, Token};
use serde::{Deserialize, Serialize};

use crate::browser::storage::tab;

/// Where it is kept.
const KEY: &str = "wattpool-session";

/// A session.
#[derive(Clone)]
pub struct Session {
    /// What proves it.
    pub token: Token,
    /// Whose it is; the server does not say it again.
    pub account: AccountName,
    /// When it began.
    pub logged_in_at: Timestamp,
}

/// How it is kept.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    session_id: String,
    account: String,
    logged_in_at: u64,
}

impl Session {
    /// The one that this tab keeps.
    pub fn kept() -> Option<Self> {
        let kept: Kept = serde_json::from_str(&tab::get(KEY)?).ok()?;
        Some(Self {
            token: kept.session_id.parse().ok()?,
            account: AccountName::parse(&kept.account).ok()?,
            logged_in_at: Timestamp(kept.logged_in_at),
        })
    }

    /// Keeps it in place of any other.
    pub fn keep(&self) {
        let kept = Kept {
            session_id: self.token.to_string(),
            account: self.account.to_string(),
            logged_in_at: self.logged_in_at.0,
        };
        // Three plain members always become JSON; without them a reload would ask for a log-in.
        tab::set(KEY, &serde_json::to_string(&kept).unwrap_or_default());
    }

    /// Keeps it no longer. A session that came after it stays.
    pub fn forget(&self) {
        if Self::kept().is_none_or(|kept| kept.token == self.token) {
            tab::remove(KEY);
        }
    }

    /// How long it lives on.
    pub fn expires_in(&self, now: Timestamp) -> Duration {
        now.until(self.logged_in_at.after(LIFE))
    }
}

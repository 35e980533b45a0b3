//! The session: a name that travels in paths and bodies, as pec-server knows no cookie.

use std::fmt;
use std::time::Duration;

use domain::hex;
use serde::{Deserialize, Serialize};

use crate::pec::loose::Loose;

/// How long a session lives from its log-in on. Nothing prolongs it.
pub const LIFE: Duration = Duration::from_secs(1_800);

/// What proves a session: `sessionId` on the wire. Whoever knows it is the member, so it never appears in debug
/// output.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl std::str::FromStr for Token {
    type Err = hex::NotHex;

    fn from_str(text: &str) -> Result<Self, hex::NotHex> {
        hex::parse(text).map(Self)
    }
}

impl fmt::Display for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex::write(&self.0, formatter)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(…)")
    }
}

/// What a log-in answers (722).
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LoggedIn {
    session_id: Loose,
}

impl LoggedIn {
    /// What proves the session, where the answer tells it.
    #[must_use]
    pub fn token(&self) -> Option<Token> {
        self.session_id.parse()
    }
}

/// The body of a log-out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogOut {
    session_id: String,
}

impl LogOut {
    /// Ends that session.
    #[must_use]
    pub fn of(session: &Token) -> Self {
        Self { session_id: session.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_never_shows_in_debug_output() {
        let session: Token = "c0".repeat(32).parse().unwrap();
        assert_eq!(format!("{session:?}"), "Token(…)");
        assert_eq!(session.to_string(), "c0".repeat(32));
    }

    #[test]
    fn only_what_can_stand_in_a_path_names_a_session() {
        let session = |id: &str| {
            let body = serde_json::json!({ "status": 722, "sessionId": id });
            serde_json::from_value::<LoggedIn>(body).unwrap().token()
        };
        assert!(session(&"0f".repeat(32)).is_some());
        for other in ["", "undefined", "../../tx/pool", &"0f".repeat(31), &"zz".repeat(32)] {
            assert_eq!(session(other), None, "{other}");
        }
    }
}

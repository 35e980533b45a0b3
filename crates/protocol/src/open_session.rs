//! `/usr/sessions`: where the account is logged in.

use std::time::Duration;

use domain::open_session::{Browser, Device, SessionId, System};
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

use crate::OffTheWire;
use crate::rows::{Row, Rows, or_default};
#[cfg(feature = "schema")]
use crate::schema;

/// What asking for the open sessions answers (723).
///
/// Rows that cannot be used are left out and counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OpenSessions {
    /// Every open session of the account, the last used first.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<OpenSession>))]
    pub sessions: Rows<OpenSession>,
}

/// An open session on the wire.
///
/// A browser or system that is missing, of another type or of a later version is unknown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OpenSession {
    /// 32 hexadecimal digits.
    #[cfg_attr(feature = "schema", schema(value_type = schema::SessionId))]
    pub session_id: String,
    /// The browser, by the names of [`Browser`]; null where it is not known.
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<schema::Browser>, required = true))]
    pub browser: Option<String>,
    /// What the browser runs on, by the names of [`System`]; null where it is not known.
    #[serde(default, deserialize_with = "or_default")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<schema::System>, required = true))]
    pub system: Option<String>,
    /// When it was opened, in Unix milliseconds.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Moment))]
    pub timestamp_start: u64,
    /// When it was last used, in Unix milliseconds.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Moment))]
    pub timestamp_active: u64,
    /// Seconds until it ends if nothing happens.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Seconds))]
    pub expires_in: u64,
    /// Whether it is the session of this very call.
    pub current: bool,
}

impl Row for OpenSession {
    fn is_usable(&self) -> bool {
        id(&self.session_id).is_ok()
    }
}

impl From<&domain::open_session::OpenSession> for OpenSession {
    fn from(session: &domain::open_session::OpenSession) -> Self {
        Self {
            session_id: session.id.to_string(),
            browser: session.device.browser.map(|browser| browser.token().to_owned()),
            system: session.device.system.map(|system| system.token().to_owned()),
            timestamp_start: session.started_at.0,
            timestamp_active: session.active_at.0,
            expires_in: session.expires_in.as_secs(),
            current: session.is_current,
        }
    }
}

impl TryFrom<OpenSession> for domain::open_session::OpenSession {
    type Error = OffTheWire;

    fn try_from(session: OpenSession) -> Result<Self, OffTheWire> {
        Ok(Self {
            id: id(&session.session_id)?,
            device: Device {
                browser: session.browser.as_deref().and_then(Browser::from_token),
                system: session.system.as_deref().and_then(System::from_token),
            },
            started_at: Timestamp(session.timestamp_start),
            active_at: Timestamp(session.timestamp_active),
            expires_in: Duration::from_secs(session.expires_in),
            is_current: session.current,
        })
    }
}

/// Reads 32 hexadecimal digits.
///
/// # Errors
/// [`OffTheWire`] for anything else.
pub fn id(text: &str) -> Result<SessionId, OffTheWire> {
    text.parse().map_err(|_| OffTheWire("sessionId"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn row() -> Value {
        json!({"sessionId": "0f".repeat(16), "browser": "firefox", "system": "linux", "timestampStart": 1,
               "timestampActive": 2, "expiresIn": 1800, "current": true})
    }

    #[test]
    fn an_open_session_goes_into_the_domain_and_back_unchanged() {
        let on_the_wire: OpenSession = serde_json::from_value(row()).unwrap();
        let session = domain::open_session::OpenSession::try_from(on_the_wire).unwrap();
        assert_eq!(session.device, Device { browser: Some(Browser::Firefox), system: Some(System::Linux) });
        assert_eq!(serde_json::to_value(OpenSession::from(&session)).unwrap(), row());
    }

    #[test]
    fn a_device_that_nobody_knows_yet_is_unknown_and_keeps_the_session_in_the_list() {
        for unknown in [json!(null), json!(7), json!("netscape"), json!(["firefox"]), json!({})] {
            let mut body = row();
            body["browser"] = unknown.clone();
            body["system"] = unknown;
            let list: OpenSessions = serde_json::from_value(json!({ "sessions": [body] })).unwrap();
            let session = list.sessions.into_iter().next().unwrap();
            let session = domain::open_session::OpenSession::try_from(session).unwrap();
            assert_eq!(session.device, Device::default());
        }
        let mut body = row();
        body.as_object_mut().unwrap().remove("browser");
        let read: OpenSession = serde_json::from_value(body).unwrap();
        assert_eq!(read.browser, None);
    }

    #[test]
    fn a_bad_row_never_takes_the_list_away() {
        let mut unnamed = row();
        unnamed["sessionId"] = json!("../logout");
        let body = json!({ "sessions": [unnamed, null, row(), {"sessionId": "0f"}, 7] });
        let list: OpenSessions = serde_json::from_value(body).unwrap();
        assert_eq!((list.sessions.good.len(), list.sessions.skipped), (1, 4));
    }
}

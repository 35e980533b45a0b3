//! An open session as its owner sees it: what somebody is logged in from, since when, and by which name it
//! can be ended.
//!
//! What a session is proved with is not in here, and neither is the wording; reading what a browser says of
//! itself is the exchange's work.

use std::fmt;
use std::time::Duration;

use crate::hex;
use crate::timestamp::Timestamp;

/// Names an open session to its owner: 16 random bytes, `sessionId` on the wire. It proves nothing, so whoever
/// else learns of it can do nothing with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(pub [u8; 16]);

impl std::str::FromStr for SessionId {
    type Err = hex::NotHex;

    fn from_str(text: &str) -> Result<Self, hex::NotHex> {
        hex::parse(text).map(Self)
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex::write(&self.0, formatter)
    }
}

/// A family of browsers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Browser {
    /// Chrome and Chromium.
    Chrome,
    /// Microsoft Edge.
    Edge,
    /// Firefox.
    Firefox,
    /// Opera.
    Opera,
    /// Safari.
    Safari,
    /// Samsung Internet.
    Samsung,
}

impl Browser {
    /// Every family.
    pub const ALL: [Self; 6] =
        [Self::Chrome, Self::Edge, Self::Firefox, Self::Opera, Self::Safari, Self::Samsung];

    /// The name on the wire and in SQL.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Chrome => "chrome",
            Self::Edge => "edge",
            Self::Firefox => "firefox",
            Self::Opera => "opera",
            Self::Safari => "safari",
            Self::Samsung => "samsung",
        }
    }

    /// The family of that name; nothing for one that only a later version knows.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|browser| browser.token() == token)
    }
}

/// A family of operating systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum System {
    /// Android.
    Android,
    /// ChromeOS.
    ChromeOs,
    /// iOS and iPadOS.
    Ios,
    /// Linux.
    Linux,
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

impl System {
    /// Every family.
    pub const ALL: [Self; 6] =
        [Self::Android, Self::ChromeOs, Self::Ios, Self::Linux, Self::MacOs, Self::Windows];

    /// The name on the wire and in SQL.
    #[must_use]
    pub const fn token(self) -> &'static str {
        match self {
            Self::Android => "android",
            Self::ChromeOs => "chromeos",
            Self::Ios => "ios",
            Self::Linux => "linux",
            Self::MacOs => "macos",
            Self::Windows => "windows",
        }
    }

    /// The family of that name; nothing for one that only a later version knows.
    #[must_use]
    pub fn from_token(token: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|system| system.token() == token)
    }
}

/// What somebody is logged in from, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Device {
    /// The browser.
    pub browser: Option<Browser>,
    /// What it runs on.
    pub system: Option<System>,
}

/// A session that lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// Names it.
    pub id: SessionId,
    /// What the log-in came from.
    pub device: Device,
    /// When it was opened.
    pub started_at: Timestamp,
    /// When it was last used.
    pub active_at: Timestamp,
    /// How long it still lives if nothing happens.
    pub expires_in: Duration,
    /// Whether it is the one that it was asked for in.
    pub is_current: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_id_is_32_digits_that_read_back() {
        let id = SessionId([0xa5; 16]);
        assert_eq!(id.to_string(), "a5".repeat(16));
        assert_eq!(id.to_string().parse(), Ok(id));
        for other in ["", "a5", "../logout", &"a5".repeat(32)] {
            assert!(other.parse::<SessionId>().is_err(), "{other}");
        }
    }

    #[test]
    fn every_family_reads_back_and_one_of_a_later_version_is_unknown() {
        for browser in Browser::ALL {
            assert_eq!(Browser::from_token(browser.token()), Some(browser));
        }
        for system in System::ALL {
            assert_eq!(System::from_token(system.token()), Some(system));
        }
        assert_eq!((Browser::from_token("netscape"), System::from_token("")), (None, None));
    }
}

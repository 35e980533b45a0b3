//! What can be set without building anew: `config.json` beside the app.
//!
//! A missing or broken file, or a member that cannot be used, falls back to what stands here and says
//! so in the console; the app starts all the same.

use std::time::Duration;

use serde::Deserialize;

use crate::browser::fetch::{self, Method, Request};
use crate::browser::{console, json};

const FILE: &str = "/config.json";
const TIME_LIMIT: Duration = Duration::from_secs(5);

/// Which interface the exchange speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// The exchange of this repository.
    #[default]
    Exchange,
    /// pec-server of PowExChain.
    Pec,
}

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// What stands before every path of the exchange; empty for the page's own origin.
    pub api: String,
    /// Which interface the exchange speaks.
    pub dialect: Dialect,
    /// The time between two heartbeats.
    pub heartbeat: Duration,
    /// The time between two looks at the pool.
    pub pool: Duration,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            api: String::new(),
            dialect: Dialect::Exchange,
            heartbeat: Duration::from_secs(30),
            pool: Duration::from_secs(5),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    api: Option<serde_json::Value>,
    dialect: Option<serde_json::Value>,
    heartbeat_seconds: Option<serde_json::Value>,
    pool_seconds: Option<serde_json::Value>,
}

impl Settings {
    /// Reads the file's text. Whatever cannot be used is named and falls back.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<String>) {
        let mut settings = Self::default();
        let mut complaints = Vec::new();
        match serde_json::from_str::<File>(text) {
            Err(error) => complaints.push(format!("config.json is not a JSON object of settings: {error}")),
            Ok(file) => {
                let mut read =
                    |name: &str,
                     value: Option<serde_json::Value>,
                     is_taken: &mut dyn FnMut(&serde_json::Value) -> bool| {
                        if let Some(value) = value
                            && !is_taken(&value)
                        {
                            complaints.push(format!("config.json: \"{name}\" cannot be {value}"));
                        }
                    };
                read("api", file.api, &mut |value| {
                    value.as_str().map(|api| settings.api = api.trim_end_matches('/').to_owned()).is_some()
                });
                read("dialect", file.dialect, &mut |value| {
                    Dialect::deserialize(value).map(|dialect| settings.dialect = dialect).is_ok()
                });
                read("heartbeatSeconds", file.heartbeat_seconds, &mut |value| {
                    seconds(value).map(|wait| settings.heartbeat = wait).is_some()
                });
                read("poolSeconds", file.pool_seconds, &mut |value| {
                    seconds(value).map(|wait| settings.pool = wait).is_some()
                });
            }
        }
        (settings, complaints)
    }
}

/// The file as it came, not read yet: the part of the app that comes first has no reader of JSON.
#[derive(Debug)]
pub struct SettingsFile(Result<String, String>);

impl From<String> for SettingsFile {
    fn from(text: String) -> Self {
        Self(Ok(text))
    }
}

impl SettingsFile {
    /// Fetches it.
    pub async fn fetch() -> Self {
        let request = Request {
            method: Method::GET,
            url: FILE.to_owned(),
            headers: Vec::new(),
            body: None,
            may_be_kept: true,
            time_limit: TIME_LIMIT,
        };
        Self(match fetch::fetch(request).await {
            Ok(response) if response.http_status == 200 => Ok(response.body),
            Ok(response) => Err(format!("HTTP {}", response.http_status)),
            Err(misfortune) => Err(misfortune.to_string()),
        })
    }

    /// Whether it says for certain that the exchange is the one of this repository, on the page's own origin.
    /// Only what was asked before anything was read depends on it.
    #[must_use]
    pub fn is_surely_own_exchange(&self) -> bool {
        let Ok(text) = &self.0 else { return true };
        json::text_members(text, ["api", "dialect"])
            .is_some_and(|[api, dialect]| api.is_empty() && matches!(dialect.as_str(), "" | "exchange"))
    }

    /// Reads it; the console is told of whatever cannot be used.
    #[must_use]
    pub fn read(self) -> Settings {
        let (settings, complaints) = match self.0 {
            Ok(text) => Settings::parse(&text),
            Err(reason) => (Settings::default(), vec![format!("config.json: {reason}")]),
        };
        for complaint in complaints {
            console::warn(&format!("{complaint}; using the default"));
        }
        settings
    }
}

/// One second to one hour.
fn seconds(value: &serde_json::Value) -> Option<Duration> {
    value.as_u64().filter(|seconds| (1..=3_600).contains(seconds)).map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_as_shipped_says_what_the_defaults_say() {
        let shipped = include_str!("../public/config.json");
        assert_eq!(Settings::parse(shipped), (Settings::default(), vec![]));
    }

    #[test]
    fn a_broken_file_falls_back_and_says_so() {
        for text in ["", "{", "[]", "null", "<!doctype html>"] {
            let (settings, complaints) = Settings::parse(text);
            assert_eq!((settings, complaints.len()), (Settings::default(), 1), "{text}");
        }
    }

    #[test]
    fn a_member_that_cannot_be_used_falls_back_alone() {
        let (settings, complaints) = Settings::parse(
            r#"{"api": "https://exchange.example/", "dialect": "latin", "heartbeatSeconds": 0, "poolSeconds": 9}"#,
        );
        assert_eq!(settings.api, "https://exchange.example");
        assert_eq!(settings.pool, Duration::from_secs(9));
        assert_eq!(settings.heartbeat, Settings::default().heartbeat);
        assert_eq!(complaints.len(), 2, "{complaints:?}");
    }

    #[test]
    fn either_dialect_is_chosen_by_its_name() {
        for (name, dialect) in [("exchange", Dialect::Exchange), ("pec", Dialect::Pec)] {
            let (settings, complaints) = Settings::parse(&format!(r#"{{"dialect": "{name}"}}"#));
            assert_eq!((settings.dialect, complaints), (dialect, vec![]));
        }
    }
}

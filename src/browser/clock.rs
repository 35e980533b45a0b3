//! The browser's clock. Rules that need the time get it from here as a value.

use std::time::Duration;

use domain::timestamp::Timestamp;

/// Now.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "Date.now is a whole number of milliseconds, far below 2^53"
)]
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::now() as u64)
}

/// Milliseconds that only ever grow, to tell how long something took.
#[must_use]
pub fn ticks() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// The whole seconds until then, a started one counted.
#[must_use]
pub fn seconds_until(moment: Timestamp) -> u64 {
    whole_seconds(now().until(moment))
}

/// The whole seconds of a wait, a started one counted.
#[must_use]
pub fn whole_seconds(wait: Duration) -> u64 {
    u64::try_from(wait.as_millis().div_ceil(1_000)).unwrap_or(u64::MAX)
}

/// How long a `Retry-After` asks to wait: seconds, or until a date.
#[must_use]
pub fn until_retry(value: &str) -> Option<Duration> {
    if let Ok(seconds) = value.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = js_sys::Date::parse(value);
    let wait = moment - js_sys::Date::now();
    (!wait.is_nan()).then(|| Duration::from_secs_f64((wait / 1_000.0).clamp(0.0, 86_400.0)))
}

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

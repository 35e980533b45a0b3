//! The browser's clock. Rules that need the time get it from here as a value.

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

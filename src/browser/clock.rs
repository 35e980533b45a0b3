//! The browser's clock. Rules that need the time get it from here as a value.

use std::time::Duration;

use domain::calendar::LocalTime;
use domain::timestamp::Timestamp;
use wasm_bindgen::JsValue;

/// Now.
#[must_use]
pub fn now() -> Timestamp {
    moment(js_sys::Date::now()).unwrap_or_default()
}

/// When the hour began that it is at a moment, on this device and in its zone.
#[must_use]
pub fn hour_of(at: Timestamp) -> Timestamp {
    let date = date_of(at);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    moment(date.get_time()).unwrap_or(at)
}

/// When the day began that it is at a moment, on this device and in its zone.
#[must_use]
pub fn day_of(at: Timestamp) -> Timestamp {
    let date = date_of(at);
    date.set_hours(0);
    date.set_minutes(0);
    date.set_seconds(0);
    date.set_milliseconds(0);
    moment(date.get_time()).unwrap_or(at)
}

#[expect(clippy::cast_precision_loss, reason = "moments lie far below 2^53 milliseconds")]
fn date_of(at: Timestamp) -> js_sys::Date {
    js_sys::Date::new(&JsValue::from_f64(at.0 as f64))
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

/// The moment that a time means on this device, in its zone; nothing before 1970. Days and hours past the end of a
/// month or day count into the next one.
#[must_use]
pub fn local(time: LocalTime) -> Option<Timestamp> {
    let LocalTime { year, month, day, hour, minute, second } = time;
    let date = js_sys::Date::new_with_year_month_day_hr_min_sec(
        u32::from(year),
        i32::from(month) - 1,
        i32::from(day),
        i32::from(hour),
        i32::from(minute),
        i32::from(second),
    );
    moment(date.get_time())
}

/// A number of the browser's as a moment; nothing where it is none, or before 1970.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what a date tells is a whole number of milliseconds, far below 2^53"
)]
fn moment(millis: f64) -> Option<Timestamp> {
    (millis >= 0.0).then_some(Timestamp(millis as u64))
}

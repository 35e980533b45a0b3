//! Numbers, energy, prices, dates and spans of time as people write them, by the browser's `Intl`.
//!
//! Amounts go in as exact decimal text, never as floating point; only dates and spans are numbers.

use std::time::Duration;

use domain::credits::{Credits, PricePerKwh};
use domain::energy::{WattHours, Watts};
use domain::timestamp::Timestamp;
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The language of the words, so that numbers match them.
const LOCALE: &str = "en";

thread_local! {
    static NUMBER: Function = Intl::NumberFormat::new(&locales(), &options(&[
        ("maximumFractionDigits", JsValue::from(3)),
    ])).format();
    static DATE: Function = Intl::DateTimeFormat::new(&locales(), &options(&[
        ("dateStyle", JsValue::from_str("medium")),
        ("timeStyle", JsValue::from_str("short")),
    ])).format();
    static TIME: Function = Intl::DateTimeFormat::new(&locales(), &options(&[
        ("timeStyle", JsValue::from_str("medium")),
    ])).format();
    static SPAN: Intl::RelativeTimeFormat = Intl::RelativeTimeFormat::new(&locales(), &options(&[
        ("numeric", JsValue::from_str("always")),
        ("style", JsValue::from_str("short")),
    ]));
}

fn locales() -> Array {
    Array::of1(&JsValue::from_str(LOCALE))
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a member of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

fn call(function: &Function, value: &JsValue) -> String {
    function.call1(&JsValue::UNDEFINED, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn decimal(text: &str) -> String {
    NUMBER.with(|number| call(number, &JsValue::from_str(text)))
}

fn thousandths(number: u64) -> String {
    decimal(&format!("{}.{:03}", number / 1000, number % 1000))
}

/// A whole number with separators.
#[must_use]
pub fn integer(number: u64) -> String {
    decimal(&number.to_string())
}

/// Credits without the unit.
#[must_use]
pub fn credits(credits: Credits) -> String {
    integer(credits.0)
}

/// Credits with the unit.
#[must_use]
pub fn credits_with_unit(credits: Credits) -> String {
    let unit = if credits.0 == 1 { "credit" } else { "credits" };
    format!("{} {unit}", integer(credits.0))
}

/// Energy in kWh with the unit.
#[must_use]
pub fn energy(amount: WattHours) -> String {
    energy_sum(amount.get())
}

/// A sum of watt-hours in kWh with the unit.
#[must_use]
pub fn energy_sum(watt_hours: u64) -> String {
    format!("{} kWh", thousandths(watt_hours))
}

/// Power in kW with the unit.
#[must_use]
pub fn power(power: Watts) -> String {
    format!("{} kW", thousandths(power.get()))
}

/// A price per kWh without the unit.
#[must_use]
pub fn price_per_kwh(price: PricePerKwh) -> String {
    thousandths(price.0)
}

#[expect(clippy::cast_precision_loss, reason = "moments lie far below 2^53 milliseconds")]
fn date_value(moment: Timestamp) -> JsValue {
    js_sys::Date::new(&JsValue::from_f64(moment.0.min(8_640_000_000_000_000) as f64)).unchecked_into()
}

/// Date and time of day.
#[must_use]
pub fn date(moment: Timestamp) -> String {
    DATE.with(|date| call(date, &date_value(moment)))
}

/// The time of day with seconds.
#[must_use]
pub fn time(moment: Timestamp) -> String {
    TIME.with(|time| call(time, &date_value(moment)))
}

/// The moment as machines read it, for `<time datetime>`.
#[must_use]
pub fn iso(moment: Timestamp) -> String {
    date_value(moment).unchecked_into::<js_sys::Date>().to_iso_string().into()
}

/// How far a moment lies from now, such as "in 3 hr." or "5 min. ago".
#[must_use]
pub fn relative(moment: Timestamp, now: Timestamp) -> String {
    let ahead = moment >= now;
    let distance = if ahead { now.until(moment) } else { moment.until(now) };
    let (count, unit) = span(distance);
    SPAN.with(|span| {
        let signed = if ahead { f64::from(count) } else { -f64::from(count) };
        span.format(signed, unit).into()
    })
}

/// A span in the largest unit that it fills, rounded to the nearest.
fn span(distance: Duration) -> (u32, &'static str) {
    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;
    const DAY: u64 = 24 * HOUR;
    let seconds = distance.as_secs();
    let (count, unit) = match seconds {
        0..MINUTE => (seconds, "second"),
        MINUTE..HOUR => ((seconds + MINUTE / 2) / MINUTE, "minute"),
        HOUR..DAY => ((seconds + HOUR / 2) / HOUR, "hour"),
        _ => ((seconds + DAY / 2) / DAY, "day"),
    };
    (u32::try_from(count).unwrap_or(u32::MAX), unit)
}

/// How long something has been running, such as "2 days".
#[must_use]
pub fn duration(length: Duration) -> String {
    let (count, unit) = span(length);
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", integer(u64::from(count)))
}

//! Numbers, dates and spans of time as people of a region write them, by the browser's `Intl`.
//!
//! Numbers go in as exact decimal text, never as floating point; only dates and spans are numbers. Units and
//! words are not here.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;

use domain::timestamp::Timestamp;
use js_sys::{Array, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use words::{Locale, Plural};

use crate::browser::numerals::Numerals;

/// So many spans are kept as they were said.
const SAID: usize = 512;

/// The formats of one region.
pub struct Formats {
    locales: Array,
    number: Function,
    numerals: Option<Numerals>,
    date: OnceCell<Function>,
    time: OnceCell<Function>,
    hour: OnceCell<Function>,
    day: OnceCell<Function>,
    relative: Intl::RelativeTimeFormat,
    /// What was said of spans lately: a table says the same few again and again, and asking copies two texts.
    said: RefCell<BTreeMap<(bool, u32, &'static str), String>>,
    plural: OnceCell<Intl::PluralRules>,
}

impl Formats {
    /// The formats that go with a tag such as `de-AT`.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let locales = Array::of1(&JsValue::from_str(tag));
        let text = JsValue::from_str;
        let decimals = options(&[("maximumFractionDigits", JsValue::from(6))]);
        let number = Intl::NumberFormat::new(&locales, &decimals).format();
        Self {
            numerals: Numerals::learn(|exact| call(&number, &text(exact))),
            number,
            date: OnceCell::new(),
            time: OnceCell::new(),
            hour: OnceCell::new(),
            day: OnceCell::new(),
            relative: Intl::RelativeTimeFormat::new(
                &locales,
                &options(&[("numeric", text("always")), ("style", text("short"))]),
            ),
            said: RefCell::default(),
            plural: OnceCell::new(),
            locales,
        }
    }
}

impl Formats {
    /// A format for dates. Browsers take long to make one, so none is made before it is needed.
    fn dates(&self, styles: &[(&str, &str)]) -> Function {
        let styles: Vec<_> = styles.iter().map(|(name, style)| (*name, JsValue::from_str(style))).collect();
        Intl::DateTimeFormat::new(&self.locales, &options(&styles)).format()
    }
}

impl Locale for Formats {
    fn decimal(&self, exact: &str) -> String {
        let written = self.numerals.as_ref().and_then(|numerals| numerals.write(exact));
        written.unwrap_or_else(|| call(&self.number, &JsValue::from_str(exact)))
    }

    #[expect(clippy::cast_precision_loss, reason = "which plural a number takes shows in its last digits")]
    fn plural(&self, count: u64) -> Plural {
        // Far beyond 2^53 the last digits repeat; keeping them is all that a plural asks for.
        let count = if count > 1 << 53 { count % 1_000_000 + 1_000_000 } else { count };
        let rules = self.plural.get_or_init(|| Intl::PluralRules::new(&self.locales, &Object::new()));
        let category: String = rules.select(count as f64).into();
        Plural::from_token(&category)
    }

    fn date(&self, moment: Timestamp) -> String {
        let options = [("dateStyle", "medium"), ("timeStyle", "short")];
        call(self.date.get_or_init(|| self.dates(&options)), &date_value(moment))
    }

    fn time(&self, moment: Timestamp) -> String {
        call(self.time.get_or_init(|| self.dates(&[("timeStyle", "medium")])), &date_value(moment))
    }

    fn hour(&self, moment: Timestamp) -> String {
        call(self.hour.get_or_init(|| self.dates(&[("timeStyle", "short")])), &date_value(moment))
    }

    fn day(&self, moment: Timestamp) -> String {
        call(self.day.get_or_init(|| self.dates(&[("dateStyle", "medium")])), &date_value(moment))
    }

    fn relative(&self, moment: Timestamp, now: Timestamp) -> String {
        let ahead = moment >= now;
        let distance = if ahead { now.until(moment) } else { moment.until(now) };
        let (count, unit) = largest_unit(distance);
        let mut said = self.said.borrow_mut();
        if said.len() == SAID {
            said.clear();
        }
        said.entry((ahead, count, unit))
            .or_insert_with(|| {
                let signed = if ahead { f64::from(count) } else { -f64::from(count) };
                self.relative.format(signed, unit).into()
            })
            .clone()
    }

    fn span(&self, span: Duration) -> String {
        let (count, unit) = largest_unit(span);
        let options = options(&[
            ("style", JsValue::from_str("unit")),
            ("unit", JsValue::from_str(unit)),
            ("unitDisplay", JsValue::from_str("long")),
        ]);
        let format = Intl::NumberFormat::new(&self.locales, &options).format();
        call(&format, &JsValue::from(count))
    }
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

#[expect(clippy::cast_precision_loss, reason = "moments lie far below 2^53 milliseconds")]
fn date_value(moment: Timestamp) -> JsValue {
    js_sys::Date::new(&JsValue::from_f64(moment.0.min(8_640_000_000_000_000) as f64)).unchecked_into()
}

/// The moment as machines read it, for `<time datetime>`.
#[must_use]
pub fn iso(moment: Timestamp) -> String {
    date_value(moment).unchecked_into::<js_sys::Date>().to_iso_string().into()
}

/// A span in the largest unit that it fills, rounded to the nearest.
fn largest_unit(distance: Duration) -> (u32, &'static str) {
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

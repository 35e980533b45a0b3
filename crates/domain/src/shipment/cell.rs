//! What the cells of a row say: whole watt-hours, watts and credits, and an end.
//!
//! Numbers are read as people type them, but none has decimals, so a mark between digits never means two things.

use std::time::Duration;

use crate::calendar::{self, LocalTime, Written};
use crate::credits::LotPrice;
use crate::delivery::{Delivery, MAX_STAY, check_expiry};
use crate::energy::{EnergyType, WattHours, Watts};
use crate::form::{Field, Problem, Problems};
use crate::lot::Note;
use crate::number::{DecimalMark, parse_whole};
use crate::timestamp::Timestamp;

/// The smallest number that is read as a moment in milliseconds rather than as hours: in 1973.
const SMALLEST_MOMENT: u64 = 100_000_000_000;
/// Whether a mark stands before decimals makes no difference where nothing has any.
const MARK: DecimalMark = DecimalMark::Point;

/// The lot that the cells of a row describe, in the order of [`COLUMNS`](super::COLUMNS).
///
/// # Errors
/// What is wrong with each of them.
pub(super) fn delivery(
    [energy_type, amount, power, value, end, note]: [&str; 6],
    now: Timestamp,
    zone: &dyn Fn(LocalTime) -> Option<Timestamp>,
) -> Result<Delivery, Problems> {
    let mut problems = Problems::default();
    let energy_type =
        problems.check(Field::EnergyType, EnergyType::parse(&energy_type.trim().to_ascii_lowercase()));
    let amount = problems.check(Field::Amount, parse_whole(amount, MARK).and_then(WattHours::new));
    let power = problems.check(Field::Power, parse_whole(power, MARK).and_then(Watts::new));
    let value = match value.trim() {
        "" => Some(None),
        value => problems.check(Field::Value, LotPrice::parse(value, MARK)).map(Some),
    };
    let end = problems.check(Field::TimestampExpire, moment(end.trim(), now, zone));
    let note = problems.check(Field::InputData, Note::parse(note.trim()));
    match (energy_type, amount, power, value, end, note) {
        (Some(energy_type), Some(amount), Some(power), Some(value), Some(timestamp_expire), Some(note)) => {
            Ok(Delivery { energy_type, power, amount, value, timestamp_expire, note })
        }
        _ => Err(problems),
    }
}

/// When a lot leaves the pool: hours from now, a time by ISO 8601, or the wire's milliseconds.
fn moment(
    text: &str,
    now: Timestamp,
    zone: &dyn Fn(LocalTime) -> Option<Timestamp>,
) -> Result<Timestamp, Problem> {
    if text.is_empty() {
        return Err(Problem::Missing);
    }
    let end = match calendar::parse(text) {
        Some(Written::At(moment)) => Some(moment),
        Some(Written::Local(time)) => zone(time),
        None => match parse_whole(text, MARK).map_err(|_| Problem::Malformed)? {
            moment if moment >= SMALLEST_MOMENT => Some(Timestamp(moment)),
            hours if hours > MAX_STAY.as_secs() / 3600 => return Err(Problem::TooFar),
            hours => Some(now.after(Duration::from_secs(hours * 3600))),
        },
    };
    check_expiry(end.ok_or(Problem::Malformed)?, now)
}
